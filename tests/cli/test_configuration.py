"""Settings: where they are found, and what those do that say which files count, as what, and for which version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agentls.cli.main import main
from agentls.disk import configuration
from agentls.knowledge.settings import DEFAULTS, from_plain


def test_folders_that_may_not_be_looked_into_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agentls.toml").write_text('tools = ["Mine"]\n', encoding="utf-8")
    locked = tmp_path / "locked"
    look = Path.is_file

    def is_file(path: Path) -> bool:
        if locked in path.parents:
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    found = configuration.find(locked / "deeper")
    assert (found.settings.tools, found.problems) == ({"Mine"}, [])
    (tmp_path / "agentls.toml").unlink()
    assert configuration.find(locked).settings == DEFAULTS


HELPER = "---\nname: helper\ndescription: Helps people with things.\ntools: Read, Grpe\n---\nHelp.\n"
LEAD = "---\nname: lead\ndescription: Leads people to things.\ntools: Read, Agent(helper)\n---\nLead.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an agent where Claude Code looks, which names another that lies elsewhere."""
    for path, text in {
        ".claude/agents/lead.md": LEAD,
        "team/helper.md": HELPER,
        "team/notes.txt": "Nothing.\n",
        "legacy/.claude/agents/old.md": HELPER.replace("helper", "old"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str]]:
    """Return what a check finds: file and rule."""
    main(["check", "--format", "json", *words])
    return [(one["path"], one["rule"]) for one in json.loads(capsys.readouterr().out)["findings"]]


def which(capsys: pytest.CaptureFixture[str], *paths: str) -> list[tuple[str | None, list[str]]]:
    assert main(["which", "--format", "json", *paths]) == 0
    return [(one["dialect"], one["readers"]) for one in json.loads(capsys.readouterr().out)]


def test_folders_of_ones_own_are_checked_as_what_the_settings_say(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    helper, old = "team/helper.md", "legacy/.claude/agents/old.md"
    assert found(capsys) == [(".claude/agents/lead.md", "unknown-agent"), (old, "unknown-tool")]
    (project / "agentls.toml").write_text('[dialects]\n"team/*.md" = "claude-code/agent"\n', encoding="utf-8")
    assert found(capsys) == [(old, "unknown-tool"), (helper, "unknown-tool")]
    # Its name counts for the whole project, also where it is not among the files to be checked.
    assert found(capsys, ".claude/agents/lead.md") == []
    assert found(capsys, helper) == [(helper, "unknown-tool")]
    assert which(capsys, helper, "team/sub/x.md") == [("claude-code/agent", ["claude-code"]), (None, [])]
    assert main(["list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert ("helper", helper) in [(one["name"], one["path"]) for one in listed]
    main(["fix", "--unsafe", helper])
    assert "tools: Read, Grep" in (project / helper).read_text(encoding="utf-8")


def test_the_settings_go_before_the_path_and_the_last_entry_before_the_others(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "agentls.toml").write_text(
        '[dialects]\n"legacy/**/*.md" = "claude-code/agent"\n"legacy/.claude/**" = "gemini/agent"\n', encoding="utf-8"
    )
    kinds = [kind for kind, _ in which(capsys, "legacy/.claude/agents/old.md", "legacy/x.md")]
    assert kinds == ["gemini/agent", "claude-code/agent"]


def test_files_that_the_settings_leave_out_are_nobodys(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "agentls.toml").write_text('exclude = ["legacy/"]\n', encoding="utf-8")
    old = "legacy/.claude/agents/old.md"
    assert found(capsys) == [(".claude/agents/lead.md", "unknown-agent")]
    assert found(capsys, "legacy", "--allow-empty") == []
    assert which(capsys, old) == [(None, [])]
    assert main(["check", old]) == 2
    said = capsys.readouterr().err
    assert "old.md: is left out, as `exclude` wants it" in said
    assert "nothing to check: all of it is left out" in said


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ('[dialects]\n"x/*.md" = "claude-code/agnt"\n', "did you mean `claude-code/agent`?"),
        ('[versions]\nclaude-cod = "2.1.0"\n', "did you mean `claude-code`?"),
        ('[versions]\nclaude-code = "new"\n', "must be numbers with points, such as `2.1.200`"),
        ("[versions]\nclaude-code = 2.1\n", "write text"),
        ('exclude = "legacy"\n', "exclude"),
    ],
)
def test_a_mistake_in_the_settings_is_told_at_its_place(
    project: Path, capsys: pytest.CaptureFixture[str], settings: str, problem: str
) -> None:
    (project / "agentls.toml").write_text(settings, encoding="utf-8")
    assert main(["check", "agentls.toml"]) == 2
    shown = capsys.readouterr()
    assert "agentls.toml:" in shown.out
    assert problem in shown.out
    assert "some of the settings cannot be used" in shown.err


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (
            {"dialects": {"x": "claude-code/agnt"}},
            ["`dialects.x` is 'claude-code/agnt'; did you mean 'claude-code/agent'?"],
        ),
        ({"dialects": []}, ["`dialects` must map globs to dialects"]),
        ({"versions": {"gemni": "1"}}, ["`versions.gemni` is no program; did you mean 'gemini'?"]),
        ({"versions": {"gemini": "x"}}, ["`versions.gemini` is 'x'; write numbers in quotes, such as \"2.1.200\""]),
        ({"versions": 1}, ["`versions` must map programs to their versions"]),
        ({"exclude": "x"}, ["`exclude` must be a list of names"]),
    ],
)
def test_what_an_editor_sets_wrongly_is_said(data: dict[str, object], problems: list[str]) -> None:
    assert from_plain(data) == (DEFAULTS, problems)


