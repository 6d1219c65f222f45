"""The index: nothing stays behind, everybody sees the right names, the nearest definition counts.

It knows which files a name concerns, and says nothing while it is not complete.
"""

from __future__ import annotations

import logging
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index, NamesUnknown, UnknownIndex
from agentls.project.names import Definition, Details, FileFacts, Reference, View
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import Span

HOME = "/home/me"
ROOTS = ["/w", "/w/one", "/w/one/deep", "/w/two", "/work", HOME]


def definition(name: str, root: str, file: str = "a", plugin: str = "", kind: str = "agent") -> Definition:
    qualified = f"{plugin}:{name}" if plugin else name
    return Definition(kind, name, f"{root}/{file}.md", root, Span(0, 1), "claude-code/agent", qualified)


def at(root: str, host: str = "claude-code") -> View:
    return View(root, host)


def reference(name: str, root: str, file: str = "r", kind: str = "agent") -> Reference:
    return Reference(kind, name, f"{root}/{file}.md", root, Span(5, 9), "tools", "claude-code")


def index_of(*parts: Definition | Reference) -> Index:
    index = Index(HOME)
    for path in dict.fromkeys(one.path for one in parts):
        mine = [one for one in parts if one.path == path]
        index.update(
            FileFacts(
                path,
                tuple(one for one in mine if isinstance(one, Definition)),
                tuple(one for one in mine if isinstance(one, Reference)),
            )
        )
    return index


FACTS = st.builds(
    lambda file, root, names, used: FileFacts(
        f"{root}/{file}.md",
        tuple(definition(name, root, file) for name in sorted(names)),
        tuple(reference(name, root, file) for name in sorted(used)),
    ),
    st.sampled_from("abc"),
    st.sampled_from(ROOTS),
    st.sets(st.sampled_from("xyz"), max_size=2),
    st.sets(st.sampled_from("xyz"), max_size=2),
)


def answers(index: Index) -> list[object]:
    return [
        *((root, name, index.definitions("agent", name, at(root))) for root in ROOTS for name in "xyz"),
        *((root, index.visible("agent", at(root))) for root in ROOTS),
        sorted(index.all_references("agent"), key=lambda one: (one.path, one.name)),
        sorted(index.paths()),
    ]


@given(st.lists(FACTS, max_size=8), st.integers())
def test_the_last_word_of_each_file_counts_and_no_other(history: list[FileFacts], seed: int) -> None:
    index = Index(HOME)
    for facts in history:
        index.update(facts)
    last = list({facts.path: facts for facts in history}.values())
    random.Random(seed).shuffle(last)
    fresh = Index(HOME)
    for facts in last:
        fresh.update(facts)
    assert answers(index) == answers(fresh)


@given(st.lists(FACTS, max_size=8))
def test_removing_leaves_no_trace(history: list[FileFacts]) -> None:
    index = Index(HOME)
    for facts in history:
        index.update(facts)
    for facts in history:
        index.remove(facts.path)
    assert answers(index) == answers(Index(HOME))
    assert not len(index)


@pytest.mark.parametrize(
    ("defined_in", "seen_from", "is_seen"),
    [
        ("/w/one", "/w/one", True),
        ("/w/one", "/w/two", False),
        ("/w", "/w/one", True),
        ("/w/one/deep", "/w/one", True),
        ("/w", "/work", False),
        (HOME, "/w/one", True),
        ("/w/one", HOME, False),
    ],
)
def test_who_sees_what(defined_in: str, seen_from: str, is_seen: bool) -> None:
    index = index_of(definition("x", defined_in))
    assert bool(index.definitions("agent", "x", at(seen_from))) == is_seen
    assert bool(index.visible("agent", at(seen_from))) == is_seen


def test_a_plugin_is_seen_everywhere_by_its_full_name() -> None:
    index = index_of(definition("x", "/plugins/q", plugin="q"))
    assert [one.qualified for one in index.definitions("agent", "q:x", at("/w/one"))] == ["q:x"]
    assert [one.qualified for one in index.visible("agent", at("/w/one"))] == ["q:x"]


def test_the_nearest_definition_counts() -> None:
    own, above, below, home, plugin = (
        definition("x", "/w/one"),
        definition("x", "/w"),
        definition("x", "/w/one/deep"),
        definition("x", HOME),
        definition("x", "/plugins/q", plugin="q"),
    )
    index = index_of(plugin, home, below, above, own)
    assert index.definitions("agent", "x", at("/w/one")) == [own, above, below, home, plugin]
    assert index.definitions("agent", "x", at("/w/two")) == [above, home, plugin]
    assert index.definitions("agent", "x", at("/elsewhere")) == [home, plugin]


