"""Comments that silence findings: `# agentls: ignore[rule]` and its like, and which findings each one covers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agentls.meaning.finding import Finding
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.nodes import Mapping, Node, Scalar, Sequence
from agentls.text.expressions import expression
from agentls.text.positions import Span

WORDS = ("ignore", "ignore-file")
_SIGN = "agentls:"
_DIRECTIVE = expression(
    r"(?:\#|<!--)[ \t]*agentls:[ \t]*(?P<word>[\w-]*)(?:[ \t]*\[(?P<rules>[^\]\r\n]*)\])?(?:[ \t]+(?P<rest>[\w-]+))?"
)
_NAME = expression(r"[^\s,]+")


class Target(NamedTuple):
    """One rule that a comment names."""

    rule: str
    span: Span


class Suppression(NamedTuple):
    """One comment. Without `targets` it means every rule; `line` is the line it is for, `None` for the whole file.

    `span` covers the comment, `word` the word that says what it does, and `rest` a word behind that is no part of it.
    `is_text` tells that it is no comment at all: the host reads it as a part of a value.
    """

    span: Span
    word: Target
    targets: tuple[Target, ...]
    has_brackets: bool
    line: int | None
    rest: Target | None = None
    is_text: bool = False

    @property
    def works(self) -> bool:
        """Tell whether it silences anything at all."""
        return self.word.rule in WORDS and not self.is_text and (bool(self.targets) or not self.has_brackets)

    def covers(self, rule: str, line: int) -> bool:
        """Tell whether it silences the findings of `rule` on that line."""
        if not self.works or (self.line is not None and self.line != line):
            return False
        return not self.targets or any(target.rule == rule for target in self.targets)


@once
def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the comments of a document that silence something, in the order of the text."""
    return tuple(_all(document)) if _SIGN in document.text else ()


def silenced(document: Document, findings: list[Finding]) -> tuple[list[Finding], set[tuple[int, str]]]:
    """Return the findings that nothing silences, and what silences others: pairs of a comment's place and a rule."""
    every = suppressions(document)
    if not every:
        return findings, set()
    kept: list[Finding] = []
    used: set[tuple[int, str]] = set()
    for finding in findings:
        line = document.lines.line_of(finding.span.start)
        # What is wrong with a comment is said even if it would silence everything.
        by = [one for one in every if one.covers(finding.rule, line) and not one.span.contains(finding.span.start)]
        used.update((one.span.start, finding.rule) for one in by)
        if not by:
            kept.append(finding)
    return kept, used


def unused(
    document: Document, used: set[tuple[int, str]], asked: set[str], *, is_all: bool
) -> Iterator[tuple[Suppression, tuple[Target, ...]]]:
    """Yield the comments, each with those of its rules that silence nothing.

    Nothing is said of rules that were not `asked`; `is_all` tells that every rule was.
    """
    for one in suppressions(document):
        at = one.span.start
        idle = tuple(target for target in one.targets if target.rule in asked and (at, target.rule) not in used)
        is_idle = is_all and not one.targets and all(start != at for start, _ in used)
        if one.works and (idle or is_idle):
            yield one, idle


def _all(document: Document) -> Iterator[Suppression]:
    for span in document.comments:
        found = _DIRECTIVE.match(document.text, span.start, span.end)
        if found:
            yield _read(found, span, _line(document, span))
    if document.dialect.format == "markdown":
        there = {span.start for span in document.comments}
        for scalar in _scalars(document.root):
            start = document.text.find(f"# {_SIGN}", scalar.span.start, scalar.span.end)
            found = _DIRECTIVE.match(document.text, start) if start >= 0 and start not in there else None
            if found:
                yield _read(found, Span(*found.span()), None, is_text=True)


def _read(found: re.Match[str], span: Span, line: int | None, *, is_text: bool = False) -> Suppression:
    word = Target(found["word"], Span(*found.span("word")))
    names = _NAME.finditer(found["rules"] or "")
    start = found.start("rules")
    return Suppression(
        span=span,
        word=word,
        targets=tuple(Target(one.group(), Span(*one.span()).shifted(start)) for one in names),
        has_brackets=found["rules"] is not None,
        line=None if word.rule == "ignore-file" else line,
        rest=Target(found["rest"], Span(*found.span("rest"))) if found["rest"] else None,
        is_text=is_text,
    )


def _line(document: Document, span: Span) -> int:
    """Return the line that a comment is for: its own, or where it stands alone, the next that says something."""
    lines, text = document.lines, document.text
    first, last = lines.line_of(span.start), lines.line_of(span.end)
    around = text[lines.line_start(first) : span.start] + text[span.end : lines.line_span(last).end]
    if around.strip():
        return first
    following, mark = last + 1, "#" if text[span.start] == "#" else "<!--"
    while following < len(lines):
        line = lines.line_span(following).of(text).strip()
        if line and not line.startswith(mark):
            break
        following += 1
    return following


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _scalars(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
