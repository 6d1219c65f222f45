"""`agentls verify` with a program that answers as the assistant does, and with the real one where it is named."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from agentls.cli.main import main

AGENT = "---\nname: {0}\ndescription: {1}\n---\nText.\n"
PROGRAM = r"""#!{python}
import json, os, sys
open({log!r}, "a").write(json.dumps([sys.argv[1:], dict(os.environ), sorted(os.listdir("."))]) + "\n")
if sys.argv[1] == "--version":
    print("9.9.9 (Claude Code)")
elif sys.argv[1] == "plugin":
    if "--json" in sys.argv:
        sys.exit(print(json.dumps({report!r})) if {report!r} else "error: unknown option '--json'")
    sys.exit(1)
elif sys.argv[1] == "doctor":
    shown = [os.path.join(top, file) for top, _, files in os.walk(".") for file in files]
    print("Platform: x\n\nInvalid settings")
    for one in shown:
        open({log!r} + ".shown", "a").write(open(one).read() + "\n")
        print("- " + one + ": " + {told!r} if {told!r} else "")
else:
    sys.stdin.read()
    names = [{{"name": one, "description": "Reviews."}} for one in {names!r}]
    print(json.dumps({{"type": "control_response", "response": {{"response": {{"agents": names, "commands": names}}}}}}))
"""


def program(folder: Path, *names: str, told: str = "", report: object = None) -> tuple[Path, Path]:
    file, log = folder / "claude", folder / "log"
    file.write_text(PROGRAM.format(python=sys.executable, log=str(log), names=names, told=told, report=report))
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
        "agentls: Claude Code 9.9.9 was asked about 5 files; it sees 0 otherwise."
    )
    file, _ = program(tmp_path, "s")
    assert main(["verify", "--with", str(file), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"path": ".claude/agents/good.md", "program": "does not load it", "agentls": "we find no error"}
    ]


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ('{"zork": 5}', "zork: Expected string", ("does not load it (zork: Expected string)", "we find no error")),
        ('{"zork": 5}', "zork was ignored", ("ignores a part of it (zork was ignored)", "we find nothing")),
        ('{"model": 5}', "", ("loads it", "we say that it is lost (wrong-type)")),
        ('{"model": 5}', "model: Expected string", None),
        ('{"hooks": {"Zork": []}}', "hooks.Zork was ignored", None),
    ],
)
def test_asks_about_settings_and_servers(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
    told: str,
    expected: tuple[str, str] | None,
) -> None:
    top = tmp_path / "project"
    (top / ".claude").mkdir(parents=True)
    (top / ".claude" / "settings.json").write_text(text)
    monkeypatch.chdir(top)
    file, _ = program(tmp_path, told=told)
    assert main(["verify", "--with", str(file), "--format", "json"]) == (expected is not None)
    found = [(one["program"], one["agentls"]) for one in json.loads(capsys.readouterr().out)]
    assert found == [expected] * (expected is not None)


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
def test_settings_are_shown_without_what_would_set_up_the_program(project: Path, tmp_path: Path) -> None:
    (project / ".claude/settings.json").write_text('{"env": {"HTTPS_PROXY": "http://example.com"}, "model": "x"}')
    file, log = program(tmp_path, "good", "s")
    main(["verify", "--with", str(file)])
    assert log.with_name("log.shown").read_text().split("\n") == ['{"env": {}, "model": "x"}', ""]


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
def test_takes_from_the_report_on_a_plugin_what_it_says_of_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    top = (tmp_path / "plugin").resolve()
    files = {
        ".claude-plugin/plugin.json": '{"name": "p"}',
        "hooks/hooks.json": '{"hooks": {}}',
        "agents/a.md": "Text.\n",
    }
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)

    def said(name: str, kind: str, *errors: str) -> dict[str, object]:
        messages = [{"path": "x", "message": one} for one in errors]
        return {"file": (top / name).as_posix(), "type": kind, "errors": messages, "warnings": []}

    manifest = said(".claude-plugin/plugin.json", "plugin", "Path not found: ./x")
    contents = [said("hooks/hooks.json", "hooks", "no hooks"), said("agents/a.md", "agent", "No description")]
    file, _ = program(tmp_path, report={"manifest": manifest, "contents": contents})
    monkeypatch.chdir(top)
    assert main(["verify", "--with", str(file), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert [(one["path"], one["program"]) for one in json.loads(captured.out)] == [
        ("hooks/hooks.json", "does not load it (x: no hooks)")
    ]
    assert "asked about 3 files" in captured.err


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
