"""Every example in every rule's documentation is true, and every rule has enough of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from examples import MORE, Example, all_examples, examples, words_of
from said import SAID, record

from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Finding
from agentls.rules import Rule, all_rules
from agentls.rules.lint import lint
from agentls.text.positions import apply

ALL = [(rule, example) for rule in all_rules() for example in all_examples(rule.id, rule.documentation)]


def _findings(example: Example, text: str | None = None) -> list[Finding]:
    rule = next(one for one in all_rules() if one.id == example.rule)
    rules = {} if rule.is_on else {rule.id: rule.severity.label}
    return lint(example.document(text), example.snapshot(Settings(rules=rules), text))


def _mine(example: Example, text: str | None = None) -> list[Finding]:
    return [finding for finding in _findings(example, text) if finding.rule == example.rule]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_rule_is_documented(rule: Rule) -> None:
    kinds = {example.kind for example in examples(rule.id, rule.documentation)}
    assert {"bad", "good"} <= kinds
    assert rule.summary.endswith(".")
    assert len(rule.summary) < 100


@pytest.mark.parametrize(("rule", "example"), ALL, ids=[str(example) for _, example in ALL])
def test_example_is_true(rule: Rule, example: Example) -> None:
    found = _mine(example)
    assert [finding.span for finding in found] == list(example.spans)
    # What a mark does not say is part of the example, too; `make marks` writes the words, to be read before they are kept.
    assert [words_of(finding, None if example.is_first else rule.severity) for finding in found] == list(example.words)
    assert (example.kind == "bad") == bool(found)
    for finding in found:
        assert len(finding.message) < 120, finding.message
        assert "\n" not in finding.message


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.id}-said")
def test_what_is_said_was_read_by_somebody(rule: Rule) -> None:
    # `make marks` writes the record anew; the difference is there to be read before it is kept.
    bad = [one for one in all_examples(rule.id, rule.documentation) if one.kind == "bad"]
    assert record((one, _mine(one)) for one in bad) == (SAID / f"{rule.id}.txt").read_text(encoding="utf-8")


def test_each_file_of_more_examples_is_of_a_rule() -> None:
    assert {path.stem for path in MORE.iterdir()} <= {rule.id for rule in all_rules()}


def _pairs() -> list[tuple[Example, Example]]:
    found = []
    for rule in all_rules():
        every = all_examples(rule.id, rule.documentation)
        found += [(bad, fixed) for bad, fixed in pairwise(every) if fixed.kind == "fixed"]
    return found


@pytest.mark.parametrize(("bad", "fixed"), _pairs(), ids=str)
def test_preferred_fixes_give_the_fixed_example(bad: Example, fixed: Example) -> None:
    assert bad.kind == "bad", "a fixed example follows its bad one"
    text = bad.text
    for _ in range(20):
        preferred = [fix for finding in _mine(bad, text) for fix in finding.fixes if fix.preferred]
        if not preferred:
            break
        text = apply(text, preferred[0].edits)
    assert text == fixed.text


@pytest.mark.parametrize(("rule", "example"), ALL, ids=[str(example) for _, example in ALL])
def test_every_fix_mends_its_finding_and_brings_no_new_one(rule: Rule, example: Example) -> None:
    before = _findings(example)
    for finding in [one for one in before if one.rule == rule.id]:
        # Where a file is moved to is asked in the tests of places.
        for fix in [one for one in finding.fixes if one.moves_to is None]:
            after = _findings(example, apply(example.text, fix.edits))
            assert _as_bad(after, finding) < _as_bad(before, finding), (fix.title, finding.message)
            known = {one.rule for one in before}
            new = [one for one in after if one.rule not in known and one.severity <= finding.severity]
            assert not new, (fix.title, [(one.rule, one.message) for one in new])


def _as_bad(findings: list[Finding], as_this: Finding) -> int:
    return sum(one.rule == as_this.rule and one.severity <= as_this.severity for one in findings)
