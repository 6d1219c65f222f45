"""Files of one host written for another: what comes out loads there, and what is missing is listed."""

from __future__ import annotations

import csv
import itertools
import json
from pathlib import Path

import pytest

from agentls.features.convert import Conversion, convert, target_of, targets
from agentls.knowledge.catalog import catalog
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import all_dialects, dialect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import NoFiles, Snapshot
from agentls.rules.lint import lint
from agentls.syntax.nodes import to_plain

HOSTS = ("gemini", "opencode", "copilot", "qwen", "codex", "cursor", "kilo")
SKILL_HOSTS = ("agent-skills", "codex", "copilot", "cursor", "gemini", "opencode", "qwen")
COMMAND_HOSTS = ("copilot", "cursor", "kilo", "opencode", "qwen")
AGENT = """---
name: reviewer
description: "Use when: a diff is ready"
tools: Read, Grep, Glob
model: inherit
color: red
maxTurns: 12
---
Read the diff, then say what is wrong.
"""


def document(text: str, path: str = "/p/.claude/agents/reviewer.md") -> Document:
    known = detect(path)
    assert known is not None
    return Document(path, text, known)


def converted(text: str, host: str, path: str = "/p/.claude/agents/reviewer.md") -> Conversion:
    source = document(text, path)
    target = target_of(host, source.dialect.kind)
    assert target is not None
    return convert(source, target, NoFiles())


def result(text: str, host: str) -> Document:
    found = converted(text, host).document
    assert found is not None
    return found


def errors(found: Document) -> list[str]:
    return [one.message for one in lint(found, Snapshot()) if one.severity is Severity.ERROR]


def with_keys(*lines: str) -> str:
    return AGENT.replace("color: red\n", "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("host", "path", "values"),
    [
        (
            "gemini",
            ".gemini/agents/reviewer.md",
            {"tools": ["read_file", "grep_search", "glob"], "model": "inherit", "max_turns": 12},
        ),
        (
            "opencode",
            ".opencode/agents/reviewer.md",
            {
                "mode": "subagent",
                "steps": 12,
                "permission": {"*": "deny", "read": "allow", "grep": "allow", "glob": "allow"},
                "color": "#dc2626",
            },
        ),
        ("copilot", ".github/agents/reviewer.agent.md", {"tools": ["read", "search"]}),
        (
            "qwen",
            ".qwen/agents/reviewer.md",
            {"tools": ["read_file", "grep_search", "glob"], "model": "inherit", "color": "red", "maxTurns": 12},
        ),
        ("cursor", ".cursor/agents/reviewer.md", {"readonly": "true", "model": "inherit"}),
        (
            "codex",
            ".codex/agents/reviewer.toml",
            {"sandbox_mode": "read-only", "developer_instructions": "Read the diff, then say what is wrong.\n"},
        ),
    ],
)
def test_each_host_gets_it_in_its_own_words(host: str, path: str, values: dict[str, object]) -> None:
    found = result(AGENT, host)
    plain = to_plain(found.root)
    assert isinstance(plain, dict)
    assert found.path == path
    assert detect(f"/p/{path}") is found.dialect
    assert plain == {"name": "reviewer", "description": "Use when: a diff is ready", **values}
    assert not errors(found)


@pytest.mark.parametrize(
    ("host", "lines", "left"),
    [
        ("gemini", ["color: red"], {("color", None)}),
        ("gemini", ["disallowedTools: Write"], {("disallowedTools", "Write")}),
        ("gemini", ["mcpServers: [docs]"], {("mcpServers", "docs")}),
        ("gemini", ["category: x"], {("category", None)}),
        ("gemini", ["effort: high  # always"], {("effort", None), ("#", None)}),
        ("copilot", ["skills: [notes]"], set()),
        ("qwen", ["permissionMode: plan"], set()),
        ("codex", ["effort: high"], set()),
        ("cursor", ["background: true"], set()),
        ("opencode", ["hooks: {}"], {("hooks", None)}),
    ],
)
def test_what_another_host_cannot_have_is_listed(
    host: str, lines: list[str], left: set[tuple[str, str | None]]
) -> None:
    bare = {(one.key, one.name) for one in converted(AGENT.replace("color: red\n", ""), host).left}
    assert {(one.key, one.name) for one in converted(with_keys(*lines), host).left} - bare == left


