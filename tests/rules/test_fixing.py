"""Which fixes are made at once, and which rules are asked at all, by the settings."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.knowledge.effects import Severity
from agentls.knowledge.settings import Settings, from_plain
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.fixing import compatible, fix_all, obvious_fix, safe_fix
from agentls.rules.lint import lint, refusal
from agentls.text.positions import Edit, Span

PATH = "/p/.claude/agents/reviewer.md"
TEXT = "---\nname: reviewer\ndescription: Reviews.\ntools: Raed, Read, Read\nmodle: opus\n---\nRead.\n"


def document(text: str = TEXT, path: str = PATH) -> Document:
    known = detect(path)
    assert known is not None
    return Document(path, text, known)


def finding(*fixes: Fix, rule: str = "a") -> Finding:
    return Finding(Span(0, 1), "It is wrong.", Severity.WARNING, fixes=fixes, rule=rule)


def fix(start: int, end: int, *, preferred: bool = False, safe: bool = False) -> Fix:
    return Fix("Mend it", (Edit(Span(start, end), "x"),), preferred=preferred, safe=safe)


def test_the_obvious_fix_is_the_safe_one_or_the_preferred_one() -> None:
    plain, preferred, safe = fix(0, 1), fix(0, 2, preferred=True), fix(0, 3, safe=True)
    assert safe_fix(finding(plain, preferred)) is None
    assert safe_fix(finding(plain, preferred, safe)) is safe
    assert obvious_fix(finding(plain)) is None
    assert obvious_fix(finding(plain, preferred)) is preferred
    assert obvious_fix(finding(plain, preferred, safe)) is safe


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((0, 1), (1, 2), True),
        ((0, 1), (0, 1), False),
        ((0, 1), (0, 0), False),
        ((0, 1), (2, 3), True),
        ((0, 1), (1, 1), True),
        ((0, 1), (0, 5), False),
        ((4, 6), (2, 4), True),
        ((4, 6), (2, 5), False),
        ((4, 6), (5, 8), False),
        ((4, 6), (5, 5), False),
        ((4, 4), (2, 6), False),
    ],
)
def test_of_fixes_that_touch_the_same_place_the_first_is_made(
    first: tuple[int, int], second: tuple[int, int], fits: bool
) -> None:
    one, other = fix(*first, safe=True), fix(*second, safe=True)
    assert list(compatible([finding(one), finding(other)], safe_fix)) == ([one, other] if fits else [one])
    assert list(compatible([finding(one, rule="b"), finding(other)], safe_fix, "a")) == [other]


def test_what_is_chosen_is_mended_and_the_rest_is_left() -> None:
    whole = fix_all(document(), Snapshot(), obvious_fix)
    assert whole.text == "---\nname: reviewer\ndescription: Reviews.\ntools: Read\nmodel: opus\n---\nRead.\n"
    assert (whole.count, whole.left) == (3, ())
    one = fix_all(document(), Snapshot(), obvious_fix, "unknown-key")
    assert one.text == TEXT.replace("modle", "model")
    assert (one.count, {each.rule for each in one.left}) == (1, {"unknown-tool", "duplicate-tool"})
    safe = fix_all(document(), Snapshot())
    assert safe.count == 1
    assert "Raed, Read\n" in safe.text
    nothing = fix_all(document(TEXT.replace("Raed, Read, Read", "Read").replace("modle", "model")), Snapshot())
    assert (nothing.count, nothing.edits) == (0, ())


def rules(settings: Settings, path: str = PATH, text: str = TEXT) -> dict[str, str]:
    found = lint(document(text, path), Snapshot(settings))
    return {one.rule: one.severity.label for one in found if one.severity is not None}


def test_settings_decide_which_rules_are_asked() -> None:
    usual = {"unknown-tool": "warning", "duplicate-tool": "hint", "unknown-key": "warning"}
    assert rules(Settings()) == usual
    assert rules(Settings(rules={"unknown-tool": "off"})) == {k: v for k, v in usual.items() if k != "unknown-tool"}
    assert rules(Settings(rules={"unknown-tool": "error"})) == {**usual, "unknown-tool": "error"}
    overrides = {"overrides": [{"files": ["**/reviewer.md"], "rules": {"unknown-tool": "hint"}}]}
    settings, problems = from_plain(overrides, "/p")
    assert not problems
    assert rules(settings) == {**usual, "unknown-tool": "hint"}
    assert rules(settings, PATH.replace("reviewer.md", "other.md")) == {**usual, "name-mismatch": "hint"}
    assert rules(settings._replace(rules={"unknown-key": "off"})) == {"unknown-tool": "hint", "duplicate-tool": "hint"}


def test_a_comment_for_a_rule_that_is_off_is_not_idle() -> None:
    text = TEXT.replace("modle", "# agentls: ignore[unknown-model]\nmodel")
    assert "unused-suppression" in rules(Settings(), text=text)
    assert "unused-suppression" not in rules(Settings(rules={"unknown-model": "off"}), text=text)
    assert "unused-suppression" not in rules(Settings(rules={"unused-suppression": "off"}), text=text)
    assert rules(Settings(rules={"unused-suppression": "error"}), text=text)["unused-suppression"] == "error"


def test_a_refusal_is_an_error() -> None:
    assert refusal(document(), Snapshot()) is None
    refused = refusal(document("---\nname: [\n---\n"), Snapshot())
    assert refused is not None
    assert refused.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("place", "typing", "cursors"),
    [
        (Span(2, 4), None, {3, 4}),
        (Span(3, 3), None, {3}),
        (Span(0, 1), Span(3, 5), {1, 4, 5}),
    ],
)
def test_a_finding_waits_while_the_cursor_stands_behind_a_part_of_it(
    place: Span, typing: Span | None, cursors: set[int]
) -> None:
    half = Finding(place, "It is wrong.", unfinished=True, typing_span=typing)
    assert {at for at in range(8) if half.is_being_typed(at)} == cursors
    assert not half.is_being_typed(None)
    assert not any(half._replace(unfinished=False).is_being_typed(at) for at in range(8))
