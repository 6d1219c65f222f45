"""What `agentls check` takes beside paths: which rules, which files, what is told of them, and how it ends."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from pathlib import Path

import pytest

from agentls.cli import progress, watch
from agentls.cli.main import main
from agentls.cli.progress import Progress

BAD = "---\nname: a\ndescription: Reviews a diff for bugs.\ntools: Read, Grpe\nowner: x\n---\nRead the diff.\n"
GOOD = "---\nname: b\ndescription: Reviews a diff for bugs.\ntools: Read, Grep\n---\nRead the diff.\n"


@pytest.fixture
def agents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the agents `a`, which has a warning and a hint, and `b`, which has nothing."""
    folder = tmp_path / ".claude/agents"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(BAD)
    (folder / "b.md").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    return folder


def rules(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Return the rules whose findings are told, with their severities."""
    main(["check", "--format", "json", *words])
    return [f"{one['rule']} {one['severity']}" for one in json.loads(capsys.readouterr().out)["findings"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], ["unknown-tool warning", "unknown-key hint"]),
        (["--select", "unknown-key"], ["unknown-key hint"]),
        (["--select", "unknown-key,unknown-tool"], ["unknown-tool warning", "unknown-key hint"]),
        (["--ignore", "unknown-key"], ["unknown-tool warning"]),
        (["--select", "unknown-key", "--ignore", "unknown-key"], []),
        (["--severity", "unknown-tool=error"], ["unknown-tool error", "unknown-key hint"]),
        (["--severity", "unknown-tool=off"], ["unknown-key hint"]),
        (["--exclude", "agents/"], []),
        (["--exclude", "/.claude/agents/a.md"], []),
        (["--exclude", "/agents/a.md"], ["unknown-tool warning", "unknown-key hint"]),
    ],
)
def test_rules_and_files_are_chosen(
    agents: Path, capsys: pytest.CaptureFixture[str], words: list[str], found: list[str]
) -> None:
    assert rules(capsys, *words, "--allow-empty") == found


def test_the_command_line_goes_before_the_settings(agents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("agentls.toml").write_text(
        '[rules]\nunknown-key = "off"\n[[overrides]]\nfiles = ["a.md"]\nrules = { unknown-tool = "off" }\n'
    )
    assert rules(capsys) == []
    assert rules(capsys, "--select", "unknown-tool", "--select", "unknown-key") == [
        "unknown-tool warning",
        "unknown-key hint",
    ]
    assert rules(capsys, "--severity", "unknown-tool=error") == ["unknown-tool error"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "unknown-tol"], "there is no rule `unknown-tol`; did you mean `unknown-tool`?"),
        (["--severity", "unknown-tool"], "write it as `--severity unknown-tool=warning`"),
        (["--severity", "unknown-tool=eror"], "there is no severity `eror`; did you mean `error`?"),
        (["--statistics", "--format", "sarif"], "`--statistics` goes with"),
        (["--write-baseline"], "needs `--baseline FILE`"),
        (["--baseline", "none.json"], "`--write-baseline` makes one"),
        (["--format", "jsn"], "`--format` cannot be `jsn`; did you mean `json`?"),
        (["--exclude", "*.md"], "there is nothing to check"),
    ],
)
def test_wrong_use_is_said_in_one_line(
    agents: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    try:
        status = main(["check", *words])
    except SystemExit as end:
        status = int(str(end.code))
    error = capsys.readouterr().err
    assert status == 2
    assert said in error
    assert error.count("\n") == 1


def test_nothing_to_check_is_a_failure_unless_that_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "there is nothing to check" in capsys.readouterr().err
    assert main(["check", "--format", "json"]) == 2
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert error["path"] == "."
    Path("agentls.toml").write_text("tools = []\n")
    assert main(["check"]) == 2
    assert main(["check", "agentls.toml"]) == 0
    assert main(["check", "--allow-empty"]) == 0


def test_the_order_of_arguments_is_no_matter(agents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (agents / "c.md").write_text(BAD)
    names = [".claude/agents/a.md", ".", str(agents), ".claude/agents/c.md"]
    reports = []
    for order in (names, names[::-1]):
        main(["check", "--format", "json", *order])
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1]
    assert json.loads(reports[0])["checked"] == 3


def test_how_it_is_told(agents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (agents / "c.md").write_text(BAD.replace("name: a", "name: c").replace("Grpe", "bash"))
    main(["check"])
    whole = capsys.readouterr().out
    first, second = whole.split("\n\n")
    assert "a.md:4:14" in first
    assert "c.md:4:14" in second
    assert (
        whole.endswith("of them can be fixed by `agentls fix --unsafe`.\n") or "can be fixed by `agentls fix`" in whole
    )
    main(["check", "--quiet"])
    quiet = capsys.readouterr().out
    assert quiet
    assert "in 3 files" not in quiet
    main(["check", "--statistics"])
    assert capsys.readouterr().out.splitlines()[-1].split() == ["4", "in", "3", "files"]
    main(["check", "--statistics", "--format", "json"])
    counted = json.loads(capsys.readouterr().out)["statistics"]
    assert counted[0] == {"count": 2, "rule": "unknown-key", "severity": "hint", "fixable": counted[0]["fixable"]}
    main(["check", "--list-files"])
    assert capsys.readouterr().out.splitlines()[0] == ".claude/agents/a.md: claude-code/agent"


def test_a_run_may_end_well_whatever_is_found(agents: Path) -> None:
    assert main(["check", "--fail-on", "warning"]) == 1
    assert main(["check", "--fail-on", "warning", "--exit-zero"]) == 0
    assert main(["check", "nowhere.md", "--exit-zero"]) == 2


def test_a_baseline_lets_only_new_findings_through(agents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strict = ["check", "--fail-on", "hint", "--baseline", "known.json"]
    assert main([*strict, "--write-baseline"]) == 0
    assert "2 findings are known" in capsys.readouterr().err
    assert main(strict) == 0
    # Lines move, and somebody stands elsewhere: what is known stays known.
    (agents / "a.md").write_text(BAD.replace("name: a\n", "name: a\nmodel: opus\n"))
    os.chdir(agents)
    assert main(["check", "--fail-on", "hint", "--baseline", "../../known.json", str(agents)]) == 0
    os.chdir(agents.parent.parent)
    (agents / "a.md").write_text(BAD.replace("Read, Grpe", "Read, Grpe, Bsh"))
    capsys.readouterr()
    assert main(strict) == 1
    assert "Bsh" in capsys.readouterr().out
    (agents / "a.md").write_text(GOOD.replace("name: b", "name: a"))
    assert main(strict) == 0
    assert "2 of its findings are gone" in capsys.readouterr().err
    Path("known.json").write_text("[]")
    assert main(strict) == 2


def git(*words: str) -> None:
    """Run git as somebody who has a name."""
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


def test_only_what_has_changed(agents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--changed"]) == 2, "no repository yet"
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    capsys.readouterr()
    assert rules(capsys, "--changed") == []
    (agents / "a.md").write_text(BAD.replace("owner: x", "owner: y"))
    (agents / "new.md").write_text(BAD.replace("name: a", "name: new"))
    both = ["unknown-tool warning", "unknown-key hint"]
    assert rules(capsys, "--changed") == both * 2
    assert rules(capsys, "--changed-lines") == ["unknown-key hint", *both]
    git("add", ".")
    git("commit", "-qm", "two")
    assert rules(capsys, "--changed") == []
    assert rules(capsys, "--changed", "--since", "HEAD~1") == both * 2
    # Other line ends are no change of the text.
    (agents / "a.md").write_bytes((agents / "a.md").read_bytes().replace(b"\n", b"\r\n"))
    assert rules(capsys, "--changed") == []
    assert main(["check", "--since=--upload-pack=x"]) == 2
    assert main(["check", "--since", "nothing-of-that-name"]) == 2


def test_a_watch_checks_again_after_each_change(agents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []
    monkeypatch.setattr(watch.subprocess, "run", lambda command, **_: runs.append(command[3:]))
    changes = iter([lambda: None, lambda: (agents / "c.md").write_text(GOOD), lambda: None])

    def wait(_: float) -> None:
        change = next(changes, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    with pytest.raises(KeyboardInterrupt):
        watch.watch(["--watch", "--quiet", "."], ["."], wait)
    assert runs == [["check", "--quiet", "."]] * 2


def test_progress_is_shown_to_those_who_wait(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True)
    clock = argparse.Namespace(now=0.0)
    shown = Progress(lambda: clock.now)
    shown.at(1, 9)
    assert capsys.readouterr().err == ""
    clock.now = 0.6
    shown.at(3, 9)
    assert "[######..............] 3 of 9 files checked" in capsys.readouterr().err
    clock.now = 0.8
    assert list(shown.reading("ab")) == ["a", "b"]
    assert capsys.readouterr().err == "\r\x1b[K0 files read"
    shown.clear()
    assert capsys.readouterr().err == "\r\x1b[K"


def test_files_are_listed_for_programs(agents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list-files", "--format", "json"]) == 0
    kind = "claude-code/agent"
    listed = [{"path": f".claude/agents/{name}.md", "dialect": kind} for name in "ab"]
    assert json.loads(capsys.readouterr().out) == listed
    assert main(["check", "--list-files", "--format", "sarif"]) == 2
    assert "`--list-files` goes with" in capsys.readouterr().err


def test_nothing_to_check_is_no_good_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing to check" in said.err
