"""What somebody writes into TOML who thinks of YAML or JSON: a quote that is never closed, a colon behind a key.

A slip is only named where the text is better without it: the next mistake, if there is one, comes later.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from agentls.project.document import Document
from agentls.syntax.toml_values import Fault, first_fault
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span, apply

# Three quotes begin a text of several lines, which ends somewhere below.
_OPEN = expression(r"""^[^#=\r\n]*=[ \t]*(?P<open>(["'])(?!\2\2)(?:(?!\2)[^\r\n])*)\r?$""", re.MULTILINE)
# Each takes reading the file once more.
_MOST = 3
_COLON = expression(r"""[ \t]*(?:[\w.-]+|"[^"\r\n]*"|'[^'\r\n]*')(?P<blank>[ \t]*)(?P<colon>:)""")


class Slip(NamedTuple):
    """What it is, what to do, and the characters; `edit` does it, and `title` says so."""

    what: str
    remedy: str
    span: Span
    title: str
    edit: Edit


def slip(document: Document, fault: Fault) -> Slip | None:
    """Return what was probably written by mistake where a TOML file has its first fault."""
    return next((one for one in _slips(document, fault) if _helps(document, fault, one)), None)


def _slips(document: Document, fault: Fault) -> Iterator[Slip]:
    text = document.text
    line = document.lines.line_span(document.lines.line_of(fault.span.start))
    colon = _COLON.match(text, line.start, line.end)
    if colon is not None and colon.end("colon") >= fault.span.start:
        span = Span(*colon.span("colon"))
        yield Slip("A colon", "write `=`", span, "Write `=`", Edit(span, "=" if colon["blank"] else " ="))
    # One kind of open string is only missed at the end of the file, so that all lines before count.
    for found in islice(_OPEN.finditer(text, 0, line.end), _MOST):
        span = Span(found.start("open"), found.start("open") + len(found["open"].rstrip()))
        edit = Edit(Span(span.end, span.end), found[2])
        yield Slip("A string that is never closed", "close it", span, "Close the quote", edit)


def _helps(document: Document, fault: Fault, meant: Slip) -> bool:
    after = first_fault(apply(document.text, [meant.edit]))
    return after is None or (after.span.start > meant.edit.span.start + len(meant.edit.text) and after != fault)
