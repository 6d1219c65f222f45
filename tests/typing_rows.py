"""What people type, key by key, and the text that has to come out: the same in every editor.

A row begins with the file `path` in a copy of `examples/`, holding `before` with the cursor at `$0`. Then `keys` are typed
in an editor whose lists come up by themselves, at a person's pace. `ENTER`, `TAB` and `ESCAPE` are those keys, `ASK` asks
for the list at the cursor, `WAIT` waits until a list is there, as somebody does who wants to choose from it.
"""

from __future__ import annotations

from dataclasses import dataclass

ENTER, TAB, ESCAPE, ASK, WAIT = "\n", "\t", "\x1b", "\x05", "\x06"

AGENT = ".claude/agents/typed.md"
SKILL = ".claude/skills/tidy-up/SKILL.md"
COMMAND = ".claude/commands/typed.md"
SETTINGS = ".claude/settings.json"

_HEAD = "---\nname: typed\ndescription: Is typed\n"
_TAIL = "\n---\n\nBody.\n"
OPEN = f"{_HEAD}$0{_TAIL}"


@dataclass(frozen=True)
class Row:
    """One way to type. `after` is the whole text with the cursor at `$0`, or `None` where only the list matters.

    `first` is what leads the list in the end, `offers` what is in it somewhere and `never` what is not.
    """

    name: str
    before: str
    keys: str
    after: str | None = None
    path: str = AGENT
    first: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def _typed(text: str) -> str:
    return f"{_HEAD}{text}$0{_TAIL}"


