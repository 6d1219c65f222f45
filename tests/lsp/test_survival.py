"""The server answers about any text at any place, and goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire import Wire

URI = "file:///nowhere/.claude/agents/a.md"
PIECES = [
    "---\n",
    "---",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "name:",
    "tools: ",
    "- ",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    '"',
    "'",
    "|",
    ">",
]
PIECES += [
    "hooks:\n",
    "  PreToolUse:\n",
    "color: red",
    "Read",
    "Bash(git:*)",
    "&a",
    "*a",
    "<<: ",
    "!x ",
    "# c",
    "😀",
    "\x00",
    "\ufeff",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join) | st.text()


@pytest.fixture(scope="module")
def editor() -> Iterator[Wire]:
    with Wire() as wire:
        able = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
        wire.initialize(
            {"textDocument": {"codeAction": able, "completion": {"completionItem": {"snippetSupport": True}}}}
        )
        wire.open(URI, "")
        wire.published()
        yield wire


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, line=st.integers(0, 12), character=st.integers(0, 30))
def test_any_text(editor: Wire, text: str, line: int, character: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    editor.change(URI, text, 2)
    editor.published()
    position = {"line": line, "character": character}
    place: dict[str, Any] = {"textDocument": {"uri": URI}, "position": position}
    editor.result("textDocument/hover", place)
    for item in (editor.result("textDocument/completion", place) or {"items": []})["items"][:3]:
        editor.result("completionItem/resolve", item)
    whole = {"start": {"line": 0, "character": 0}, "end": position}
    editor.result("textDocument/codeAction", {**place, "range": whole, "context": {"diagnostics": []}})
    editor.result("textDocument/documentColor", place)
    editor.silence()
    assert editor.errors == []
