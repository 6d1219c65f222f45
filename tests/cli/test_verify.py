"""`agentls verify` with a program that answers as the assistant does, and with the real one where it is named."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from agentls.cli.main import main

AGENT = "---\nname: {0}\ndescription: {1}\n---\nText.\n"
PROGRAM = """#!{python}
import json, os, sys
open({log!r}, "a").write(json.dumps([sys.argv[1:], dict(os.environ), sorted(os.listdir("."))]) + "\\n")
if sys.argv[1] == "--version":
    print("9.9.9 (Claude Code)")
elif sys.argv[1] == "plugin":
    sys.exit(1)
else:
    sys.stdin.read()
    names = [{{"name": one, "description": "Reviews."}} for one in {names!r}]
    print(json.dumps({{"type": "control_response", "response": {{"response": {{"agents": names, "commands": names}}}}}}))
"""


def program(folder: Path, *names: str) -> tuple[Path, Path]:
    file, log = folder / "claude", folder / "log"
    file.write_text(PROGRAM.format(python=sys.executable, log=str(log), names=names))
    file.chmod(0o755)
    return file, log


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "project"
    files = {
        ".claude/agents/good.md": AGENT.format("good", "Reviews."),
        ".claude/agents/lost.md": AGENT.format("lost", '"open'),
        ".claude/agents/notes.md": "Nothing but text.\n",
        ".claude/skills/s/SKILL.md": "---\ndescription: Reviews.\n---\nText.\n",
        ".claude/settings.json": '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "x"}]}]}}',
    }
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    monkeypatch.chdir(top)
    return top


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
def test_prints_where_the_two_differ(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, _ = program(tmp_path, "good", "s")
    assert main(["verify", "--with", str(file)]) == 0
    assert capsys.readouterr().err.strip() == (
        "agentls: Claude Code 9.9.9 was asked about 4 files; it sees 0 otherwise. "
        "1 of kinds that it tells nothing about were not asked."
    )
    file, _ = program(tmp_path, "s")
    assert main(["verify", "--with", str(file), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"path": ".claude/agents/good.md", "program": "does not load it", "agentls": "we find no error"}
    ]


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
def test_nothing_of_the_user_is_there_to_be_run(project: Path, tmp_path: Path) -> None:
    file, log = program(tmp_path, "good", "s")
    main(["verify", "--with", str(file)])
    for line in log.read_text().splitlines():
        _, environment, listing = json.loads(line)
        assert environment["HTTPS_PROXY"].startswith("http://127.0.0.1")
        assert environment["HOME"] != os.environ.get("HOME")
        assert not Path(environment["HOME"]).exists()
        assert "settings.json" not in listing


@pytest.mark.parametrize("made", [False, True])
def test_a_program_that_is_none_is_told_in_a_line(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], made: bool
) -> None:
    file = tmp_path / "none"
    if made:
        file.write_text("no program")
    assert main(["verify", "--with", str(file)]) == 2
    error = capsys.readouterr().err
    assert str(file) in error
    assert error.count("\n") == 1


@pytest.mark.skipif(not os.environ.get("AGENTLS_TEST_CLAUDE"), reason="AGENTLS_TEST_CLAUDE names no program")
def test_the_real_program_sees_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--with", os.environ["AGENTLS_TEST_CLAUDE"]]) == 0, capsys.readouterr().out
