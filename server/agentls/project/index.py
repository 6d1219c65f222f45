"""The project's names: who defines them, who uses them. Kept current file by file, at the cost of that file alone.

A name belongs to a root: the folder that holds `.claude`, a plugin's folder, or the user's home. A file sees the names
of its own root, of the roots above and below it, of the user and of plugins. Projects side by side stay apart, and so
do hosts: a name is seen only by those that read the file in which it is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter
from typing import Any, TypeVar, cast

from agentls.project.name_table import NameTable
from agentls.project.names import Definition, Details, FileFacts, Reference, View

_A = TypeVar("_A")
_MOST_ANSWERS = 64
# A command is a skill in one file: where a skill may be named, a command of that name is found just as well.
FOUND_AS_WELL = {"skill": ("command",)}


class Index:
    """All facts of all known files. `home` is the user's own folder, whose names everybody sees."""

    def __init__(self, home: str | None = None) -> None:
        self.home = home
        # Of a file that defines one name and uses none, that definition is all.
        self._files: dict[str, FileFacts | Definition] = {}
        self._definitions: NameTable[Definition] = NameTable()
        self._references: NameTable[Reference] = NameTable()
        #: Counts up whenever a definition comes, goes or changes: what was worked out from all of them is stale then.
        self.version = 0
        self._worked_out: dict[Hashable, object] = {}
        self._worked_out_from = 0

    def __len__(self) -> int:
        """Return the number of files that are known."""
        return len(self._files)

    def update(self, facts: FileFacts) -> set[tuple[str, str]]:
        """Take in what a file says now; return the kinds and names whose definitions have changed by it."""
        before = self.facts(facts.path)
        if before is None:
            self._take(facts)
            self.version += bool(facts.definitions)
            return _names(facts.definitions)
        old = before.definitions
        is_same = old == facts.definitions and _details(old) == _details(facts.definitions)
        if is_same and before == facts:
            return set()
        self._forget(before)
        self._take(facts)
        if is_same:
            return set()
        self.version += 1
        return _names(old) | _names(facts.definitions)

    def _take(self, facts: FileFacts) -> None:
        is_one_name = len(facts.definitions) == 1 and not facts.references
        self._files[facts.path] = facts.definitions[0] if is_one_name else facts
        for definition in facts.definitions:
            self._definitions.add(definition.kind, definition.name, definition)
            if definition.qualified != definition.name:
                self._definitions.add(definition.kind, definition.qualified, definition)
        for reference in facts.references:
            self._references.add(reference.kind, reference.name, reference)

    def remove(self, path: str) -> set[tuple[str, str]]:
        """Forget a file; return the kinds and names that it defined."""
        facts = self.facts(path)
        if facts is None:
            return set()
        del self._files[path]
        self._forget(facts)
        self.version += bool(facts.definitions)
        return _names(facts.definitions)

    def _forget(self, facts: FileFacts) -> None:
        for definition in facts.definitions:
            for name in {definition.name, definition.qualified}:
                self._definitions.drop(definition.kind, name, definition)
        for reference in facts.references:
            self._references.drop(reference.kind, reference.name, reference)

    def facts(self, path: str) -> FileFacts | None:
        """Return what is known of the file at `path`."""
        kept = self._files.get(path)
        return FileFacts(path, (kept,), ()) if isinstance(kept, Definition) else kept

    def paths(self) -> Iterator[str]:
        """Yield the paths of all known files."""
        yield from self._files

    def definitions(self, kind: str, name: str, view: View) -> list[Definition]:
        """Return the definitions of `name` that are seen from `view`, the one that counts first."""
        found = [one for one in self._definitions.get(kind, name) if self._is_seen(one, view)]
        return sorted(found, key=self._order(view.root)) if len(found) > 1 else found

    def namesakes(self, definition: Definition) -> list[Definition]:
        """Return the other definitions by which its host calls the same name, in sight of one another or not."""
        found = self._definitions.get(definition.kind, definition.qualified)
        # Mostly it is there itself and alone.
        others = [one for one in found if one is not definition and one != definition]
        called = (one for one in others if one.qualified == definition.qualified)
        return [one for one in called if one.is_seen_by(definition.view.host)] if others else []

    def visible(self, kind: str, view: View) -> list[Definition]:
        """Return for each name of `kind` that is seen from `view` the definition that counts, sorted by name."""
        # Rules ask this once a file: together they would look at every name as many times as there are files.
        return list(self.once((kind, view), lambda: self._find_visible(kind, view)))

    def _find_visible(self, kind: str, view: View) -> list[Definition]:
        found, order = [], self._order(view.root)
        for name, entries in self._definitions.of_kind(kind):
            seen = [one for one in entries if self._is_seen(one, view)]
            first = min(seen, key=order, default=None) if len(seen) != 1 else seen[0]
            if first is not None and name == first.qualified:
                found.append(first)
        return sorted(found, key=attrgetter("qualified"))

    def once(self, question: Hashable, answer: Callable[[], _A]) -> _A:
        """Return what has been worked out from all definitions, anew when one of them has changed since.

        The same `question` must always come with the same kind of answer.
        """
        if self._worked_out_from != self.version or len(self._worked_out) > _MOST_ANSWERS:
            self._worked_out.clear()
            self._worked_out_from = self.version
        if question not in self._worked_out:
            self._worked_out[question] = answer()
        return cast("_A", self._worked_out[question])

    def references(self, definition: Definition) -> list[Reference]:
        """Return the uses of a definition, sorted by place: those for which it is the one that counts."""
        found = [
            reference
            for name in {definition.name, definition.qualified}
            for reference in self._references.get(definition.kind, name)
            if self.definitions(definition.kind, name, reference.view)[:1] == [definition]
        ]
        return sorted(found, key=lambda one: (one.path, one.span))

    def uses(self, kind: str, names: Iterable[str]) -> Iterator[Reference]:
        """Yield every use of the names, whatever they lead to."""
        for name in names:
            yield from self._references.get(kind, name)

    def all_references(self, kind: str) -> Iterator[Reference]:
        """Yield every use of every name of `kind`."""
        for _, references in self._references.of_kind(kind):
            yield from references

    def all_definitions(self, kind: str) -> Iterator[Definition]:
        """Yield every definition of `kind`, whoever sees it."""
        for name, entries in self._definitions.of_kind(kind):
            yield from (one for one in entries if one.qualified == name)

    def involved(self, names: Iterable[tuple[str, str]]) -> set[str]:
        """Return the paths of the files that define or use any of the names, of whatever kind."""
        wanted = {name for _, name in names}
        found = {one.path for name in wanted for one in self._definitions.called(name)}
        found |= {one.path for name in wanted for one in self._references.called(name)}
        return found

    def _is_seen(self, definition: Definition, view: View) -> bool:
        if not definition.is_seen_by(view.host):
            return False
        root = view.root
        if definition.root in (root, self.home) or definition.qualified != definition.name:
            return True
        return _is_inside(root, definition.root) or _is_inside(definition.root, root)

    def _order(self, root: str) -> Callable[[Definition], tuple[int, int, str]]:
        """Return a sort key that puts the definition that counts first: the nearest project, the user's, plugins'."""

        def order(definition: Definition) -> tuple[int, int, str]:
            if definition.root == root:
                rank = 0
            elif definition.qualified != definition.name:
                rank = 4
            elif definition.root == self.home:
                rank = 3
            else:
                rank = 1 if _is_inside(root, definition.root) else 2
            return rank, -len(definition.root), definition.path

        return order


def _details(definitions: Iterable[Definition]) -> list[Details]:
    return [one.details for one in definitions]


class NamesUnknown(Exception):  # noqa: N818 - not an error but the answer to a question asked too early.
    """Not all files of the project have been read yet, so nobody knows what a name leads to."""


class UnknownIndex(Index):
    """Stands in for an index that is still being built, where an answer from a part of the files would be wrong."""

    def __getattribute__(self, name: str) -> Any:
        """Raise `NamesUnknown` whatever is asked."""
        if name.startswith("__"):
            return super().__getattribute__(name)
        raise NamesUnknown


def _names(definitions: Iterable[Definition]) -> set[tuple[str, str]]:
    return {(one.kind, called) for one in definitions for called in (one.name, one.qualified)}


def _is_inside(folder: str, above: str) -> bool:
    return folder.startswith(f"{above}/")
