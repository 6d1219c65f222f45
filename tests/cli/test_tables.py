"""The commands that list and show: for people in columns, for programs as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from test_check import agentls

from agentls.knowledge.dialect import all_dialects
from agentls.rules import all_rules

HEAD = "---\nname: {name}\ndescription: Does part {name}.\n{more}---\nDo it.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    agents = tmp_path / ".claude" / "agents"
    agents.mkdir(parents=True)
    for name, more in (
        ("lead", "tools: Read, Agent(helper)\nmodel: opus\n"),
        ("helper", "tools: Read\n"),
        ("free", ""),
    ):
        (agents / f"{name}.md").write_text(HEAD.format(name=name, more=more), encoding="utf-8")
    skill = tmp_path / ".claude" / "skills" / "style" / "SKILL.md"
    skill.parent.mkdir(parents=True)
    skill.write_text("---\ndescription: How code is written.\n---\nWrite.\n", encoding="utf-8")
    (tmp_path / ".mcp.json").write_text('{"mcpServers": {"github": {"command": "x"}}}', encoding="utf-8")
    return tmp_path


def test_list_has_every_name_with_its_file(project: Path) -> None:
    rows = json.loads(agentls(project, "list", "--format", "json").stdout)
    assert [(row["kind"], row["name"], row["path"]) for row in rows] == [
        ("agent", "free", ".claude/agents/free.md"),
        ("agent", "helper", ".claude/agents/helper.md"),
        ("agent", "lead", ".claude/agents/lead.md"),
        ("mcp-server", "github", ".mcp.json"),
        ("skill", "style", ".claude/skills/style/SKILL.md"),
    ]
    assert [row["tools"] for row in rows[:3]] == ["all", ["Read"], ["Read", "Agent"]]
    lines = agentls(project, "list", "--kind", "agent").stdout.splitlines()
    assert len(lines) == 3
    assert re.split(r"  +", lines[1])[:2] == ["agent", "helper"]


def test_show_says_what_an_agent_gets_and_knows_what_was_meant(project: Path) -> None:
    assert "`Read`, `Agent`" in agentls(project, "show", "lead").stdout
    told = json.loads(agentls(project, "show", "lead", "--format", "json").stdout)
    assert (told["path"], told["loaded"]) == (".claude/agents/lead.md", True)
    assert told["tools"] == {"names": ["Read", "Agent"], "inherits": False, "added": [], "taken": []}
    assert told["model"]["written"] == "opus"
    run = agentls(project, "show", "leda")
    assert (run.returncode, run.stderr) == (2, "agentls: there is no agent `leda` here; did you mean `lead`?\n")


def test_graph_draws_who_is_named_and_on_demand_who_may_be_started(project: Path) -> None:
    drawn = agentls(project, "graph", "--format", "dot").stdout
    assert re.findall(r'"(\w+)" -> "(\w+)"', drawn) == [("lead", "helper")]
    free = agentls(project, "graph", "--format", "dot", "--all").stdout
    assert ("free", "lead") in re.findall(r'"(\w+)" -> "(\w+)"', free)
    mermaid = agentls(project, "graph").stdout
    numbers = dict(re.findall(r'(n\d)\["(\w+)"\]', mermaid))
    assert [(numbers[a], numbers[b]) for a, b in re.findall(r"(n\d) --> (n\d)", mermaid)] == [("lead", "helper")]


def test_rules_lists_every_rule(tmp_path: Path) -> None:
    rows = json.loads(agentls(tmp_path, "rules", "--format", "json").stdout)
    assert [row["rule"] for row in rows] == [rule.id for rule in all_rules()]
    assert len(agentls(tmp_path, "rules").stdout.splitlines()) == len(rows)


def test_schema_prints_one_that_stands_alone(tmp_path: Path) -> None:
    rows = json.loads(agentls(tmp_path, "schema", "--format", "json").stdout)
    assert [row["dialect"] for row in rows] == [one.id for one in all_dialects()]
    schema = json.loads(agentls(tmp_path, "schema", "claude-code/agent").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "$ref" not in json.dumps(schema)
    run = agentls(tmp_path, "schema", "claude-code/agnt")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "agentls: there is no dialect `claude-code/agnt`; did you mean `claude-code/agent`?\n"


def test_catalog_is_found_by_its_name_and_host(tmp_path: Path) -> None:
    rows = json.loads(agentls(tmp_path, "catalog", "tools", "--host", "claude-code", "--format", "json").stdout)
    assert {"Read", "Bash"} <= {row["name"] for row in rows}
    assert json.loads(agentls(tmp_path, "catalog", "claude-code-tools", "--format", "json").stdout) == rows
    run = agentls(tmp_path, "catalog", "tols")
    assert (run.returncode, run.stderr) == (2, "agentls: there is no catalog `tols`; did you mean `tools`?\n")


def test_nothing_there_is_nothing_printed(tmp_path: Path) -> None:
    assert agentls(tmp_path, "list", "--format", "json").stdout == "[]\n"
    assert agentls(tmp_path, "list").stdout == ""
