"""New files: where they go, what stands in them, and that their assistant takes them as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agentls.cli.init import _creatable
from agentls.cli.main import main
from agentls.cli.new_file import new_file
from agentls.features.completion.scaffold import scaffold
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

CREATABLE = tuple(_creatable())


def test_an_agent_begins_where_claude_code_looks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "agent", "code-reviewer", "--description", "Reviews: every change"]) == 0
    assert (tmp_path / ".claude/agents/code-reviewer.md").read_text("utf-8") == (
        '---\nname: code-reviewer\ndescription: "Reviews: every change"\n---\n\nWrite the instructions here.\n'
    )
    assert capsys.readouterr().out.startswith(".claude/agents/code-reviewer.md\n")


@pytest.mark.parametrize("dialect", CREATABLE, ids=lambda one: one.id)
def test_the_assistant_takes_what_is_begun(
    dialect: Dialect, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["init", dialect.kind, "sample", "--host", dialect.host_id, "--in", str(tmp_path), "--format", "json"]
    assert main(words) == 0
    made = json.loads(capsys.readouterr().out)
    path, text = made["path"], Path(made["path"]).read_text("utf-8")
    found = detect(path)
    assert found is not None
    assert found.id == made["dialect"]
    assert "sample" in [part.partition(".")[0] for part in Path(path).parts]
    findings = lint(Document(path, text, found), Snapshot())
    assert [one.message for one in findings if one.severity in (Severity.ERROR, Severity.WARNING)] == []


@pytest.mark.parametrize("dialect", [one for one in CREATABLE if one.format == "markdown"], ids=lambda one: one.id)
def test_no_other_keys_than_an_editor_is_offered(dialect: Dialect) -> None:
    path = f"/project/{dialect.place_for('sample')}"
    offered = next(iter(scaffold(Document(path, "", dialect), 0, snippets=False)), None)
    assert offered is not None
    begun = [entry.name for entry in Document(path, new_file(dialect, path, "sample"), dialect).root.entries]
    shown = [entry.name for entry in Document(path, offered.text, dialect).root.entries]
    assert begun == [name for name in shown if name in begun]
    assert {one.name for one in dialect.properties.values() if one.is_required or one.facts.on_missing} <= set(begun)


def test_what_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["init", "command", "fix", "--in", str(tmp_path)]
    assert main(words) == 0
    file = tmp_path / ".claude/commands/fix.md"
    file.write_text("mine", encoding="utf-8")
    assert main(words) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["agnt", "x"], "did you mean `agent`?"),
        (["agent", "x", "--host", "gemin"], "did you mean `gemini`?"),
        (["agent", "../x"], "is no name for a file"),
        (["agent", ""], "is no name for a file"),
        (["agent", "x", "--in", "nowhere"], "there is no folder `nowhere`"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
