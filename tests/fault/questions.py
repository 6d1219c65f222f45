"""Everything that an editor asks about a file, and what holds for each answer whatever the file."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator

from agentls.features import (
    calls,
    colors,
    definition,
    effective,
    folding,
    highlight,
    inlay,
    lens,
    links,
    refactor,
    references,
    selection,
    symbols,
    tokens,
    workspace_symbols,
)
from agentls.features.completion import complete
from agentls.features.completion.names import name_items
from agentls.features.convert import convert, targets
from agentls.features.hover import hover
from agentls.features.hover.names import name_hover
from agentls.features.rename import prepare, rename
from agentls.features.rename.files import file_rename
from agentls.features.rename.renaming import Refused
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import judge
from agentls.syntax.frontmatter import after_mark
from agentls.text.positions import Edit, Span, apply
from agentls.text.visible import is_hidden

Question = tuple[str, Callable[[], object]]
# What `questions` asks; a test holds it against the features that there are.
FEATURES = {
    "calls", "colors", "completion", "convert", "definition", "effective", "folding", "highlight", "hover", "inlay", "lens", "links",
    "refactor", "references", "rename", "selection", "symbols", "tokens", "workspace_symbols",
}  # fmt: skip
# Rules that speak of hosts which read nothing behind a byte order mark.
AGAINST_MARKS = ("unseen-frontmatter", "json-syntax")
NEW_NAMES = ("new", "", "a/b", "CON", "é", "a:b", "x" * 300, "\n", "true", "Name", "a, b", "*", "a\u200bb")


class BrokenPromiseError(AssertionError):
    """An answer that cannot be right, whatever the text."""


def findings(document: Document, snapshot: Snapshot, cursor: int | None = None) -> list[Finding]:
    """Return what is wrong, and hold it to what is promised of all findings."""
    judged = judge(document, snapshot, cursor)
    for rule, error in judged.failures:
        raise BrokenPromiseError(f"the rule {rule} failed") from error
    for one in judged.findings:
        inside(one.rule, one.span, document)
        if any(map(is_hidden, one.message.replace("\u200d", "").replace("\ufe0f", ""))):
            raise BrokenPromiseError(f"{one.rule}: something in the message cannot be seen: {one.message!r}")
        for fix in one.fixes:
            after = applied(one.rule, document, fix.edits)
            if document.dialect.format == "json" and _is_json(document.text) and not _is_json(after):
                raise BrokenPromiseError(f"{one.rule}: the fix {fix.title!r} makes JSON unreadable")
            if after_mark(document.text) and not after_mark(after) and one.rule not in AGAINST_MARKS:
                raise BrokenPromiseError(f"{one.rule}: the fix {fix.title!r} takes the byte order mark away")
    return judged.findings


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def inside(what: str, span: Span, document: Document) -> None:
    """Refuse a span that ends before it starts, or reaches beyond the text."""
    if not 0 <= span.start <= span.end <= len(document.text):
        raise BrokenPromiseError(f"{what}: {span!r} is no place in a text of {len(document.text)} characters")


def applied(what: str, document: Document, edits: tuple[Edit, ...]) -> str:
    """Return the text after the edits, which must be in the text and beside one another."""
    for edit in edits:
        inside(what, edit.span, document)
    return apply(document.text, edits)


def questions(document: Document, snapshot: Snapshot, at: int) -> Iterator[Question]:
    """Yield what is asked about the place `at` and about the file as a whole."""
    d, s = document, snapshot
    yield "lint", lambda: findings(d, s, at)
    yield "completion", lambda: complete(d, s, at, snippets=bool(at & 1))
    yield "completion of names", lambda: name_items(d, s, at)
    yield "hover", lambda: hover(d, s, at)
    yield "hover on names", lambda: name_hover(d, s, at)
    yield "definition", lambda: definition.definitions(d, s, at)
    yield "references", lambda: references.references(d, s, at, with_declaration=True)
    yield "highlight", lambda: highlight.highlights(d, s, at)
    yield "prepare rename", lambda: prepare(d, s, at)
    yield "rename", lambda: _renamed(d, s, at)
    yield "selection", lambda: selection.selections(d, at)
    yield "conversions", lambda: [applied("conversion", d, one.edits) for one in refactor.conversions(d, at)]
    yield "calls", lambda: _calls(d, s, at)
    yield "facts", lambda: facts_of(d)
    yield "tokens", lambda: tokens.tokens(d, s)
    yield "folding", lambda: tuple(folding.folds(d))
    yield "symbols", lambda: symbols.symbols(d)
    yield "inlays", lambda: inlay.inlays(d, s)
    yield "lenses", lambda: lens.lenses(d, s)
    yield "links", lambda: [one.span for one in links.links(d, s)]
    yield "colors", lambda: colors.color_spans(d)
    yield "effective", lambda: _effective(d, s)
    yield "workspace symbols", lambda: workspace_symbols.workspace_symbols(s, d.text[at : at + 3])
    yield "other assistants", lambda: [convert(d, target, s.files) for target in targets(d)]
    yield "file rename", lambda: file_rename(s, [(d.path, f"{d.path}x.md")])


def ask(document: Document, snapshot: Snapshot, question: Question) -> object:
    """Return the answer; raises `BrokenPromiseError` for one that points out of the text it speaks of."""
    name, act = question
    answer = act()
    # What is renamed need not be there any more, and what is created is not there yet.
    if name not in ("rename", "file rename"):
        for path, span in _places(answer, document.path):
            there = document if path == document.path else snapshot.document_at(path)
            if there is not None:
                inside(name, span, there)
    return answer


@dataclasses.dataclass(frozen=True)
class _Place:
    path: str
    spans: tuple[Span, ...]


def _calls(document: Document, snapshot: Snapshot, at: int) -> object:
    """Ask for both directions; the places of a call are in the file that starts the other."""
    found: list[object] = []
    for one in calls.prepare(document, snapshot, at):
        found.append(one)
        for call in calls.incoming(snapshot, one):
            found += [call.node, _Place(call.node.path, call.spans)]
        for call in calls.outgoing(snapshot, one):
            found += [call.node, _Place(one.path, call.spans)]
    return found


def _renamed(document: Document, snapshot: Snapshot, at: int) -> object:
    try:
        return rename(document, snapshot, at, NEW_NAMES[at % len(NEW_NAMES)])
    except Refused:
        return None


def _effective(document: Document, snapshot: Snapshot) -> object:
    found = effective.effective(document, snapshot, judge(document, snapshot).findings)
    return effective.as_markdown(found) if found else None


def _places(answer: object, path: str) -> Iterator[tuple[str, Span]]:
    """Yield the places that an answer names, however deep, with the file of each: `path` where nothing else is said."""
    if isinstance(answer, Span):
        yield path, answer
    elif isinstance(answer, (tuple, list)):
        path = getattr(answer, "path", None) or path
        for one in answer:
            yield from _places(one, path)
    elif dataclasses.is_dataclass(answer):
        path = getattr(answer, "path", None) or path
        for field in dataclasses.fields(answer):
            yield from _places(getattr(answer, field.name), path)