@pytest.mark.parametrize(
    ("tools", "host", "written", "left"),
    [
        ("Bash(git:*)", "gemini", ["run_shell_command"], ["Bash(git:*)"]),
        ("mcp__notes__read", "gemini", ["mcp_notes_read"], []),
        ("mcp__notes", "gemini", ["mcp_notes_*"], []),
        ("mcp__my_notes__read", "gemini", [], ["mcp__my_notes__read"]),
        ("mcp__notes__read", "copilot", ["notes/read"], []),
        ("mcp__notes__*", "copilot", ["notes/*"], []),
        ("mcp__notes__read", "qwen", ["mcp__notes__read"], []),
        ("Edit", "copilot", ["edit"], ["Edit"]),
        ("Edit, Write, NotebookEdit", "copilot", ["edit"], []),
        ("Grep, Glob", "copilot", ["search"], []),
        ("Task", "qwen", ["agent"], ["Task"]),
        ("MultiEdit, Read", "qwen", ["read_file"], ["MultiEdit"]),
        ("Agent", "gemini", [], ["Agent"]),
    ],
)
def test_tools_are_matched_by_what_they_do(tools: str, host: str, written: list[str], left: list[str]) -> None:
    found = converted(with_keys().replace("Read, Grep, Glob", tools), host)
    assert found.document is not None
    assert to_plain(found.document.root.value("tools") or found.document.root) == written
    assert [one.name for one in found.left if one.key == "tools"] == left


def test_no_list_gives_everything_and_a_list_never_more_than_it_names() -> None:
    everything = AGENT.replace("tools: Read, Grep, Glob\n", "")
    assert result(everything, "opencode").root.value("permission") is None
    nothing = converted(AGENT.replace("Read, Grep, Glob", "ToolSearch"), "opencode")
    assert nothing.document is not None
    assert to_plain(nothing.document.root.value("permission") or nothing.document.root) == {"*": "deny"}
    widened = converted(AGENT.replace("Read, Grep, Glob", "PowerShell"), "qwen")
    assert "tools" in {one.key for one in widened.left if one.name is None}


@pytest.mark.parametrize(
    ("model", "host", "written"),
    [
        ("claude-opus-4-8", "opencode", "anthropic/claude-opus-4-8"),
        ("opus", "opencode", None),
        ("opus", "gemini", None),
        ("inherit", "qwen", "inherit"),
        ("claude-opus-4-8", "codex", None),
    ],
)
def test_no_model_is_guessed(model: str, host: str, written: str | None) -> None:
    found = converted(AGENT.replace("inherit", model), host)
    assert found.document is not None
    value = found.document.root.value("model")
    assert (to_plain(value) if value else None) == written
    assert ("model" in {one.key for one in found.left}) == (written is None)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("---\nname: a\n: b\n---\nText.\n", "gemini"),
        ("Text.\n", "gemini"),
        ("---\nname: a\ndescription: One --- two\n---\nText.\n", "gemini"),
    ],
)
def test_what_its_own_host_does_not_read_is_not_converted(text: str, host: str) -> None:
    found = converted(text, host)
    assert found.document is None
    assert found.problem


def test_permissions_of_opencode_become_lists() -> None:
    text = (
        "---\ndescription: Reviews.\nmode: subagent\nmodel: anthropic/claude-opus-4-8\npermission:\n"
        '  "*": deny\n  read: allow\n  bash: ask\n  notes_read: allow\n---\nRead the diff.\n'
    )
    found = converted(text, "claude-code", "/p/.opencode/agents/reviewer.md")
    assert found.document is not None
    assert to_plain(found.document.root) == {
        "name": "reviewer",
        "description": "Reviews.",
        "tools": ["Read", "mcp__notes__read"],
        "model": "claude-opus-4-8",
    }
    assert [(one.line, one.key, one.name) for one in found.left] == [(8, "permission", "bash")]


