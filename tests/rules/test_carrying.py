"""What is kept of an earlier judgement is what a new one would say, whatever was typed in between."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from examples import examples

from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.knowledge.settings import Settings
from agentls.meaning.carrying import EVERYTHING, Carrier, Section, changed
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.shape import shape_of
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.snapshot import Snapshot
from agentls.rules import Rule, all_rules, asking, rules_for
from agentls.rules.lint import judge, lint
from agentls.text.change import change_between
from agentls.text.positions import Edit, Span

_TYPED = [
    "a",
    "e",
    " ",
    ":",
    "-",
    ",",
    "#",
    '"',
    "'",
    "\n",
    "[",
    "]",
    "(",
    ")",
    "*",
    "$1",
    "`",
    "  - x\n",
    "é",
    "[a](b.md)",
]
_STEPS = 8
_MOST_FILES = 150
_AGENTS = dialect("claude-code/agent")
AGENT = """\
---
name: reviewer
description: Reviews a diff. # for now
tools: Read, Grep
model: sonnet
---

# Task

Read the diff.
"""


def _edited(text: str, choose: Random) -> str:
    """Return the text after a keystroke, more often than not where the keys are."""
    end = len(text) if choose.random() < 0.3 else min(len(text), max(text.find("\n---", 3), 1) + 4)
    at = choose.randint(0, end)
    kind = choose.random()
    if kind < 0.6:
        return text[:at] + choose.choice(_TYPED) + text[at:]
    if kind < 0.9:
        return text[:at] + text[at + choose.randint(1, 3) :]
    line = text.find("\n", at) + 1
    return text[:at] + text[line:]


def _type(document: Document, snapshot: Snapshot, choose: Random) -> int:
    """Edit a document in many ways, compare what is kept with what is found anew; return how often something was."""
    first, kept = judge(document, snapshot), 0
    before = first
    for _ in range(_STEPS):
        text = _edited(before.document.text, choose)
        following = document.with_text(text)
        if choose.random() < 0.7:
            # As an editor does it: what has been read before is read again in part.
            following = before.document.edited(change_between(before.document.text, text), None)
        now, anew = judge(following, snapshot, before=before), judge(document.with_text(text), snapshot)
        assert now.answers == anew.answers, (before.document.text, following.text)
        assert now.findings == anew.findings
        kept += changed(before.document, following) != EVERYTHING
        # Of a file that is broken nothing is kept: the next step starts from the whole one.
        before = now if following.is_loaded_as_map else first
    return kept


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_of_every_example(rule: Rule) -> None:
    choose = Random(rule.id)
    for example in examples(rule.id, rule.documentation):
        rules = {} if rule.is_on else {rule.id: rule.severity.label}
        _type(example.document(), example.snapshot(Settings(rules=rules)), choose)


def test_of_real_files(shared: Path) -> None:
    choose = Random(1)
    found = [path for path in sorted(shared.glob("corpus/*/**/*.md")) if detect(path.as_posix()) is not None]
    kept = 0
    for path in choose.sample(found, min(_MOST_FILES, len(found))):
        kind = detect(path.as_posix())
        assert kind is not None
        document = Document(path.as_posix(), path.read_text(encoding="utf-8", errors="replace"), kind)
        kept += _type(document, Snapshot(), choose)
    assert kept > _MOST_FILES * _STEPS // 4, "hardly anything was kept, so that hardly anything was tried"


@pytest.mark.parametrize(
    ("old", "new", "sections"),
    [
        ("Grep", "Grep, Glob", Section.TOOLS),
        ("a diff", "the diff", Section.VALUES),
        ("# for now", "# for ever", Section.VALUES),
        ("Read the", "Take the", Section.BODY),
        ("model:", "modle:", EVERYTHING),
        ("sonnet\n", "sonnet\ncolor: red\n", EVERYTHING),
        ("Grep\n", "Grep,\n  Glob\n", EVERYTHING),
        ("sonnet", "[sonnet", EVERYTHING),
        ("sonnet", "", Section.VALUES),
        ("name: reviewer", "name: [a]", EVERYTHING),
        ("---\n\n#", "--- \n\n#", EVERYTHING),
    ],
)
def test_what_an_edit_touches(old: str, new: str, sections: Section) -> None:
    document = Document("/p/.claude/agents/reviewer.md", AGENT, _AGENTS)
    assert old in AGENT
    assert changed(document, document.with_text(AGENT.replace(old, new, 1))) == sections
    assert changed(document, document.with_text(AGENT)) == Section(0)


@pytest.mark.parametrize("missed", [set(), {"unknown-tool"}, {"unknown-tool", "broken-link"}])
def test_only_rules_are_asked_whose_answer_is_not_known(missed: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    document, snapshot = Document("/p/.claude/agents/reviewer.md", AGENT, _AGENTS), Snapshot()
    before = judge(document, snapshot)
    before.missed |= missed
    asked: list[str] = []

    def ask_all(every: Iterable[tuple[Rule, str | None]], *_: object) -> None:
        asked.extend(rule.id for rule, _ in every)

    monkeypatch.setattr(asking, "_ask_all", ask_all)
    judge(document.with_text(AGENT.replace("Read the", "Take the")), snapshot, before=before)
    shape = shape_of(document)
    of_bodies = {
        rule.id
        for rule in rules_for("markdown")
        if rule.is_on and rule.reads & Section.BODY and (rule.concerns is None or rule.concerns(shape))
    }
    assert sorted(asked) == sorted(of_bodies | missed)


def test_what_was_found_with_other_settings_is_found_anew() -> None:
    document = Document("/p/.claude/agents/reviewer.md", AGENT.replace("Grep", "Grpe"), _AGENTS)
    before = judge(document, Snapshot())
    after = judge(document, Snapshot(Settings({"unknown-tool": "off"})), before=before)
    assert "unknown-tool" in before.answers
    assert "unknown-tool" not in after.answers


def test_time_that_is_over_is_said() -> None:
    text = AGENT.replace("Grep", "Grpe")
    document = Document("/p/.claude/agents/reviewer.md", text, _AGENTS)
    first, *rest = lint(document, Snapshot(), seconds=-1)
    assert "takes too long" in first.message
    assert (first.span, first.severity) == (Span(0, 3), Severity.INFORMATION)
    assert (first.rule, rest) == ("", [])
    assert not any("takes too long" in one.message for one in lint(document, Snapshot()))


def test_nothing_is_kept_when_the_project_has_changed() -> None:
    document, snapshot = Document("/p/.claude/agents/reviewer.md", AGENT, _AGENTS), Snapshot()
    before = judge(document, snapshot)
    assert before.holds_for(snapshot)
    assert not before.holds_for(Snapshot())
    snapshot.index.update(facts_of(Document("/p/.claude/agents/a.md", AGENT, _AGENTS)))
    assert not before.holds_for(snapshot)


# In the text below, `the` becomes `ZZZZZ`: what stands before it, around it, behind it, in it and beside it.
_OLD = AGENT
_NEW = AGENT.replace("the diff", "ZZZZZ diff")
_FIRST, _LAST = _OLD.index("the diff"), _OLD.index("the diff") + 3
BEFORE = (Span(20, 30), Span(20, 30))
AROUND = (Span(20, len(_OLD)), Span(20, len(_NEW)))
BEHIND = (Span(_LAST + 1, _LAST + 5), Span(_LAST + 3, _LAST + 7))
LOST = (
    Span(_FIRST, _LAST),
    Span(_FIRST - 1, _LAST),
    Span(_FIRST, _LAST + 1),
    Span(_FIRST - 2, _FIRST),
    Span(_LAST, _LAST + 1),
)


def carried(finding: Finding) -> Finding | None:
    old = Document("/p/.claude/agents/reviewer.md", _OLD, _AGENTS)
    found = Carrier(old, old.with_text(_NEW)).carried((finding,))
    return found[0] if found is not None else None


@pytest.mark.parametrize(("old", "new"), [BEFORE, AROUND, BEHIND])
def test_every_place_of_a_finding_goes_along(old: Span, new: Span) -> None:
    def made(place: Span, near: Span) -> list[Finding]:
        fixes = (Fix("a", (Edit(near, "x"), Edit(place, "y")), preferred=True, safe=True), Fix("b", (), moves_to="/q"))
        related = (Related(place, "here"), Related(Span(_FIRST, _LAST), "there", "/other.md"))
        return [
            Finding(place, "m", unfinished=True),
            Finding(near, "m", typing_span=place),
            Finding(near, "m", typing_span=near, fixes=fixes),
            Finding(near, "m", related=related),
            Finding(place, "m", typing_span=place, fixes=fixes, related=related, rule="r", host="h"),
        ]

    for before, after in zip(made(old, BEFORE[0]), made(new, BEFORE[1]), strict=True):
        assert carried(before) == after


@pytest.mark.parametrize("lost", LOST)
def test_a_finding_is_lost_with_any_of_its_places(lost: Span) -> None:
    for near in (BEFORE[0], BEHIND[0]):
        assert carried(Finding(lost, "m")) is None
        assert carried(Finding(near, "m", typing_span=lost)) is None
        assert carried(Finding(near, "m", fixes=(Fix("a", (Edit(near, "x"), Edit(lost, "y"))),))) is None
        assert carried(Finding(near, "m", related=(Related(near, "here"), Related(lost, "there")))) is None


def test_one_that_is_lost_takes_the_others_with_it() -> None:
    old = Document("/p/.claude/agents/reviewer.md", _OLD, _AGENTS)
    carrier = Carrier(old, old.with_text(_NEW))
    assert carrier.carried(()) == ()
    assert carrier.carried((Finding(BEFORE[0], "m"), Finding(LOST[0], "m"))) is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/p/.mcp.json", '{"mcpServers": {"a": {"command": "x"}}}\n'),
        ("/p/.claude/agents/a.md", "---\nname: [a\ntools: Read\n---\nText.\n"),
        ("/p/.claude/agents/a.md", "---\n- name\n---\nText.\n"),
        ("/p/.claude/agents/a.md", "---\n---\nText.\n"),
        ("/p/.claude/agents/a.md", "Text.\n"),
        ("/p/.claude/agents/a.md", "---\nname: a\ndescription: b: c\n---\nText.\n"),
        ("/p/.opencode/agent/a.md", "---\nname: a\ndescription: b: c\n---\nText.\n"),
    ],
)
def test_of_what_is_no_map_without_a_fault_nothing_stands_for_itself(path: str, text: str) -> None:
    kind = detect(path)
    assert kind is not None
    document = Document(path, text, kind)
    assert changed(document, document.with_text(f"{text} ")) == EVERYTHING


@pytest.mark.parametrize(
    ("path", "old", "new", "sections"),
    [
        ("/p/.claude/agents/a.md", "tools: [Read]", "tools: [Grep]", Section.TOOLS),
        ("/p/.claude/agents/a.md", "tools:\n  - Read", "tools:\n  - Grep", Section.TOOLS),
        ("/p/.claude/agents/a.md", "tools: [Read, {a: b}]", "tools: [Read, {a: c}]", Section.VALUES),
        ("/p/.claude/agents/a.md", "skills: [a]", "skills: [b]", Section.VALUES),
        ("/p/.claude/agents/a.md", "x: Read", "x: Grep", Section.VALUES),
        ("/p/.opencode/agent/a.md", "tools: {bash: true}", "tools: {bash: false}", Section.VALUES),
        ("/p/.claude/agents/a.md", "x: a", "x: a\n\n", EVERYTHING),
    ],
)
def test_a_list_of_tools_is_one_without_keys_in_it(path: str, old: str, new: str, sections: Section) -> None:
    kind = detect(path)
    assert kind is not None
    document = Document(path, f"---\nname: a\ndescription: b\n{old}\n---\nText.\n", kind)
    assert changed(document, document.with_text(document.text.replace(old, new))) == sections
