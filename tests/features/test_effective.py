"""What an agent gets, what is told of it in hints and hovers, and that secrets stay secret."""

from __future__ import annotations

import pytest

from agentls.features.effective import as_markdown, effective
from agentls.features.hover.names import name_hover
from agentls.features.inlay import inlays
from agentls.meaning.granted import granted
from agentls.rules.lint import lint
from features.projects import ROOT, Project, at_cursor
from features.tables import marked
from features.team import LEAD, OTHERS, REVIEWER, SERVERS, TEAM, with_cursor

# frontmatter, tools; a first `*` for an agent that has all but those named
GRANTED = [
    ("tools: Read, Grep", ["Read", "Grep"]),
    ("tools: Read, Grpe, Task, MultiEdit", ["Read", "Agent"]),
    ("tools: Bash(git:*), Bash", ["Bash"]),
    ("tools: []", []),
    ("tools:", []),
    ("tools: mcp__a, mcp__b__c, mcp__*, mcp__d__x*", ["mcp__a", "mcp__b__c"]),
    ("tools: mcp__a__*", ["mcp__a"]),
    ("tools: Read, Write\ndisallowedTools: Write(x)", ["Read"]),
    ("tools: Read, mcp__a__b\ndisallowedTools: mcp__a", ["Read"]),
    ("tools: Read, mcp__a__b\ndisallowedTools: mcp__*", ["Read"]),
    ("tools: Read\ndisallowedTools: '*'", ["Read"]),
    ("tools: Grep\nmemory: project", ["Grep", "Read", "Write", "Edit"]),
    ("tools: Grep\nmemory: project\ndisallowedTools: Write", ["Grep", "Read", "Edit"]),
    ("tools: Grep\nmemory: nonsense", ["Grep"]),
    ("tools: Read, *", "*"),
    ("model: opus", "*"),
    ("disallowedTools: Write, Edit", "*"),
]


@pytest.mark.parametrize(("text", "expected"), GRANTED)
def test_granted(text: str, expected: list[str] | str) -> None:
    found = granted(marked(f"{text}\n$0").document)
    assert found is not None
    if expected == "*":
        assert found.inherits
        assert "Read" in found.names
        assert not set(found.taken) & set(found.names)
        assert "EndConversation" not in found.names
    else:
        assert list(found.names) == expected
        assert not found.inherits


# frontmatter; what a key adds, what is taken away, who starts agents, the servers that are named
PARTS = [
    ("tools: Grep\nmemory: project", ("Read", "Write", "Edit"), (), (), ()),
    ("tools: Grep, Read\nmemory: project", ("Write", "Edit"), (), (), ()),
    ("tools: Grep\nmemory: project\ndisallowedTools: Write", ("Read", "Edit"), ("Write",), (), ()),
    ("memory: project", (), (), ("Agent",), ()),
    ("tools: Read, Agent(helper)", (), (), ("Agent",), ()),
    ("tools: Read, Agent\ndisallowedTools: Agent", (), ("Agent",), (), ()),
    ("tools: Read, Agent\ndisallowedTools: Glob, mcp__a", (), ("mcp__a",), ("Agent",), ()),
    ("tools: Bash, Monitor\ndisallowedTools: Bash", (), ("Bash", "Monitor"), (), ()),
    ("tools: Read, mcp__a, mcp__b__c", (), (), (), ("a", "b")),
    ("tools: Read, mcp__a\ndisallowedTools: mcp__*", (), ("mcp__*",), (), ()),
    ("tools: Read, Bash(ls, mcp__a;b, Grep: x", (), (), (), ()),
    ("tools: Read\ndisallowedTools: Read, *", (), (), (), ()),
]


