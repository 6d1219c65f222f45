"""A small team of agents, skills, commands, a plugin and servers, for tests of names that lead somewhere."""

from __future__ import annotations

REVIEWER = ".claude/agents/reviewer.md"
LEAD = ".claude/agents/lead.md"
STYLE = ".claude/skills/style-guide/SKILL.md"
SETTINGS = ".claude/settings.json"
SERVERS = ".mcp.json"

TEAM = {
    REVIEWER: """\
---
name: reviewer
description: Reviews changed code.
tools: Read, Grep, mcp__github__get_issue
model: opus
skills:
  - style-guide
  - "release"
---

# Reviewing

Read [the notes](../../notes.md), then @docs/rules.md at once.

## Steps

1. Look.

# Reporting
Done.
""",
    LEAD: """\
---
name: lead
description: Leads.
tools: Agent(reviewer, Explore), Read, mcp__github
skills: style-guide, tools:lint
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: '"$CLAUDE_PROJECT_DIR"/scripts/check.sh --strict'
---
Lead.
""",
    ".claude/agents/helper.md": "---\nname: helper\ndescription: Helps with everything.\n---\nHelp.\n",
    ".claude/agents/quiet.md": "---\nname: quiet\ndescription: Is quiet.\ntools: Read\n---\nRead.\n",
    STYLE: "---\nname: style-guide\ndescription: How code looks.\nallowed-tools: Bash(npm run lint:*)\n---\nTabs.\n",
    ".claude/skills/release/SKILL.md": "---\ndescription: Releases.\nagent: reviewer\ncontext: fork\n---\nRelease.\n",
    ".claude/commands/front/end.md": "---\ndescription: Fronts.\n---\nDo $ARGUMENTS.\n",
    SETTINGS: '{"agent": "reviewer", "permissions": {"allow": ["mcp__github__get_issue", "Bash(ls:*)"]}}\n',
    SERVERS: """\
{"mcpServers": {"github": {"command": "npx", "args": ["-y", "server", "--token", "s3cret"], "env": {"KEY": "s3cret"}},
 "docs": {"type": "http", "url": "https://me:s3cret@example.com/mcp?key=s3cret", "headers": {"Authorization": "s3cret"}}}}
""",
    "plug/.claude-plugin/plugin.json": '{"name": "tools"}\n',
    "plug/skills/lint/SKILL.md": "---\ndescription: Lints.\n---\nLint.\n",
    "plug/agents/linter.md": "---\nname: linter\ndescription: Lints all.\nskills: lint\n---\nLint.\n",
}
OTHERS = ("notes.md", "docs/rules.md", "scripts/check.sh", ".git/config")


def team(**changed: str) -> dict[str, str]:
    """Return the files of the team; a text with `$0` in it is found by `at_cursor`."""
    return {**TEAM, **changed}


def with_cursor(path: str, before: str) -> dict[str, str]:
    """Return the team with the cursor in the file at `path`, where `before` has its `$0`."""
    text = TEAM[path]
    bare = before.replace("$0", "")
    assert text.count(bare) == 1, f"{bare!r} stands {text.count(bare)} times in {path}"
    return {**TEAM, path: text.replace(bare, before)}
