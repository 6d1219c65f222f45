"""Completion right after the start: the names of the project are in the list, or the editor asks again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small_project import EVERYTHING, lay_out, open_file, place
from wire import Wire


def test_the_first_list_has_the_names_of_the_project_or_says_that_more_will_come(tmp_path: Path) -> None:
    lay_out(tmp_path)
    lead = tmp_path / ".claude" / "agents" / "lead.md"
    text = lead.read_text(encoding="utf-8").replace("skills: notes", "skills: ")
    with Wire() as wire:
        wire.initialize(EVERYTHING, rootUri=tmp_path.as_uri())
        open_file(wire, lead, text)

        def answer() -> tuple[bool, bool]:
            found: Any = wire.result("textDocument/completion", place(lead, "skills: ", len("skills: "), text))
            return "notes" in [one["label"] for one in found["items"]], found["isIncomplete"]

        assert answer() in [(True, False), (True, True), (False, True)]
        wire.settle()
        assert answer() == (True, False)
        wire.silence()