@pytest.mark.parametrize(("text", "added", "taken", "starters", "servers"), PARTS)
def test_the_parts_of_what_is_granted(
    text: str, added: tuple[str, ...], taken: tuple[str, ...], starters: tuple[str, ...], servers: tuple[str, ...]
) -> None:
    found = granted(marked(f"{text}\n$0").document)
    assert found is not None
    assert (found.added, found.taken, found.starters, found.servers) == (added, taken, starters, servers)
    assert found.builtin == tuple(name for name in found.names if not name.startswith("mcp__"))


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("tools: Read, mcp__a__b", {"a"}),
        ("tools: Read, mcp__a", {"a"}),
        ("tools: Read", set()),
        ("model: opus", {"a", "c"}),
        ("disallowedTools: mcp__a", {"c"}),
        ("disallowedTools: mcp__a__b", {"a", "c"}),
        ("disallowedTools: mcp__*", set()),
        ("tools: mcp__a, mcp__c\ndisallowedTools: mcp__c", {"a"}),
    ],
)
def test_the_servers_that_are_reached(text: str, reached: set[str]) -> None:
    found = granted(marked(f"{text}\n$0").document)
    assert found is not None
    assert {server for server in ("a", "c") if found.reaches(server)} == reached
    assert found.takes_all_servers == ("mcp__*" in text)


def test_effective_of_the_reviewer() -> None:
    project = Project.of(TEAM, others=OTHERS)
    found = effective(
        project.documents[f"{ROOT}/{REVIEWER}"],
        project.snapshot,
        lint(project.documents[f"{ROOT}/{REVIEWER}"], project.snapshot),
    )
    assert found is not None
    assert (found.model_written, found.model) == ("opus", "claude-opus-5-5")
    assert found.tools.names == ("Read", "Grep", "mcp__github__get_issue")
    assert [(one.name, one.text) for one in found.skills] == [
        ("style-guide", "How code looks. Lets run without asking: `Bash(npm run lint:*)`."),
        ("release", "Releases."),
    ]
    assert [(one.name, one.text) for one in found.servers] == [("github", "from .mcp.json")]
    page = as_markdown(found)
    assert "claude-opus-5-5 (written: `opus`)" in page
    assert "## Skills" in page


def test_what_is_ignored_is_said_with_the_reason() -> None:
    text = (
        "---\nname: a\ndescription: x\ntools: Read, Grpe\nskills: gone, shut\nmcpServers: [docs]\ncolor: Red\n---\nx\n"
    )
    shut = "---\ndescription: x\ndisable-model-invocation: true\n---\nx\n"
    project = Project.of({**TEAM, ".claude/agents/a.md": text, ".claude/skills/shut/SKILL.md": shut})
    found = effective(
        project.documents[f"{ROOT}/.claude/agents/a.md"],
        project.snapshot,
        lint(project.documents[f"{ROOT}/.claude/agents/a.md"], project.snapshot),
    )
    assert found is not None
    said = {one.name: one.text for one in found.ignored}
    assert {"Grpe", "Red", "docs", "gone", "shut"} <= set(said)


def test_a_file_that_is_not_loaded_says_so() -> None:
    project = Project.of({".claude/agents/a.md": "---\nname: a\ntools: Read\n---\nx\n"})
    found = effective(
        project.documents[f"{ROOT}/.claude/agents/a.md"],
        project.snapshot,
        lint(project.documents[f"{ROOT}/.claude/agents/a.md"], project.snapshot),
    )
    assert found is not None
    assert "Nothing, as it is" in as_markdown(found)


def test_inlays() -> None:
    project = Project.of(
        {**TEAM, ".claude/agents/a.md": "---\nname: a\ndescription: 1234 678\nmodel: sonnet\n---\nx\n"}
    )
    document = project.documents[f"{ROOT}/.claude/agents/a.md"]
    found = [(document.text[: one.offset].rpartition("\n")[2], one.text) for one in inlays(document, project.snapshot)]
    assert [one for one, _ in found] == ["name: a", "description: 1234 678", "model: sonnet"]
    assert [text for _, text in found][1:] == ["≈ 2 tokens", "→ claude-sonnet-5-5"]
    assert found[0][1].startswith("all ")
    listed = project.documents[f"{ROOT}/.claude/agents/quiet.md"]
    assert not [one for one in inlays(listed, project.snapshot) if "tools" in one.text]


