"""The same folders in an editor: the server gets ready, answers, and says what is wrong with the good files in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("the faults are made of what Linux offers", allow_module_level=True)

from hostile import AGENT, AGENTS, FOLDERS, flatten
from limited import Forked
from small_project import EVERYTHING
from wire import Wire

MOST_MORE_MEMORY = 150


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    top = tmp_path / "project"
    (top / AGENTS).mkdir(parents=True)
    (top / AGENTS / "ok.md").write_text(AGENT, encoding="utf-8")
    yield top
    flatten(top)


def memory_of(process: int) -> int:
    """Return how much memory a process has, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


def findings(message: dict[str, Any], file: Path) -> list[str]:
    params = message.get("params") or {}
    return [one["code"] for one in params.get("diagnostics", ())] if params.get("uri") == file.as_uri() else []


@pytest.mark.parametrize(("fault", "make"), [one[:2] for one in FOLDERS], ids=[one[0] for one in FOLDERS])
def test_a_server_goes_on(folder: Path, fault: str, make: Callable[[Path], None]) -> None:
    del fault
    make(folder)
    good = folder / AGENTS / "ok.md"
    with Wire(process=Forked(folder)) as wire:
        before = memory_of(wire.process.pid)
        wire.initialize(EVERYTHING, rootUri=folder.as_uri())
        wire.open(good.as_uri(), AGENT)
        said = [code for message in wire.settle() for code in findings(message, good)]
        assert "unknown-tool" in said
        # Everything is looked at: what is not open, a name from other files, and each file as one that has changed.
        assert wire.result("agentls/checkWorkspace") is not None
        assert good.as_uri() in [one["location"]["uri"] for one in wire.result("workspace/symbol", {"query": "ok"})]
        changed = [
            {"uri": one.as_uri(), "type": 2} for one in (good.parent, *good.parent.iterdir(), folder / ".gitignore")
        ]
        wire.notify("workspace/didChangeWatchedFiles", {"changes": changed})
        wire.settle()
        for file in good.parent.iterdir():
            params = {"textDocument": {"uri": file.as_uri()}, "position": {"line": 3, "character": 14}}
            assert "error" not in wire.request("textDocument/hover", params)
        grown = memory_of(wire.process.pid) - before
    assert "Traceback" not in "".join(wire.errors)
    assert not [line for line in wire.errors if "ERROR" in line or "failed" in line]
    assert wire.process.wait() == 0
    assert grown < MOST_MORE_MEMORY
