"""What is generated is fresh: pages of rules and settings say what the sources say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def test_pages_are_fresh() -> None:
    found = importlib.util.spec_from_file_location("generate", PROJECT / "docs" / "generate.py")
    assert found is not None
    assert found.loader is not None
    generate = importlib.util.module_from_spec(found)
    found.loader.exec_module(generate)
    assert generate.stale() == [], "run `make docs`"


HEADINGS = ["## What it finds", "## Why it matters", "## Where", "## Examples", "## Fixes"]


@pytest.mark.parametrize("page", sorted((PROJECT / "docs" / "rules").glob("*.md")), ids=lambda page: page.stem)
def test_every_page_of_a_rule_has_the_same_headings(page: Path) -> None:
    assert [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("## ")] == HEADINGS
