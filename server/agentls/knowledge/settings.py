"""What a user may change: severities of rules, and names that are known beyond our own lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agentls.text.globs import matches

#: What may be said of a rule: that it is off, or how severe its findings are.
LEVELS = ("off", "hint", "information", "warning", "error")


@dataclass(frozen=True)
class Override:
    """Severities that hold for some files alone: those that a glob of `files` means, below `folder` if there is one."""

    files: tuple[str, ...]
    rules: Mapping[str, str]
    folder: str | None = None

    def is_for(self, path: str) -> bool:
        """Tell whether it holds for the file at `path`."""
        if self.folder is None:
            return any(matches(glob if glob.startswith("/") else f"**/{glob}", path) for glob in self.files)
        below = f"{self.folder.rstrip('/')}/"
        return path.startswith(below) and any(matches(glob, path[len(below) :]) for glob in self.files)


@dataclass(frozen=True)
class Settings:
    """Settings as the engine uses them; `schemas/settings.json` documents each.

    `rules` maps a rule's id to a severity's name or to `off`, and `overrides` do so for some files alone. `tools`,
    `models` and `keys` are names that are known here although no catalog has them. `targets` are the short names of
    programs that must take the files that they read, beside each file's own.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    tools: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()
    targets: frozenset[str] = frozenset()

    def severity(self, rule: str, path: str) -> str | None:
        """Return the severity of a rule in the file at `path`, `off`, or `None` where the rule's own counts.

        Of several overrides for one file the last counts.
        """
        for one in reversed(self.overrides):
            if rule in one.rules and one.is_for(path):
                return one.rules[rule]
        return self.rules.get(rule)


DEFAULTS = Settings()


def from_plain(data: object, folder: str | None = None) -> tuple[Settings, list[str]]:
    """Return the settings in `data`, a map as JSON or TOML give it, and a line for each part that was not usable.

    `folder` is the one that the globs in it start from.
    """
    if not isinstance(data, Mapping):
        return DEFAULTS, [] if data is None else ["the settings are not a table of names and values"]
    problems: list[str] = []
    rules = _severities("rules", data.get("rules", {}), problems)
    known = {name: _names(name, data.get(name, ()), problems) for name in ("tools", "models", "keys", "targets")}
    overrides = tuple(_overrides(data.get("overrides", ()), folder, problems))
    return Settings(rules=rules, overrides=overrides, **known), problems


def _overrides(data: Any, folder: str | None, problems: list[str]) -> Iterator[Override]:
    if not isinstance(data, (list, tuple)) or not all(isinstance(one, Mapping) for one in data):
        problems.append("`overrides` must be a list of tables with `files` and `rules`")
        return
    for number, one in enumerate(data):
        name = f"overrides[{number}]"
        files = _names(f"{name}.files", one.get("files", ()), problems)
        rules = _severities(f"{name}.rules", one.get("rules", {}), problems)
        yield Override(tuple(sorted(files)), rules, folder)


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
