"""Comments that silence one finding where they change nothing for the host, and settings that silence a rule."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.meaning.finding import Finding, Fix
from agentls.meaning.suppression import suppressions
from agentls.project.document import Document
from agentls.syntax import toml
from agentls.syntax.nodes import Mapping, Path, node_at
from agentls.text.positions import Edit, Span, apply


def silencers(document: Document, finding: Finding) -> Iterator[Fix]:
    """Yield the ways to silence the finding by a comment: at its place, and for the whole file.

    A format without comments has none. What is offered has been tried: the host reads the same as before, and the
    comment covers the finding.
    """
    if document.dialect.format == "json":
        return
    here = next((edit for edit in _at_its_place(document, finding) if _is_good(document, edit, finding)), None)
    if here is not None:
        yield Fix(f"Switch `{finding.rule}` off here", (here,))
    whole = next((edit for edit in _for_the_file(document, finding.rule) if _is_good(document, edit, finding)), None)
    if whole is not None:
        yield Fix(f"Switch `{finding.rule}` off in this file", (whole,))


def switched_off(text: str, table: Path, rule: str, line_break: str = "\n") -> Edit | None:
    """Return the edit of a TOML text that switches a rule off, all else kept; `None` where that cannot be done.

    `table` is where our settings stand in the file.
    """
    root = toml.read(text)
    rules = node_at(root.node, (*table, "rules"))
    if root.fault is not None or not (rules is None or isinstance(rules, Mapping)):
        return None
    entry = rules.get(rule) if isinstance(rules, Mapping) else None
    if entry is not None:
        edit = Edit(entry.value.span, '"off"')
    elif isinstance(rules, Mapping) and rules.flow:
        comma = ", " if rules.entries else " "
        at = rules.entries[-1].span.end if rules.entries else rules.span.start + 1
        edit = Edit(Span(at, at), f'{comma}{rule} = "off"{"" if rules.entries else " "}')
    elif isinstance(rules, Mapping):
        at = _line_end(text, rules.entries[-1].span.end if rules.entries else rules.span.end)
        edit = Edit(Span(at, at), f'{line_break}{rule} = "off"')
    else:
        header = ".".join([*map(str, table), "rules"])
        start = text.rstrip()
        space = line_break * 2 if start else ""
        edit = Edit(Span(len(start), len(text)), f'{space}[{header}]{line_break}{rule} = "off"{line_break}')
    after = toml.read(apply(text, [edit]))
    changed = node_at(after.node, (*table, "rules", rule))
    works = after.fault is None and getattr(changed, "text", None) == "off"
    return edit if works else None


def _line_end(text: str, offset: int) -> int:
    ends = [at for at in (text.find("\r", offset), text.find("\n", offset)) if at >= 0]
    return min(ends, default=len(text))


def _at_its_place(document: Document, finding: Finding) -> Iterator[Edit]:
    lines = document.lines
    number = lines.line_of(finding.span.start)
    yield from _added(document, finding.rule, number)
    line = lines.line_span(number)
    in_body = line.start >= document.frontmatter.body.start and document.dialect.format == "markdown"
    words = f"agentls: ignore[{finding.rule}]"
    comment = f"<!-- {words} -->" if in_body else f"# {words}"
    text = line.of(document.text)
    end = line.start + len(text.rstrip())
    yield Edit(Span(end, line.end), f"{'' if not text.strip() else ' ' if in_body else '  '}{comment}")
    indentation = text[: len(text) - len(text.lstrip())]
    yield Edit(Span(line.start, line.start), f"{indentation}{comment}{document.line_break()}")


def _for_the_file(document: Document, rule: str) -> Iterator[Edit]:
    words, newline = f"agentls: ignore-file[{rule}]", document.line_break()
    for one in suppressions(document):
        if one.line is None and one.targets:
            at = one.targets[-1].span.end
            yield Edit(Span(at, at), f", {rule}")
    block, body = document.frontmatter.block, document.frontmatter.body
    if document.has_block:
        yield Edit(Span(block.start, block.start), f"# {words}{newline}")
        yield Edit(Span(block.end, block.end), f"# {words}{newline}")
    if document.dialect.format == "markdown":
        yield Edit(Span(body.end, body.end), f"{newline}<!-- {words} -->{newline}")


def _added(document: Document, rule: str, line: int) -> Iterator[Edit]:
    """Yield the edit that names the rule in a comment that is for this line already."""
    for one in suppressions(document):
        if one.line == line and one.targets:
            at = one.targets[-1].span.end
            yield Edit(Span(at, at), f", {rule}")


def _is_good(document: Document, edit: Edit, finding: Finding) -> bool:
    changed = document.with_text(apply(document.text, [edit]))
    same = changed.reading.outcome is document.reading.outcome and changed.plain == document.plain
    if not same or changed.frontmatter.fencing is not document.frontmatter.fencing:
        return False
    moved = len(edit.text) - (edit.span.end - edit.span.start) if edit.span.end <= finding.span.start else 0
    line = changed.lines.line_of(finding.span.start + moved)
    return any(one.covers(finding.rule, line) for one in suppressions(changed))
