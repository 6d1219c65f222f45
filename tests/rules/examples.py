"""Reads the examples in a rule's docstring: fenced Markdown, with `^^^` lines under what must be reported.

A mark alone means: reported with the rule's severity, without a tag, with a fix of which one is preferred and none is
safe. Words behind the mark say what is otherwise; `words_of` has them all. The first example of a rule names the
severity, so that nobody changes it by accident.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.knowledge.settings import Settings, from_plain
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index
from agentls.project.names import FileFacts
from agentls.project.snapshot import Snapshot
from agentls.syntax import toml
from agentls.syntax.nodes import to_plain
from agentls.text.positions import Span

# Examples that a condition needs and no reader of a rule's page does, in a file for each rule.
MORE = Path(__file__).resolve().parent / "more"
TOP = "/project"
MANIFEST = ".claude-plugin/plugin.json"
_FENCE = re.compile(
    r"^```(?:markdown|json|toml|text) (?P<kind>bad|fixed|good|beside)(?P<options>[^\n]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# What nobody would see in an example: the end of a line of old, a tab, and a byte order mark.
_SIGNS = str.maketrans({"␍": "\r", "␉": "\t", "␢": "\ufeff"})
_OPTION = re.compile(r"(\w+)=(\S+)")
_MARKER = re.compile(r"[ \t]*(\^+)(?P<words>(?: [a-z]+)*)\Z")


@dataclass(frozen=True)
class Example:
    """One example. `spans` are the marked places of a bad one; `dialect` the id of the dialect that it is for.

    The fence's option `repeat=1000` appends the last line so many times, `fill=1000`
    stretches the character `…` so far, `encoding=utf-16` says how the file is stored.
    `words` are those behind each mark, in the order of `spans`.
    `beside` are other files of the same little project by their paths: the fences of that kind that come before it.
    `targets=copilot` names programs that must take the file, too; with `home=yes` the project is the user's own folder.
    `known=Zork,Zark` names tools, models and keys that the user's settings add.
    Nothing else exists in that project, and only files whose fence has the option `runnable=yes` may be run.
    """

    rule: str
    kind: str
    number: int
    text: str
    spans: tuple[Span, ...]
    dialect: str
    path: str
    encoding: str
    beside: tuple[Beside, ...] = ()
    is_first: bool = False
    targets: frozenset[str] = frozenset()
    is_at_home: bool = False
    known: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}-{self.kind}-{self.number}"

    def document(self, text: str | None = None) -> Document:
        """The file itself, with `text` in place of its own if that is given."""
        known = dialect(self.dialect)
        assert known is not None, f"no dialect {self.dialect}"
        content = self.text if text is None else text
        return Document(f"{TOP}/{self.path}", content, known, encoding=self.encoding)

    def snapshot(self, settings: Settings, text: str | None = None) -> Snapshot:
        """The little project in which it stands."""
        index = Index()
        for facts in self._facts(self.document(text)):
            index.update(facts)
        named = Settings(tools=self.known, models=self.known, keys=self.known, targets=self.targets)
        settings = self._project_settings().over(named).over(settings)
        home = TOP if self.is_at_home else None
        return Snapshot(settings, index, Paths(self.path, *self.beside), home, self._beside_at)

    def _beside_at(self, path: str) -> Document | None:
        text = next((one.text for one in self.beside if f"{TOP}/{one.path}" == path), None)
        known = detect(path) if text is not None else None
        return Document(path, text, known) if text is not None and known is not None else None

    def _project_settings(self) -> Settings:
        text = next((one.text for one in self.beside if one.path == "agentls.toml"), "")
        settings, problems = from_plain(to_plain(toml.read(text).node), TOP)
        assert not problems
        return settings

    def _facts(self, document: Document) -> Iterator[FileFacts]:
        manifest = next((one.text for one in self.beside if one.path == MANIFEST), None)
        plugin = json.loads(manifest)["name"] if manifest else None
        yield facts_of(document, plugin if document.dialect.root_marker else None)
        marked = {(TOP, MANIFEST)} if manifest else set()
        for one in self.beside:
            known = detect(f"{TOP}/{one.path}", marked)
            if known is not None:
                other = Document(f"{TOP}/{one.path}", one.text, known)
                yield facts_of(other, plugin if known.root_marker else None)


@dataclass(frozen=True)
class Beside:
    """Another file of the project."""

    path: str
    text: str
    is_runnable: bool


class Paths:
    """The files of the project, as far as the engine may ask."""

    def __init__(self, path: str, *beside: Beside) -> None:
        self._files = {f"{TOP}/{path}": False, **{f"{TOP}/{one.path}": one.is_runnable for one in beside}}

    def exists(self, path: str) -> bool:
        return path in self._files or any(one.startswith(path.rstrip("/") + "/") for one in self._files)

    def is_runnable(self, path: str) -> bool:
        return self._files.get(path, False)

    def is_ignored(self, path: str) -> bool:
        return path.endswith(".local.md")

    def listing(self, folder: str) -> list[str]:
        rest = [one[len(folder) + 1 :] for one in self._files if one.startswith(folder + "/")]
        return sorted({one.partition("/")[0] + ("/" if "/" in one else "") for one in rest})


def words_of(finding: Finding, usual: Severity | None) -> str:
    """Return what a mark must say of `finding`, of a rule whose severity is `usual` if that is known, beyond its place."""
    says = {
        finding.severity.label if finding.severity else "": finding.severity is not usual,
        "unnecessary": finding.unnecessary,
        "deprecated": finding.deprecated,
        # Held back while the cursor stands in it.
        "unfinished": finding.unfinished,
        # Names another place that explains it.
        "related": bool(finding.related),
        "unfixed": not finding.fixes,
        # There are fixes, and none is the obvious one.
        "choose": bool(finding.fixes) and not any(fix.preferred for fix in finding.fixes),
        "safe": any(fix.safe for fix in finding.fixes),
    }
    return " ".join(word for word, is_so in says.items() if is_so)


@dataclass(frozen=True)
class Mark:
    """A marked place of an example, and the words behind the mark."""

    span: Span
    words: str


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its marker lines, and the places that they mark.

    A marker stands below the characters it means, so it marks the nearest line above that is not a marker itself.
    """
    lines: list[str] = []
    marks: list[Mark] = []
    start = 0
    length = 0
    for line in _LINE.findall(marked):
        marker = _MARKER.match(line.rstrip("\n"))
        if marker:
            span = Span(start + marker.start(1), start + marker.end(1))
            marks.append(Mark(span, marker["words"].strip()))
            continue
        start = length
        length += len(line)
        lines.append(line)
    return "".join(lines), tuple(sorted(marks, key=lambda mark: mark.span))


