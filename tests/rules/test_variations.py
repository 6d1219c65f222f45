"""What the rules say of odd files does not change without somebody having read it."""

from __future__ import annotations

import pytest
from examples import Example, examples
from variations import VARIED, record, recorded

from agentls.rules import Rule, all_rules

ALL = [(rule, example) for rule in all_rules() for example in examples(rule.id, rule.documentation)]


@pytest.mark.parametrize(("rule", "example"), ALL, ids=[str(example) for _, example in ALL])
def test_variations_get_the_answers_that_are_recorded(rule: Rule, example: Example) -> None:
    assert record(rule, example) == recorded(rule.id)[str(example)]


def test_nothing_else_is_recorded() -> None:
    assert {path.stem for path in VARIED.iterdir()} == {rule.id for rule in all_rules()}
    for rule in all_rules():
        assert list(recorded(rule.id)) == [str(one) for one in examples(rule.id, rule.documentation)]
