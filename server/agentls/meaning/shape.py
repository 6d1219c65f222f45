"""What a file is made of, as far as that tells which rules can find anything in it at all.

    shape_of(document) -> Shape

Most files have a handful of keys and nothing wrong with their block; a rule about hooks has no business there. Each
rule says by the shape alone whether it has, so that the answer is found once for all files of a shape.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.dialect import Dialect
from agentls.knowledge.facts import KeyFact
from agentls.knowledge.schema import Property
from agentls.project.document import Document
from agentls.project.telling import telling_keys
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Mapping, Node, Sequence
from agentls.syntax.yaml.read import Outcome


class Shape(NamedTuple):
    """The kind of a file and the names of its top-level keys, known or not.

    `is_whole` tells that the host reads the block as it stands: there is one, with an end, and nothing of it is
    mended or lost. `fits` tells that all that is in it fits the schema, `has_maps` that a value is or holds a map.
    """

    dialect: Dialect
    keys: frozenset[str]
    is_whole: bool
    fits: bool
    has_maps: bool

    def known(self) -> Iterator[Property]:
        """Yield what the schema says of those of the keys that it has."""
        return (known for name, known in self.dialect.properties.items() if name in self.keys)

    def knows_all(self) -> bool:
        """Tell whether the schema has all of the keys."""
        return self.keys <= self.dialect.properties.keys()

    def states(self, fact: KeyFact) -> bool:
        """Tell whether the schema states a field of `KeyFacts` of one of the keys."""
        return any(known.name in self.keys for known in self.dialect.stating(fact))

    def tells(self, fact: KeyFact, word: str | None = None) -> bool:
        """Tell whether the schema states a field of `KeyFacts`, with the value `word` if given, at or below a key."""
        return not self.keys.isdisjoint(telling_keys(self.dialect, fact, word))

    def tool_lists(self) -> list[Property]:
        """Return those of the keys that hold lists of tools."""
        return [one for one in self.dialect.tool_lists if one.name in self.keys]

    def describes_servers(self) -> bool:
        """Tell whether there may be configurations of MCP servers."""
        return self.has_maps and (self.dialect.flat_key is not None or self.tells("holds"))


def shape_of(document: Document) -> Shape:
    """Return the shape of a file."""
    parts, reading = document.frontmatter, document.reading
    is_whole = parts.fencing is Fencing.CLOSED and not parts.early and reading.is_map and not reading.causes
    entries = reading.root.entries
    return Shape(
        document.dialect,
        frozenset([entry.name for entry in entries]),
        is_whole and reading.outcome is Outcome.READ,
        not document.violations,
        any(_has_map(entry.value) for entry in entries),
    )


def _has_map(node: Node) -> bool:
    if isinstance(node, Sequence):
        return any(map(_has_map, node.items))
    return isinstance(node, Mapping)
