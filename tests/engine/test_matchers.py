"""What matchers of hooks, permission rules and commands mean, at the edges of each condition."""

from __future__ import annotations

import pytest

from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import dialect
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Finding
from agentls.meaning.matchers import found_in, is_list, may_match_others, without_part
from agentls.meaning.permission_rules import covers
from agentls.meaning.pinning import is_later, is_of_later
from agentls.meaning.reading_commands import only_reads
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

NAMES = ("Bash", "Edit", "Write")
TOOLS = catalog("claude-code-tools").server_tools


@pytest.mark.parametrize(
    ("matcher", "is_one"),
    [("Bash", True), ("Bash|Edit", True), ("a_b-c, d", True), ("Bash.*", False), ("", False), ("Bésh", False)],
)
def test_a_list_of_names(matcher: str, is_one: bool) -> None:
    assert is_list(matcher) == is_one


@pytest.mark.parametrize(
    ("matcher", "is_found"),
    [
        ("Ba.h", True),
        ("^Edit$", True),
        ("bash", False),
        ("x|Wri", True),
        ("B" + "." * 299, False),
        ("B" + "." * 300, None),
        (r"(B)\1", None),
        ("[]x]", None),
        ("(?<=B)ash", None),
        ("(?i:bash)", None),
        ("Ba**", False),
        ("Ba{2}+", False),
        ("(?P<a>Bash)", False),
        ("(?#x)Bash", False),
        ("(?<a>Bash)", True),
        ("(Bash", False),
        ("(B)*ash", None),
        ("(B){2}ash", None),
        (r"\)*Bash", True),
        ("B.*a.*s.*h", True),
        ("B.*a.*s.*h.*", None),
        ("B.*a.*|s.*h.*", True),
        (r"\w+", True),
        ("é", False),
    ],
)
def test_an_expression(matcher: str, is_found: bool | None) -> None:
    assert found_in(matcher, NAMES) is is_found


@pytest.mark.parametrize(
    ("matcher", "may"),
    [
        ("mcp__.*", True),
        ("^mcp__a", True),
        ("^mcp", True),
        ("^Bash", False),
        ("a:x", False),
        ("a:*x", True),
        ("a:?", True),
        ("^.*", True),
        ("^[a-z]", True),
        ("^(mcp|x)", True),
        ("(^Bash)", False),
        ("a b", False),
        ("a b*", False),
        ("a *b", True),
        ("a ?b", True),
        (r"a\.b", False),
        (r"a\-b", True),
        (r"\w\d\S\b\B\D", True),
        (r"\s", False),
        ("a_b-c9", True),
        ("[ ]", True),
        ("Bash |x", True),
        ("Bash |y ", False),
        ("(x", False),
        ("x**", False),
        ("(B)*ash", True),
    ],
)
def test_tools_of_servers_may_be_meant(matcher: str, may: bool) -> None:
    assert may_match_others(matcher, "mcp__") is may


@pytest.mark.parametrize(
    ("matcher", "names"),
    [
        ("Bash(ls)", "Bash"),
        ("Bash:ls", "Bash"),
        ("Edit|Bash(ls)", "Edit|Bash"),
        (" Bash(a) |Bash(b)", "Bash"),
        ("Bash|Edit", None),
        ("Bsh(ls)", None),
        ("Edit(x)|Zork", None),
    ],
)
def test_a_matcher_without_what_it_cannot_have(matcher: str, names: str | None) -> None:
    assert without_part(matcher, NAMES) == names


@pytest.mark.parametrize(
    ("wide", "narrow", "is_covered"),
    [
        ("Bash", "Bash", True),
        ("Bash(ls)", "Bash(ls)", True),
        ("Bash", "Bash(ls)", True),
        ("Bash(ls)", "Bash", False),
        ("Bash", "Read", False),
        ("B*", "B*(x)", False),
        ("Bash(ls:*)", "Bash(ls)", True),
        ("Bash(ls *)", "Bash(ls -l)", True),
        ("Bash(ls:*)", "Bash(ls -l:*)", True),
        ("Bash(ls:*)", "Bash(lsof)", False),
        ("Bash(ls:*)", "Bash(ls; rm x)", False),
        ("Bash(ls:*)", "Bash(ls && rm x)", False),
        ("Bash(ls:*)", "Bash(ls *.md x)", False),
        ("Bash(ls -l:*)", "Bash(ls:*)", False),
        ("Bash(:*)", "Bash(ls)", False),
        ("Bash(*a:*)", "Bash(a)", False),
        ("Bash(ls)", "Bash(ls -l)", False),
        ("Bash(ls:*", "Bash(ls -l)", False),
        ("Bash(ls:**", "Bash(ls -l)", False),
        ("Bash(ls:*)", "Bash(ls -l", False),
        ("Bash(ls:*)", "Bash", False),
        ("Read(a:*)", "Read(a b)", False),
        ("mcp__a", "mcp__a__b", True),
        ("mcp__a__*", "mcp__a__b", True),
        ("mcp__a__*", "mcp__a", True),
        ("mcp__a", "mcp__ab", False),
        ("mcp__a", "mcp__ab__c", False),
        ("mcp__*", "mcp__a", True),
        ("mcp__*a", "mcp__*a__b", False),
        ("mcp__a__b*", "mcp__a__bc", False),
        ("mcp__a__b", "mcp__a", False),
    ],
)
def test_one_rule_covers_another(wide: str, narrow: str, is_covered: bool) -> None:
    assert covers(wide, narrow, TOOLS) is is_covered


@pytest.mark.parametrize(
    ("since", "pinned", "later"),
    [
        ("2.1.5", "2.1.4", True),
        ("2.1.5", "2.1.5", False),
        ("2.1.5", "2.1.10", False),
        ("2.1.0", "2.1", False),
        ("2.1", "2.0.9", True),
        ("3.0.0", "3", False),
        ("2.1.0.1", "2.1", True),
        ("0.1", "0.0", True),
        ("0", "0.0", False),
        (None, "2", False),
        ("2", None, False),
    ],
)
def test_later_versions(since: str | None, pinned: str | None, later: bool) -> None:
    assert is_later(since, pinned) is later


@pytest.mark.parametrize(
    ("versions", "since", "later"),
    [
        ({}, "9", False),
        ({"claude-code": "2"}, "9", True),
        ({"claude-code": "2"}, None, False),
        ({"gemini": "2"}, "9", False),
    ],
)
def test_what_came_later_than_the_version_that_people_have(
    versions: dict[str, str], since: str | None, later: bool
) -> None:
    document = Document("a.md", "---\nname: a\n---\nText.\n", dialect("claude-code/agent"))
    finding = Finding(Span(0, 3), "m", since=since)
    assert is_of_later(finding, document, Snapshot(Settings(versions=versions))) is later


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("ls", True),
        ("ls -l", True),
        ("git status", True),
        ("git log --oneline", True),
        ("git push", False),
        ("ls && cat x | head -3; pwd", True),
        ("ls || rm x", False),
        ("cat x > y", False),
        ("cat x 2> /dev/null", True),
        ("ls 2>&1", True),
        ("ls &", False),
        ("ls && pwd", True),
        ("cat $(which x)", False),
        ("cat `which x`", False),
        ("cat $HOME/x", False),
        ("cat ${HOME}/x", False),
        ("find . -name x", True),
        ("find . -delete", False),
        ("find . -exec rm {} +", False),
        ("ls\nrm x", False),
        ("", False),
    ],
)
def test_a_command_line_that_only_reads(line: str, reads: bool) -> None:
    assert only_reads(line, catalog("claude-code-reading-commands")) is reads
