"""From the text of a frontmatter block to a tree, as a host reads it, and never failing.

Three ways, each tried when the one before it fails: the whole block as YAML, the block after the host's own repair, and
the block cut into its top-level entries, each read alone, so that one bad line costs the others nothing.
"""

from enum import Enum
from typing import NamedTuple

from agentls.syntax.frontmatter import BYTE_ORDER_MARK
from agentls.syntax.nodes import Mapping, Node, Scalar, Sequence
from agentls.syntax.policies import Reader
from agentls.syntax.yaml.causes import Cause, Kind
from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import DuplicateKeyError, YamlError
from agentls.syntax.yaml.flavours import Flavour
from agentls.syntax.yaml.moved import relocated, shifted
from agentls.text.positions import Span


class Outcome(Enum):
    """What becomes of the block at the host."""

    READ = "read"
    REPAIRED = "repaired"
    LOST = "lost"


class Reading(NamedTuple):
    """What was read. `causes` says what is wrong where, for an outcome other than `READ`.

    `is_map` is false when the block is readable but holds something other than keys with values.
    """

    root: Mapping
    outcome: Outcome
    causes: tuple[Cause, ...] = ()
    is_map: bool = True


def read(source: str, block: Span, reader: Reader) -> Reading:
    """Read the frontmatter at `block` of `source` as a host with such a `reader` does.

    All spans of the answer are offsets into `source`.
    """
    if reader.lines is not None:
        return Reading(reader.lines(source, block), Outcome.READ)
    text = block.of(source)
    try:
        return _shaped(compose(text, reader.flavour, block.start), block, Outcome.READ, reader)
    except YamlError as error:
        # With where it was raised it would hold this very frame, and the text, until somebody looks for garbage.
        first_error = error.with_traceback(None)
        first_error.__context__ = None
    if (found := _read_otherwise(text, reader)) is not None:
        return _shaped(shifted(found, block.start), block, Outcome.READ, reader)
    # Hardly any block is broken, and what tells its pieces apart and what is wrong in them is needed for no other.
    from agentls.syntax.yaml.entries import cut  # noqa: PLC0415

    alone = cut(source, block, reader)
    causes = alone.causes or (_cause(source, block, first_error, reader.flavour),)
    marked = reader.mark_prevents_repair and source.startswith(BYTE_ORDER_MARK)
    if reader.repair is not None and not marked:
        repaired = reader.repair(text)
        try:
            node = compose(repaired.text, reader.flavour)
        except YamlError:
            pass
        else:
            found = relocated(node, repaired, text, block.start) if node is not None else None
            return _shaped(found, block, Outcome.REPAIRED, reader)._replace(causes=causes)
    if reader.fallback is not None and not any(entry.name in reader.without_fallback for entry in alone.entries):
        return Reading(reader.fallback(source, block), Outcome.REPAIRED, causes)
    return Reading(Mapping(block, alone.entries, flow=False), Outcome.LOST, causes)


def _read_otherwise(text: str, reader: Reader) -> Node | None:
    """Return the tree of a block that is YAML to this host and to hardly any other."""
    bare = reader.leniency(text) if reader.leniency is not None else None
    if bare is None:
        return None
    try:
        node = compose(bare.text, reader.flavour)
    except YamlError:
        return None
    return relocated(node, bare, text, 0) if node is not None else None


def _cause(source: str, block: Span, error: YamlError, flavour: Flavour) -> Cause:
    if isinstance(error, DuplicateKeyError):
        return Cause(Kind.DUPLICATE, error.span.shifted(block.start))
    from agentls.syntax.yaml.explaining import explain  # noqa: PLC0415 - as above.

    return explain(source, block, block, error, flavour)


def _shaped(node: Node | None, block: Span, outcome: Outcome, reader: Reader) -> Reading:
    if node is None:
        return Reading(Mapping(Span(block.start, block.start), (), flow=False), outcome)
    if isinstance(node, Mapping):
        return Reading(node, outcome)
    if isinstance(node, Scalar) and node.value is None:
        return Reading(Mapping(Span(block.start, block.start), (), flow=False), outcome)
    return Reading(
        Mapping(node.span, (), flow=False),
        outcome,
        is_map=reader.takes_lists if isinstance(node, Sequence) else reader.takes_words,
    )
