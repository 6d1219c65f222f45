"""What a user may change: severities of rules, and names that are known beyond our own lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Settings:
    """Settings as the engine uses them; `schemas/settings.json` documents each.

    `rules` maps a rule's id to a severity's name or to `off`. `tools`, `models` and `keys` are names that are known
    here although no catalog has them.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    tools: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()


DEFAULTS = Settings()


def from_plain(data: object) -> tuple[Settings, list[str]]:
    """Return the settings in `data`, a map as JSON or TOML give it, and a line for each part that was not usable."""
    if not isinstance(data, Mapping):
        return DEFAULTS, [] if data is None else ["the settings are not a table of names and values"]
    problems: list[str] = []
    rules = _severities(data.get("rules", {}), problems)
    known = {name: _names(name, data.get(name, ()), problems) for name in ("tools", "models", "keys")}
    return Settings(rules=rules, **known), problems


def _severities(data: Any, problems: list[str]) -> dict[str, str]:
    allowed = ("off", "hint", "information", "warning", "error")
    if not isinstance(data, Mapping):
        problems.append("`rules` must map rule names to severities")
        return {}
    for rule, severity in data.items():
        if severity not in allowed:
            problems.append(f"`rules.{rule}` is {severity!r}; use one of {', '.join(allowed)}")
    return {rule: severity for rule, severity in data.items() if severity in allowed}


def _names(name: str, data: Any, problems: list[str]) -> frozenset[str]:
    if not isinstance(data, (list, tuple)) or not all(isinstance(one, str) for one in data):
        problems.append(f"`{name}` must be a list of names")
        return frozenset()
    return frozenset(data)
