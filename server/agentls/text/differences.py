"""What has to be edited in one text to make another of it."""

from __future__ import annotations

from difflib import SequenceMatcher

from agentls.text.positions import Edit, Span


def difference(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that make `new` of `old`: as few lines as change, and of those what differs."""
    left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in left:
        starts.append(starts[-1] + len(line))
    edits = []
    for kind, first, last, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            edits.append(_trimmed(old, Span(starts[first], starts[last]), "".join(right[start:end])))
    return tuple(edits)


def _trimmed(old: str, span: Span, text: str) -> Edit:
    """Leave out what the two have in common at their ends."""
    before = span.of(old)
    most = min(len(before), len(text))
    first = next((at for at in range(most) if before[at] != text[at]), most)
    most -= first
    last = next((at for at in range(most) if before[-1 - at] != text[-1 - at]), most)
    return Edit(Span(span.start + first, span.end - last), text[first : len(text) - last])
