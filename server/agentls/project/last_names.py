"""The names of a file whose text is broken for the moment, as its last readable text gave them.

While somebody types a key, the frontmatter is no YAML from the first letter to the colon, and a host that read it just
then would not load the file. Nobody means that: files that use its names must not be told that they lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.project.document import Document
from agentls.project.names import Definition, FileFacts
from agentls.text.differences import Follower


class LastNames:
    """What open files defined when they could be read last, by their paths."""

    def __init__(self) -> None:
        self._readable: dict[str, tuple[str, tuple[Definition, ...]]] = {}

    def kept(self, document: Document, facts: FileFacts) -> FileFacts:
        """Return the facts of an open document with the names that it has lost only because it is broken just now.

        A name that is itself edited away goes, and so do all when the whole block does.
        """
        if document.is_loaded_as_map:
            self._readable[document.path] = (document.text, facts.definitions)
            return facts
        lost = tuple(self._lost(document, facts)) if document.has_block else ()
        return facts._replace(definitions=(*facts.definitions, *lost)) if lost else facts

    def forget(self, path: str) -> None:
        """Forget a file that has been closed: what the disk has counts from now on."""
        self._readable.pop(path, None)

    def _lost(self, document: Document, facts: FileFacts) -> Iterator[Definition]:
        text, before = self._readable.get(document.path, ("", ()))
        present = {(one.kind, one.name) for one in facts.definitions}
        absent = [one for one in before if (one.kind, one.name) not in present]
        if not absent:
            return
        follower = Follower(text, document.text)
        for definition in absent:
            span = follower.span(definition.span)
            if span is not None:
                yield definition._replace(span=span)
