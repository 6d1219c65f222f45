"""Folders that nobody means well with: each costs at most a line, and everything else in them is still checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the faults are made of what Linux offers", allow_module_level=True)

from hostile import AGENT, AGENTS, FOLDERS, FOUND, flatten
from limited import check


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    top = tmp_path / "project"
    (top / AGENTS).mkdir(parents=True)
    (top / AGENTS / "ok.md").write_text(AGENT, encoding="utf-8")
    yield top
    flatten(top)


@pytest.mark.parametrize(("fault", "make", "status", "said", "words"), FOLDERS, ids=[one[0] for one in FOLDERS])
def test_a_fault_costs_a_line_and_the_rest_is_checked(
    folder: Path, fault: str, make: Callable[[Path], None], status: int, said: str, words: tuple[str, ...]
) -> None:
    del fault
    make(folder)
    run = check(folder, *words)
    assert FOUND in run.out, run
    assert said in run.err
    assert run.status == status, run
    assert "internal error" not in run.err
    assert "Traceback" not in run.err
    assert "hunter2" not in run.out + run.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_link_into_a_forbidden_folder(folder: Path) -> None:
    (folder / "priv/inner").mkdir(parents=True)
    (folder / "src").mkdir()
    (folder / "src/into").symlink_to("../priv/inner")
    (folder / "priv").chmod(0)
    try:
        run = check(folder)
        named = check(folder, "priv/inner", ".")
    finally:
        (folder / "priv").chmod(0o700)
    assert FOUND in run.out
    assert "src/into: cannot be looked into" in run.err
    assert (run.status, named.status) == (2, 2)
    assert "internal error" not in run.err + named.err


def test_what_may_not_be_looked_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a user to whom nothing is forbidden: the system's answer is made up."""
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("priv"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    (folder / "priv").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    run = check(folder)
    assert FOUND in run.out
    assert "priv: cannot be looked into: Permission denied" in run.err
    assert run.status == 2
