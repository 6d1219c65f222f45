"""Typing in the window of a real VS Code, letter by letter: the text that comes out is the text that was meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from editor import Editor, until

from conftest import ROOT
from typing_rows import ASK, ENTER, ESCAPE, ROWS, TAB, WAIT, Row

pytestmark = pytest.mark.vscode
LABELS = ".suggest-widget.visible .monaco-list-row .label-name"
KEYS = {ENTER: "Enter", TAB: "Tab", ESCAPE: "Escape", ASK: "Control+Space"}
# Of a line that is longer, the rest is prose, and nothing happens in it that depends on the pace.
SHORT = 20
WRITTEN = ROOT / "examples" / ".claude" / "agents" / "ml-engineer.md"


@pytest.fixture
def typist(code: Editor) -> Iterator[Editor]:
    code.ask("command", name="notifications.clearAll")
    code.ask("command", name="workbench.action.closePanel")
    # Whoever types has had the editor open for a moment: the names of the project are known.
    code.until_asked(bool, "files")
    yield code
    code.page.keyboard.press("Escape")
    code.ask("closeAll")


def begin(code: Editor, path: str, text: str) -> None:
    """Open a file with this text, and put the cursor where `$0` is."""
    before, _, after = text.partition("$0")
    file = code.workspace / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text("", "utf-8")
    code.ask("open", path=path)
    code.ask("replace", path=path, at=[0, 0, 999, 0], text=before + after)
    lines = before.split("\n")
    code.ask("select", at=[len(lines) - 1, len(lines[-1])])
    code.ask("command", name="workbench.action.focusActiveEditorGroup")


def type_keys(code: Editor, keys: str, delay: int) -> None:
    for key in keys:
        if key == WAIT:
            until(lambda: labels(code), 5)
            continue
        code.page.keyboard.press(KEYS[key]) if key in KEYS else code.page.keyboard.type(key)
        code.page.wait_for_timeout(delay)


def labels(code: Editor) -> list[str]:
    return [each.replace("\u00a0", " ").strip() for each in code.page.locator(LABELS).all_inner_texts()]


def offered(code: Editor, row: Row) -> bool:
    found = labels(code)
    # The window holds no more of a long list than it shows.
    if found and not set(row.offers) <= set(found):
        found += [each["label"] for each in code.ask("completions", path=row.path, at=code.ask("cursor"))]
    return (
        bool(found)
        and tuple(found[: len(row.first)]) == row.first
        and set(row.offers) <= set(found)
        and not set(row.never) & set(found)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_typed_is_what_comes_out(typist: Editor, row: Row) -> None:
    begin(typist, row.path, row.before)
    type_keys(typist, row.keys, 40)
    if row.first or row.offers or row.never:
        try:
            until(lambda: offered(typist, row), 5)
        except TimeoutError:
            pytest.fail(f"the list is {labels(typist)}")
    if row.after is not None:
        typist.page.wait_for_timeout(200)
        before, _, after = row.after.partition("$0")
        assert typist.ask("text", path=row.path) == before + after
        assert typist.ask("cursor") == [before.count("\n"), len(before.rpartition("\n")[2])]


@pytest.mark.parametrize("delay", [40, 200])
def test_a_whole_agent_is_typed_without_a_wrong_character(typist: Editor, delay: int) -> None:
    """Indentation that the editor keeps from the line above is not typed again, as nobody would."""
    path = f".claude/agents/written-{delay}.md"
    wanted = WRITTEN.read_text("utf-8").removesuffix("\n")
    begin(typist, path, "$0")
    indent = 0
    for line in wanted.split("\n"):
        # One Backspace takes a whole step of indentation away.
        for _ in range(max(indent - blanks(line), 0) // 2):
            typist.page.keyboard.press("Backspace")
        rest = line[min(indent, blanks(line)) :]
        type_keys(typist, rest[:SHORT], delay)
        typist.page.keyboard.type(rest[SHORT:])
        type_keys(typist, ENTER, delay)
        indent = blanks(line)
    typist.page.wait_for_timeout(300)
    assert typist.ask("text", path=path) == f"{wanted}\n"


def blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