def test_agents_of_plugins_are_agents() -> None:
    plugin = dialect("claude-code/plugin-agent")
    gemini = target_of("gemini", "agent")
    assert plugin is not None
    assert gemini is not None
    found = convert(Document("/p/agents/reviewer.md", AGENT, plugin), gemini, NoFiles()).document
    assert found is not None
    assert not errors(found)


def test_instructions_of_codex_become_the_text() -> None:
    text = 'name = "reviewer"\ndescription = "Reviews."\ndeveloper_instructions = """\nRead the diff.\n"""\n'
    found = converted(text, "claude-code", "/p/.codex/agents/reviewer.toml")
    assert found.document is not None
    assert found.document.text == "---\nname: reviewer\ndescription: Reviews.\n---\n\nRead the diff.\n"


@pytest.mark.parametrize(
    "description",
    [
        "yes",
        "2026-01-01",
        "a: b",
        "# no comment",
        "a --- b",
        "one\ntwo\n",
        "tab\there",
        'quoted "text"',
        "a\u2028b",
        "- x",
    ],
)
@pytest.mark.parametrize("host", ["gemini", "opencode", "copilot", "qwen", "codex"])
def test_a_text_stays_what_it_is(description: str, host: str) -> None:
    source = result("---\nname: reviewer\ndescription: Reviews diffs.\n---\nRead the whole diff.\n", "opencode")
    text = source.text.replace("Reviews diffs.", json.dumps(description))
    target = target_of(host, "agent")
    assert target is not None
    opencode = Document("/p/.opencode/agents/a.md", text, source.dialect)
    found = convert(opencode, target, NoFiles()) if host != "opencode" else None
    written = found.document if found else opencode
    assert written is not None
    assert to_plain(written.root.value("description") or written.root) == description
    claude = target_of("claude-code", "agent")
    assert claude is not None
    back = convert(written, claude, NoFiles()).document
    assert back is not None
    assert to_plain(back.root.value("description") or back.root) == description


def test_the_data_says_what_tools_and_keys_are_about() -> None:
    abilities = {one.name for one in catalog("agentls-abilities").values}
    keys: dict[str, set[str]] = {}
    for one in all_dialects():
        for known in one.properties.values():
            if known.facts.means:
                keys.setdefault(known.facts.means, set()).add(one.host_id)
            if known.facts.vocabulary:
                used = {word for value in catalog(known.facts.vocabulary).values for word in value.facts.means}
                assert used <= abilities
            if known.facts.means in ("tools", "denied-tools"):
                assert known.facts.vocabulary, (one.id, known.name)
    # All others have the text below the frontmatter for that.
    assert keys.pop("instructions") == {"codex"}
    assert all(len(hosts) > 1 for hosts in keys.values()), keys


SKILL = """---
name: notes
description: "Use when: a release is near"
allowed-tools: Read, Bash(git log *), Edit
argument-hint: [file]
paths: "src/**/*.{ts,tsx}, docs/**"
disable-model-invocation: true
license: MIT
context: fork
---
Read the log, then write.
"""


