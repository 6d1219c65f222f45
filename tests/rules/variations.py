"""Other files made of the rules' examples: cut off, with a line less, with values of other kinds, at other places.

An example shows what a rule is for; a condition beside it shows only where the file is odd. `varied/` records which
variations of its own examples each rule reports, with which words, and which other rules do; `make marks` writes it anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from examples import Example

from agentls.knowledge.detection import detect
from agentls.knowledge.settings import Settings
from agentls.meaning.edits import quoted
from agentls.meaning.finding import Finding, Fix
from agentls.rules import Rule
from agentls.rules.lint import judge
from agentls.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from agentls.text.positions import Edit, LineIndex, Span, apply

VARIED = Path(__file__).resolve().parent / "varied"
# What is too long or too wide for that many variations says enough with the first.
MOST = 8
LONGEST = 4000
_IN_MARKDOWN = {
    "nothing": "",
    "text": "Some text",
    "number": "5",
    "list": "[first, 5]",
    "map": "{first: second}",
    "empty text": '""',
}
_IN_JSON = {
    "nothing": "null",
    "text": '"Some text"',
    "number": "5",
    "list": '["first", 5]',
    "map": '{"first": "second"}',
    "empty text": '""',
}
_WORD = re.compile(r"[\w-]+")
_VALUES = {"markdown": _IN_MARKDOWN, "json": _IN_JSON}
_PLACES = (
    ".claude/agents/folder/Other Name.md",
    ".claude/commands/other.md",
    ".claude/skills/other/SKILL.md",
    ".claude/output-styles/other.md",
    "plugin/agents/other.md",
    "CLAUDE.md",
    ".github/agents/other.agent.md",
    ".gemini/agents/other.md",
    ".opencode/agent/other.md",
    ".cursor/rules/other.mdc",
    ".codex/skills/other/SKILL.md",
)


def variations(example: Example) -> Iterator[tuple[str, str, Example]]:
    """Yield the variations of an example, each with the words that say what is different, and where."""
    yield from within(example, MOST)
    if len(example.text) <= LONGEST and "\r" not in example.text:
        yield from _elsewhere(example)


def within(example: Example, most: int) -> Iterator[tuple[str, str, Example]]:
    """Yield those that differ in one of the first lines or values, so many of each at the `most`."""
    text = example.text
    if len(text) > LONGEST or "\r" in text:
        return
    lines = LineIndex(text)
    for line in range(min(len(lines) - 1, most)):
        whole = Span(lines.line_start(line), lines.line_start(line + 1))
        yield "line twice", str(line + 1), replace(example, text=text[: whole.end] + text[whole.start :])
        yield "without line", str(line + 1), replace(example, text=text[: whole.start] + text[whole.end :])
        yield "cut after line", str(line + 1), replace(example, text=text[: whole.end])
    document = example.document()
    for node in list(_values(document.root))[:most]:
        line, column = lines.position(node.span.start)
        for name, value in _VALUES.get(document.dialect.format, {}).items():
            edit = Edit(node.span, value)
            yield f"{name} at", f"{line + 1}:{column + 1}", replace(example, text=apply(text, [edit]))
        if isinstance(node, Scalar) and node.style is Style.PLAIN and document.dialect.format == "markdown":
            for name, value in (("capitals", node.text.upper()), ("quotes", quoted(node.text))):
                edit = Edit(node.span, value)
                yield f"{name} at", f"{line + 1}:{column + 1}", replace(example, text=apply(text, [edit]))


def _elsewhere(example: Example) -> Iterator[tuple[str, str, Example]]:
    """Yield the same text where other things are around it."""
    below = tuple(replace(one, path=f"below/{one.path}") for one in example.beside)
    yield "with line breaks of", "Windows", replace(example, text=example.text.replace("\n", "\r\n"))
    yield "with every word", "known", replace(example, known=frozenset(_WORD.findall(example.text)))
    yield "in the folder", "below", replace(example, path=f"below/{example.path}")
    yield "in the folder", "of the user", replace(example, is_at_home=True)
    if below:
        yield "with the others", "gone", replace(example, beside=())
        yield "with the others", "below", replace(example, beside=below)
        yield "with the others", "below, at home", replace(example, beside=below, is_at_home=True)
    own = example.document().dialect
    for place in _PLACES if own.format == "markdown" else ():
        known = detect(f"/project/{place}")
        if known is not None and known is not own:
            yield "in", place, replace(example, dialect=known.id, path=place)


def _values(node: Node) -> Iterator[Node]:
    """Yield the values in a tree, from the outside in, but for the tree itself."""
    below: list[Node] = []
    if isinstance(node, Mapping):
        below = [entry.value for entry in node.entries if isinstance(entry, Entry)]
    elif isinstance(node, Sequence):
        below = list(node.items)
    yield from below
    for one in below:
        yield from _values(one)


def record(rule: Rule, example: Example) -> str:
    """Return what is recorded of one example: each answer of the rule, and what is answered so.

    Of the other rules it says only how many findings they have, unless nobody has any.
    """
    settings = Settings(rules={} if rule.is_on else {rule.id: rule.severity.label})
    answers: dict[str, dict[str, list[str]]] = {}
    for what, where, changed in variations(example):
        judged = judge(changed.document(), changed.snapshot(settings))
        assert not judged.failures, (what, where)
        answer = "".join(f"{said(one)}\n" for one in judged.findings if one.rule == rule.id)
        answer += _beside(one.rule for one in judged.findings if one.rule != rule.id)
        if answer:
            answers.setdefault(answer, {}).setdefault(what, []).append(where)
    return "".join(f"{answer}{listed(sorts)}\n" for answer, sorts in answers.items())


def recorded(rule: str) -> dict[str, str]:
    """Return what stands in the record of a rule, by the names of its examples."""
    parts = (VARIED / f"{rule}.txt").read_text(encoding="utf-8").split("# ")[1:]
    return {name: said for name, _, said in (part.partition("\n") for part in parts)}


def write(rule: Rule, examples: list[Example]) -> None:
    """Write the record of a rule anew."""
    text = "".join(f"# {example}\n{record(rule, example)}" for example in examples)
    (VARIED / f"{rule.id}.txt").write_text(text, encoding="utf-8")


def listed(sorts: dict[str, list[str]]) -> str:
    """Return the names of variations in a line, those of a sort together: `without line 1, 2; number at 3:7`."""
    return "  " + "; ".join(f"{what} {', '.join(places)}" for what, places in sorts.items())


def _beside(rules: Iterable[str]) -> str:
    """Return the names of other rules in a line, with how often each speaks: `+ unknown-key 2, unknown-tool`."""
    counted = sorted(Counter(rules).items())
    return f"+ {', '.join(name if many == 1 else f'{name} {many}' for name, many in counted)}\n" if counted else ""


def said(finding: Finding) -> str:
    """Return what is said without the place, and the fixes: `*` is the preferred one, `!` a safe one.

    Digits behind a fix stand for its edits, so that they do not change without anybody having seen it.
    """
    assert finding.severity is not None
    tags = [name for name in ("unnecessary", "deprecated", "unfinished") if getattr(finding, name)]
    fixes = [
        f" [{fix.title}{'*' if fix.preferred else ''}{'!' if fix.safe else ''} {_digits(finding, fix)}]"
        for fix in finding.fixes
    ]
    return f"{' '.join([finding.severity.label, *tags])}: {finding.message}{''.join(fixes)}"


def _digits(finding: Finding, fix: Fix) -> str:
    """Return three digits for what a fix does, the same wherever in a file the finding is."""
    start = finding.span.start
    told = [(one.span.start - start, one.span.end - start, one.text) for one in fix.edits]
    return f"{crc32(repr((told, fix.moves_to)).encode()) & 0xFFF:03x}"