HOVERS = [
    (REVIEWER, "style-gu$0ide", ["**style-guide** · skill", "How code looks.", ".claude/skills/style-guide/SKILL.md"]),
    (LEAD, "(revi$0ewer", ["**reviewer** · agent", "Reviews changed code.", "claude-opus-5-5 (`opus`)", "`Grep`"]),
    (LEAD, "Expl$0ore", ["**Explore**"]),
    (LEAD, "tools:li$0nt", ["**tools:lint** · skill", "`skills/lint/SKILL.md`"]),
    (REVIEWER, "mcp__git$0hub", ["**github** · MCP server", "`npx -y server --token …`", "**Sets variables:** `KEY`"]),
    (SERVERS, '"do$0cs"', ["`https://example.com/…` (http)", "**Sets headers:** `Authorization`"]),
]


@pytest.mark.parametrize(("path", "cursor", "parts"), HOVERS)
def test_hover_on_names(path: str, cursor: str, parts: list[str]) -> None:
    project, document, offset = at_cursor(with_cursor(path, cursor), others=OTHERS)
    found = name_hover(document, project.snapshot, offset)
    assert found is not None
    assert found[0].touches(offset)
    for part in parts:
        assert part in found[1]
    assert "s3cret" not in found[1]


def test_a_hover_counts_inherited_tools_and_names_what_is_taken() -> None:
    files = {
        "a": "---\nname: a\ndescription: x\ndisallowedTools: Write\n---\nx\n",
        "b": "---\nname: b\ndescription: x\ntools: Agent($0a)\n---\nx\n",
    }
    project, document, offset = at_cursor({f".claude/agents/{name}.md": text for name, text in files.items()})
    found = name_hover(document, project.snapshot, offset)
    assert found is not None
    assert "but those taken away" in found[1]
    assert "Taken away: `Write`." in found[1]
    assert "`Read`" not in found[1]


def test_a_server_is_found_by_its_name_in_tools() -> None:
    files = {
        SERVERS: '{"mcpServers": {"my.docs": {"command": "x"}}}',
        LEAD: "---\nname: a\ntools: mcp__my_do$0cs\n---\n",
    }
    project, document, offset = at_cursor(files)
    found = name_hover(document, project.snapshot, offset)
    assert found is not None
    assert found[1].startswith("**my.docs**")


SECRETS = [
    '"command": "npx", "args": ["--api-key=s3cret"]',
    '"command": "npx", "args": ["--password", "s3cret"]',
    '"command": "npx s --token s3cret"',
    '"command": "npx", "args": ["sk-s3cret"]',
    '"command": "npx", "args": ["postgres://me:s3cret@host/db"]',
    '"type": "http", "url": "https://x.y/mcp?token=s3cret"',
    '"type": "http", "url": "https://s3cret@x.y/mcp"',
    '"command": "npx", "env": {"A": "s3cret"}',
]


@pytest.mark.parametrize("config", SECRETS)
def test_secrets_are_not_shown(config: str) -> None:
    project, document, offset = at_cursor({SERVERS: f'{{"mcpServers": {{"g$0h": {{{config}}}}}}}'})
    found = name_hover(document, project.snapshot, offset)
    assert found is not None
    assert "s3cret" not in found[1]
    assert "x.y" in found[1] or "npx" in found[1]


def test_a_wrong_secret_is_not_shown_either() -> None:
    server = "mcpServers:\n  - gh:\n      command: x\n      env:\n        KEY: [s3cret]\n"
    text = f"---\nname: a\ndescription: x\n{server}---\nx\n"
    project = Project.of({".claude/agents/a.md": text})
    found = effective(
        project.documents[f"{ROOT}/.claude/agents/a.md"],
        project.snapshot,
        lint(project.documents[f"{ROOT}/.claude/agents/a.md"], project.snapshot),
    )
    assert found is not None
    assert "s3cret" not in as_markdown(found)