@pytest.mark.parametrize(
    ("host", "path", "values", "left"),
    [
        (
            "agent-skills",
            ".agents/skills/notes/SKILL.md",
            {"allowed-tools": "Read Bash(git log *) Edit", "license": "MIT"},
            {"argument-hint", "paths", "disable-model-invocation", "context"},
        ),
        (
            "copilot",
            ".github/skills/notes/SKILL.md",
            {"allowed-tools": ["read"], "argument-hint": "file", "disable-model-invocation": True, "license": "MIT"},
            {"allowed-tools", "paths", "context"},
        ),
        (
            "qwen",
            ".qwen/skills/notes/SKILL.md",
            {
                "allowedTools": ["read_file", "edit"],
                "argument-hint": "file",
                "paths": ["src/**/*.{ts,tsx}", "docs/**"],
                "disable-model-invocation": True,
            },
            {"allowed-tools", "license", "context"},
        ),
        (
            "cursor",
            ".cursor/skills/notes/SKILL.md",
            {"paths": ["src/**/*.{ts,tsx}", "docs/**"], "disable-model-invocation": True},
            {"allowed-tools", "argument-hint", "license", "context"},
        ),
        (
            "gemini",
            ".gemini/skills/notes/SKILL.md",
            {},
            {"allowed-tools", "argument-hint", "paths", "disable-model-invocation", "license", "context"},
        ),
    ],
)
def test_skills_have_in_common_what_the_schemas_say(
    host: str, path: str, values: dict[str, object], left: set[str]
) -> None:
    found = converted(SKILL, host, "/p/.claude/skills/notes/SKILL.md")
    assert found.document is not None
    assert found.document.path == path
    assert to_plain(found.document.root) == {
        "name": "notes",
        "description": "Use when: a release is near",
        **values,
    }
    assert {one.key for one in found.left} == left
    assert not errors(found.document)


def test_a_skill_has_the_name_of_its_folder_and_leaves_the_rest_of_it_behind() -> None:
    class Folder(NoFiles):
        def listing(self, folder: str) -> list[str]:
            return ["SKILL.md", "scripts/"] if folder == "/p/.claude/skills/notes" else []

    source = document(SKILL.replace("name: notes", "name: Notes for all"), "/p/.claude/skills/notes/SKILL.md")
    target = target_of("codex", "skill")
    assert target is not None
    found = convert(source, target, Folder())
    assert found.document is not None
    assert found.document.path == ".codex/skills/notes/SKILL.md"
    assert {(one.line, one.key) for one in found.left} >= {(1, "scripts/"), (2, "name")}


@pytest.mark.parametrize(
    ("path", "text", "host", "written", "left"),
    [
        ("claude", "Run !`git log` on $ARGUMENTS.", "opencode", "Run !`git log` on $ARGUMENTS.", []),
        ("claude", "Mend $0 and $ARGUMENTS[1].", "opencode", "Mend $1 and $2.", []),
        ("opencode", "Mend $1 and $2.", "claude-code", "Mend $0 and $1.", []),
        ("claude", "See @docs/a.md, !`git log` $ARGUMENTS", "qwen", "See @{docs/a.md}, !{git log} {{args}}", []),
        ("claude", "Ask $ARGUMENTS about $0.", "copilot", "Ask ${input:arguments} about $0.", ["$0"]),
        ("claude", "In ${CLAUDE_PROJECT_DIR}.", "kilo", "In ${CLAUDE_PROJECT_DIR}.", ["${CLAUDE_PROJECT_DIR}"]),
        ("cursor", "It costs $5.", "claude-code", "It costs $5.", ["$5"]),
        ("cursor", "Write to team@example.org.", "qwen", "Write to team@example.org.", []),
    ],
)
def test_what_is_filled_in_is_written_as_the_other_host_has_it(
    path: str, text: str, host: str, written: str, left: list[str]
) -> None:
    found = converted(f"{text}\n", host, f"/p/.{path}/commands/git/commit.md")
    assert found.document is not None
    assert found.document.path.rpartition("/")[0].endswith("/git")
    assert found.document.body.strip() == written
    assert [one.name for one in found.left if one.key == "text"] == left


def test_a_command_without_keys_needs_no_fences() -> None:
    found = converted("---\ndescription: Commits.\n---\nCommit all.\n", "cursor", "/p/.claude/commands/commit.md")
    assert found.document is not None
    assert found.document.text == "Commit all.\n"
    assert [(one.line, one.key) for one in found.left] == [(2, "description")]


