"""What hover says, and about which characters: they are marked with `«` and `»`, the pointer stands at `$0`."""

from __future__ import annotations

import re

import pytest

from agentls.features.hover import as_plain_text, hover
from agentls.knowledge.detection import detect
from agentls.knowledge.settings import Settings
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span
from features.projects import at_cursor
from features.tables import marked

HANDLER = "hooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - "

EXPLAINED = [
    ("«to$0ols»: Read", "allow-list"),
    ("«tools$0»: Read", "allow-list"),
    ("$0«tools»: Read", "allow-list"),
    ("tools: Read, «Gr$0ep»", "**Grep**"),
    ("tools: [Read, «Gr$0ep»]", "**Grep**"),
    ("tools: ['«Gr$0ep»']", "**Grep**"),
    ("tools:\n  - «$0Grep»", "**Grep**"),
    ("tools:\n  - «Ba$0sh»(git:*)", "**Bash**"),
    ("tools:\n  - «Bash(gi$0t add:*)»", "**Bash**"),
    ("disallowedTools: «W$0rite»", "**Write**"),
    ("color: «bl$0ue»", "#6a9bcc"),
    ('color: "«bl$0ue»" # mine', "#6a9bcc"),
    ("model: «OP$0US»", "claude-opus"),
    ("model: «claude-opus-5-5[1m]$0»", "claude-opus-5-5"),
    ("permissionMode: «pl$0an»", "**plan**"),
    ("background: «tr$0ue»", "background"),
    ("hooks:\n  «PreTool$0Use»: []", "Before a tool runs"),
    (HANDLER + "«ty$0pe»: command", "kind of handler"),
    (HANDLER + "type: command\n          if: «Ba$0sh»(git *)", "**Bash**"),
    (HANDLER + "type: command\n          if: «Bash(gi$0t *)»", "**Bash**"),
    (HANDLER.replace("Bash", "Edit|«Wri$0te»") + "type: command", "**Write**"),
    ("hooks:\n  SessionStart:\n    - matcher: startup|«re$0sume»", "**resume** · what the event compares it with: how the session starts"),
    ("hooks:\n  SessionEnd:\n    - matcher: «oth$0er»", "`prompt_input_exit`"),
    ("hooks:\n  Elicitation:\n    - matcher: «git$0hub»", "what the event compares it with: MCP server."),
    ("hooks:\n  SubagentStop:\n    - matcher: «Pl$0an»", "**Plan**"),
    (HANDLER + "type: «comm$0and»", "shell command"),
    (HANDLER + "type: command\n          «time$0out»: 5", "Seconds"),
    ("mcpServers:\n  - gh:\n      «comm$0and»: npx", "command"),
    ("experimental: {«cache$0Ttl»: 1h}", "cache"),
    # what it became
    ("tools: «Ta$0sk»", "Write `Agent`"),
    ("tools: «Multi$0Edit»", "**Edit**"),
    ("model: «claude-3-op$0us»", "2026-01-05"),
    ("«allowed-to$0ols»: Read", "`tools`"),
    # the value of a misspelt key
    ("modle: «ha$0iku»", "**haiku**"),
    ("tols: «Gr$0ep»", "**Grep**"),
    # did you mean
    ("tools: «Gr$0pe»", "Probably `Grep`:\n\n**Grep**"),
    ("tools: «re$0ad»", "Probably `Read`:\n\n**Read**"),
    ("«allowed_too$0ls»: Read", "Probably `tools`:"),
    ("«colou$0r»: red", "Probably `color`:"),
    ("color: «Re$0d»", "Probably `red`:"),
    ("hooks:\n  «PreToolUs$0»: []", "Probably `PreToolUse`:"),
    # while the rest is broken or unclosed
    ("name: 'x\ntools: [Read, «Gr$0ep»", "**Grep**"),
    ("---\ntools: «Re$0ad»", "**Read**"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), EXPLAINED)
def test_hover_explains_the_marked_word(text: str, words: str) -> None:
    here = marked(re.sub("[«»]", "", text))
    start = text.replace("$0", "").index("«")
    expected = re.search("«(.*)»", text.replace("$0", ""))
    assert expected is not None
    found = hover(here.document, Snapshot(), here.offset)
    assert found is not None
    assert found.span.of(here.document.text) == expected[1]
    assert found.span.start == start + (4 if here.first_line else 0)
    assert words in found.markdown


SILENT = [
    "---\nname: x\n---\nRe$0ad",
    "# color$0",
    "name: x$0",
    "description: Re$0ad",
    "metadata$0: x",
    "tools: mcp__gi$0thub__x",
    "tools: Wibble$0wobble",
    "model: vendor/mo$0del-x",
    "model: us.anthropic.claude-son$0net-5-5-v1:0",
    "tools: Read, $0 ",
]


@pytest.mark.parametrize("text", SILENT)
def test_hover_says_nothing(text: str) -> None:
    here = marked(text)
    found = hover(here.document, Snapshot(), here.offset)
    assert found is None or "Probably" not in found.markdown
    if "metadata" not in text:
        assert found is None


def test_names_of_the_users_settings_are_not_questioned() -> None:
    settings = Settings(tools=frozenset({"Grpe"}), keys=frozenset({"colour"}))
    here = marked("colo$0ur: red")
    assert hover(here.document, Snapshot(settings), here.offset) is None
    here = marked("tools: Gr$0pe")
    found = hover(here.document, Snapshot(settings), here.offset)
    assert found is not None
    assert "settings" in found.markdown


def test_the_first_line_tells_who_reads_the_file() -> None:
    agent = detect("/p/.claude/agents/a.md")
    assert agent is not None
    found = hover(Document("/p/.claude/agents/a.md", "---\nname: a\n---\n", agent), Snapshot(), 1)
    assert found is not None
    assert found.span == Span(0, 3)
    assert "read by Claude Code. Also read by" in found.markdown
    assert {"Copilot CLI", "Cursor", "VS Code"} <= set(re.split(r", |by |\.", found.markdown))


def test_plain_text_has_no_markup() -> None:
    here = marked("to$0ols: Read")
    found = hover(here.document, Snapshot(), here.offset)
    assert found is not None
    text = as_plain_text(found.markdown)
    assert "```" not in text
    assert "**" not in text
    assert "](" not in text
    assert "    tools: " in text
    assert "https://" in text
    assert (
        as_plain_text("**a** · `b` [c](https://d)\n\n- e\n\n```yaml\nf: 1\n```")
        == "a · b c: https://d\n\n• e\n\n    f: 1"
    )


def test_a_matcher_explains_an_agent_of_the_project() -> None:
    hooks = '{"hooks": {"SubagentStop": [{"matcher": "Plan|my-$0agent", "hooks": []}]}}'
    own = "---\nname: my-agent\ndescription: Does it all.\n---\n"
    project, document, offset = at_cursor({".claude/settings.json": hooks, ".claude/agents/a.md": own})
    found = hover(document, project.snapshot, offset)
    assert found is not None
    assert found.span.of(document.text) == "my-agent"
    assert "Does it all" in found.markdown
