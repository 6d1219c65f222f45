"""Lines of a text that have become keys, because its value ends too early."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.stray_lines import as_block, stray_lines
from agentls.project.document import Document
from agentls.text.positions import apply

TALK = "user: Hello\nassistant: Hi\nuser: Bye\n"


@pytest.mark.parametrize(
    ("path", "keys", "owner", "names"),
    [
        ("/p/.claude/agents/a.md", f"description: Talks.\n{TALK}", "description", ["user", "assistant", "user"]),
        ("/p/.claude/agents/a.md", f"description: Talks.\nnote: x\n{TALK}model: opus\n", "description", ["user"]),
        ("/p/.claude/agents/a.md", f"description: Talks.\nmodel: opus\n{TALK}", "model", ["user"]),
        # Two lines are a slip, a list has no lines, and above the first key there is no text.
        ("/p/.claude/agents/a.md", "description: Talks.\nuser: a\nuser: b\n", None, []),
        ("/p/.claude/agents/a.md", "description: Talks.\na: a\nb: b\nc: c\n", None, []),
        ("/p/.claude/agents/a.md", f"tools: [Read]\n{TALK}", None, []),
        ("/p/.claude/agents/a.md", TALK, None, []),
        # There unknown keys are nobody's business.
        ("/p/.claude/skills/a/SKILL.md", f"description: Talks.\n{TALK}", None, []),
    ],
)
def test_the_first_such_lines(path: str, keys: str, owner: str | None, names: list[str]) -> None:
    kind = detect(path)
    assert kind is not None
    document = Document(path, f"---\n{keys}---\nText.\n", kind)
    found = stray_lines(document)
    assert (found.owner.name if found else None) == owner
    entries = found.entries if found else ()
    assert [one.name for one in entries][: len(names)] == names
    assert [one for one in document.root.entries if found and found.has(one)] == list(entries)


def test_they_become_a_part_of_the_text_again() -> None:
    path = "/p/.claude/agents/a.md"
    kind = detect(path)
    assert kind is not None
    document = Document(path, f"---\ndescription: Talks.\n{TALK}model: opus\n---\nText.\n", kind)
    found = stray_lines(document)
    assert found is not None
    edit = as_block(document, found)
    assert edit is not None
    block = "description: |-\n  Talks.\n  user: Hello\n  assistant: Hi\n  user: Bye\n"
    assert apply(document.text, [edit]) == f"---\n{block}model: opus\n---\nText.\n"
