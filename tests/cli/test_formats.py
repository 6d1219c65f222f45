"""Every format of a report as the programs read it that it is made for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from test_check import agentls

HEAD = "---\nname: a\ndescription: Reviews code.\n"
AGENT = f"{HEAD}tools: Read, Grpe, Edit, Edit\n---\nReview.\n"
LOST = '---\nname: b\ndescription: "open\n---\nReview.\n'
GOOD = f"{HEAD.replace('name: a', 'name: c')}---\nReview.\n"
# A name that means something to every format, in a file's name and in its text.
ODD = "x, y%3A:1&<b>"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    agents = tmp_path / ".claude" / "agents"
    agents.mkdir(parents=True)
    for name, text in {"a": AGENT, "b": LOST, "c": GOOD, ODD: AGENT.replace("Grpe", f'"{ODD}"')}.items():
        (agents / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def expected(project: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(agentls(project, "check", "--format", "json").stdout)["findings"]
    assert {one["severity"] for one in found} >= {"error", "warning", "hint"}
    return found


def run(project: Path, form: str) -> str:
    result = agentls(project, "check", "--format", form)
    assert result.returncode == 1, result.stderr
    return result.stdout


def test_concise_is_a_line_a_finding(project: Path) -> None:
    lines = run(project, "concise").splitlines()
    wanted = [
        f"{one['path']}:{one['start']['line']}:{one['start']['column']}: {one['severity']}[{one['rule']}] {one['message']}"
        for one in expected(project)
    ]
    assert lines == wanted


def decoded(text: str) -> str:
    """Decode a property or the message of a workflow command as the runner does."""
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_takes_the_commands_apart_again(project: Path) -> None:
    found = []
    for line in run(project, "github").splitlines():
        command = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        assert command, line
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        found.append(
            (decoded(properties["file"]), int(properties["line"]), decoded(properties["title"]), decoded(command[3]))
        )
    assert found == [(one["path"], one["start"]["line"], one["rule"], one["message"]) for one in expected(project)]


def test_gitlab_gets_what_it_asks_for(project: Path) -> None:
    issues = json.loads(run(project, "gitlab"))
    assert len({one["fingerprint"] for one in issues}) == len(issues) == len(expected(project))
    for issue, one in zip(issues, expected(project), strict=True):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert (issue["check_name"], issue["description"]) == (one["rule"], one["message"])
        assert issue["location"]["path"] == one["path"]
        assert issue["location"]["positions"]["begin"] == one["start"]


def test_junit_fails_what_has_an_effect(project: Path) -> None:
    suites = ElementTree.fromstring(run(project, "junit"))
    cases = list(suites.iter("testcase"))
    failures = [case for case in cases if case.find("failure") is not None]
    wanted = [one for one in expected(project) if one["severity"] in ("error", "warning")]
    assert [case.get("classname") for case in failures] == [one["path"] for one in wanted]
    assert int(suites.get("tests", "")) == len(cases) == len(expected(project)) + 1
    assert int(suites.get("failures", "")) == len(failures)
    assert [case.get("classname") for case in cases if not len(case)] == [".claude/agents/c.md"]


@pytest.fixture(scope="module")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The official schema, as a package of the format's authors carries it."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not there to get the official schema of SARIF with")
    folder = tmp_path_factory.mktemp("sarif")
    command = ["npm", "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("the package with the official schema of SARIF cannot be had")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        file = archive.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json")
        assert file
        schema: dict[str, Any] = json.load(file)
        return schema


def test_sarif_is_valid(project: Path, sarif_schema: dict[str, Any]) -> None:
    log = json.loads(run(project, "sarif"))
    validator = jsonschema.validators.validator_for(sarif_schema)
    validator.check_schema(sarif_schema)
    assert [error.message for error in validator(sarif_schema).iter_errors(log)] == []


def test_sarif_says_the_same_and_carries_the_fixes(project: Path) -> None:
    log = json.loads(run(project, "sarif"))["runs"][0]
    rules = log["tool"]["driver"]["rules"]
    for result, one in zip(log["results"], expected(project), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one["rule"]
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == one["path"]
        assert (place["region"]["startLine"], place["region"]["startColumn"]) == tuple(one["start"].values())
        assert (place["region"]["endLine"], place["region"]["endColumn"]) == tuple(one["end"].values())
        assert len(result.get("fixes", ())) == len(one["fixes"])


@pytest.mark.parametrize("fingerprint", [
    lambda text: [one["fingerprint"] for one in json.loads(text)],
    lambda text: [one["partialFingerprints"]["agentls/v1"] for one in json.loads(text)["runs"][0]["results"]],
], ids=["gitlab", "sarif"])  # fmt: skip
def test_a_finding_keeps_its_fingerprint_when_lines_move(
    project: Path, fingerprint: Callable[[str], list[str]], request: pytest.FixtureRequest
) -> None:
    form = request.node.callspec.id
    before = fingerprint(run(project, form))
    agent = project / ".claude" / "agents" / "a.md"
    agent.write_text(AGENT.replace("tools:", "color: red\ntools:"), encoding="utf-8")
    assert fingerprint(run(project, form)) == before


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "gitlab", "junit"])
def test_output_goes_to_a_file_whole(project: Path, form: str) -> None:
    target = project / "report"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    printed = run(project, form)
    result = agentls(project, "check", "--format", form, "--output", "report")
    assert (result.returncode, result.stdout) == (1, "")
    assert target.read_text(encoding="utf-8") == printed
    assert target.stat().st_mode & 0o777 == 0o640
    assert not list(project.glob(".report*"))


def test_output_that_cannot_be_written_is_one_line(project: Path) -> None:
    result = agentls(project, "check", "--output", "nowhere/report")
    assert result.returncode == 2
    assert result.stderr.startswith("agentls: nowhere/report: the report cannot be written: ")
    assert result.stderr.count("\n") == 1
