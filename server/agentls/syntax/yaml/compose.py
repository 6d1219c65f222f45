"""From YAML text to a tree of nodes with exact places: plain lines read here, everything else by the parser."""

from __future__ import annotations

from agentls.syntax.nodes import Node
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.flavours import CLAUDE_CODE, Flavour
from agentls.syntax.yaml.plain import plain_lines

LARGEST_BLOCK = 1 << 20


def compose(text: str, flavour: Flavour = CLAUDE_CODE, base: int = 0) -> Node | None:
    """Return the tree of `text` as a program of that flavour reads it, or `None` for an empty one.

    `base` is where `text` begins in its source: spans of the tree are offsets into that, those of errors into `text`.
    Raises `YamlError` when the text is not YAML, is too large, too deep, or holds more than one document.
    """
    if len(text) > LARGEST_BLOCK:
        raise YamlError(LARGEST_BLOCK, "the frontmatter is too large to be read")
    plain = plain_lines(text, flavour, base)
    if plain is not None:
        return plain
    # Most blocks are plain, and PyYAML takes longer to load than Python to start.
    from agentls.syntax.yaml.parsed import parsed  # noqa: PLC0415

    return parsed(text, flavour, base)
