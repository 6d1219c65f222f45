"""Completion and hover in our own configuration."""

from __future__ import annotations

import pytest

from agentls.features.completion import complete
from agentls.features.hover import hover
from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import Edit, apply


def _document(marked: str, kind: str = "config") -> tuple[Document, int]:
    known = dialect(f"agentls/{kind}")
    assert known is not None
    name = "agentls.toml" if kind == "config" else "pyproject.toml"
    return Document(f"/p/{name}", marked.replace("$0", ""), known), marked.index("$0")


@pytest.mark.parametrize(
    ("marked", "label", "after"),
    [
        ("$0", "tools", "tools = "),
        ("to$0", "tools", "tools = "),
        ("[$0", "rules", "[rules]"),
        ("[$0]", "rules", "[rules]"),
        ("[over$0", "overrides", "[[overrides]]"),
        ("[rules]\nunknown-t$0", "unknown-tool", "[rules]\nunknown-tool = "),
        ("[rules]\nunknown-tool = $0", "off", '[rules]\nunknown-tool = "off"'),
        ('[rules]\nunknown-tool = "o$0"', "off", '[rules]\nunknown-tool = "off"'),
        ("[[overrides]]\nfi$0", "files", "[[overrides]]\nfiles = "),
        ("[[overrides]]\n[overrides.rules]\nno-us$0", "no-usable-tool", None),
        ("[rules]\nunknown-tool = 'off'\nunknown-t$0", "unknown-mcp-tool", None),
        ("[ver$0", "versions", "[versions]"),
        ("[versions]\ngem$0", "gemini", "[versions]\ngemini = "),
        ("[dialects]\nteam = $0", "claude-code/agent", '[dialects]\nteam = "claude-code/agent"'),
        (
            '[dialects]\n"team/*.md" = "claude-code/a$0"',
            "claude-code/agent",
            '[dialects]\n"team/*.md" = "claude-code/agent"',
        ),
    ],
)
def test_completion(marked: str, label: str, after: str | None) -> None:
    document, offset = _document(marked)
    found = {item.label: item for item in complete(document, Snapshot(), offset, snippets=True)}
    assert label in found
    if after is not None:
        assert apply(document.text, [Edit(found[label].replace, found[label].text)]) == after


def test_what_is_there_is_not_offered_again() -> None:
    document, offset = _document('[rules]\nunknown-tool = "off"\n$0')
    labels = {item.label for item in complete(document, Snapshot(), offset, snippets=True)}
    assert "unknown-key" in labels
    assert "unknown-tool" not in labels


def test_only_our_own_table_of_a_file_that_others_use() -> None:
    document, offset = _document("[project]\nna$0", "pyproject")
    assert complete(document, Snapshot(), offset, snippets=True) == ()
    document, offset = _document("[tool.agentls.rules]\nunknown-t$0", "pyproject")
    assert "unknown-tool" in {item.label for item in complete(document, Snapshot(), offset, snippets=True)}
    document, _ = _document("[project]\nname = 5\n[tool.agentls]\nruels = 1$0\n", "pyproject")
    assert [one.span.of(document.text) for one in lint(document, Snapshot())] == ["ruels"]
    document, _ = _document("[project\nname = 5$0\n", "pyproject")
    assert lint(document, Snapshot()) == []


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("[rul$0es]\n", "How severe"),
        ('[rules]\nunknown-to$0ol = "off"\n', "unknown-tool"),
        ("to$0ols = []\n", "Tools that are known"),
    ],
)
def test_hover(marked: str, text: str) -> None:
    document, offset = _document(marked)
    found = hover(document, Snapshot(), offset)
    assert found is not None
    assert text in found.markdown
