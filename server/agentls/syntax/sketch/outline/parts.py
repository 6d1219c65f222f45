"""The pieces of a sketch: keys, items and texts with their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from agentls.syntax.nodes import Path
from agentls.text.positions import Span

DEEPEST = 40


@dataclass(eq=False)
class Text:
    """A scalar as written. `span` is its content without quotes; `quote` is `'`, `"`, `|` for a block or nothing."""

    span: Span
    quote: str = ""


@dataclass(eq=False)
class Frame:
    """A map or a list. `column` is where its keys or dashes stand, `region` what lies between its brackets."""

    path: Path
    column: int
    is_list: bool
    region: Span | None = None
    parts: list[Part] = field(default_factory=list)


@dataclass(eq=False)
class Part:
    """One key with its value, or one list item.

    `start` is where the value may begin: behind the colon, the dash or the separator. `end` is the next separator in a
    flow frame. `key` is absent in lists; without a colon it is a key still being typed.
    """

    frame: Frame
    step: str | int
    start: int
    key: Text | None = None
    has_colon: bool = False
    value: Text | None = None
    child: Frame | None = None
    end: int = -1

    @property
    def path(self) -> Path:
        """Where the value stands."""
        return (*self.frame.path, self.step)

    @property
    def is_open(self) -> bool:
        """Tell whether nothing has been written for the value yet."""
        return self.value is None and self.child is None


@dataclass(eq=False)
class Gap:
    """A line without a key, a dash or a bracket of its own: blank, a word being typed, or the rest of a text above.

    `frames` are the frames it may belong to, outermost first, none of them indented deeper than the line.
    """

    column: int
    frames: tuple[Frame, ...]
    text: Text | None = None
    holder: Part | None = None
