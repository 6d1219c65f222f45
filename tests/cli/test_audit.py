"""`agentls audit` in a terminal: what runs, is sent or is allowed without asking, and what a change adds to it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SETTINGS = {
    "env": {"ANTHROPIC_BASE_URL": "https://user:secret@proxy.example.com/v1", "EDITOR": "vi"},
    "hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": [{"type": "command", "command": "./guard.sh"}]}]},
    "permissions": {"allow": ["Bash", "Read(./docs/**)"], "defaultMode": "bypassPermissions"},
    "enableAllProjectMcpServers": True,
}
SERVERS = {
    "mcpServers": {
        "wiki": {"command": "npx", "args": ["-y", "wiki-server", "--token=hunter2"]},
        "fixed": {"command": "npx", "args": ["-y", "wiki-server@1.2.3"]},
        "far": {"type": "http", "url": "https://example.com/mcp?key=hunter2"},
    }
}
COMMAND = "---\ndescription: d\nallowed-tools: Bash(git status:*)\n---\nNow: !`git status`\n\n```\n!`ls`\n```\n"


def audit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "agentls", "audit", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def rows(folder: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(audit(folder, "--format", "json", *words).stdout)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".claude/commands").mkdir(parents=True)
    (tmp_path / ".claude/settings.json").write_text(json.dumps(SETTINGS, indent=1))
    (tmp_path / ".mcp.json").write_text(json.dumps(SERVERS))
    (tmp_path / ".claude/commands/now.md").write_text(COMMAND)
    return tmp_path


def test_everything_is_listed_and_no_secret(project: Path) -> None:
    found = {(one["kind"], one["what"]): one["says"] for one in rows(project)}
    assert found == {
        (
            "redirect",
            "ANTHROPIC_BASE_URL: https://proxy.example.com/…",
        ): "sends what the model is asked to this address",
        ("hook", "./guard.sh"): "runs at PreToolUse (Bash)",
        ("approval", "Bash"): "allows every command without asking",
        ("approval", "Read(./docs/**)"): "runs without asking",
        ("mode", "bypassPermissions"): "asks less or nothing from the start",
        ("approval", "enableAllProjectMcpServers: true"): "starts the MCP servers of the project without asking",
        ("mcp-server", "npx -y wiki-server --token=…"): "runs as an MCP server, in whatever version is newest",
        ("mcp-server", "npx -y wiki-server@1.2.3"): "runs as an MCP server",
        ("mcp-server", "https://example.com/…"): "is asked as an MCP server",
        ("approval", "Bash(git status:*)"): "runs without asking while it is active",
        ("command", "git status"): "runs before the text is read",
    }
    assert "hunter2" not in audit(project).stdout


def test_a_line_says_where(project: Path) -> None:
    assert ".claude/commands/now.md:5: command: `git status` runs before the text is read" in audit(project).stdout


def test_since_tells_what_a_change_adds(project: Path) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *words], cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    assert rows(project, "--since", "HEAD") == []
    changed = {**SETTINGS, "apiKeyHelper": "./key.sh"}
    (project / ".claude/settings.json").write_text(json.dumps(changed, indent=1))
    assert [(one["kind"], one["what"]) for one in rows(project, "--since", "HEAD")] == [("helper", "./key.sh")]
    wrong = audit(project, "--since", "nowhere")
    assert wrong.returncode == 2
    assert "nowhere" in wrong.stderr


def test_without_git_it_says_so(tmp_path: Path) -> None:
    (tmp_path / ".mcp.json").write_text("{}")
    done = audit(tmp_path, "--since", "HEAD")
    assert done.returncode == 2
    assert "git" in done.stderr
