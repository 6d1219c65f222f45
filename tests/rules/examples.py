"""Reads the examples in a rule's docstring: fenced Markdown, with `^^^` lines under what must be reported."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agentls.text import Span

_FENCE = re.compile(
    r"^```markdown (?P<kind>bad|fixed|good)(?P<options>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_OPTION = re.compile(r"(\w+)=(\S+)")
_MARKER = re.compile(r"[ \t]*(\^+)(?:[ \t]+(?P<message>.+))?\Z")


@dataclass(frozen=True)
class Example:
    """One example. `spans` are the marked places of a bad one; `dialect` the id of the dialect that it is for.

    The fence's option `repeat=1000` appends the last line so many times, `encoding=utf-16` says how the file is stored.
    """

    rule: str
    kind: str
    number: int
    text: str
    spans: tuple[Span, ...]
    dialect: str
    path: str
    encoding: str

    def __str__(self) -> str:
        return f"{self.rule}-{self.kind}-{self.number}"


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without its marker lines, and the places that they mark.

    A marker stands below the characters it means, so it marks the nearest line above that is not a marker itself.
    """
    lines: list[str] = []
    spans: list[Span] = []
    start = 0
    length = 0
    for line in _LINE.findall(marked):
        marker = _MARKER.match(line.rstrip("\n"))
        if marker:
            spans.append(Span(start + marker.start(1), start + marker.end(1)))
            continue
        start = length
        length += len(line)
        lines.append(line)
    return "".join(lines), tuple(spans)


def examples(rule: str, documentation: str) -> list[Example]:
    """Return the examples of a rule in their order."""
    found = []
    for number, match in enumerate(_FENCE.finditer(documentation)):
        text, spans = unmark(match["text"].replace("␍", "\r").replace("␉", "\t"))
        options = dict(_OPTION.findall(match["options"]))
        if "repeat" in options:
            text += text.rstrip("\n").rsplit("\n", 1)[-1] * int(options["repeat"])
        found.append(
            Example(
                rule=rule,
                kind=match["kind"],
                number=number,
                text=text,
                spans=spans,
                dialect=options.get("dialect", "claude-code/agent"),
                path=options.get("path", ".claude/agents/reviewer.md"),
                encoding=options.get("encoding", "utf-8"),
            )
        )
    return found
