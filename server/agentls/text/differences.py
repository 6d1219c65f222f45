"""What has to be edited in one text to make another of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from agentls.text.positions import Edit, Span


class Follower:
    """Tells where a place of one text stands in another that edits have made of it."""

    def __init__(self, old: str, new: str) -> None:
        self._edits = difference(old, new)

    def offset(self, offset: int) -> int | None:
        """Return where `offset` of the old text is in the new one, in code points; `None` within what was replaced."""
        moved = offset
        for edit in self._edits:
            if edit.span.start < offset < edit.span.end:
                return None
            if edit.span.end <= offset and not (edit.span.start == offset == edit.span.end):
                moved += len(edit.text) - (edit.span.end - edit.span.start)
        return moved

    def span(self, span: Span) -> Span | None:
        """Return where `span` of the old text is in the new one; `None` when an end of it was replaced."""
        start, end = self.offset(span.start), self.offset(span.end)
        return Span(start, end) if start is not None and end is not None and start <= end else None


def difference(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that make `new` of `old`: as few lines as change, and of those what differs."""
    left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in left:
        starts.append(starts[-1] + len(line))
    # To compare all lines with all takes its time in a long text of many empty ones, of which one alone has changed.
    same = _common(left, right)
    rest = _common(left[same:][::-1], right[same:][::-1])
    middle = SequenceMatcher(None, left[same : len(left) - rest], right[same : len(right) - rest], autojunk=False)
    edits = []
    for kind, first, last, start, end in middle.get_opcodes():
        if kind != "equal":
            span = Span(starts[same + first], starts[same + last])
            edits.append(_trimmed(old, span, "".join(right[same + start : same + end])))
    return tuple(edits)


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many items at the beginning are the same."""
    most = min(len(left), len(right))
    return next((at for at in range(most) if left[at] != right[at]), most)


def _trimmed(old: str, span: Span, text: str) -> Edit:
    """Leave out what the two have in common at their ends."""
    before = span.of(old)
    most = min(len(before), len(text))
    first = next((at for at in range(most) if before[at] != text[at]), most)
    most -= first
    last = next((at for at in range(most) if before[-1 - at] != text[-1 - at]), most)
    return Edit(Span(span.start + first, span.end - last), text[first : len(text) - last])
