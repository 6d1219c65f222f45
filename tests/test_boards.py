"""What the check says agrees with what real programs did, with labels by hand, and with authors' own repairs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

# Each board with the least that its summary line must show, in the order of the numbers there.
FLOORS = {
    "cases": (23, 27),
    "corpus": (815, 815),
    "mutants": (1948, 1953),
    "labels": (78, 80),
    "history": (130, 138),
}


@pytest.mark.parametrize("board", FLOORS)
def test_board(board: str, shared: Path) -> None:
    command = f"{sys.executable} -m agentls check --format json"
    score = [sys.executable, str(shared / "score" / "score.py"), "--details", "--command", command, board]
    run = subprocess.run(score, capture_output=True, text=True, check=True)
    found = re.search(r"(\d+)/(\d+)", run.stdout)
    assert found is not None, run.stdout
    reached, total = int(found[1]), int(found[2])
    least, of = FLOORS[board]
    assert reached * of >= least * total, run.stdout


def test_no_false_alarm_on_good_projects(shared: Path) -> None:
    command = f"{sys.executable} -m agentls check --format json"
    score = [sys.executable, str(shared / "score" / "score.py"), "--details", "--command", command, "cases", "corpus"]
    run = subprocess.run(score, capture_output=True, text=True, check=True)
    assert "14/14 good ones clean" in run.stdout, run.stdout
    assert " 0 false errors" in run.stdout, run.stdout