def fill(text: str, spans: tuple[Span, ...], length: int) -> tuple[str, tuple[Span, ...]]:
    """Return the text with the character `…` stretched to that many letters, and the places moved with it."""
    at = text.index("…")

    def moved(offset: int) -> int:
        return offset + length - 1 if offset > at else offset

    stretched = text.replace("…", "x" * length, 1)
    return stretched, tuple(Span(moved(span.start), moved(span.end)) for span in spans)


def all_examples(rule: str, documentation: str) -> list[Example]:
    """Return the examples of a rule that its page shows, and those beside."""
    more = MORE / f"{rule}.md"
    return examples(rule, documentation + (f"\n{more.read_text(encoding='utf-8')}" if more.exists() else ""))


def examples(rule: str, documentation: str) -> list[Example]:
    """Return the examples in a rule's documentation in their order."""
    found: list[Example] = []
    beside: list[Beside] = []
    starts_anew = True
    for number, match in enumerate(_FENCE.finditer(documentation)):
        text, marks = unmark(match["text"].translate(_SIGNS))
        spans = tuple(mark.span for mark in marks)
        options = dict(_OPTION.findall(match["options"]))
        if match["kind"] == "beside":
            beside = [] if starts_anew else beside
            beside.append(Beside(options["path"], text, options.get("runnable") == "yes"))
            starts_anew = False
            continue
        starts_anew = True
        if "fill" in options:
            text, spans = fill(text, spans, int(options["fill"]))
        if "repeat" in options:
            text += text.rstrip("\n").rsplit("\n", 1)[-1] * int(options["repeat"])
        found.append(
            Example(
                rule=rule,
                kind=match["kind"],
                number=number,
                text=text,
                spans=spans,
                dialect=options.get("dialect") or _dialect_at(options.get("path", ""), beside),
                path=options.get("path", ".claude/agents/reviewer.md"),
                encoding=options.get("encoding", "utf-8"),
                beside=tuple(beside),
                targets=frozenset(filter(None, options.get("targets", "").split(","))),
                known=frozenset(filter(None, options.get("known", "").split(","))),
                is_at_home=options.get("home") == "yes",
                is_first=match["kind"] == "bad" and all(one.kind != "bad" for one in found),
                words=tuple(mark.words for mark in marks),
            )
        )
    return found


def _dialect_at(path: str, beside: list[Beside]) -> str:
    marked = {(TOP, MANIFEST)} if any(one.path == MANIFEST for one in beside) else set()
    known = detect(f"{TOP}/{path}", marked) if path else None
    return known.id if known else "claude-code/agent"
