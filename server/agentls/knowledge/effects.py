"""What a program does with a file in which something is not as it should be: the one source of every severity."""

from __future__ import annotations

from enum import Enum, IntEnum


class Severity(IntEnum):
    """How bad it is, by what the host does; smaller is worse, as in the Language Server Protocol."""

    ERROR = 1
    WARNING = 2
    INFORMATION = 3
    HINT = 4

    @property
    def label(self) -> str:
        """The name in lower case, as users write and read it."""
        return self.name.lower()


class Effect(Enum):
    """One thing that a host does about a key, a value or a file; the schemas name it by the member's value."""

    STOPS_PROGRAM = "stops-program"
    REJECTS_FILE = "rejects-file"
    LOSES_METADATA = "loses-metadata"
    BECOMES_PROMPT = "becomes-prompt"
    BECOMES_AGENT = "becomes-agent"
    DROPS_ENTRY = "drops-entry"
    DROPS_VALUE = "drops-value"
    DROPS_PLUGIN = "drops-plugin"
    LOSES_SETTINGS = "loses-settings"
    LOSES_PLUGIN = "loses-plugin"
    LOSES_HOOKS = "loses-hooks"
    FAILS_VALIDATION = "fails-validation"
    NO_TOOLS = "no-tools"
    HIDES = "hides"
    ALWAYS_LOADS = "always-loads"
    USES_DEFAULT = "uses-default"
    MAKES_ONE_UP = "makes-one-up"
    MOVED = "moved"
    MISREAD = "misread"
    NOT_SHARED = "not-shared"
    IGNORED = "ignored"
    PASSES_OVER = "passes-over"
    NEVER_LOADS = "never-loads"
    MAY_REFUSE = "may-refuse"
    NOT_YET = "not-yet"
    PASSES_BY = "passes-by"
    RENAMED = "renamed"
    IS_DOCUMENTATION = "is-documentation"
    LOADS = "loads"
    UNKNOWN = "unknown"

    @property
    def severity(self) -> Severity | None:
        """How bad it is; `None` when nothing is lost, or when nobody knows, so that nothing may be said."""
        return _TABLE[self][0]

    @property
    def is_fatal(self) -> bool:
        """Tell whether the host does not use the file, or uses it without its metadata."""
        return self.severity is Severity.ERROR

    def clause(self, host: str, kind: str = "file") -> str:
        """Say it: `Claude Code drops the file`. `kind` is what the file defines, such as `agent`."""
        return _TABLE[self][1].format(host=host, kind=kind)


_TABLE: dict[Effect, tuple[Severity | None, str]] = {
    Effect.STOPS_PROGRAM: (Severity.ERROR, "{host} does not start"),
    Effect.REJECTS_FILE: (Severity.ERROR, "{host} drops the file"),
    Effect.LOSES_METADATA: (Severity.ERROR, "{host} reads none of its keys"),
    Effect.BECOMES_PROMPT: (Severity.ERROR, "{host} takes all of it for the prompt"),
    Effect.BECOMES_AGENT: (Severity.WARNING, "{host} makes an agent of it"),
    Effect.DROPS_ENTRY: (Severity.WARNING, "{host} drops this entry"),
    Effect.DROPS_VALUE: (Severity.WARNING, "{host} drops the value"),
    Effect.DROPS_PLUGIN: (Severity.ERROR, "{host} does not offer this plugin"),
    Effect.LOSES_SETTINGS: (Severity.ERROR, "{host} applies nothing in this file"),
    Effect.LOSES_PLUGIN: (Severity.ERROR, "{host} does not load the plugin"),
    Effect.LOSES_HOOKS: (Severity.WARNING, "{host} drops all hooks and `allowed-tools`"),
    Effect.FAILS_VALIDATION: (Severity.ERROR, "{host}'s own check refuses it"),
    Effect.NO_TOOLS: (Severity.WARNING, "{host} takes it for no tools at all"),
    Effect.HIDES: (Severity.WARNING, "{host} hides the {kind} from the menu"),
    Effect.ALWAYS_LOADS: (Severity.WARNING, "{host} always loads the {kind}"),
    Effect.USES_DEFAULT: (Severity.WARNING, "{host} uses the default"),
    Effect.MAKES_ONE_UP: (Severity.WARNING, "{host} makes one up"),
    Effect.MOVED: (Severity.WARNING, "{host} passes it on without a meaning"),
    Effect.MISREAD: (Severity.WARNING, "{host} takes it for text"),
    Effect.NOT_SHARED: (Severity.WARNING, "{host} loads it, but claude.ai does not take it over"),
    Effect.IGNORED: (Severity.WARNING, "{host} ignores it"),
    Effect.PASSES_OVER: (Severity.INFORMATION, "{host} passes over the file"),
    Effect.NEVER_LOADS: (Severity.WARNING, "{host} never loads the file"),
    Effect.MAY_REFUSE: (Severity.WARNING, "{host} may refuse the file"),
    Effect.NOT_YET: (Severity.HINT, "{host} does not support it yet"),
    Effect.PASSES_BY: (Severity.HINT, "{host} passes it by"),
    Effect.RENAMED: (Severity.INFORMATION, "{host} has another name for it"),
    Effect.IS_DOCUMENTATION: (Severity.INFORMATION, "{host} takes the file for documentation"),
    Effect.LOADS: (None, "{host} loads the {kind}"),
    Effect.UNKNOWN: (None, "nobody knows what {host} does"),
}
