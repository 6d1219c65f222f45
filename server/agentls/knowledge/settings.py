"""What a user may change: severities of rules, names beyond our own lists, which files count, and as what."""

from collections.abc import Iterable, Iterator, Mapping
from posixpath import splitext
from types import MappingProxyType
from typing import Any, NamedTuple

from agentls.knowledge.dialect import Dialect, all_dialects, dialect, host_ids
from agentls.knowledge.placed import placed
from agentls.text.expressions import expression
from agentls.text.globs import matches
from agentls.text.nearest import nearest

#: What may be said of a rule: that it is off, or how severe its findings are.
LEVELS = ("off", "hint", "information", "warning", "error")


_VERSION = expression(r"[0-9]+(\.[0-9]+)*")


class Globs(NamedTuple):
    """Some files: those that one of `globs` means, below `folder` if there is one."""

    globs: tuple[str, ...]
    folder: str | None = None

    def has(self, path: str) -> bool:
        """Tell whether the file at `path` is one of them; the path of a folder ends with `/`."""
        if self.folder is None:
            return any(matches(glob if glob.startswith("/") else f"**/{glob}", path) for glob in self.globs)
        below = f"{self.folder.rstrip('/')}/"
        return path.startswith(below) and any(matches(glob, path[len(below) :]) for glob in self.globs)


class Override(NamedTuple):
    """Severities that hold for some files alone."""

    files: Globs
    rules: Mapping[str, str]


class Assigned(NamedTuple):
    """Files that a host does not look for where they lie: they are taken for files of the dialect `kind` of its own."""

    files: Globs
    kind: str

    def dialect(self) -> Dialect | None:
        """Return the dialect for files at these places."""
        known = dialect(self.kind)
        return placed(known, self.files.globs, self.files.folder) if known is not None else None


class Settings(NamedTuple):
    """Settings as the engine uses them; `schemas/settings.json` documents each.

    `rules` maps a rule's id to a severity's name or to `off`, and `overrides` do so for some files alone. `tools`,
    `models`, `keys` and `servers` are names that are known here although no catalog and no project has them. `targets`
    are the short names of programs that must take the files that they read, beside each file's own. `exclude` are files
    that do not count, and `dialects` tell of others what they are. `versions` maps the short name of a program to the
    version that people have.
    """

    rules: Mapping[str, str] = MappingProxyType({})
    tools: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    servers: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()
    targets: frozenset[str] = frozenset()
    exclude: tuple[Globs, ...] = ()
    dialects: tuple[Assigned, ...] = ()
    versions: Mapping[str, str] = MappingProxyType({})

    def severity(self, rule: str, path: str) -> str | None:
        """Return the severity of a rule in the file at `path`, `off`, or `None` where the rule's own counts.

        Of several overrides for one file the last counts.
        """
        for one in reversed(self.overrides):
            if rule in one.rules and one.files.has(path):
                return one.rules[rule]
        return self.rules.get(rule)

    def leaves_out(self, path: str) -> bool:
        """Tell whether the file at `path` does not count; the path of a folder ends with `/`."""
        return any(one.has(path) for one in self.exclude)

    def kind_of(self, path: str) -> Dialect | None:
        """Return what the settings say that the file at `path` is, if they do; of several entries the last counts."""
        for one in reversed(self.dialects):
            if one.files.has(path):
                return one.dialect()
        return None

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of files that the settings say something of, each with its dot."""
        found = (splitext(glob)[1] for one in self.dialects for glob in one.files.globs)
        return tuple(ending for ending in found if ending and "*" not in ending)

    def over(self, other: "Settings") -> "Settings":
        """Return both together; where they differ, these count."""
        return Settings(
            rules={**other.rules, **self.rules},
            tools=other.tools | self.tools,
            models=other.models | self.models,
            keys=other.keys | self.keys,
            servers=other.servers | self.servers,
            overrides=(*other.overrides, *self.overrides),
            targets=other.targets | self.targets,
            exclude=(*other.exclude, *self.exclude),
            dialects=(*other.dialects, *self.dialects),
            versions={**other.versions, **self.versions},
        )


DEFAULTS = Settings()
_NAMES = ("tools", "models", "keys", "servers", "targets")


def from_plain(data: object, folder: str | None = None) -> tuple[Settings, list[str]]:
    """Return the settings in `data`, a map as JSON or TOML give it, and a line for each part that was not usable.

    `folder` is the one that the globs in it start from.
    """
    if not isinstance(data, Mapping):
        return DEFAULTS, [] if data is None else ["the settings are not a table of names and values"]
    problems: list[str] = []
    rules = _severities("rules", data.get("rules", {}), problems)
    known = {name: _names(name, data.get(name, ()), problems) for name in _NAMES}
    overrides = tuple(_overrides(data.get("overrides", ()), folder, problems))
    exclude = tuple(sorted(_names("exclude", data.get("exclude", ()), problems)))
    return Settings(
        rules=rules,
        overrides=overrides,
        exclude=(Globs(exclude, folder),) if exclude else (),
        dialects=tuple(_dialects(data.get("dialects", {}), folder, problems)),
        versions=dict(_versions(data.get("versions", {}), problems)),
        **known,
    ), problems


def _dialects(data: Any, folder: str | None, problems: list[str]) -> Iterator[Assigned]:
    if not isinstance(data, Mapping):
        problems.append("`dialects` must map globs to dialects")
        return
    for glob, kind in data.items():
        if isinstance(kind, str) and dialect(kind) is not None:
            yield Assigned(Globs((str(glob),), folder), kind)
        else:
            problems.append(f"`dialects.{glob}` is {kind!r}; {_meant(kind, [one.id for one in all_dialects()])}")


def _versions(data: Any, problems: list[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(data, Mapping):
        problems.append("`versions` must map programs to their versions")
        return
    for host, version in data.items():
        if host not in host_ids():
            problems.append(f"`versions.{host}` is no program; {_meant(host, host_ids())}")
        elif isinstance(version, str) and _VERSION.fullmatch(version):
            yield host, version
        else:
            problems.append(f'`versions.{host}` is {version!r}; write numbers in quotes, such as "2.1.200"')


def _meant(given: Any, known: Iterable[str]) -> str:
    close = nearest(str(given), known, 1)
    return f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(known)}"


def _overrides(data: Any, folder: str | None, problems: list[str]) -> Iterator[Override]:
    if not isinstance(data, (list, tuple)) or not all(isinstance(one, Mapping) for one in data):
        problems.append("`overrides` must be a list of tables with `files` and `rules`")
        return
    for number, one in enumerate(data):
        name = f"overrides[{number}]"
        files = _names(f"{name}.files", one.get("files", ()), problems)
        rules = _severities(f"{name}.rules", one.get("rules", {}), problems)
        yield Override(Globs(tuple(sorted(files)), folder), rules)


def _severities(name: str, data: Any, problems: list[str]) -> dict[str, str]:
    if not isinstance(data, Mapping):
        problems.append(f"`{name}` must map rule names to severities")
        return {}
    for rule, severity in data.items():
        if severity not in LEVELS:
            problems.append(f"`{name}.{rule}` is {severity!r}; use one of {', '.join(LEVELS)}")
    return {rule: severity for rule, severity in data.items() if severity in LEVELS}


def _names(name: str, data: Any, problems: list[str]) -> frozenset[str]:
    if not isinstance(data, (list, tuple)) or not all(isinstance(one, str) for one in data):
        problems.append(f"`{name}` must be a list of names")
        return frozenset()
    return frozenset(data)
