"""What several programs say of one place becomes one finding, with the fixes first that suit all of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.merging import for_all, merged
from agentls.project.document import Document
from agentls.text.positions import Edit, Span

HERE, THERE = Span(0, 3), Span(5, 8)
ERROR, WARNING, INFORMATION, HINT = Severity
ADD, CUT = (Edit(Span(8, 8), "!"),), (Edit(HERE, ""),)
TEXT = Document("a.md", "bad, bad", dialect("claude-code/agent"))


def said(span: Span, severity: Severity, *fixes: Fix) -> Finding:
    return Finding(span, f"{severity.label}.", severity, fixes, host="claude-code")


def told(found: list[Finding]) -> list[tuple[Span, str, Severity | None]]:
    return [(one.span, one.message, one.severity) for one in found]


def test_what_others_say_of_the_same_place_is_said_once() -> None:
    own, other = said(HERE, WARNING, Fix("a", ADD)), said(HERE, ERROR, Fix("a again", ADD), Fix("b", CUT))
    (found,) = merged([own], [(other, "Gemini"), (said(HERE, HINT), "Codex"), (said(HERE, ERROR), "Gemini")])
    assert (found.message, found.severity) == ("warning. Gemini and Codex, too.", ERROR)
    assert [fix.title for fix in found.fixes] == ["a", "b"]
    assert [one.severity for one in found.others] == [WARNING, ERROR, HINT, ERROR]


def test_fixes_that_move_the_file_to_different_places_stay_apart() -> None:
    one, other = Fix("Move it to a", (), moves_to="/a"), Fix("Move it to b", (), moves_to="/b")
    (found,) = merged([said(HERE, WARNING, one)], [(said(HERE, WARNING, other, one), "Gemini")])
    assert found.fixes == (one, other)


def test_one_more_program_is_named_alone() -> None:
    (found,) = merged([said(HERE, ERROR)], [(said(HERE, WARNING), "Gemini")])
    assert (found.message, found.severity) == ("error. Gemini, too.", ERROR)


def test_three_more_programs_are_named_in_a_row() -> None:
    others = [(said(HERE, WARNING), host) for host in ("Gemini", "Codex", "Kilo")]
    (found,) = merged([said(HERE, ERROR)], others)
    assert found.message == "error. Gemini, Codex and Kilo, too."


@pytest.mark.parametrize("mild", [INFORMATION, HINT])
def test_what_its_own_program_copes_with_is_told_by_what_another_does(mild: Severity) -> None:
    own, kept = said(HERE, mild), said(THERE, mild)
    found = list(merged([own, kept], [(said(HERE, WARNING), "Codex"), (said(HERE, ERROR), "Gemini")]))
    assert told(found) == [(THERE, f"{mild.label}.", mild), (HERE, "error. Codex, too.", ERROR)]
    assert [one.severity for one in found[1].others] == [ERROR, mild, WARNING]


def test_what_only_others_say_comes_last_and_the_worst_of_it_leads() -> None:
    others = [(said(THERE, WARNING), "Codex"), (said(THERE, ERROR), "Gemini"), (said(HERE, HINT), "Kilo")]
    found = list(merged([said(HERE, ERROR)], others))
    assert told(found) == [(HERE, "error. Kilo, too.", ERROR), (THERE, "error. Codex, too.", ERROR)]
    assert list(merged([said(HERE, ERROR)], [])) == [said(HERE, ERROR)]
    assert list(merged([], [(said(HERE, ERROR), "Kilo")])) == [said(HERE, ERROR)]


def counting(word: str, severity: Severity) -> Callable[[Document], list[Finding]]:
    """Return a program that has a finding for each time that the word stands in the text."""
    return lambda document: [said(HERE, severity)] * document.text.count(word)


def fixed(finding: Finding, **judges: Callable[[Document], list[Finding]]) -> list[tuple[str, bool, bool]]:
    (found,) = for_all(TEXT, [finding], judges)
    return [(fix.title, fix.preferred, fix.safe) for fix in found.fixes]


PAIR = (Fix("add", ADD, preferred=True, safe=True), Fix("cut", CUT, safe=True))


@pytest.mark.parametrize("severity", [ERROR, WARNING])
def test_a_fix_that_suits_all_goes_first(severity: Severity) -> None:
    both = [("cut", True, True), ("add (worse for a)", False, False)]
    assert fixed(said(HERE, severity, *PAIR), a=counting("!", ERROR), b=counting("bad", WARNING)) == both
    assert fixed(said(HERE, severity, *PAIR), a=counting("!", WARNING)) == both
    two = fixed(said(HERE, severity, *PAIR), a=counting("!", ERROR), b=counting("!", WARNING))
    assert two == [("cut", True, True), ("add (worse for a and b)", False, False)]


def test_where_all_suit_the_first_stays_preferred() -> None:
    assert fixed(said(HERE, ERROR, *PAIR), a=counting("bad", ERROR)) == [("add", True, True), ("cut", False, True)]
    hinted = fixed(said(HERE, ERROR, *PAIR), a=counting("!", HINT))
    assert hinted == [("add", True, True), ("cut", False, True)]


def test_an_error_less_is_worth_a_warning_more() -> None:
    def judge(document: Document) -> list[Finding]:
        return [said(HERE, ERROR)] * document.text.count("bad") + [said(HERE, WARNING)] * (8 - len(document.text))

    assert fixed(said(HERE, ERROR, *PAIR), a=judge) == [("add", True, True), ("cut", False, True)]


@pytest.mark.parametrize(
    "finding",
    [
        said(HERE, INFORMATION, *PAIR),
        said(HERE, HINT, *PAIR),
        said(HERE, ERROR),
        said(HERE, ERROR, *PAIR)._replace(host=""),
    ],
)
def test_what_tells_of_no_program_stays_as_it_is(finding: Finding) -> None:
    assert list(for_all(TEXT, [finding], {"a": counting("!", ERROR)})) == [finding]


def test_a_move_suits_everybody_and_of_many_fixes_the_first_are_tried() -> None:
    move = Fix("move", (), moves_to="/p/b.md")
    assert fixed(said(HERE, ERROR, move), a=counting("!", ERROR)) == [("move", True, False)]
    many = fixed(said(HERE, ERROR, *(Fix(str(number), ADD) for number in range(8))), a=counting("!", ERROR))
    assert [title for title, _, _ in many] == [*(f"{number} (worse for a)" for number in range(6)), "6", "7"]
