"""Fixes in many files at once, found in idle moments."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agentls.features.rename.renaming import FileEdits
from agentls.lsp.background.progress import Progress
from agentls.rules.fixing import Choice, fix_all

if TYPE_CHECKING:
    from agentls.lsp.background.editor import Editor

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to mend: in the file at `path` or in all files, what `choose` picks of the findings of `rule` or of all."""

    path: str | None
    rule: str | None
    choose: Choice


@dataclass(frozen=True, slots=True)
class Mended:
    """The edits, how many fixes they make, how many findings are left, and how many of those have fixes to choose."""

    files: tuple[FileEdits, ...]
    fixed: int
    left: int
    choices: int


def mend(editor: Editor, wish: Wish) -> Future[Mended]:
    """Find the edits that a wish means, as soon as all files have been read."""
    answer: Future[Mended] = Future()
    editor.idle.add(_mend_all(editor, wish, answer))
    return answer


def _mend_all(editor: Editor, wish: Wish, answer: Future[Mended]) -> Iterator[None]:
    progress = Progress(editor, "Fixing agent files")
    edits: list[FileEdits] = []
    fixed = left = choices = 0
    for path in _paths(editor, wish):
        if answer.cancelled() or progress.is_cancelled:
            answer.cancel()
            return
        try:
            one = _mend(editor, path, wish)
        except Exception:
            # One file must not keep all others from being mended.
            _log.exception("fixing %s failed", path)
            one = None
        if one is not None:
            edits += one.files
            fixed, left, choices = fixed + one.fixed, left + one.left, choices + one.choices
        progress.report(path)
        yield
    progress.end(f"{len(edits)} files")
    if not answer.done():
        answer.set_result(Mended(tuple(edits), fixed, left, choices))


def _paths(editor: Editor, wish: Wish) -> Iterable[str]:
    if wish.path is not None:
        return [wish.path]
    workspace = editor.session.workspace
    shown = [path for path in workspace.index.paths() if workspace.holds(path)]
    return dict.fromkeys([*shown, *(file.document.path for file in editor.session.files())])


def _mend(editor: Editor, path: str, wish: Wish) -> Mended | None:
    file = editor.session.file_at(path)
    if file is None:
        return None
    result = fix_all(file.document, file.known, wish.choose, wish.rule)
    left = [one for one in result.left if wish.rule is None or one.rule == wish.rule]
    files = (FileEdits(path, result.edits),) if result.edits else ()
    return Mended(files, result.count, len(left), sum(bool(one.fixes) for one in left))
