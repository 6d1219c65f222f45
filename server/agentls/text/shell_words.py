"""The words and the simple commands of a command line, as far as they can be told apart without being a shell.

    words(line) -> Iterator[Word]
    commands(line) -> Iterator[Command]

What is quoted, substituted or in a here-document is text, whatever stands in it. `shlex` does not say where a word
stands, and does not know here-documents.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agentls.text.expressions import expression
from agentls.text.positions import Span

_PIECE = expression(
    r"""(?P<blank>[ \t]+|\\\n)
    |'(?P<single>[^']*)'?
    |"(?P<double>(?:\\.|[^"\\])*)"?
    |\\(?P<one>.)
    |(?P<inner>\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`)
    |(?P<comment>(?<![^\s;|&()])\#[^\n]*)
    |<<-?[ \t]*(?P<mark>'[\w.-]+'|"[\w.-]+"|\\?[\w.-]+)
    |(?P<copied>(?:(?<![^\s;|&()])\d+)?[<>]&(?:\d+-?|-))
    |(?P<redirect>(?:(?<![^\s;|&()])\d+)?(?:&>>?|>>|>\||[<>]&|<>|<<<|[<>](?!\()))
    |(?P<join>[<>]\(|[;|&()\n\r]+)
    |(?P<plain>.)""",
    re.DOTALL | re.VERBOSE,
)
_IN_DOUBLE = expression(r'\\(["\\$`])')
_SET = expression(r"\w+=")
_JOINS = expression(r"[\n\r]+")
# What may stand before the program that a simple command runs, and what begins something that runs none.
_BEFORE = frozenset(
    ("if", "then", "elif", "else", "while", "until", "do", "!", "{", "time", "exec", "command", "nohup", "env")
)
_NO_COMMAND = frozenset(("for", "case", "select", "function", "in"))


class Word(NamedTuple):
    """One word. `text` is without quotes, `span` has them where they are in the line.

    `is_target` tells that the command reads it as a file, or writes it, by a redirection.
    """

    text: str
    span: Span
    is_target: bool = False


class Command(NamedTuple):
    """One simple command: its words from the program on, and the operators that part it from the one before."""

    words: tuple[Word, ...]
    joined: str


def words(line: str) -> Iterator[Word]:
    """Yield the words of `line`; operators separate words and are left out."""
    return (one for one in _parts(line) if isinstance(one, Word))


def commands(line: str) -> Iterator[Command]:
    """Yield the simple commands of `line` that run a program, in their order, redirections left out."""
    joined, found = "", list[Word]()
    for part in (*_parts(line), ""):
        if isinstance(part, Word):
            if not part.is_target:
                found.append(part)
            continue
        while found and (found[0].text in _BEFORE or _SET.match(found[0].text)):
            del found[0]
        if found and found[0].text not in _NO_COMMAND:
            yield Command(tuple(found), joined)
            joined = ""
        joined, found = joined + part, []


def _parts(line: str) -> Iterator[Word | str]:
    """Yield the words of `line`, and as plain text the operators that part commands."""
    at, start, text, is_target = 0, -1, "", False
    marks: list[str] = []
    while piece := _PIECE.match(line, at):
        at = piece.end()
        kind = piece.lastgroup
        if kind in ("single", "double", "one", "inner", "plain"):
            start = piece.start() if start < 0 else start
            text += _IN_DOUBLE.sub(r"\1", piece["double"]) if kind == "double" else piece[kind]
            continue
        if start >= 0:
            yield Word(text, Span(start, piece.start()), is_target)
            start, text, is_target = -1, "", False
        if kind == "mark":
            marks.append(piece["mark"].strip("'\"\\"))
        elif kind == "redirect":
            is_target = True
        elif kind == "join":
            yield piece["join"]
            is_target = False
            if marks and _JOINS.search(piece["join"]):
                at = _behind_documents(line, piece.start(), marks)
                marks = []
    if start >= 0:
        yield Word(text, Span(start, len(line)), is_target)


def _behind_documents(line: str, at: int, marks: list[str]) -> int:
    """Return where the here-documents end whose texts begin below the line of `at`, or the end of all."""
    at = line.find("\n", at) + 1
    for mark in marks:
        while at > 0:
            begin, at = at, line.find("\n", at) + 1
            if line[begin : at - 1 if at else len(line)].strip("\t\r") == mark:
                break
    return at or len(line)
