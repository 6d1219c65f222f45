"""A rule that is not asked for the shape of a file would have found nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from examples import Example, all_examples
from told import samples

import odd
from agentls.knowledge.dialect import all_dialects, dialect
from agentls.knowledge.settings import Settings
from agentls.knowledge.validation import Checker
from agentls.meaning.shape import Shape, shape_of
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import Rule, all_rules, rules_for
from agentls.rules.lint import judge

_AGENTS = dialect("claude-code/agent")
_SHARES = 60
CHOOSY = [rule for rule in all_rules() if rule.concerns is not None]


def files() -> Iterator[Example]:
    """Yield the examples of all rules, the samples of all dialects and the odd files."""
    for rule in all_rules():
        yield from all_examples(rule.id, rule.documentation)
    for every in samples().values():
        yield from every
    for one in odd.read():
        yield one.example


@cache
def shares() -> list[list[Example]]:
    """Return the files in shares of which each is soon gone through."""
    every = list(files())
    return [every[number::_SHARES] for number in range(_SHARES)]


def concerns(rule: Rule, shape: Shape) -> bool:
    return rule.concerns is None or rule.concerns(shape)


@pytest.mark.parametrize("number", range(_SHARES))
def test_a_rule_finds_nothing_where_it_is_not_asked(number: int) -> None:
    for one in shares()[number]:
        document, snapshot = one.document(), one.snapshot(Settings())
        shape = shape_of(document)
        for rule in rules_for(shape.dialect.format):
            assert concerns(rule, shape) or not list(rule.check(document, snapshot)), (rule.id, document.text)


@pytest.mark.parametrize("rule", CHOOSY, ids=lambda rule: rule.id)
def test_a_rule_that_chooses_is_not_asked_of_every_file(rule: Rule) -> None:
    kinds = [one for one in all_dialects() if one.format in rule.formats]
    plain = [Shape(one, frozenset(one.properties), True, True, False) for one in kinds]
    bare = [Shape(one, frozenset(), True, True, False) for one in kinds]
    assert not all(concerns(rule, shape) for shape in (*plain, *bare))


@pytest.mark.parametrize(
    ("text", "whole", "fits", "maps"),
    [
        ("---\nname: a\ndescription: b\n---\nText.\n", True, True, False),
        ("---\nname: a\ndescription: b\nskills: [c, d]\n---\n", True, True, False),
        ("---\nname: a\ndescription: b\nhooks: {}\n---\n", True, True, True),
        ("---\nname: a\ndescription: b\nskills: [{a: b}]\n---\n", True, False, True),
        ("---\nname: a\ndescription: 7\n---\n", True, False, False),
        ("---\nname: a\ndescription: b: c\n---\n", False, True, False),
        ("---\nname: a\ndescription: b\n", False, True, False),
        ("---\nname: a\ndescription: b --- c\n---\n", False, True, False),
    ],
)
def test_what_a_shape_tells(text: str, whole: bool, fits: bool, maps: bool) -> None:
    shape = shape_of(Document("/p/.claude/agents/a.md", text, _AGENTS))
    assert (shape.is_whole, shape.fits, shape.has_maps) == (whole, fits, maps)
    assert {"name", "description"} <= shape.keys


def test_most_rules_have_no_business_in_a_plain_agent() -> None:
    text = "---\nname: a\ndescription: b\n---\nText.\n"
    shape = shape_of(Document("/p/.claude/agents/a.md", text, _AGENTS))
    asked = [rule.id for rule in rules_for("markdown") if concerns(rule, shape)]
    assert len(asked) < len(rules_for("markdown")) / 2, asked


def test_what_breaks_the_look_at_a_file_breaks_no_rule_that_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(Checker, "violations", broken)
    text = "---\nname: a\ndescription: b\ntools: Grpe\n---\nText.\n"
    judged = judge(Document("/p/.claude/agents/a.md", text, _AGENTS), Snapshot())
    assert "unknown-tool" in [one.rule for one in judged.findings]
    assert "invalid-value" in [rule for rule, _ in judged.failures]
