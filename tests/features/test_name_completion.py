"""What the project itself offers, and the line as it looks after accepting it."""

from __future__ import annotations

import pytest

from agentls.features.completion.names import name_items
from features.projects import ROOT, at_cursor
from features.team import LEAD, OTHERS, TEAM

AGENT = ".claude/agents/new.md"
COMMAND = ".claude/commands/new.md"
NOTES = "CLAUDE.md"


def _agent(lines: str, body: str = "x") -> str:
    return f"---\nname: new\ndescription: x\n{lines}\n---\n{body}\n"


# file, text with the cursor, item, text afterwards
ACCEPTED = [
    (AGENT, _agent("skills: $0"), "style-guide", _agent("skills: style-guide")),
    (AGENT, _agent("skills: release, st$0"), "style-guide", _agent("skills: release, style-guide")),
    (AGENT, _agent("skills:\n  - $0"), "tools:lint", _agent("skills:\n  - tools:lint")),
    (AGENT, _agent("skills:\n  $0"), "release", _agent("skills:\n  - release")),
    (AGENT, _agent("skills: ['release', '$0']"), "style-guide", _agent("skills: ['release', 'style-guide']")),
    (AGENT, _agent("mcpServers:\n  - $0"), "github", _agent("mcpServers:\n  - github")),
    (AGENT, _agent("mcpServers: [git$0]"), "github", _agent("mcpServers: [github]")),
    (AGENT, _agent("tools: Read, mcp$0"), "mcp__github", _agent("tools: Read, mcp__github")),
    (AGENT, _agent("tools: [mcp__$0]"), "mcp__github__get_issue", _agent("tools: [mcp__github__get_issue]")),
    (AGENT, _agent("observer: $0"), "reviewer", _agent("observer: reviewer")),
    (".claude/skills/a/SKILL.md", "---\nagent: $0\n---\nx\n", "reviewer", "---\nagent: reviewer\n---\nx\n"),
    (".claude/settings.json", '{"agent": "$0"}', "lead", '{"agent": "lead"}'),
    (AGENT, _agent("tools: Agent($0)"), "reviewer", _agent("tools: Agent(reviewer)")),
    (AGENT, _agent("tools: Agent(re$0"), "reviewer", _agent("tools: Agent(reviewer")),
    (AGENT, _agent("tools: Agent(lead, $0), Read"), "reviewer", _agent("tools: Agent(lead, reviewer), Read")),
    (AGENT, _agent("tools: Agent(lead, re$0v, quiet)"), "reviewer", _agent("tools: Agent(lead, reviewer, quiet)")),
    (AGENT, _agent("tools: [Read, Agent($0)]"), "Explore", _agent("tools: [Read, Agent(Explore)]")),
    (AGENT, _agent("tools:\n  - Agent(t$0)"), "tools:linter", _agent("tools:\n  - Agent(tools:linter)")),
    (AGENT, _agent("tools: Skill($0)"), "style-guide", _agent("tools: Skill(style-guide)")),
    (
        AGENT, _agent("hooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: bash scripts/$0"),
        "check.sh", _agent("hooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: bash scripts/check.sh"),
    ),
    (
        ".claude/settings.json", '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "bash \\"$CLAUDE_PROJECT_DIR\\"/scr$0"}]}]}}',
        "scripts/", '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "bash \\"$CLAUDE_PROJECT_DIR\\"/scripts/"}]}]}}',
    ),
    (NOTES, "Read @$0\n", "docs/", "Read @docs/\n"),
    (NOTES, "Read @docs/ru$0 now\n", "rules.md", "Read @docs/rules.md now\n"),
    (AGENT, _agent("model: opus", "Use the `$0` skill."), "release", _agent("model: opus", "Use the `release` skill.")),
    (AGENT, _agent("model: opus", "Use the skill `sty$0le`."), "style-guide", _agent("model: opus", "Use the skill `style-guide`.")),
    (AGENT, _agent("model: opus", "Ask the subagent `$0"), "reviewer", _agent("model: opus", "Ask the subagent `reviewer")),
    (COMMAND, "---\ndescription: x\n---\nDo $ARG$0\n".replace("$ARG$0", "$ARG$0"), "$ARGUMENTS", "---\ndescription: x\n---\nDo $ARGUMENTS\n"),
    (COMMAND, "---\narguments: [who, what]\n---\nDo $w$0\n", "$who", "---\narguments: [who, what]\n---\nDo $who\n"),
    (COMMAND, "---\ndescription: x\n---\nIn ${CL$0}\n", "${CLAUDE_PROJECT_DIR}", "---\ndescription: x\n---\nIn ${CLAUDE_PROJECT_DIR}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "label", "after"), ACCEPTED)
def test_accepting(path: str, text: str, label: str, after: str) -> None:
    project, document, offset = at_cursor({**TEAM, path: text}, others=OTHERS)
    found = {item.label: item for item in name_items(document, project.snapshot, offset)}
    assert label in found, list(found)
    item = found[label]
    assert item.replace.touches(offset)
    assert document.text[: item.replace.start] + item.text + document.text[item.replace.end :] == after


NOTHING = [
    (AGENT, _agent("tools: Bash($0)")),
    (AGENT, _agent("model: o$0")),
    (AGENT, _agent("model: opus", "Mail me@$0")),
    (AGENT, _agent("model: opus", "The `$0` file.")),
    (AGENT, _agent("model: opus", "Costs $0")),
    (NOTES, "```\n@$0\n```\n"),
]


@pytest.mark.parametrize(("path", "text"), NOTHING)
def test_nothing_is_offered(path: str, text: str) -> None:
    project, document, offset = at_cursor({**TEAM, path: text}, others=OTHERS)
    assert name_items(document, project.snapshot, offset) == ()


def test_what_is_there_already_is_left_out() -> None:
    project, document, offset = at_cursor({**TEAM, LEAD: _agent("tools: Agent(reviewer, $0)")}, others=OTHERS)
    labels = [item.label for item in name_items(document, project.snapshot, offset)]
    assert "reviewer" not in labels
    assert labels.index("quiet") < labels.index("Explore")
    assert document.path == f"{ROOT}/{LEAD}"
