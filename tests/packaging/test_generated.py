"""What is generated is fresh: pages of rules and settings say what the sources say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from examples import examples

from agentls.knowledge.settings import Settings
from agentls.rules import Rule, all_rules
from agentls.rules.lint import lint

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generate() -> Any:
    found = importlib.util.spec_from_file_location("generate", PROJECT / "docs" / "generate.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_pages_are_fresh(generate: Any) -> None:
    assert generate.stale() == [], "run `make docs`"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_page_of_a_rule_says_where_it_finds_something(generate: Any, rule: Rule) -> None:
    told = generate.seen()[rule.id]
    settings = Settings(rules={rule.id: rule.severity.label} if not rule.is_on else {})
    for example in examples(rule.id, rule.documentation):
        document = example.document()
        for one in lint(document, example.snapshot(settings)):
            kinds = told.get(document.dialect.host, {}).get(one.severity, set()) if one.rule == rule.id else None
            assert kinds is None or document.dialect.kind.replace("-", " ") in kinds, str(example)


HEADINGS = ["## What it finds", "## Why it matters", "## Where", "## Examples", "## Fixes"]


@pytest.mark.parametrize("page", sorted((PROJECT / "docs" / "rules").glob("*.md")), ids=lambda page: page.stem)
def test_every_page_of_a_rule_has_the_same_headings(page: Path) -> None:
    assert [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("## ")] == HEADINGS
