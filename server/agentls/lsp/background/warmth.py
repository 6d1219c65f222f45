"""What is done once before the first file is opened, so that no keystroke has to wait for it."""

from __future__ import annotations

import gc
import linecache
import logging
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from agentls.knowledge import resources
from agentls.knowledge.dialect import all_dialects
from agentls.lsp.convert.values import Places, diagnostic
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import all_rules
from agentls.rules.lint import lint

if TYPE_CHECKING:
    from agentls.lsp.background.editor import Editor

_log = logging.getLogger(__name__)
_OBJECTS_BETWEEN_COLLECTIONS = 10_000
_SECONDS_BETWEEN_TURNS = 0.001
_TEXT = "---\nname: a\ndescription: b\ntools: Read, Grpe\n---\nc\n"


def begin(editor: Editor) -> None:
    """Load the rules and build the converters of messages now, and what each kind of file needs in idle moments."""
    messages(editor)
    freeze()
    editor.idle.add(dialects(editor))
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # The thread that reads messages gets its turn so soon while the other one works on something that nobody waits for.
    sys.setswitchinterval(_SECONDS_BETWEEN_TURNS)


def messages(editor: Editor) -> None:
    """Structure one message of each kind for nobody; failing here means failing later, where it is reported."""
    try:
        all_rules()
        _messages(editor)
    except Exception:
        _log.exception("warming up failed")


def dialects(editor: Editor) -> Iterator[None]:
    """Judge one small file of each kind for nobody, a kind a step, so that the first real one need not wait."""
    client = editor.session.client
    for dialect in all_dialects():
        document = Document("a.md", _TEXT, dialect)
        for finding in lint(document, Snapshot()):
            diagnostic(finding, Places(document.lines, client.encoding), "", client)
        yield
    freeze()


def freeze() -> None:
    """Tell the collector of garbage that nothing made so far ever is any.

    What a keystroke makes is gone with the next; the collector would otherwise look at all of it many times.
    """
    # The classes of messages are written by a library, which keeps what it wrote for debuggers: megabytes of it.
    linecache.clearcache()
    # What has been made of our own files is there; a file that is asked for once more is read once more.
    resources.load.cache_clear()
    gc.collect()
    gc.freeze()


def _messages(editor: Editor) -> None:
    protocol = editor.protocol
    place = {"textDocument": {"uri": "a"}, "position": {"line": 0, "character": 0}}
    range_ = {"start": place["position"], "end": place["position"]}
    text = {"uri": "a", "languageId": "markdown", "version": 1, "text": ""}
    messages: dict[str, dict[str, Any]] = {
        types.TEXT_DOCUMENT_DID_OPEN: {"textDocument": text},
        types.TEXT_DOCUMENT_DID_CHANGE: {"textDocument": text, "contentChanges": [{"text": ""}]},
        types.TEXT_DOCUMENT_COMPLETION: place,
        types.TEXT_DOCUMENT_HOVER: place,
        types.TEXT_DOCUMENT_CODE_ACTION: {**place, "range": range_, "context": {"diagnostics": []}},
    }
    for method, params in messages.items():
        protocol.structure_message({"jsonrpc": "2.0", "id": 0, "method": method, "params": params})