def test_every_host_with_a_place_is_a_target_of_the_others() -> None:
    assert {one.host_id for one in targets(document(AGENT))} == set(HOSTS)
    assert {one.host_id for one in targets(document(SKILL, "/p/.claude/skills/a/SKILL.md"))} == set(SKILL_HOSTS)
    assert {one.host_id for one in targets(document("Text.", "/p/.claude/commands/a.md"))} == set(COMMAND_HOSTS)
    for one in all_dialects():
        if one.facts.place:
            assert detect(f"/p/{one.facts.place.format(name='a')}") is one


def _real_agents(shared: Path) -> list[Document]:
    corpus = shared / "corpus"
    with (corpus / "claude-verdicts.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    verdict = next(name for name in rows[0] if name.startswith("claude_"))
    found = (corpus / row["repo"] / row["path"] for row in rows if row[verdict].startswith("loads"))
    agents = (path for path in found if path.is_file() and "agents" in path.parts and path.suffix == ".md")
    texts = ((path, path.read_bytes().decode("utf-8", "replace")) for path in itertools.islice(agents, 300))
    return [document(text, f"/p/.claude/agents/{path.name}") for path, text in texts]


@pytest.mark.parametrize("host", HOSTS)
def test_real_agents_load_at_the_other_host(host: str, shared: Path) -> None:
    target = target_of(host, "agent")
    claude = target_of("claude-code", "agent")
    assert target is not None
    assert claude is not None
    refused = []
    for source in _real_agents(shared):
        there = convert(source, target, NoFiles())
        if there.document is None or not source.body.strip():
            continue
        refused += [(source.path, message) for message in errors(there.document)]
        back = convert(there.document, claude, NoFiles())
        assert back.document is not None
        listed = {one.key for one in (*there.left, *back.left)}
        lost = {entry.name for entry in source.root.entries} - {entry.name for entry in back.document.root.entries}
        assert lost <= listed, source.path
        assert back.document.body.strip() == source.body.replace("\r\n", "\n").strip()
    assert not refused


def _real_files(shared: Path, pattern: str, place: str) -> list[Document]:
    """Return published files of a kind, each at a place where Claude Code reads it."""
    found = sorted(path for path in (shared / "corpus").glob(pattern) if path.is_file())
    step = max(1, len(found) // 80)
    texts = ((path, path.read_bytes().decode("utf-8", "replace")) for path in found[::step])
    return [document(text, place.format(name=path.parent.name, file=path.name)) for path, text in texts]


@pytest.mark.parametrize(
    ("pattern", "place", "host"),
    [
        *(("*/**/skills/**/SKILL.md", "/p/.claude/skills/{name}/SKILL.md", host) for host in SKILL_HOSTS),
        *(("*/**/commands/**/*.md", "/p/.claude/commands/{name}/{file}", host) for host in COMMAND_HOSTS),
    ],
)
def test_real_skills_and_commands_lose_only_what_is_listed(pattern: str, place: str, host: str, shared: Path) -> None:
    converted_files = 0
    for source in _real_files(shared, pattern, place):
        target = target_of(host, source.dialect.kind)
        home = target_of("claude-code", source.dialect.kind)
        assert target is not None
        assert home is not None
        there = convert(source, target, NoFiles())
        # Some hosts demand a description or a text, of which Claude Code makes one up.
        if there.document is None or errors(there.document):
            continue
        converted_files += 1
        back = convert(there.document, home, NoFiles())
        assert back.document is not None
        listed = {one.key for one in (*there.left, *back.left)}
        lost = {entry.name for entry in source.root.entries} - {entry.name for entry in back.document.root.entries}
        assert lost <= listed, source.text
        assert "name" in listed or back.document.path == source.path.removeprefix("/p/")
        if "text" not in listed:
            assert back.document.body.strip() == source.body.replace("\r\n", "\n").strip()
    assert converted_files > 50
