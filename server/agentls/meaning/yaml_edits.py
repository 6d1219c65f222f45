"""Edits of YAML as it is written: in quotes, in one line, as a block, with blanks for tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agentls.meaning.edits import quoted
from agentls.project.document import Document
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

#: Brackets that open, with those that close them.
CLOSERS = {"[": "]", "{": "}"}
_TABS = expression(r"^\t+", re.MULTILINE)
_QUOTES = "\"'"


def closing(text: str) -> str:
    """Return the quote and the brackets that close what `text` leaves open."""
    closers, quote = [], ""
    for before, character in pairwise(f" {text}"):
        if quote:
            quote = "" if character == quote else quote
        # In the middle of a word it is an apostrophe.
        elif character in _QUOTES and before in " \t\r\n,:[{":
            quote = character
        elif character in CLOSERS:
            closers.append(CLOSERS[character])
        elif closers and character == closers[-1]:
            closers.pop()
    return quote + "".join(reversed(closers))


def untabbed(document: Document) -> Iterator[Edit]:
    """Yield the edits that put two blanks for each tab at the beginning of a line."""
    block = document.frontmatter.block
    for tabs in _TABS.finditer(block.of(document.text)):
        yield Edit(Span(tabs.start(), tabs.end()).shifted(block.start), "  " * (tabs.end() - tabs.start()))


def quoted_line(document: Document, value: Span) -> Edit:
    """Return the edit that quotes a value to the end of its line, blanks included, as the host's repair does."""
    end = value.end
    while document.text[end : end + 1] in (" ", "\t"):
        end += 1
    whole = Span(value.start, end)
    return Edit(whole, quoted(whole.of(document.text)))


def one_line(document: Document, key: Span, value: Span) -> Edit:
    """Return the edit that writes a value of several lines in quotes, on the line of its key."""
    colon = document.text.find(":", key.end)
    return Edit(Span(colon + 1, value.end), " " + quoted(" ".join(value.of(document.text).split())))


def block_scalar(document: Document, key: Span, value: Span) -> Edit:
    """Return the edit that writes a value as a block below its key, with its own line breaks."""
    colon = document.text.find(":", key.end)
    first, *rest = value.of(document.text).replace("\r\n", "\n").split("\n")
    margins = [len(line) - len(line.lstrip(" \t")) for line in rest if line.strip()]
    margin = min(margins, default=0)
    lines = [first.strip(), *(line[margin:].rstrip() for line in rest)]
    indentation = " " * (key.start - document.text.rfind("\n", 0, key.start) + 1)
    body = [f"{indentation}{line}" if line else "" for line in lines]
    return Edit(Span(colon + 1, value.end), document.line_break().join([" |", *body]))
