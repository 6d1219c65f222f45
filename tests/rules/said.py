"""The record of what the rules say of the bad examples, word for word, and of what each fix does to them.

A mark says where; this says the rest, so that a sentence or an edit does not change without anybody having read the new one.
`make marks` writes the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from examples import TOP, Example

from agentls.meaning.finding import Finding, Fix
from agentls.text.positions import LineIndex, Span

SAID = Path(__file__).resolve().parent / "said"


def record(found: Iterable[tuple[Example, list[Finding]]]) -> str:
    """Return what is recorded of one rule: of each bad example, in their order, what was found in it."""
    parts = []
    for number, (example, findings) in enumerate(found, 1):
        lines = [f"# {number}", *(line for one in findings for line in _of(example, one))]
        parts.append("".join(f"{line}\n" for line in lines))
    return "\n".join(parts)


def _of(example: Example, finding: Finding) -> Iterator[str]:
    assert finding.severity is not None
    yield f"{_place(example, finding.span)} {finding.severity.label}: {finding.message}"
    if finding.typing_span is not None:
        yield f"  or typed at {_place(example, finding.typing_span)}"
    for one in finding.related:
        where = one.path.removeprefix(f"{TOP}/") if one.path else _place(example, one.span)
        yield f"  see {where}: {one.message}"
    for fix in finding.fixes:
        yield from _does(example, fix)


def _does(example: Example, fix: Fix) -> Iterator[str]:
    words = [*(["preferred"] if fix.preferred else []), *(["safe"] if fix.safe else [])]
    yield f"  fix: {fix.title}" + (f" ({', '.join(words)})" if words else "")
    if fix.moves_to is not None:
        yield f"    move to {fix.moves_to.removeprefix(f'{TOP}/')}"
    for edit in fix.edits:
        new = edit.text if len(edit.text) < 500 else f"{edit.text[:500]}…"
        yield f"    {_place(example, edit.span)} -> {new!r}"


def _place(example: Example, span: Span) -> str:
    """Return line and column of both ends, counted from 1 as people do; the second end is behind the last character."""
    lines = LineIndex(example.text)
    return "-".join(":".join(str(part + 1) for part in lines.position(offset)) for offset in span)