ROWS = (
    # A line break after a key is a line break, however the list stands at that moment.
    Row("skills, then a list", OPEN, f"skills:{ENTER}- ", _typed("skills:\n- "), offers=("changelog",)),
    Row("tools, then a line", OPEN, f"tools:{ENTER}", _typed("tools:\n")),
    Row("servers, then a line", OPEN, f"mcpServers:{ENTER}", _typed("mcpServers:\n")),
    Row("refused tools, then a line", OPEN, f"disallowedTools:{ENTER}", _typed("disallowedTools:\n")),
    Row("hooks, then a line", OPEN, f"hooks:{ENTER}", _typed("hooks:\n")),
    Row("the first fence", "$0", f"---{ENTER}name: foo", "---\nname: foo$0"),
    Row("a whole value, then a key", OPEN, f"model: opus{ENTER}color: red", _typed("model: opus\ncolor: red")),
    Row("a list with blanks", OPEN, f"tools:{ENTER}  - Read{ENTER}- Grep", _typed("tools:\n  - Read\n  - Grep")),
    Row("names after commas", OPEN, "tools: Read, Grep, Glob", _typed("tools: Read, Grep, Glob")),
    Row("names in brackets", OPEN, "tools: [Read, Grep]", _typed("tools: [Read, Grep]")),
    Row("a text of words", OPEN, f"maxTurns: 5{ENTER}effort: high{ENTER}", _typed("maxTurns: 5\neffort: high\n")),
    # What is taken from the list is what was meant.
    Row("the first tool of three letters", OPEN, f"tools: Rea{WAIT}{ENTER}", _typed("tools: Read")),
    Row("the first model of one letter", OPEN, f"model: o{WAIT}{ENTER}", _typed("model: opus")),
    Row("a tool by Tab", OPEN, f"tools: Read, Wr{WAIT}{TAB}", _typed("tools: Read, Write")),
    Row("nothing by Escape", OPEN, f"tools: Read, Wr{WAIT}{ESCAPE}{ENTER}", _typed("tools: Read, Wr\n")),
    Row("keys by one letter", OPEN, f"m{WAIT}", first=("model", "memory", "mcpServers")),
    Row("the keys that come first", OPEN, ASK, first=("tools",), offers=("model", "skills", "color")),
    Row("keys of a command", "---\n$0\n---\n\nBody.\n", f"mo{WAIT}", first=("model",), path=COMMAND),
    # Lists hold what can stand there, and nothing that would be a mistake.
    Row("servers alone", f"{_HEAD}mcpServers:\n  - $0{_TAIL}", ASK, offers=("github", "browser"), never=("typed",)),
    Row("tools before servers", f"{_HEAD}tools: Read$0{_TAIL}", f", {WAIT}", never=("Read", "mcp__githb__list_issues")),
    Row("event names", f"{_HEAD}hooks:\n  $0{_TAIL}", f"P{WAIT}", first=("PreToolUse",)),
    Row("the values of a misspelt key", f"{_HEAD}modle:$0{_TAIL}", f" {WAIT}", offers=("opus", "haiku")),
    Row(
        "tools of a matcher",
        f"{_HEAD}hooks:\n  PreToolUse:\n    - matcher:$0{_TAIL}",
        f" Ba{WAIT}",
        offers=("Bash",),
    ),
    Row(
        "a skill is named like its folder",
        "$0",
        f"-{WAIT}{ENTER}",
        "---\nname: tidy-up$0\ndescription: What it does. Use it when ….\n---\n\nWrite the instructions here.\n",
        path=SKILL,
    ),
    Row(
        "tools that most agents have",
        f"{_HEAD}tools: Read$0{_TAIL}",
        f", {WAIT}",
        first=("Grep", "Glob", "Bash", "Write"),
    ),
    Row("a skill only users may run", f"{_HEAD}skills:\n  - $0{_TAIL}", ASK, offers=("changelog",), never=("deploy",)),
    Row("the key with a list of skills", OPEN, f"ski{WAIT}{ENTER}", _typed("skills:\n  - "), offers=("changelog",)),
    Row("the key with a list of tools", OPEN, f"tool{WAIT}{ENTER}", _typed("tools:\n  - "), first=("Read",)),
    Row("the key with the hooks", OPEN, f"hoo{WAIT}{ENTER}", _typed("hooks:\n  "), first=("PreToolUse",)),
    Row(
        "the key with the name of the file",
        "---\n$0\n---\n\nBody.\n",
        f"na{WAIT}{ENTER}",
        "---\nname: typed$0\n---\n\nBody.\n",
    ),
    Row(
        "a text in which a word begins like another",
        "---\nname: typed\ndescription: $0\n---\n\nBody.\n",
        f"Reviews the na{ENTER}",
        "---\nname: typed\ndescription: Reviews the na\n$0\n---\n\nBody.\n",
    ),
    Row("a name taken, then the next", OPEN, f"ski{WAIT}{ENTER}{WAIT}{ENTER}", _typed("skills:\n  - changelog")),
    Row("nothing behind three dashes", "$0", f"---{ENTER}", "---\n$0"),
    Row("nothing taken by Escape", f"{_HEAD}tools: Read$0{_TAIL}", f", {WAIT}{ESCAPE}", _typed("tools: Read, ")),
    Row(
        "the second name of a matcher",
        f"{_HEAD}hooks:\n  PreToolUse:\n    - matcher: Edit|$0{_TAIL}",
        f"Wr{WAIT}{ENTER}",
        _typed("hooks:\n  PreToolUse:\n    - matcher: Edit|Write"),
    ),
    Row(
        "the matcher of an agent",
        f"{_HEAD}hooks:\n  SubagentStop:\n    - matcher:$0{_TAIL}",
        f" {WAIT}",
        offers=("code-reviewer", "Explore"),
        never=("Bash",),
    ),
    Row(
        "a matcher in settings",
        '{\n  "hooks": {\n    "PreToolUse": [{ "matcher": "$0" }]\n  }\n}\n',
        f"Ba{WAIT}{ENTER}",
        '{\n  "hooks": {\n    "PreToolUse": [{ "matcher": "Bash$0" }]\n  }\n}\n',
        path=SETTINGS,
    ),
    Row(
        "a rule of permissions",
        '{\n  "permissions": {\n    "deny": ["$0"]\n  }\n}\n',
        f"Wr{WAIT}{ENTER}",
        '{\n  "permissions": {\n    "deny": ["Write$0"]\n  }\n}\n',
        path=SETTINGS,
    ),
    Row(
        "the second rule of a command",
        "---\nallowed-tools: Bash(git add:*), $0\n---\n\nBody.\n",
        f"Ba{WAIT}{ENTER}",
        "---\nallowed-tools: Bash(git add:*), Bash$0\n---\n\nBody.\n",
        path=COMMAND,
    ),
    Row(
        "the tools of a misspelt key",
        f"{_HEAD}tols:$0{_TAIL}",
        f" {WAIT}",
        first=("Read", "Grep"),
    ),
    Row("not the file itself", "See @$0\n", ASK, path=".claude/CLAUDE.md", first=("agents/",), never=("CLAUDE.md",)),
)