def test_uses_belong_to_the_definition_that_counts() -> None:
    one, two = definition("x", "/w/one"), definition("x", "/w/two")
    index = index_of(one, two, reference("x", "/w/one"), reference("x", "/w/two"))
    assert [used.root for used in index.references(one)] == ["/w/one"]
    assert [used.root for used in index.references(two)] == ["/w/two"]


def test_namesakes_are_called_by_the_same_name() -> None:
    one, same, other = definition("x", "/w", "a"), definition("x", "/w", "b"), definition("x", "/q", plugin="q")
    index = index_of(one, same, other)
    assert index.namesakes(one) == [same]
    assert index.namesakes(other) == []


def test_update_tells_which_names_have_changed() -> None:
    index = index_of(definition("x", "/w"))
    version = index.version
    assert index.update(FileFacts("/w/a.md", (definition("x", "/w"),), (reference("y", "/w", "a"),))) == set()
    assert index.version == version
    assert index.update(FileFacts("/w/a.md", (definition("y", "/w"),), ())) == {("agent", "x"), ("agent", "y")}
    changed = Definition(
        "agent", "y", "/w/a.md", "/w", Span(0, 1), "claude-code/agent", "y", Details(description="new")
    )
    assert index.update(FileFacts("/w/a.md", (changed,), ())) == {("agent", "y")}
    assert index.definitions("agent", "y", at("/w"))[0].details == Details(description="new")
    assert index.remove("/w/a.md") == {("agent", "y")}
    assert index.remove("/w/a.md") == set()


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


def test_hosts_do_not_see_the_names_of_others() -> None:
    index = Index(HOME)
    mine = definition("x", "/w")
    other = mine._replace(path="/w/.gemini/agents/a.md", dialect="gemini/agent")
    for one in (mine, other):
        index.update(FileFacts(one.path, (one,), ()))
    assert index.definitions("agent", "x", at("/w")) == [mine]
    assert index.definitions("agent", "x", at("/w", "gemini")) == [other]
    assert index.definitions("agent", "x", at("/w", "codex")) == []
    assert index.namesakes(mine) == index.namesakes(other) == []


def test_several_hosts_see_a_name_that_they_all_read() -> None:
    index = Index(HOME)
    shared = definition("x", "/w", kind="skill")._replace(also_seen_by=("codex", "copilot"))
    own = definition("x", "/w", "b", kind="skill")._replace(dialect="copilot/skill")
    for one in (shared, own):
        index.update(FileFacts(one.path, (one,), ()))
    assert [one.path for one in index.definitions("skill", "x", at("/w"))] == [shared.path]
    assert [one.path for one in index.visible("skill", at("/w", "codex"))] == [shared.path]
    assert index.namesakes(own) == [shared]
    assert index.namesakes(shared) == []


@pytest.mark.parametrize("count", [1, 2, 8, 9, 30])
def test_a_name_goes_with_its_last_use_however_many_there_are(count: int) -> None:
    index = Index()
    files = [
        FileFacts(f"/w/{number}.md", (definition("x", "/w", str(number)),), (reference("x", "/w", str(number)),))
        for number in range(count)
    ]
    for one in files:
        index.update(one)
    for number, one in enumerate(files):
        assert len(index.definitions("agent", "x", at("/w"))) == len(list(index.uses("agent", ["x"]))) == count - number
        index.remove(one.path)
    assert not index.definitions("agent", "x", at("/w"))
    assert not list(index.all_references("agent"))


@pytest.mark.parametrize("used", [(), (reference("b", "/w"),)])
@pytest.mark.parametrize("names", [(), ("a",), ("a", "b")])
@pytest.mark.parametrize("path", ["/w/a.md", "/w/manifest.json"])
def test_what_a_file_tells_comes_back_as_it_was(path: str, names: tuple[str, ...], used: tuple[Reference, ...]) -> None:
    # The definitions of a manifest may stand in a file beside it.
    told = FileFacts(path, tuple(definition(name, "/w") for name in names), used)
    index = Index(HOME)
    index.update(told)
    assert index.facts(path) == told
    assert index.facts("/w/b.md") is None
    index.remove(path)
    assert index.facts(path) is None
    assert not len(index)
    assert index.definitions("agent", "a", at("/w")) == []


def test_what_many_files_have_in_common_is_kept_once() -> None:
    one, other = (
        facts_of(Document(f"/p/.claude/agents/{name}.md", f"---\nname: {name}\n---\n", dialect("claude-code/agent")))
        for name in ("one", "two")
    )
    (first,), (second,) = one.definitions, other.definitions
    assert first.span == second.span
    assert (first.span is second.span, first.root is second.root) == (True, True)
    assert (first.also_seen_by is second.also_seen_by, first.details is second.details) == (True, False)
