"""Facts of many files without what they have in common twice: equal folders, places and lists are one object.

Ten thousand agents lie in the same folders, name themselves in the same place and are read by the same hosts.
"""

from __future__ import annotations

import sys

from agentls.project.names import Definition, FileFacts, Reference
from agentls.text.positions import Span

# More places than that are no longer the same few.
_MOST = 50_000


class Sharing:
    """Knows what it has seen; a folder that nobody names any more goes by itself."""

    def __init__(self) -> None:
        self._spans: dict[Span, Span] = {}
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}

    def facts(self, one: FileFacts) -> FileFacts:
        """Return the facts, made of what is known already as far as it is equal."""
        return FileFacts(
            one.path, tuple(map(self._definition, one.definitions)), tuple(map(self._reference, one.references))
        )

    def _definition(self, one: Definition) -> Definition:
        return Definition(
            sys.intern(one.kind),
            one.name,
            one.path,
            sys.intern(one.root),
            self._span(one.span),
            sys.intern(one.dialect),
            one.qualified,
            one.details,
            self._lists.setdefault(one.also_seen_by, one.also_seen_by),
        )

    def _reference(self, one: Reference) -> Reference:
        kind, name, path, root, span, key, host = one
        intern = sys.intern
        return Reference(intern(kind), name, path, intern(root), self._span(span), intern(key), intern(host))

    def _span(self, span: Span) -> Span:
        if len(self._spans) > _MOST:
            self._spans.clear()
        return self._spans.setdefault(span, span)
