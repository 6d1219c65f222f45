"""The index knows which files a name concerns, and says nothing while it is not complete."""

from __future__ import annotations

import logging

import pytest

from agentls.dialect import dialect
from agentls.document import Document
from agentls.facts import facts_of
from agentls.index import Index, NamesUnknown, UnknownIndex
from agentls.lint import lint
from agentls.snapshot import Snapshot


def agent(name: str, more: str = "") -> Document:
    kind = dialect("claude-code/agent")
    assert kind is not None
    return Document(f"/p/.claude/agents/{name}.md", f"---\nname: {name}\ndescription: d\n{more}---\nBody.\n", kind)


def test_a_changed_name_concerns_those_who_define_or_use_it() -> None:
    index = Index()
    users = [agent("lead", "tools: Agent(helper), Read\n"), agent("other", "skills: helper\n"), agent("free")]
    for document in (agent("helper"), *users):
        index.update(facts_of(document))
    names = index.update(facts_of(agent("helper", "tools: Read\n")))
    assert names == set()
    gone = index.remove("/p/.claude/agents/helper.md")
    assert gone == {("agent", "helper")}
    assert index.involved(gone) == {"/p/.claude/agents/lead.md", "/p/.claude/agents/other.md"}
    back = index.update(facts_of(agent("helper")))
    assert index.involved(back) == index.involved(gone) | {"/p/.claude/agents/helper.md"}


def test_rules_about_names_say_nothing_while_names_are_unknown(caplog: pytest.LogCaptureFixture) -> None:
    document = agent("lead", "tools: Agent(nobody), Grpe\nskills: nothing\n")
    index = Index()
    index.update(facts_of(document))
    known = {one.rule for one in lint(document, Snapshot(index=index))}
    assert known >= {"unknown-agent", "unknown-skill", "unknown-tool"}
    with caplog.at_level(logging.DEBUG):
        unknown = {one.rule for one in lint(document, Snapshot(index=UnknownIndex()))}
    assert "unknown-tool" in unknown
    assert not unknown & {"unknown-agent", "unknown-skill"}
    assert caplog.text == ""
    with pytest.raises(NamesUnknown):
        UnknownIndex().paths()
