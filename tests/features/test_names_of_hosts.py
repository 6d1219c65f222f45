"""Names of the other assistants' files: who defines them, who uses them, and what renames and completes them."""

from __future__ import annotations

import pytest

from agentls.features.completion.suggestions import suggestions
from agentls.features.definition import definitions
from agentls.features.rename import rename
from agentls.knowledge.detection import detect
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply

NAMED = "---\nname: helper\ndescription: Helps.\n---\nRead it all.\n"
TOML = 'name = "helper"\ndescription = "Helps."\ndeveloper_instructions = "Read it all."\n'
BARE = "---\ndescription: Helps.\n---\nRead it all.\n"


def project(files: dict[str, str]) -> tuple[dict[str, Document], Snapshot]:
    documents = {}
    index = Index()
    for path, text in files.items():
        known = detect(f"/p/{path}")
        assert known is not None, path
        documents[path] = Document(f"/p/{path}", text, known)
        index.update(facts_of(documents[path]))
    return documents, Snapshot(index=index, document_at=lambda path: documents.get(path.removeprefix("/p/")))


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        (".codex/agents/x.toml", TOML, "helper"),
        (".gemini/agents/x.md", NAMED, "helper"),
        (".qwen/agents/x.md", NAMED, "helper"),
        (".opencode/agents/x.md", NAMED, "helper"),
        (".opencode/agents/team/x.md", BARE, "team/x"),
        (".kilo/agents/x.md", BARE, "x"),
        (".github/agents/x.agent.md", NAMED, "helper"),
        (".github/agents/x.agent.md", BARE, "x"),
        (".cursor/agents/x.md", BARE, "x"),
        (".factory/droids/x.md", NAMED, "helper"),
    ],
)
def test_every_agent_has_the_name_by_which_its_host_calls_it(path: str, text: str, name: str) -> None:
    documents, _ = project({path: text})
    assert [(one.kind, one.name) for one in facts_of(documents[path]).definitions] == [("agent", name)]


@pytest.mark.parametrize(
    ("path", "text", "moved"),
    [
        (".codex/agents/helper.toml", TOML, ".codex/agents/assistant.toml"),
        (".gemini/agents/helper.md", NAMED, ".gemini/agents/assistant.md"),
        (".github/agents/helper.agent.md", NAMED, ".github/agents/assistant.agent.md"),
        (".opencode/agents/x.md", NAMED, None),
    ],
)
def test_a_name_is_renamed_with_its_file(path: str, text: str, moved: str | None) -> None:
    documents, snapshot = project({path: text})
    at = text.index("helper") + 1
    found = rename(documents[path], snapshot, at, "assistant")
    assert not found.refused
    [edits] = found.files
    assert apply(text, list(edits.edits)) == text.replace("helper", "assistant")
    assert [one.new for one in found.moves] == ([f"/p/{moved}"] if moved else [])
    [target] = definitions(documents[path], snapshot, at)
    assert target.location.path == f"/p/{path}"


@pytest.mark.parametrize(
    ("path", "text", "agent"),
    [
        (".opencode/commands/go.md", "---\ndescription: Goes.\nagent: $\n---\nGo.\n", ".opencode/agents/helper.md"),
        (".kilo/commands/go.md", "---\ndescription: Goes.\nagent: $\n---\nGo.\n", ".kilo/agents/helper.md"),
        (".github/prompts/go.prompt.md", "---\nagent: $\n---\nGo.\n", ".github/agents/x.agent.md"),
        (".github/agents/l.agent.md", "---\ndescription: d\nagents: [$]\n---\nGo.\n", ".github/agents/x.agent.md"),
        (
            ".github/agents/l.agent.md",
            "---\ndescription: d\nhandoffs:\n  - label: Next\n    agent: $\n---\nGo.\n",
            ".github/agents/x.agent.md",
        ),
    ],
)
def test_a_use_leads_to_the_agent_and_is_completed(path: str, text: str, agent: str) -> None:
    documents, snapshot = project({path: text.replace("$", "helper"), agent: NAMED})
    used, at = documents[path], text.index("$")
    [target] = definitions(used, snapshot, at + 2)
    assert target.location.path == f"/p/{agent}"
    assert not lint(used, snapshot)
    empty = Document(used.path, text.replace("$", ""), used.dialect)
    assert "helper" in {item.label for item in suggestions(empty, snapshot, at, snippets=True)}
    found = rename(documents[agent], snapshot, NAMED.index("helper") + 1, "assistant")
    assert {one.path for one in found.files} == {f"/p/{agent}", used.path}


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (".opencode/commands/go.md", "---\nagent: helpr\n---\nGo.\n", "did you mean `helper`"),
        (".opencode/commands/go.md", "---\nagent: build\n---\nGo.\n", None),
        (".github/prompts/go.prompt.md", "---\nagent: ask\n---\nGo.\n", None),
        (".github/agents/l.agent.md", "---\ndescription: d\nagents: ['*']\n---\nGo.\n", None),
    ],
)
def test_an_agent_that_nobody_has(path: str, text: str, says: str | None) -> None:
    documents, snapshot = project({path: text, ".opencode/agents/helper.md": BARE, ".github/agents/a.agent.md": NAMED})
    found = [one.message for one in lint(documents[path], snapshot)]
    assert (len(found) == 1 and says in found[0]) if says else not found
