"""`agentls check` as its users run it: output, exit status, and one clear line for whatever cannot be checked."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agentls.cli.main import main

BAD = "---\nname: a\ndescription: Reviews code.\ntools: Read, Grpe\n---\nReview.\n"
GOOD = BAD.replace("Grpe", "Grep")
LOST = '---\nname: a\ndescription: "open\n---\nReview.\n'


def agentls(folder: Path, *words: str, text: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
    data = text if isinstance(text, bytes) else text.encode()
    command = [sys.executable, "-m", "agentls", *words]
    kept = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}
    run = subprocess.run(command, cwd=folder, input=data, capture_output=True, env=kept | environment, check=False)
    return subprocess.CompletedProcess(command, run.returncode, run.stdout.decode(), run.stderr.decode())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".claude/agents").mkdir(parents=True)
    return tmp_path


def put(project: Path, text: str | bytes, name: str = "a") -> Path:
    file = project / f".claude/agents/{name}.md"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_text_shows_place_message_line_and_caret(project: Path) -> None:
    put(project, BAD)
    run = agentls(project, "check")
    head, source, caret, summary, fixable = run.stdout.splitlines()
    assert head.startswith(".claude/agents/a.md:4:14: warning[unknown-tool] Unknown tool `Grpe`")
    assert (source, caret) == ("4 | tools: Read, Grpe", "  |              ^^^^")
    assert summary == "1 warning in 1 file."
    assert fixable == "1 of them can be fixed by `agentls fix --unsafe`."
    assert run.returncode == 0
    assert run.stderr == ""


def test_no_findings(project: Path) -> None:
    put(project, GOOD)
    run = agentls(project, "check")
    assert (run.stdout, run.returncode) == ("No findings in 1 file.\n", 0)


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (GOOD, [], 0),
        (BAD, [], 0),
        (BAD, ["--fail-on", "warning"], 1),
        (BAD, ["--fail-on", "hint"], 1),
        (LOST, [], 1),
        (LOST, ["--fail-on", "error"], 1),
    ],
)
def test_exit_status(project: Path, text: str, words: list[str], status: int) -> None:
    put(project, text)
    assert agentls(project, "check", *words).returncode == status


def test_json_has_exact_places_and_fixes(project: Path) -> None:
    put(project, BAD.replace("Reviews", "😀 Reviews"))
    (finding,) = json.loads(agentls(project, "check", "--format", "json").stdout)["findings"]
    assert finding["path"] == ".claude/agents/a.md"
    assert (finding["rule"], finding["severity"]) == ("unknown-tool", "warning")
    assert (finding["start"], finding["end"]) == ({"line": 4, "column": 14}, {"line": 4, "column": 18})
    preferred = next(fix for fix in finding["fixes"] if fix["preferred"])
    assert preferred["edits"] == [{"start": finding["start"], "end": finding["end"], "text": "Grep"}]


def test_what_cannot_be_checked_is_said_and_the_rest_is_checked(project: Path) -> None:
    put(project, BAD)
    put(project, b"\x7fELF\0\0", "binary")
    unreadable = put(project, GOOD, "locked")
    unreadable.chmod(0)
    run = agentls(project, "check", ".", "nowhere")
    assert run.returncode == 2
    assert "warning[unknown-tool]" in run.stdout
    assert "agentls: nowhere: there is no such file or folder" in run.stderr
    assert "binary.md: this is a binary file" in run.stderr
    if os.geteuid() != 0:
        assert "locked.md: cannot be read" in run.stderr


def test_a_file_that_nobody_reads_is_no_clean_file(project: Path) -> None:
    (project / "notes.md").write_text(BAD, encoding="utf-8")
    run = agentls(project, "check", "notes.md")
    assert run.returncode == 2
    assert "say what it is with --as" in run.stderr
    assert "unknown-tool" in agentls(project, "check", "notes.md", "--as", "claude-code/agent").stdout


def test_standard_input(project: Path) -> None:
    run = agentls(project, "check", "-", "--stdin-filename", ".claude/agents/a.md", text=BAD)
    assert run.stdout.startswith(".claude/agents/a.md:4:14: warning[unknown-tool]")
    run = agentls(project, "check", "-", "--as", "claude-code/agent", text=BAD)
    assert run.stdout.startswith("-:4:14: warning[unknown-tool]")
    run = agentls(project, "check", "-", text=BAD)
    assert run.returncode == 2
    assert "--stdin-filename" in run.stderr


def test_a_wrong_dialect_names_the_right_ones(project: Path) -> None:
    run = agentls(project, "check", "--as", "claude/agent")
    assert run.returncode == 2
    assert "claude-code/agent" in run.stderr


def test_settings_of_the_project_count(project: Path) -> None:
    put(project, BAD)
    settings = project / "agentls.toml"
    settings.write_text('tools = ["Grpe"]\n', encoding="utf-8")
    assert agentls(project, "check").stdout == "No findings in 2 files.\n"
    settings.write_text('[rules]\nunknown-tool = "error"\n', encoding="utf-8")
    run = agentls(project, "check")
    assert run.returncode == 1
    assert "error[unknown-tool]" in run.stdout
    settings.unlink()
    (project / "pyproject.toml").write_text('[tool.agentls.rules]\nunknown-tool = "off"\n', encoding="utf-8")
    assert agentls(project, "check").stdout == "No findings in 2 files.\n"


@pytest.mark.parametrize("text", ["rules = 3\n", "[rules]\nunknown-tool = 'loud'\n", "not toml", "tools = 'Read'\n"])
def test_bad_settings_are_said_and_do_not_stop_the_check(project: Path, text: str) -> None:
    put(project, BAD)
    (project / "agentls.toml").write_text(text, encoding="utf-8")
    run = agentls(project, "check")
    assert run.returncode == 2
    assert "agentls.toml" in run.stderr
    assert "unknown-tool" in run.stdout


def test_color_only_where_it_is_wanted(project: Path) -> None:
    put(project, BAD)
    assert "\x1b[" not in agentls(project, "check").stdout
    assert "\x1b[33mwarning\x1b[0m" in agentls(project, "check", FORCE_COLOR="1").stdout


def test_nothing_in_a_file_steers_the_terminal(project: Path) -> None:
    put(project, "---\nname: a\ndescription: b\ntools: Re\x1b[31mad\n---\nx\n")
    assert "\x1b" not in agentls(project, "check").stdout


def test_the_line_is_cut_to_the_width_of_the_terminal(project: Path) -> None:
    put(project, f"---\nname: a\ndescription: {'word ' * 100}then: more {'word ' * 100}\n---\nx\n")
    lines = agentls(project, "check", COLUMNS="80").stdout.splitlines()
    source, caret = lines[1], lines[2]
    assert len(source) <= 80
    assert source[caret.index("^")] == ":"


def test_help_and_version(tmp_path: Path) -> None:
    assert "check" in agentls(tmp_path).stdout
    assert agentls(tmp_path, "--version").stdout.startswith("agentls ")
    assert agentls(tmp_path, "nonsense").returncode == 2


def test_explain(tmp_path: Path) -> None:
    assert "unknown-tool" in agentls(tmp_path, "rules").stdout
    assert "case-sensitive" in agentls(tmp_path, "explain", "unknown-tool").stdout
    page = agentls(tmp_path, "explain", "unknown-tool").stdout
    # Examples stand apart, without the marks of Markdown and without what is for tests alone.
    assert "\n    tools: Read, Grpe, bash\n                 ^^^^\n                       ^^^^\n" in page
    assert "```" not in page
    told = json.loads(agentls(tmp_path, "explain", "unknown-tool", "--format", "json").stdout)
    assert (told["rule"], told["severity"], told["on"]) == ("unknown-tool", "warning", True)
    assert told["markdown"].startswith("# unknown-tool\n")
    assert agentls(tmp_path, "explain", "nonsense").returncode == 2


def test_a_single_file_sees_the_names_of_its_project(tmp_path: Path) -> None:
    agents, skill = tmp_path / "pkg/.claude/agents", tmp_path / ".claude/skills/deploy"
    agents.mkdir(parents=True)
    skill.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (skill / "SKILL.md").write_text("---\ndescription: d\n---\nDo it.\n")
    (agents / "b.md").write_text("---\nname: b\ndescription: d\ntools: Read\n---\nDo it.\n")
    (agents / "a.md").write_text(
        "---\nname: a\ndescription: d\ntools: Read, Agent(b)\nskills: deploy, deplpy\n---\nGo.\n"
    )
    found = json.loads(agentls(tmp_path, "check", "--format", "json", str(agents / "a.md")).stdout)["findings"]
    assert [one["message"] for one in found if one["rule"].startswith("unknown-")] == [
        "There is no skill `deplpy`; did you mean `deploy`?"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "there is no command `chek`; did you mean `check`?"),
        (["zzz"], "there is no command `zzz`; the commands are check,"),
        (["check", "--fomat", "json"], "`--fomat` is no option of `agentls check`; did you mean `--format`?"),
        (["check", "--format", "xml"], "`--format` cannot be `xml`; it is one of 'text'"),
        (["catalog", "tools", "--host", "gemni"], "there is no program `gemni`; did you mean `gemini`?"),
        (["explain", "unknown-tol"], "there is no rule `unknown-tol`; did you mean `unknown-tool`?"),
    ],
)
def test_wrong_use_is_answered_in_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("folder", ["docs/ja-JP", "backup-2026", "i18n", "zh-CN", "ja"])
def test_what_is_beside_the_rest_is_summed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    text = "---\nname: {0}\ndescription: Does it.\ntools: Read, Grpe\n---\nText.\n"
    for top in (folder, "plugins/it"):
        (tmp_path / top / "agents").mkdir(parents=True)
        for number in range(5):
            name = f"{top[0]}{number}"
            (tmp_path / top / "agents" / f"{name}.md").write_text(text.format(name))
    (tmp_path / folder / "agents" / "lost.md").write_text(text.format("lost").replace("Read, Grpe", "Grpe\ncolor: red"))
    monkeypatch.chdir(tmp_path)
    main(["check"])
    found = capsys.readouterr().out
    assert found.count("warning[unknown-tool]") == 3 + 5
    outermost = folder.partition("/")[0]
    assert f"{outermost}: 3 more findings of the rule `unknown-tool`.\n" in found
    assert "error[" in found
    assert "11 warnings" in found
    # What is asked for is not beside anything.
    main(["check", folder])
    assert capsys.readouterr().out.count("warning[unknown-tool]") == 6


def test_hints_that_repeat_in_a_folder_are_summed_up(project: Path) -> None:
    for name in ("a", "b", "c"):
        put(project, f"---\nname: {name}\ndescription: Reviews a diff for bugs.\nowner: x\n---\nRead the diff.\n", name)
    text = agentls(project, "check").stdout
    assert text.count("hint[unknown-key]") == 1
    assert ".claude/agents: 2 more hints of the rule `unknown-key`.\n" in text
    assert "3 hints in 3 files.\n" in text


def test_servers_in_a_file_that_a_manifest_names_are_those_of_the_plugin(tmp_path: Path) -> None:
    for name in (".claude-plugin", "agents"):
        (tmp_path / name).mkdir()
    manifest = tmp_path / ".claude-plugin/plugin.json"
    servers = tmp_path / "servers.json"
    servers.write_text('{"mcpServers": {"srv": {"command": "node"}}}')
    (tmp_path / "agents/a.md").write_text("---\nname: a\ndescription: b\ntools: Read, mcp__srv__t\n---\nx\n")
    for named in ('"./servers.json"', '["./servers.json"]'):
        manifest.write_text(f'{{"name": "kit", "mcpServers": {named}}}')
        assert "write `mcp__plugin_kit_srv`" in agentls(tmp_path, "check").stdout
    servers.write_text('{"mcpServers": {"other": {"command": "node"}}}')
    assert "plugin_kit" not in agentls(tmp_path, "check").stdout
