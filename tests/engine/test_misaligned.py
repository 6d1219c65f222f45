"""Which line of a broken block is indented wrongly, and what it belongs beside."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.misaligned import Misaligned, misaligned
from agentls.project.document import Document
from agentls.text.positions import apply

PATH = "/p/.claude/agents/a.md"
BEFORE, AFTER = "---\nname: a\n", "---\nText.\n"
DEEP, LITTLE = "A key indented too deep", "A key indented too little"


def _found(keys: str) -> tuple[Document, list[Misaligned | None]]:
    kind = detect(PATH)
    assert kind is not None
    document = Document(PATH, f"{BEFORE}{keys}{AFTER}", kind)
    return document, [misaligned(document, cause) for cause in document.reading.causes]


@pytest.mark.parametrize(
    ("keys", "wrong", "remedy", "mended"),
    [
        ("description: b\n  tools: Read\n", DEEP, "`description`", "description: b\ntools: Read\n"),
        (" description: b\ntools: Read\n", DEEP, "`name`", "description: b\ntools: Read\n"),
        ("  tools: Read\ndescription: b\n", DEEP, "`name`", "tools: Read\ndescription: b\n"),
        (
            "mcpServers:\n  - a:\n    command: x\n   args: [b]\n",
            LITTLE,
            "`command`",
            "mcpServers:\n  - a:\n    command: x\n    args: [b]\n",
        ),
        (
            "mcpServers:\n  - a:\n      command: x\n     args: [b]\n",
            LITTLE,
            "`command`",
            "mcpServers:\n  - a:\n      command: x\n      args: [b]\n",
        ),
        (
            "hooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: x\n         timeout: 5\n",
            LITTLE,
            "`command`",
            "hooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: x\n          timeout: 5\n",
        ),
        (
            "tools:\n  - Read\n - Bash\n",
            "A list item indented too little",
            "the other items",
            "tools:\n  - Read\n  - Bash\n",
        ),
        (
            "hooks:\n  Stop:\n  - matcher: x\n     hooks:\n      - type: command\n",
            "A list item indented too little",
            "its other keys",
            "hooks:\n  Stop:\n   - matcher: x\n     hooks:\n      - type: command\n",
        ),
    ],
)
def test_a_line_is_blamed_for_its_indentation(keys: str, wrong: str, remedy: str, mended: str) -> None:
    document, (found,) = _found(keys)
    assert found is not None
    assert found.describe() == (wrong, f"align it with {remedy}")
    assert not found.span.of(document.text).strip()
    fix = found.fix()
    assert (fix.title, fix.preferred) == (f"Align it with {remedy}", True)
    assert apply(document.text, fix.edits) == f"{BEFORE}{mended}{AFTER}"


@pytest.mark.parametrize(
    "keys",
    [
        # An unknown key below a text is more of the text, and a colon in a value is no key.
        "description: b\n   more: text\n",
        "description: b: c\n",
        "tools: [Read\nmodel: opus\n",
    ],
)
def test_what_may_be_text_is_not_blamed(keys: str) -> None:
    _, found = _found(keys)
    assert found == [None]
