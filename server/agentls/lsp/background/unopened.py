"""Diagnostics of files that are not open, found in idle moments; pulled by the editor, or pushed to it."""

from __future__ import annotations

import json
import logging
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from agentls.knowledge.effects import Severity
from agentls.lsp.background.progress import Progress
from agentls.lsp.convert import uris
from agentls.lsp.transport.protocol import Plain

if TYPE_CHECKING:
    from agentls.lsp.background.editor import Editor
    from agentls.lsp.state.file import File

_log = logging.getLogger(__name__)
_FILES_A_PART = 50


@dataclass
class _Pull:
    """A request for diagnostics that waits until all files have been judged."""

    answer: Future[Any]
    token: types.ProgressToken | None
    known: dict[str, str]


class Unopened:
    """What is wrong in the files of the editor's folders that are not open.

    Only those that may have changed are judged. Of each judged file with findings a number stays that stands for them,
    and their count; the findings themselves are sent and forgotten.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.is_on = False
        self._is_pulled = False
        self._is_working = False
        self._stale: dict[str, None] = {}
        self._numbers: dict[str, str] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._unsent: dict[str, list[dict[str, Any]]] = {}
        self._pulls: list[_Pull] = []
        self._checks: list[Future[Any]] = []

    def mark(self, paths: Iterable[str]) -> None:
        """Have files judged again, if anybody wants to see that."""
        if self.is_on:
            self._stale.update(dict.fromkeys(paths))
            self._work()

    def mark_all(self) -> None:
        """Have every file judged again, or take everything away, as the settings say."""
        wished = self._editor.session.preferences.workspace_diagnostics
        self.is_on = wished == "on" or (wished == "auto" and (self._is_pulled or self.is_on))
        if self.is_on:
            self.mark([*self._editor.session.workspace.index.paths(), *self._numbers])
        else:
            for path in list(self._numbers):
                self._clear(path)
            self._work()

    def leave_to_editor(self, path: str) -> None:
        """Forget a file that is open from now on: what is shown of it comes with its text."""
        self._stale.pop(path, None)
        self._unsent.pop(path, None)
        self._counts.pop(path, None)
        if self._numbers.pop(path, None) and not self._is_pulled and self._editor.session.client.pulls_diagnostics:
            self._push(path, [])

    def pull(self, params: types.WorkspaceDiagnosticParams) -> Future[Any]:
        """Answer with what has changed since the editor last asked, as soon as that is known."""
        session = self._editor.session
        known = {uris.to_path(one.uri): one.value for one in params.previous_result_ids}
        pull = _Pull(Future(), params.partial_result_token, known)
        self._pulls.append(pull)
        if not self._is_pulled:
            self._is_pulled = True
            self.mark_all()
        if self.is_on:
            # What the editor does not have although it was sent is made anew.
            lost = [path for path, number in self._numbers.items() if known.get(path) != number]
            self.mark(path for path in lost if path not in self._unsent and session.open_at(path) is None)
        self._work()
        return pull.answer

    def check(self) -> Future[Any]:
        """Judge every file, show the findings, and answer with how many there are."""
        self._checks.append(Future())
        self.is_on = True
        self.mark(self._editor.session.workspace.index.paths())
        self._work()
        return self._checks[-1]

    def _work(self) -> None:
        if not self._is_working:
            self._is_working = True
            self._editor.idle.add(self._judge_all())

    def _judge_all(self) -> Iterator[None]:
        progress = Progress(self._editor, "Checking agent files")
        try:
            done = 0
            while self._stale and not progress.is_cancelled:
                path = next(iter(self._stale))
                del self._stale[path]
                try:
                    self._judge(path)
                except Exception:
                    # One file must not keep the answer about all others.
                    _log.exception("judging %s failed", path)
                done += 1
                progress.report(f"{len(self._stale)} files to go")
                if len(self._unsent) >= _FILES_A_PART:
                    self._send_part()
                yield
            progress.end(f"{done} files")
            self._answer()
        finally:
            self._is_working = False

    def _judge(self, path: str) -> None:
        session = self._editor.session
        if session.open_at(path) is not None:
            return
        file = self.file_at(path)
        found = self._editor.diagnostics(file) if file else []
        if not found:
            self._clear(path)
            return
        assert file  # noqa: S101 - there is nothing to find without a file.
        number = _number(found)
        if number != self._numbers.get(path) or self._is_pulled:
            self._numbers[path] = number
            self._unsent[path] = found
        self._counts[path] = _count(file)
        if not self._is_pulled:
            self._push(path, self._unsent.pop(path, found))

    def file_at(self, path: str) -> File | None:
        """Return a file whose findings are shown although it is not open."""
        workspace = self._editor.session.workspace
        wanted = workspace.holds(path) and workspace.index.facts(path) is not None
        return self._editor.session.file_at(path) if wanted else None

    def _clear(self, path: str) -> None:
        self._counts.pop(path, None)
        if self._numbers.pop(path, None):
            if self._is_pulled:
                self._unsent[path] = []
            else:
                self._push(path, [])

    def _push(self, path: str, found: list[dict[str, Any]]) -> None:
        self._editor.show_diagnostics(uris.from_path(path), found)

    def _reports(self, pull: _Pull) -> list[Any]:
        reports: list[Any] = []
        for path, found in self._unsent.items():
            number = self._numbers.get(path)
            if number is None or number != pull.known.get(path):
                report = {"kind": "full", "uri": uris.from_path(path), "version": None, "items": found}
                reports.append(report if number is None else {**report, "resultId": number})
                pull.known[path] = number or ""
        return reports

    def _send_part(self) -> None:
        """Send what there is to those who take an answer in parts; the rest waits for the whole answer."""
        if self._pulls and all(pull.token is not None for pull in self._pulls):
            for pull in self._pulls:
                part = {"token": pull.token or "", "value": {"items": self._reports(pull)}}
                self._editor.protocol.notify_plain(types.PROGRESS, part)
            self._unsent.clear()

    def _answer(self) -> None:
        pulls, self._pulls = self._pulls, []
        for pull in pulls:
            if not pull.answer.done():
                pull.answer.set_result(Plain({"items": self._reports(pull)}))
        if pulls:
            self._unsent.clear()
        checks, self._checks = self._checks, []
        for check in checks:
            if not check.done():
                check.set_result(self._summary())

    def _summary(self) -> dict[str, int]:
        session = self._editor.session
        total: Counter[str] = Counter()
        for path, counts in self._counts.items():
            if session.open_at(path) is None:
                total += counts
        for file in session.files():
            total += _count(file)
        paths = {path for path in session.workspace.index.paths() if session.workspace.holds(path)}
        paths |= {file.document.path for file in session.files()}
        return {"files": len(paths), **{one.label: total[one.label] for one in Severity}}


def _count(file: File) -> Counter[str]:
    return Counter(one.severity.label for one in file.shown if one.severity is not None)


def _number(found: list[dict[str, Any]]) -> str:
    """Return a number that is another one whenever the findings are others."""
    return f"{zlib.crc32(json.dumps(found).encode()):08x}"
