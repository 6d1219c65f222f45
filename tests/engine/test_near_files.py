"""The file that was meant by a path that leads to none."""

from __future__ import annotations

import pytest
from examples import Beside, Paths

from agentls.meaning.near_files import near_file
from agentls.project.snapshot import Snapshot

FILES = ("docs/guide.md", "docs/my notes.md", "other.md")


@pytest.mark.parametrize(
    ("path", "target", "near"),
    [
        ("docs/guied.md", "/project/docs/guied.md", "docs/guide.md"),
        ("./guied.md", "/project/docs/guied.md", "./guide.md"),
        ("docs/zork.md", "/project/docs/zork.md", None),
        ("docs/my-notes.md", "/project/docs/my-notes.md", None),
        ("docs/guied.md/", "/project/docs/guied.md", None),
        ("guide.md", "/project/guide.md", None),
    ],
)
def test_a_file_of_the_same_folder_with_nearly_that_name(path: str, target: str, near: str | None) -> None:
    beside = [Beside(one, "", is_runnable=False) for one in FILES]
    assert near_file(path, target, Snapshot(files=Paths("CLAUDE.md", *beside))) == near