PINNED = "---\nname: a\ndescription: Hands work to others.\ntools: Read, Task, TaskOutput, ListAgents\nautoCompactWindow: soon\n---\nDo.\n"


@pytest.mark.parametrize(
    ("version", "rules"),
    [
        ("2.1.62", ["not-yet-known", "not-yet-known"]),
        ("2.1.63", ["renamed-tool", "not-yet-known", "not-yet-known"]),
        ("2.1.224", ["renamed-tool", "not-yet-known"]),
        ("2.1.277", ["renamed-tool", "removed-tool", "not-yet-known"]),
        ("2.1.295", ["renamed-tool", "removed-tool", "not-yet-known"]),
        ("2.1.296", ["renamed-tool", "removed-tool", "invalid-value"]),
        ("3", ["renamed-tool", "removed-tool", "invalid-value"]),
        (None, ["renamed-tool", "removed-tool", "invalid-value"]),
    ],
)
def test_what_came_after_the_version_that_people_have_is_not_reported(
    project: Path, capsys: pytest.CaptureFixture[str], version: str | None, rules: list[str]
) -> None:
    agent = ".claude/agents/a.md"
    (project / agent).write_text(PINNED, encoding="utf-8")
    pin = f'[versions]\nclaude-code = "{version}"\n' if version else ""
    (project / "agentls.toml").write_text(pin, encoding="utf-8")
    assert [rule for _, rule in found(capsys, agent)] == rules


def test_servers_that_everybody_has_are_known(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agent = ".claude/agents/a.md"
    (project / agent).write_text(
        "---\nname: a\ndescription: Asks servers for things.\ntools: mcp__internal__find, mcp__nobody__find\n---\nAsk.\n",
        encoding="utf-8",
    )
    (project / ".mcp.json").write_text('{"mcpServers": {"listed": {"command": "node"}}}\n', encoding="utf-8")
    assert len(found(capsys, agent)) == 2
    (project / "agentls.toml").write_text('servers = ["internal"]\n', encoding="utf-8")
    assert [rule for _, rule in found(capsys, agent)] == ["unknown-mcp-tool"]
