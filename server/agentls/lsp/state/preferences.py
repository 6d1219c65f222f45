"""What the user wants to see of the editor's features; the terminal has none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Scope: TypeAlias = Literal["auto", "on", "off"]
_SCOPES: tuple[Scope, ...] = ("auto", "on", "off")


@dataclass(frozen=True)
class Preferences:
    """Settings of the server alone; `schemas/settings.json` documents each."""

    workspace_diagnostics: Scope = "auto"
    inlay_hints: bool = True
    code_lens: bool = True

    @classmethod
    def from_plain(cls, data: object) -> tuple[Preferences, list[str]]:
        """Return the preferences in `data`, as the editor sends it, and a line for each part that was not usable."""
        problems: list[str] = []
        scope = _look_up(data, "diagnostics", "workspace")
        if scope is not None and scope not in _SCOPES:
            problems.append(f"`diagnostics.workspace` is {scope!r}; use one of {', '.join(_SCOPES)}")
        hints, lens = (_switch(data, name, problems) for name in ("inlayHints", "codeLens"))
        return cls(scope if scope in _SCOPES else "auto", hints, lens), problems


def _switch(data: object, name: str, problems: list[str]) -> bool:
    value = _look_up(data, name)
    if isinstance(value, bool) or value is None:
        return value is not False
    problems.append(f"`{name}` is {value!r}; use true or false")
    return True


def _look_up(data: object, *names: str) -> Any:
    """Return a setting, whether the editor nests the parts of its name or writes them with dots between."""
    flat = data.get(".".join(names)) if isinstance(data, Mapping) else None
    if flat is not None:
        return flat
    for name in names:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data
