"""Findings and facts as JSON and back, for the next run: plain data, of which nothing can be executed.

findings_from(text, length) raises one of `WRONG` for what was never written here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix, Related
from agentls.project.names import NO_DETAILS, Definition, Details, FileFacts, Reference, shared
from agentls.text.positions import Edit, Span

#: What reading something damaged or made up raises.
WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


def to_bytes(value: Any) -> bytes:
    """Return `value` as JSON; raises `TypeError` for what JSON has no form for."""
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def facts(one: FileFacts) -> list[Any]:
    """Return facts as plain data."""
    return [one.path, [_of_definition(d) for d in one.definitions], [_of_reference(r) for r in one.references]]


def _of_definition(one: Definition) -> list[Any]:
    place = _pair(one.span)
    seen_by = list(one.also_seen_by)
    return [one.kind, one.name, one.path, one.root, place, one.dialect, one.qualified, list(one.details), seen_by]


def _of_reference(one: Reference) -> list[Any]:
    return [one.kind, one.name, one.path, one.root, _pair(one.span), one.key, one.host]


def facts_from(data: Any) -> FileFacts:
    """Return the facts that were written."""
    path, definitions, references = data
    # What every file says of itself in the same words is there once for all of them.
    return FileFacts(sys.intern(path), tuple(map(_definition, definitions)), tuple(map(_reference, references)))


def _definition(data: Any) -> Definition:
    kind, name, path, root, span, dialect, qualified, details, seen_by = data
    kind, name, path, root, dialect, qualified = map(sys.intern, (kind, name, path, root, dialect, qualified))
    place, also = shared(_span(span, None)), _hosts(tuple(seen_by))
    return Definition(kind, name, path, root, place, dialect, qualified, _details(details), also)


@lru_cache(maxsize=256)
def _hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(sys.intern, names))


def _details(data: Any) -> Details:
    found = Details(*data)
    return NO_DETAILS if found == NO_DETAILS else found


def _reference(data: Any) -> Reference:
    kind, name, path, root, span, key, host = data
    kind, name, path, root, key, host = map(sys.intern, (kind, name, path, root, key, host))
    return Reference(kind, name, path, root, shared(_span(span, None)), key, host)


def findings(found: Iterable[Finding]) -> list[Any]:
    """Return findings as plain data."""
    return [
        [
            _pair(one.span),
            one.message,
            one.severity.name if one.severity else None,
            [[fix.title, _edits(fix.edits), fix.preferred, fix.safe, fix.moves_to] for fix in one.fixes],
            [[_pair(other.span), other.message, other.path] for other in one.related],
            [one.unnecessary, one.deprecated, one.unfinished],
            _pair(one.typing_span) if one.typing_span else None,
            one.rule,
            one.host,
            findings(one.others),
            one.since,
        ]
        for one in found
    ]


def findings_from(data: Any, length: int) -> list[Finding]:
    """Return the findings that were written, about a text of `length` characters."""
    return [_finding(one, length) for one in data]


def _finding(data: Any, length: int) -> Finding:
    span, message, severity, fixes, related, flags, typing, rule, host, others, since = data
    return Finding(
        _span(span, length),
        _text(message),
        Severity[severity] if severity is not None else None,
        tuple(
            Fix(
                _text(title),
                tuple(Edit(_span(place, length), _text(text)) for place, text in edits),
                bool(preferred),
                bool(safe),
                None if target is None else _text(target),
            )
            for title, edits, preferred, safe, target in fixes
        ),
        tuple(
            Related(_span(place, length if path is None else None), _text(told), None if path is None else _text(path))
            for place, told, path in related
        ),
        unnecessary=flags[0] is True,
        deprecated=flags[1] is True,
        unfinished=flags[2] is True,
        typing_span=_span(typing, length) if typing is not None else None,
        rule=_text(rule),
        host=_text(host),
        others=tuple(findings_from(others, length)),
        since=None if since is None else _text(since),
    )


def spans(found: Iterable[Span]) -> list[Any]:
    """Return spans as plain data."""
    return [_pair(one) for one in found]


def spans_from(data: Any, length: int) -> list[Span]:
    """Return the spans that were written, in a text of `length` characters."""
    return [_span(one, length) for one in data]


def _edits(edits: Iterable[Edit]) -> list[Any]:
    return [[_pair(one.span), one.text] for one in edits]


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _span(data: Any, length: int | None) -> Span:
    start, end = data
    if not (0 <= start <= end and (length is None or end <= length)):
        raise ValueError(f"{data} is no place in the text")
    return Span(start, end)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
