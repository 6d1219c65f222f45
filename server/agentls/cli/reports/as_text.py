"""Findings for people, in a terminal or the log of a build.

Hints that repeat in a folder are summed up, and so is what documentation, backups and translations have beside errors.
"""

from __future__ import annotations

import importlib
import posixpath
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from agentls.cli.reports.asides import aside_of
from agentls.cli.reports.report import Checked, Write
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.meaning.secrets import HIDDEN, secret_spans
from agentls.project.document import Document
from agentls.text.positions import Span
from agentls.text.visible import terminal, visible

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFORMATION: "36", Severity.HINT: "2"}
# Between a line's number and the line. A line of a file never stands at the beginning of one of ours: what runs a build
# may take `::error::` there for an order.
_GUTTER = " | "
# So many findings of a rule are shown of a folder beside the rest.
_MOST_ASIDE = 3


class TextReport:
    """Findings with their source lines, and a summary."""

    def __init__(
        self, write: Write, *, color: bool, width: int, quiet: bool = False, asked: Sequence[str] = ()
    ) -> None:
        self._write = write
        self._color = color
        self._width = max(width, 40)
        self._checked = 0
        self._counts: Counter[Severity | None] = Counter()
        self._quiet = quiet
        self._safe = self._obvious = 0
        self._is_silent = True
        self._asked = asked
        # Of each folder and rule how many hints there are, and how many findings of a folder beside the rest.
        self._hints: Counter[tuple[str, str]] = Counter()
        self._beside: Counter[tuple[str, str]] = Counter()

    def add(self, file: Checked) -> None:
        """Write the findings of a file."""
        self._checked += 1
        self._counts.update(finding.severity for finding in file.findings)
        if not file.findings:
            return
        # What makes fixes is loaded when there is something to fix: the check of a clean file is waited for.
        fixing = importlib.import_module("agentls.rules.fixing")
        self._safe += sum(fixing.safe_fix(finding) is not None for finding in file.findings)
        self._obvious += sum(fixing.obvious_fix(finding) is not None for finding in file.findings)
        secrets = secret_spans(file.document) if file.secrets is None else tuple(file.secrets)
        blocks = [self._block(file, finding, secrets) for finding in self._shown(file)]
        if blocks:
            self._write(("" if self._is_silent else "\n") + "".join(blocks))
            self._is_silent = False

    def _shown(self, file: Checked) -> Iterator[Finding]:
        """Yield what is written of a file: what a rule has said of the folder already is counted alone."""
        aside = aside_of(file.shown, self._asked)
        for finding in file.findings:
            counted, most = self._hints, 1
            folder = posixpath.dirname(file.shown.replace("\\", "/"))
            if aside is not None and finding.severity is not Severity.ERROR:
                counted, folder, most = self._beside, aside, _MOST_ASIDE
            elif finding.severity is not Severity.HINT:
                yield finding
                continue
            counted[folder, finding.rule] += 1
            if counted[folder, finding.rule] <= most:
                yield finding

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write how much was found; what could not be checked is told elsewhere."""
        if self._quiet or (problems and not self._checked):
            # Where nothing could be checked, to find nothing is no good news.
            return
        files = _count(self._checked, "file")
        if not self._counts:
            self._write(self._paint("32", f"No findings in {files}.") + "\n")
            return
        for counted, most, noun in ((self._hints, 1, "more hint"), (self._beside, _MOST_ASIDE, "more finding")):
            for (folder, rule), number in sorted(counted.items()):
                if number > most:
                    place = self._paint("1", f"{_path(folder) or '.'}:")
                    self._write(f"{place} {_count(number - most, noun)} of the rule `{rule}`.\n")
        parts = [_count(self._counts[severity], severity.label) for severity in Severity if self._counts[severity]]
        self._write(f"{', '.join(parts)} in {files}.\n")
        self._write(self._fixable())

    def _fixable(self) -> str:
        """Return how much can be mended, and by which command."""
        more = self._obvious - self._safe
        if self._safe:
            unsafe = f"; `--unsafe` mends {more} more" if more else ""
            return f"{self._safe} of them can be fixed by `agentls fix`{unsafe}.\n"
        return f"{more} of them can be fixed by `agentls fix --unsafe`.\n" if more else ""

    def _block(self, file: Checked, finding: Finding, secrets: Sequence[Span]) -> str:
        assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
        line, column = file.document.lines.position(finding.span.start)
        place = self._paint("1", f"{_path(file.shown)}:{line + 1}:{column + 1}:")
        severity = self._paint(_COLORS[finding.severity], finding.severity.label)
        message = _without_secrets(finding, file.document, secrets)
        number = str(line + 1)
        source, caret = self._excerpt(file.document, finding.span, secrets, len(number) + len(_GUTTER))
        empty = " " * len(number)
        return (
            f"{place} {severity}[{finding.rule}] {terminal(message)}\n"
            f"{self._paint('2', number + _GUTTER)}{source}\n"
            f"{self._paint('2', (empty + _GUTTER))}{self._paint(_COLORS[finding.severity], caret)}\n"
        )

    def _excerpt(self, document: Document, span: Span, secrets: Iterable[Span], used: int) -> tuple[str, str]:
        """Return the first line of `span` and the underline, cut to the width of the terminal."""
        lines = document.lines
        here = lines.line_span(lines.line_of(min(span.start, len(document.text))))
        start, end = span.start, max(min(span.end, here.end), span.start + 1)
        room = self._width - used - 4
        first = here.start if end - here.start <= room else max(here.start, start - room // 3)
        last = min(here.end, first + room)
        text = _masked(document.text[first:last], first, secrets)
        cut = ("…" if first > here.start else "", "…" if last < here.end else "")
        before = _columns(visible(text[: start - first])) + len(cut[0])
        under = max(_columns(visible(text[start - first : min(end, last) - first])), 1)
        return f"{cut[0]}{terminal(text)}{cut[1]}", " " * before + "^" * under

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._color and text else text


def _path(path: str) -> str:
    """Return a path as a line can begin with it: see the gutter."""
    return terminal(f"./{path}" if path.startswith(":") else path)


def _masked(text: str, start: int, secrets: Iterable[Span]) -> str:
    """Return `text`, which stands at `start`, with stars for the letters of secrets."""
    for one in secrets:
        first, last = max(one.start - start, 0), min(one.end - start, len(text))
        if first < last:
            hidden = "".join(letter if letter.isspace() or letter in "'\"" else "*" for letter in text[first:last])
            text = text[:first] + hidden + text[last:]
    return text


def _without_secrets(finding: Finding, document: Document, secrets: Iterable[Span]) -> str:
    """Return the message; what it quotes of a secret is left out."""
    message = finding.message
    for one in secrets:
        if one.start < finding.span.end and finding.span.start < one.end:
            for quoted in (one.of(document.text), finding.span.of(document.text)):
                line = " ".join(quoted.strip("'\"").split())
                message = message.replace(line, HIDDEN) if line else message
            before, tick, rest = message.partition("`")
            quoted, closing, after = rest.partition("`")
            # A quotation that was cut short is not found in the text any more.
            message = f"{before}`{HIDDEN}`{after}" if tick and closing and quoted.endswith("…") else message
    return message


def _count(number: int, noun: str) -> str:
    plural = {"information": "information"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else plural}"


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
