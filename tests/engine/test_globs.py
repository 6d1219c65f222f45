"""Globs mean what git means by them; that most paths are told apart without trying them changes no answer."""

from __future__ import annotations

import pytest
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from agentls.knowledge.dialect import all_dialects
from agentls.text.globs import matches

PATHS = [
    "/p/.claude/agents/a.md",
    ".claude/agents/a/b.md",
    "p/.claude/agents",
    "/p/.gemini/agents/_a.md",
    "/p/.gemini/agents/a.md",
    "/p/skills/x/SKILL.md",
    "SKILL.md",
    "/p/.mcp.json",
    "/p/x.agent.md",
    "/p/.github/agents/x.agent.md",
    "/p/CLAUDE.md",
    "p/",
    "/q/p/",
    "/q/.claude/",
    "/q/p/r/s.md",
    "a/x/b.md",
    "x/a/y/b",
    "/p/a[b.md",
    "",
]
ODD = ["[ab]*.md", "a\\[b.md", "*", "**", "a?c", "**/x/**", "/p", "p/", "!(a)", "**/a/*/b", "[!_]*.md", "**/.claude/"]
GLOBS = sorted({glob for one in all_dialects() for glob in (*one.files, *one.facts.also_reads)} | set(ODD))


@pytest.mark.parametrize("glob", GLOBS)
def test_a_glob_means_what_git_means(glob: str) -> None:
    pattern = GitIgnoreSpecPattern(glob)
    for path in PATHS:
        assert matches(glob, path) == (pattern.match_file(path.lstrip("/")) is not None), path
