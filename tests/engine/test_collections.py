"""Collections: recognised by a folder's name and by what a file holds, never by one of them alone."""

from __future__ import annotations

import pytest

from agentls.knowledge import collections
from agentls.knowledge.detection import is_collected, root_of
from agentls.knowledge.dialect import dialect

AGENT = "---\nname: reviewer\ndescription: Reviews a diff.\ntools: Read, Grep\n---\nRead the diff.\n"
PLAIN = "---\nname: reviewer\ndescription: Reviews a diff.\n---\nRead the diff.\n"
BROKEN = "---\nname: reviewer\ndescription: Reviews a diff.\nExample: a\n  b: c\nmodel: opus\n---\nRead the diff.\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/c/agents/reviewer.md", AGENT),
        ("/c/agents/quality/reviewer.md", PLAIN),
        ("/c/subagents/reviewer.md", PLAIN),
        ("/my-agents/quality/reviewer.md", AGENT),
        ("/c/Agents/reviewer.md", BROKEN),
        ("/c/agents/reviewer.md", PLAIN.replace("---\nRead", "model: sonnet\ncategory: x\n---\nRead")),
    ],
)
def test_agents_of_collections(path: str, text: str) -> None:
    found = collections.detect(path, text)
    assert found is not None
    assert found.id == "claude-code/agent"
    assert is_collected(path, found)


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        (
            "/c/agents/commands/spec.md",
            "---\ndescription: Specify.\nallowed-tools: Read\n---\nText.\n",
            "claude-code/command",
        ),
        ("/c/commands/plan.md", "# Plan\n\nPlan $ARGUMENTS.\n", "claude-code/command"),
        ("/c/personas/reviewer.agent.md", AGENT, "copilot/agent"),
        ("/c/kit/style.instructions.md", "Write short lines.\n", "copilot/instructions"),
        ("/c/kit/plan.prompt.md", "Plan the change.\n", "copilot/prompt"),
        ("/c/rules/style.mdc", "---\ndescription: Style\n---\nShort lines.\n", "cursor/rule"),
        ("/c/commands/status.md", "Show what `.claude/sessions` holds.\n", "claude-code/command"),
        ("/c/commands/prd.md", "---\nname: prd\ndescription: Plans.\n---\nText.\n", "claude-code/command"),
        ("/c/plugins/ko/commands/plan.md", "# Plan\n", "claude-code/command"),
        ("/c/.mesh/agents/reviewer.md", AGENT, "claude-code/agent"),
        ("/c/public/gemini/agents/reviewer.md", PLAIN, "gemini/agent"),
        ("/c/kit/opencode/agents/a.md", "---\ndescription: x\nmode: all\n---\nText.\n", "opencode/agent"),
        (
            "/my-agents/sales/hunter.md",
            PLAIN.replace("---\nRead", "vibe: calm\n---\nYou are a hunter. Read"),
            "claude-code/agent",
        ),
    ],
)
def test_other_kinds_of_collections(path: str, text: str, kind: str) -> None:
    found = collections.detect(path, text)
    assert found is not None
    assert found.id == kind


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/c/quality/reviewer.md", AGENT),
        ("/c/agents/README.md", AGENT),
        ("/c/agents/guide.md", "# How we use agents\n\nEvery agent has an owner.\n"),
        ("/c/agents/guide.md", "---\ntitle: Agents\ndescription: How we use them.\n---\nText.\n"),
        ("/c/docs/commands/spec.md", "---\ndescription: Specify.\n---\nText.\n"),
        ("/c/commands/README.md", "# /plan\n"),
        ("/c/commands/spec.md", "---\ntitle: Spec\ndescription: Specify.\n---\nText.\n"),
        ("/c/agents/security.shared.md", "---\nrole: executor\ndescription: Security.\n---\nText.\n"),
        ("/c/agents/page.md", PLAIN.replace("---\nRead", "layout: post\n---\nRead")),
        ("/my-agents/notes/idea.md", PLAIN),
        ("/c/.github/agents/reviewer.md", AGENT),
        ("/c/agents/reviewer.md", AGENT.replace("Read, Grep", "read_file, '{{tools}}'")),
        ("/c/.claude/skills/creator/agents/grader.md", PLAIN),
        ("/c/agents/reviewer.txt", AGENT),
        ("/c/.ai/agents/reviewer.md", AGENT.replace("Read, Grep", "[githubRepo, codeSearch, usages]")),
        ("/kit/agents/reviewer.md", AGENT.replace("---\nRead", "model: Gemini-3-flash\n---\nRead")),
        (
            "/squad/agents/reviewer.md",
            AGENT.replace("---\nRead", "providerId: any\nmodelId: claude-opus-4-6\n---\nRead"),
        ),
    ],
)
def test_everything_else_is_left_alone(path: str, text: str) -> None:
    assert collections.detect(path, text) is None


def test_a_collection_is_a_project_of_its_own() -> None:
    agent = dialect("claude-code/agent")
    assert agent is not None
    assert root_of("/c/agents/quality/reviewer.md", agent) == "/c/agents"
    assert root_of("/a/my-agents/quality/reviewer.md", agent) == "/a/my-agents"
    assert root_of("/c/.claude/agents/reviewer.md", agent) == "/c"
    assert root_of("/c/other/reviewer.md", agent) == "/c/other"
