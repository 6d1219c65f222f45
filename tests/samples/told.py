"""What editors are told about the samples of all dialects, in words: the rules' answers, completion, hover, tools.

The samples stand beside the schemas, and each dialect has some. What is told of them is kept in `said/`, a file for each
dialect, so that nothing of it changes without somebody having read it. `make marks` writes it anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from examples import Beside, Example
from variations import listed, said, within

from agentls.features.completion import complete
from agentls.features.hover import hover
from agentls.knowledge.dialect import all_dialects
from agentls.knowledge.settings import Settings
from agentls.meaning.granted import granted
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import judge
from agentls.text.positions import LineIndex

SAID = Path(__file__).resolve().parent / "said"
SAMPLES = Path(__file__).resolve().parents[1] / "knowledge" / "samples"
# Of more lines and values a sample says little that the first did not.
_MOST = 16
_MOST_ITEMS = 4
_TEAM = (
    Beside(".claude/agents/helper.md", "---\nname: helper\ndescription: Helps.\n---\nHelp.\n", is_runnable=False),
    Beside(".claude/skills/notes/SKILL.md", "---\nname: notes\ndescription: Notes.\n---\nNote.\n", is_runnable=False),
    Beside(".mcp.json", '{"mcpServers": {"github": {"command": "x"}}}\n', is_runnable=False),
)


def samples() -> dict[str, list[Example]]:
    """Return the samples of each dialect as files of a small project, the valid ones first."""
    found: dict[str, list[Example]] = {}
    for kind in all_dialects():
        folder = SAMPLES / kind.id
        for state in ("valid", "invalid"):
            for number, path in enumerate(sorted((folder / state).glob("*"))):
                text = path.read_text(encoding="utf-8")
                one = Example(
                    f"{state}/{path.name}", state, number, text, (), kind.id, kind.place_for("sample"), "utf-8", _TEAM
                )
                found.setdefault(kind.id, []).append(one)
    return found


def told(one: Example) -> list[str]:
    """Return what is told of a sample, line by line."""
    return "\n".join(_lines(one)).splitlines()


def _lines(one: Example) -> Iterator[str]:
    yield from _findings(one)
    document, snapshot = one.document(), one.snapshot(Settings())
    has = granted(document)
    if has is not None:
        yield f"has {', '.join(has.names) or 'nothing'}; added {has.added}; taken {has.taken}; starts {has.starters}"
    if one.kind == "valid":
        last = ""
        for where, what in _at_places(document, snapshot):
            # What is the same from one place to the next is told once.
            if what != last:
                yield f"{where} {what}"
            last = what
        yield from _of_variations(one)


def _findings(one: Example) -> Iterator[str]:
    lines = LineIndex(one.text)
    for finding in judge(one.document(), one.snapshot(Settings())).findings:
        place = "-".join(":".join(str(part + 1) for part in lines.position(offset)) for offset in finding.span)
        yield f"{place} {finding.rule}: {said(finding)}"


def _at_places(document: Document, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield what is offered at each line's first word, value and end, and below it, and then what is explained."""
    explained: list[tuple[str, str]] = []
    text, lines = document.text, document.lines
    for number in range(min(len(lines), _MOST)):
        span = lines.line_span(number)
        line = span.of(text)
        indent = len(line) - len(line.lstrip())
        colon = line.find(": ") + 2 if ": " in line else indent
        for column in dict.fromkeys((indent, min(indent + 1, len(line)), colon, min(colon + 2, len(line)), len(line))):
            where = f"{number + 1}:{column + 1}"
            yield from _offered(where, document, snapshot, span.start + column)
            told = hover(document, snapshot, span.start + column)
            if told is not None:
                explained.append((where, f"tells {_digits(told.markdown)} of {told.span.of(text)!r}"))
        for what, more in (
            ("below", f"\n{line[:indent]}"),
            ("in it", f"\n{line[:indent]}  "),
            ("item", f"\n{line[:indent]}- "),
        ):
            longer = Document(document.path, text[: span.end] + more + text[span.end :], document.dialect)
            yield from _offered(f"{number + 1} {what}", longer, snapshot, span.end + len(more))
        if colon > indent:
            shorter = Document(document.path, text[: span.start + colon] + text[span.end :], document.dialect)
            yield from _offered(f"{number + 1} emptied", shorter, snapshot, span.start + colon)
    yield from explained


def _offered(where: str, document: Document, snapshot: Snapshot, offset: int) -> Iterator[tuple[str, str]]:
    offer = offered(document, snapshot, offset)
    if offer:
        yield where, f"offers {offer}"


def offered(document: Document, snapshot: Snapshot, offset: int) -> str:
    """Return the first of what completion offers at a place, and digits for all of it; an empty text for nothing."""
    items = complete(document, snapshot, offset, snippets=True)
    first = ", ".join(one.label for one in items[:_MOST_ITEMS])
    more = f" and {len(items) - _MOST_ITEMS} more" if len(items) > _MOST_ITEMS else ""
    parts = [(one.label, one.kind, one.text, one.snippet, one.detail, one.replace.of(document.text)) for one in items]
    return f"{first}{more} ({_digits(repr(parts))})" if items else ""


def _of_variations(one: Example) -> Iterator[str]:
    """Tell what comes up and what goes away in files that differ in one place."""
    usual, answers = _answer(one), dict[str, dict[str, list[str]]]()
    for what, where, changed in within(one, _MOST):
        now = _answer(changed)
        answer = "\n".join(
            [*(f"+ {more}" for more in (now - usual).elements()), *(f"- {less}" for less in (usual - now).elements())]
        )
        answers.setdefault(answer or "nothing changes", {}).setdefault(what, []).append(where)
    for answer, sorts in answers.items():
        yield from (answer, listed(sorts))


def _answer(one: Example) -> Counter[str]:
    """Return all that is said of a file, the same wherever in it."""
    document = one.document()
    found = judge(document, one.snapshot(Settings())).findings
    return Counter(
        [*(f"{finding.rule}: {said(finding)}" for finding in found), f"has {_digits(repr(granted(document)))}"]
    )


def _digits(text: str) -> str:
    """Return digits for a text that is too long to stand here."""
    return f"{crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}"


def file_of(kind: str) -> Path:
    """Return where it is kept what is told of a dialect's samples."""
    return SAID / f"{kind.replace('/', '-')}.txt"


def kept(kind: str) -> dict[str, list[str]]:
    """Return what is kept of a dialect's samples, by their names."""
    parts = file_of(kind).read_text(encoding="utf-8").split("\n# ")
    return {name.removeprefix("# "): said.splitlines() for name, _, said in (part.partition("\n") for part in parts)}


def write() -> None:
    """Write anew what is told of all samples."""
    SAID.mkdir(exist_ok=True)
    for kind, every in samples().items():
        text = "".join(f"{line}\n" for one in every for line in (f"# {one.rule}", *told(one)))
        file_of(kind).write_text(text, encoding="utf-8")
