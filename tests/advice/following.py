"""Follows our words where a host does not load a file, and counts how often it then would: no person, no model.

    python tests/advice/following.py [SHARED]

Of each board a hundred files with an error are taken, evenly. First the fixes are made, the preferred one or else the
first; where there is none, what the message says after its last semicolon is done as literally as a script can. A file
is mended when no error is left and nothing has gone that it is about: its description has all its words. The figures
go into docs/quality.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from agentls.knowledge.detection import detect
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.fixing import fix_all, obvious_fix
from agentls.rules.lint import lint
from agentls.text.positions import Edit, Span, apply
from sections import write_section

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "quality.md"
BOARDS = ("mutants", "opencode", "gemini", "copilot", "qwen", "kilo", "codex", "cursor")
SAMPLE = 100
_ROUNDS = 4
_WORDS = re.compile(r"[a-z]{3,}")
_DESCRIPTION = re.compile(r"^description[ \t]*[:=][ \t]*(.*)$", re.MULTILINE)
_TEXT = "Does what its name says."


def chosen(finding: Finding) -> Fix | None:
    """Return the fix that somebody takes who only wants to be rid of an error."""
    if finding.severity is not Severity.ERROR:
        return None
    return obvious_fix(finding) or next(iter(finding.fixes), None)


def _replaced(text: str) -> Callable[[Document, Finding], Edit]:
    return lambda document, finding: Edit(finding.span, text)


def _at_the_end(document: Document, finding: Finding) -> Edit:
    end = len(document.text)
    return Edit(Span(end, end), f"\n{_TEXT}\n")


def _at_the_start(document: Document, finding: Finding) -> Edit:
    return Edit(Span(0, 0), f"---\nname: helper\ndescription: {_TEXT}\n---\n")


def _without_what_is_above(document: Document, finding: Finding) -> Edit:
    start = re.search(r"^---[ \t]*\r?$", document.text, re.MULTILINE)
    return Edit(Span(0, start.start() if start else 0), "")


def _added(document: Document, finding: Finding) -> Edit:
    name = finding.message.split("`")[1]
    block = document.frontmatter.block if document.dialect.format == "markdown" else Span(0, 0)
    line = f'{name} = "{_TEXT}"\n' if document.dialect.format == "toml" else f"{name}: {_TEXT}\n"
    return Edit(Span(block.start, block.start), line.replace(f'"{_TEXT}"', '"helper"') if name == "name" else line)


def _as_a_line(document: Document, finding: Finding) -> Edit:
    block = document.frontmatter.block
    return Edit(block, f"name: helper\ndescription: {_TEXT}\n")


# What a message asks for, and the edit that does it.
ADVICE: tuple[tuple[str, Callable[[Document, Finding], Edit]], ...] = (
    (r"write (at least \d+ characters|a text) below the frontmatter", _at_the_end),
    (r"begin with `---` and its keys", _at_the_start),
    (r"begin the file with it", _without_what_is_above),
    (r"write exactly `---`", _replaced("---")),
    (r"add it$", _added),
    (r"write `key: value` lines", _as_a_line),
    (r"add the blank", lambda document, finding: Edit(Span(finding.span.end, finding.span.end), " ")),
    (r"choose another", _replaced('"helper-two"')),
    (r"write text|write some text", _replaced('"text"')),
)


def advised(document: Document, findings: list[Finding]) -> Document | None:
    """Return the document after the first advice that can be followed; `None` when there is none."""
    for finding in findings:
        words = finding.message.rsplit(";", 1)[-1].strip().rstrip(".")
        for pattern, act in ADVICE:
            if re.match(pattern, words):
                return document.with_text(apply(document.text, [act(document, finding)]))
    return None


def errors(document: Document) -> list[Finding]:
    return [one for one in lint(document, Snapshot()) if one.severity is Severity.ERROR]


def mended(document: Document, *, by_fixes_alone: bool = False) -> Document:
    """Return the document after everything that can be followed was followed."""
    for _ in range(_ROUNDS):
        document = document.with_text(fix_all(document, Snapshot(), chosen).text)
        left = errors(document)
        after = None if by_fixes_alone or not left else advised(document, left)
        if after is None:
            break
        document = after
    return document


def is_whole(before: Document, after: Document) -> bool:
    """Tell whether the host would load the file, and no word of its description has gone."""
    told = _DESCRIPTION.search(before.text)
    words = set(_WORDS.findall(told.group(1).partition(" #")[0])) if told else set()
    return not errors(after) and words <= set(_WORDS.findall(after.text))


def broken(board: Path) -> Iterator[Document]:
    for line in board.read_text("utf-8").strip().split("\n"):
        row = json.loads(line)
        path = "/p/" + row.get("path", f".claude/agents/{row['id']}.md")
        kind = detect(path)
        if kind is not None:
            document = Document(path, row["text"], kind)
            if errors(document):
                yield document


def sampled(documents: list[Document]) -> list[Document]:
    """Return a hundred of them, evenly, or all where there are fewer."""
    count = min(SAMPLE, len(documents))
    return [documents[number * len(documents) // count] for number in range(count)]


def measure(shared: Path) -> str:
    lines = [
        "| files of | with an error | looked at | mended by fixes | and by following the words |",
        "|---|--:|--:|--:|--:|",
    ]
    left: Counter[str] = Counter()
    for name in BOARDS:
        found = list(broken(shared / "mutants" / f"{name}.jsonl"))
        sample = sampled(found)
        by_fixes = sum(is_whole(one, mended(one, by_fixes_alone=True)) for one in sample)
        results = [(one, mended(one)) for one in sample]
        both = sum(is_whole(before, after) for before, after in results)
        for before, after in results:
            if not is_whole(before, after):
                left.update(
                    [one.message for one in errors(after)][:1] or [f"words of its description have gone: {before.path}"]
                )
        host = sample[0].dialect.host
        lines.append(f"| {host} | {len(found)} | {len(sample)} | {by_fixes} | {both} |")
    for message, count in left.most_common():
        sys.stderr.write(f"{count:4} {message}\n")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    table = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT.parent / "shared")
    write_section(PAGE, "advice", table)
    sys.stdout.write(table)
