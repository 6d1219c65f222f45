"""Where definitions and uses are looked up by their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Generic, TypeVar

from agentls.project.names import Definition, Reference

_T = TypeVar("_T", Definition, Reference)
_FEW = 8


class NameTable(Generic[_T]):
    """Definitions or references by kind and name.

    Most names have one, which stands there by itself, or a few in a list. Many are kept by identity: one of ten
    thousand uses of a name goes as quickly as one of two.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, _T | list[_T] | dict[int, _T]]] = {}

    def add(self, kind: str, name: str, one: _T) -> None:
        """Take in one more by a name."""
        names = self._kinds.setdefault(kind, {})
        known = names.get(name)
        if known is None:
            names[name] = one
        elif isinstance(known, dict):
            known[id(one)] = one
        elif isinstance(known, list):
            known.append(one)
            if len(known) > _FEW:
                names[name] = {id(other): other for other in known}
        else:
            names[name] = [known, one]

    def drop(self, kind: str, name: str, one: _T) -> None:
        """Forget one that is known by a name."""
        names = self._kinds[kind]
        known = names[name]
        if isinstance(known, dict):
            del known[id(one)]
        elif isinstance(known, list):
            known[:] = [other for other in known if other is not one]
        if not isinstance(known, (dict, list)) or not known:
            del names[name]

    def get(self, kind: str, name: str) -> list[_T]:
        """Return all of a kind with a name, in the order in which they came."""
        names = self._kinds.get(kind)
        known = names.get(name) if names is not None else None
        if known is None:
            return []
        return list(self._all(known)) if isinstance(known, (list, dict)) else [known]

    def called(self, name: str) -> Iterator[_T]:
        """Yield all with a name, of whatever kind."""
        for names in self._kinds.values():
            if name in names:
                yield from self._all(names[name])

    def of_kind(self, kind: str) -> Iterator[tuple[str, Collection[_T]]]:
        """Return each name of a kind with all that have it."""
        return ((name, self._all(known)) for name, known in self._kinds.get(kind, {}).items())

    def _all(self, known: _T | list[_T] | dict[int, _T]) -> Collection[_T]:
        if isinstance(known, dict):
            return known.values()
        return known if isinstance(known, list) else (known,)
