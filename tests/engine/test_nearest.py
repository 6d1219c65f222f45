"""Did you mean: a slip leads to the name that was meant, and a foreign word to none."""

from __future__ import annotations

import pytest

from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import dialect
from agentls.text.nearest import nearest

AGENT = dialect("claude-code/agent")
assert AGENT is not None
KEYS = list(AGENT.properties)
TOOLS = [value.name for value in catalog("claude-code-tools").offered]
MODELS = [value.name for value in catalog("claude-code-models").offered]


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("Grpe", TOOLS, "Grep"),
        ("Raed", TOOLS, "Read"),
        ("web-fetch", TOOLS, "WebFetch"),
        ("WEBSEARCH", TOOLS, "WebSearch"),
        ("modle", KEYS, "model"),
        ("permission-mode", KEYS, "permissionMode"),
        ("max_turns", KEYS, "maxTurns"),
        ("disallowed-tools", KEYS, "disallowedTools"),
        ("discription", KEYS, "description"),
        ("sonet", MODELS, "sonnet"),
        ("claude-opus-4.6", MODELS, "claude-opus-4-6"),
        ("hiaku", MODELS, "haiku"),
    ],
)
def test_slip_leads_to_the_name_that_was_meant(word: str, names: list[str], meant: str) -> None:
    assert nearest(word, names)[0] == meant


@pytest.mark.parametrize(
    "word", ["category", "version", "tags", "temperature", "emoji", "hint", "level", "context", "color2go"]
)
def test_key_of_another_program_resembles_none(word: str) -> None:
    assert nearest(word, KEYS) == []


@pytest.mark.parametrize(
    "word", ["search", "shell", "fetch", "all", "pip", "git", "MCP", "Tools", "codebase", "", "---"]
)
def test_tool_of_another_program_resembles_none(word: str) -> None:
    assert nearest(word, TOOLS) == []


def test_best_comes_first_and_the_number_is_limited() -> None:
    assert nearest("claude-opus-5", MODELS, limit=2)[0] == "claude-opus-5"
    assert len(nearest("claude-opus-5", MODELS, limit=2)) == 2


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("web_search", "google_web_search"),
        ("google_web", "google_web_search"),
        ("todos", "write_todos"),
        ("read_flie", "read_file"),
    ],
)
def test_a_name_that_has_the_whole_word_is_meant(word: str, first: str) -> None:
    assert catalog("gemini-tools").closest(word)[0] == first


def test_of_several_that_have_the_word_none_is_meant_by_that() -> None:
    names = catalog("gemini-tools")
    assert names.closest("file") == nearest("file", [one.name for one in names.offered], 5)
