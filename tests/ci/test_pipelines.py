"""What runs in other people's pipelines, run as they run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from agentls.knowledge.dialect import all_dialects

PROJECT = Path(__file__).resolve().parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
BAD = "---\nname: a\ndescription: Reviews code.\ntools: Read, Edit, Edit, Grpe\n---\nReview.\n"


def samples() -> list[str]:
    """Return a path for each glob of each kind of file, at the top of a repository and below a folder of it."""
    found = []
    for dialect in all_dialects():
        for glob in dialect.files:
            if glob.startswith("!"):
                continue
            path = glob.removeprefix("**/").replace("**/", "deep/er/").replace("*", "x")
            found += [path, f"packages/one/{path}"]
    return found


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_the_pattern_fits_every_kind_of_file_at_any_depth(hook: dict[str, Any]) -> None:
    in_a_root = re.compile(r"(^|/)(SKILL\.md|plugin\.json|marketplace\.json)$")
    missed = [path for path in samples() if not re.search(hook["files"], path) and not in_a_root.search(path)]
    assert missed == []


@pytest.mark.parametrize("path", ["README.md", "docs/index.md", "src/package.json", "agents.md.txt"])
def test_the_pattern_leaves_other_files_alone(path: str) -> None:
    assert not re.search(HOOKS[0]["files"], path)


def git(folder: Path, *words: str) -> None:
    names = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    agents = tmp_path / "repository" / "packages" / "one" / ".claude" / "agents"
    agents.mkdir(parents=True)
    (agents / "a.md").write_text(BAD, encoding="utf-8")
    top = tmp_path / "repository"
    (top / "README.md").write_text("# Read me\n", encoding="utf-8")
    git(top, "init", "--quiet")
    git(top, "add", "--all")
    return top


@pytest.mark.installs
def test_pre_commit_runs_both_hooks(repository: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(PROJECT), "--all-files", "--verbose"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    run = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "packages/one/.claude/agents/a.md:4:26: warning[unknown-tool] Unknown tool `Grpe`" in run.stdout
    agent = repository / "packages" / "one" / ".claude" / "agents" / "a.md"
    assert agent.read_text(encoding="utf-8") == BAD.replace("Edit, Edit", "Edit")


def steps(**inputs: str) -> list[tuple[str, dict[str, str]]]:
    """Return each step of the action with its environment, as the runner fills it in."""
    given = {name: str(one["default"]) for name, one in ACTION["inputs"].items()} | inputs

    def filled(text: str) -> str:
        text = text.replace("${{ github.action_path }}", str(PROJECT))
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda name: given[name[1]], text)

    return [
        (one["run"], {name: filled(value) for name, value in one["env"].items()}) for one in ACTION["runs"]["steps"]
    ]


@pytest.mark.installs
def test_the_action_annotates_and_writes_sarif(repository: Path, tmp_path: Path) -> None:
    said = ""
    for script, environment in steps(python=sys.executable, sarif="found.sarif", **{"fail-on": "warning"}):
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        run = subprocess.run(
            command,
            cwd=repository,
            env={**os.environ, **environment, "RUNNER_TEMP": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        said, status = run.stdout, run.returncode
    assert status == 1
    assert (
        "::warning file=packages/one/.claude/agents/a.md,line=4,endLine=4,col=26,endColumn=29,title=unknown-tool::"
        in said
    )
    assert json.loads((repository / "found.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_takes_paths_apart_without_running_them(repository: Path, tmp_path: Path) -> None:
    """What stands in an input is text, whatever a shell would make of it."""
    script, environment = steps(paths="$(touch pwned) packages `touch pwned`")[1]
    folder = tmp_path / "agentls" / "bin"
    folder.mkdir(parents=True)
    (folder / "agentls").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    (folder / "agentls").chmod(0o755)
    run = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=repository,
        env={**os.environ, **environment, "RUNNER_TEMP": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[5:] == ["$(touch", "pwned)", "packages", "`touch", "pwned`"]
    assert not (repository / "pwned").exists()


def test_the_template_for_gitlab_names_what_the_command_takes() -> None:
    job = yaml.safe_load((PROJECT / "docs" / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["agentls"]
    command = next(line for line in job["script"] if line.startswith("agentls"))
    assert f"--output {job['artifacts']['reports']['codequality']}" in command
    words = command.split()[1:]
    run = subprocess.run(
        [sys.executable, "-m", "agentls", *words, "--help"], capture_output=True, text=True, check=False, cwd=PROJECT
    )
    assert run.returncode == 0, run.stderr


def test_reviewdog_gets_the_form_that_is_announced(repository: Path) -> None:
    (runner,) = yaml.safe_load((PROJECT / "docs" / "ci" / "reviewdog.yml").read_text("utf-8"))["runner"].values()
    command = [sys.executable, "-m", *runner["cmd"].split()]
    run = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    assert runner["format"] == "sarif"
    assert report["version"] == "2.1.0"
    (place,) = report["runs"][0]["results"][-1]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "packages/one/.claude/agents/a.md"


def test_megalinter_counts_what_is_found(repository: Path) -> None:
    """It appends the files to the words, counts lines by the pattern, and takes the version from `--version`."""
    descriptor = yaml.safe_load((PROJECT / "docs" / "ci" / "agentls.megalinter-descriptor.yml").read_text("utf-8"))
    (linter,) = descriptor["linters"]
    agentls = [sys.executable, "-m", linter["cli_executable"]]
    files = ["README.md", "packages/one/.claude/agents/a.md"]
    command = [*agentls, *linter["cli_lint_extra_args"], *files]
    run = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert len(re.findall(linter["cli_lint_errors_regex"], run.stdout, re.MULTILINE)) == 2
    version = subprocess.run([*agentls, "--version"], capture_output=True, text=True, check=True).stdout
    assert re.search(linter["version_extract_regex"], version)
    words = [word.replace("{{SARIF_OUTPUT_FILE}}", "found.sarif") for word in linter["cli_sarif_args"]]
    subprocess.run([*command[:-2], *words, *files], cwd=repository, capture_output=True, check=False)
    assert json.loads((repository / "found.sarif").read_text("utf-8"))["runs"][0]["results"]
