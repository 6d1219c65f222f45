"""Odd files on which a changed program was seen to say something else, and what the program says of them.

`tests/mutation/seek.py` makes such files of the rules' examples and the samples and adds to `files.jsonl` those that tell
a changed condition from the right one. `said.txt` has what is said of each; `make marks` writes it anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from examples import Beside, Example
from told import offered
from variations import said

from agentls.features import definition, effective, highlight, inlay, lens, links, references
from agentls.features.completion.names import name_items
from agentls.features.hover import hover
from agentls.features.hover.names import name_hover
from agentls.features.rename import prepare
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Finding
from agentls.meaning.granted import granted
from agentls.meaning.silencing import silencers
from agentls.meaning.unasked import acts
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import all_rules
from agentls.rules.lint import judge
from agentls.text.positions import LineIndex

HERE = Path(__file__).resolve().parent
FILES, SAID = HERE / "files.jsonl", HERE / "said.txt"
_ON = {rule.id: rule.severity.label for rule in all_rules() if not rule.is_on}
_QUESTIONS: dict[str, Callable[[Document, Snapshot, int], object]] = {
    "completion of names": name_items,
    "hover": hover,
    "hover of names": name_hover,
    "definition": definition.definitions,
    "references": lambda document, snapshot, at: references.references(document, snapshot, at, with_declaration=True),
    "highlight": highlight.highlights,
    "rename": prepare,
    "inlays": lambda document, snapshot, _: inlay.inlays(document, snapshot),
    "lenses": lambda document, snapshot, _: lens.lenses(document, snapshot),
    "links": lambda document, snapshot, _: links.links(document, snapshot),
    "tools": lambda document, _, __: granted(document),
    "acts": lambda document, _, __: tuple(acts(document)),
}


def _file(path: str, keys: str, text: str = "Text.") -> Beside:
    return Beside(path, f"---\n{keys}---\n{text}\n", is_runnable=False)


# Names of every kind, for files whose places want some.
TEAM = (
    _file(".claude/agents/helper.md", "name: helper\ndescription: Helps with all.\n"),
    _file(".claude/agents/helpful.md", "name: helpful\ndescription: Helps.\n"),
    _file(".claude/skills/notes/SKILL.md", "name: notes\ndescription: Notes.\n"),
    _file(".claude/skills/secret/SKILL.md", "name: secret\ndescription: Notes.\ndisable-model-invocation: true\n"),
    _file(".claude/commands/ship.md", "description: Ships.\nargument-hint: a b\n", "Ship."),
    _file(".claude/output-styles/terse.md", "name: terse\ndescription: Says little.\n"),
    Beside(
        ".mcp.json",
        '{"mcpServers": {"github": {"command": "npx", "args": ["-y", "x"], "env": {"K": "v"}}, '
        '"far": {"type": "http", "url": "https://a.example.com/x"}}}\n',
        is_runnable=False,
    ),
    Beside("docs/a.md", "x", is_runnable=False),
)


class Odd(NamedTuple):
    """A file in its project, and the place in it at which somebody asks."""

    example: Example
    at: int

    def data(self) -> dict[str, Any]:
        """Return it as it is kept, without what it does not have."""
        one = self.example
        every = {
            "path": one.path,
            "dialect": one.dialect,
            "encoding": one.encoding if one.encoding != "utf-8" else None,
            "targets": sorted(one.targets),
            "known": sorted(one.known),
            "home": one.is_at_home,
            "team": one.beside == TEAM,
            "beside": [list(file) for file in map(_beside, one.beside)] if one.beside != TEAM else [],
            "at": self.at,
            "text": one.text,
        }
        return {name: value for name, value in every.items() if value or name == "at"}


def _beside(file: Beside) -> tuple[str, str, bool]:
    return file.path, file.text, file.is_runnable


def read() -> list[Odd]:
    """Return the odd files that are kept, in their order."""
    return [
        _odd(number, json.loads(line))
        for number, line in enumerate(FILES.read_text(encoding="utf-8").rstrip().split("\n"))
    ]


def _odd(number: int, data: dict[str, Any]) -> Odd:
    example = Example(
        "odd",
        "odd",
        number,
        data.get("text", ""),
        (),
        data["dialect"],
        data["path"],
        data.get("encoding", "utf-8"),
        TEAM if data.get("team") else tuple(Beside(*file) for file in data.get("beside", ())),
        targets=frozenset(data.get("targets", ())),
        is_at_home=data.get("home", False),
        known=frozenset(data.get("known", ())),
    )
    return Odd(example, data["at"])


def told(odd: Odd) -> list[str]:
    """Return what is said of an odd file, line by line: every finding, and digits for what features answer."""
    document, snapshot = odd.example.document(), odd.example.snapshot(Settings(rules=_ON))
    findings = judge(document, snapshot).findings
    answers = found(odd, findings)
    seen = effective.effective(document, snapshot, findings)
    if seen is not None:
        answers.append(f"as a whole: {_digits(effective.as_markdown(seen))}")
    offer = offered(document, snapshot, odd.at)
    if offer:
        answers.append(f"completion: {offer}")
    for name, ask in _QUESTIONS.items():
        answer = ask(document, snapshot, odd.at)
        if answer:
            answers.append(f"{name}: {_digits(repr(answer))}")
    return "\n".join(answers).splitlines()


def found(odd: Odd, findings: Iterable[Finding] | None = None) -> list[str]:
    """Return of an odd file the findings alone, which are looked for unless they are known."""
    document = odd.example.document()
    if findings is None:
        findings = judge(document, odd.example.snapshot(Settings(rules=_ON))).findings
    lines = LineIndex(odd.example.text)
    return [line for one in findings for line in _of_finding(lines, document, one)]


def _of_finding(lines: LineIndex, document: Document, finding: Finding) -> Iterator[str]:
    place = "-".join(":".join(str(part + 1) for part in lines.position(offset)) for offset in finding.span)
    more = (finding.typing_span, finding.related, tuple(silencers(document, finding)))
    yield f"{place} {finding.rule}: {said(finding)} ({_digits(repr(more))})"


def _digits(text: str) -> str:
    assert " at 0x" not in text, "no two runs would say the same"
    return f"{crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}"


def add(more: Iterable[Odd]) -> None:
    """Keep more odd files."""
    lines = [json.dumps(one.data(), ensure_ascii=False) for one in more]
    FILES.write_text(FILES.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def kept() -> list[list[str]]:
    """Return what is kept of the odd files, in their order."""
    parts = re.split(r"^# \d+\n", SAID.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [part.splitlines() for part in parts]


def write() -> None:
    """Write anew what is said of the odd files."""
    lines = (line for number, one in enumerate(read()) for line in (f"# {number}", *told(one)))
    SAID.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
