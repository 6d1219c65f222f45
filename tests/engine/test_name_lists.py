"""Names in lists, in every form in which a list can be written, each with its exact place."""

from __future__ import annotations

import pytest

from agentls.syntax.name_lists import items
from agentls.syntax.policies import READERS
from agentls.syntax.yaml import read as yaml_reader
from agentls.text.positions import Span


def split(text: str) -> list[tuple[str, str, str]]:
    root = yaml_reader.read(text, Span(0, len(text)), READERS["claude-code"]).root
    found = items(root.entries[0].value, text)
    return [(item.name, item.name_span.of(text), item.span.of(text)) for item in found]


@pytest.mark.parametrize(
    "written",
    [
        "tools: Read, Grep, Bash(git add:*, git commit:*)",
        "tools: Read Grep Bash(git add:*, git commit:*)",
        "tools: 'Read, Grep,Bash(git add:*, git commit:*)'",
        'tools: "Read ,Grep, Bash(git add:*, git commit:*)"',
        "tools: [Read, Grep, 'Bash(git add:*, git commit:*)']",
        "tools:\n  - Read\n  - Grep # why\n  - 'Bash(git add:*, git commit:*)'",
        "tools:\n- Read, Grep\n- Bash(git add:*, git commit:*)",
        "tools: >-\n  Read,\n  Grep, Bash(git add:*, git commit:*)",
        "tools: Read,\n  Grep, Bash(git add:*, git commit:*)",
    ],
)
def test_every_form_gives_the_same_names(written: str) -> None:
    bash = "Bash(git add:*, git commit:*)"
    assert split(written) == [("Read", "Read", "Read"), ("Grep", "Grep", "Grep"), ("Bash", "Bash", bash)]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("tools: Read; Edit; Bash", ["Read;", "Edit;", "Bash"]),
        ("tools: Read|Edit", ["Read|Edit"]),
        ("tools: |\n  Read\n  Edit\n", ["Read\nEdit"]),
        ("tools: Bash(git, Read", ["Bash"]),
        ("tools: A(((x) B", ["A", "B"]),
        ("tools: [1, null, Read]", ["Read"]),
        ("tools: ''", []),
        ("tools: {a: b}", []),
        ("tools: 'it''s, Read'", ["it's", "Read"]),
        ('tools: "a\\tb, Re\\u0061d"', ["a\tb", "Read"]),
    ],
)
def test_names_are_split_as_the_host_splits(written: str, names: list[str]) -> None:
    assert [name for name, _, _ in split(written)] == names


def test_an_argument_has_its_own_place() -> None:
    text = "tools: Bash(git:*)"
    root = yaml_reader.read(text, Span(0, len(text)), READERS["claude-code"]).root
    item = items(root.entries[0].value, text)[0]
    assert item.argument == "git:*"
    assert item.argument_span is not None
    assert item.argument_span.of(text) == "git:*"
