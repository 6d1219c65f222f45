"""What a status in a catalog does: each acts wherever the catalog is used, and never twice."""

from __future__ import annotations

import pytest

from agentls.features.tokens import tokens
from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.catalog import Catalog, Value, catalog
from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

TEXT = "---\nname: a\ndescription: b\neffort: high\n---\nText.\n"


def document(kind: str, text: str) -> Document:
    known = dialect(kind)
    assert known is not None
    return Document("/p/.claude/agents/a.md", text, known)


def found(kind: str, text: str) -> list[tuple[str, str]]:
    judged = lint(document(kind, text), Snapshot())
    return [(one.rule, one.severity.label) for one in judged if one.severity is not None]


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        (Status.CURRENT, None),
        (Status.CONDITIONAL, None),
        (Status.ALIAS, "hint"),
        (Status.DEPRECATED, "information"),
        (Status.REMOVED, "warning"),
    ],
)
def test_status_of_a_value(monkeypatch: pytest.MonkeyPatch, status: Status, severity: str | None) -> None:
    get = Catalog.get

    def changed(self: Catalog, name: str, *, ignore_case: bool = False) -> Value | None:
        value = get(self, name, ignore_case=ignore_case)
        if value is None or name != "high":
            return value
        return value._replace(facts=value.facts._replace(status=status, replaced_by=("max",)))

    monkeypatch.setattr(Catalog, "get", changed)
    assert found("claude-code/agent", TEXT) == ([("outdated-value", severity)] if severity else [])


def test_what_a_schema_refuses_is_said_once() -> None:
    text = "---\nname: a\ndescription: b\ntools:\n  - Read\n---\nText.\n"
    value = catalog("gemini-tools").get("Read")
    assert value is not None
    assert value.status is Status.REMOVED
    assert [rule for rule, _ in found("gemini/agent", text)] == ["invalid-form"]


def test_tools_in_plain_lists_have_a_rule_of_their_own() -> None:
    text = "---\ndescription: b\ntools: [codebase]\n---\nText.\n"
    value = catalog("copilot-tools").get("codebase")
    assert value is not None
    assert value.status is Status.DEPRECATED
    assert [rule for rule, _ in found("copilot/agent", text)] == ["listed-tool"]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("claude-code/rule", 'paths: "src/**/*.ts"'),
        ("claude-code/rule", 'paths:\n  - "src/**/*.ts"'),
        ("copilot/instructions", 'applyTo: "src/**/*.ts"'),
    ],
)
def test_globs_are_patterns(kind: str, lines: str) -> None:
    text = f"---\n{lines}\n---\nText.\n"
    shown = [(one.span.of(text), one.kind) for one in tokens(document(kind, text), Snapshot())]
    assert ("src/**/*.ts", "pattern") in shown
