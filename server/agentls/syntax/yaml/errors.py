"""What it means that a text is not YAML to a host."""

from __future__ import annotations

from agentls.text.positions import Span


class YamlError(Exception):
    """A text is not YAML to the host. `offset` is a place in it, in code points, `problem` the parser's word."""

    def __init__(self, offset: int, problem: str) -> None:
        super().__init__(problem)
        self.offset = offset
        self.problem = problem


class DuplicateKeyError(YamlError):
    """A key that stands in its map already. `span` is the second one."""

    def __init__(self, span: Span) -> None:
        super().__init__(span.start, "a key stands twice")
        self.span = span
