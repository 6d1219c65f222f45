"""Tables for tests of features: a text with `$0` where the cursor stands, and what comes of it.

A text without `---` is the inside of a frontmatter. `accept` does what an editor does with an item, so that a test
states the line as somebody sees it after pressing Enter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agentls.features.completion import Item, complete
from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

CURSOR = "$0"
PATH = ".claude/agents/reviewer.md"
DIALECT = "claude-code/agent"


@dataclass(frozen=True)
class Marked:
    """A document and the cursor in it. `first_line` is where the text of the test begins in the document."""

    document: Document
    offset: int
    first_line: int


def marked(text: str, *, whole: bool = False, path: str = PATH, dialect_id: str = DIALECT) -> Marked:
    """Return the document that `text` describes and the offset of `$0`.

    A text without fences gets some around it, unless it is said to be the `whole` file.
    """
    first_line = 0
    if "---" not in text and not whole:
        text = f"---\n{text}\n---\nBody.\n"
        first_line = 1
    offset = text.index(CURSOR)
    known = dialect(dialect_id)
    assert known is not None, f"no dialect {dialect_id}"
    return Marked(Document(path, text.replace(CURSOR, "", 1), known), offset, first_line)


def offered(
    text: str, *, whole: bool = False, snippets: bool = True, snapshot: Snapshot | None = None
) -> dict[str, Item]:
    """Return the items at the cursor by their labels."""
    here = marked(text, whole=whole)
    found = complete(here.document, snapshot or Snapshot(), here.offset, snippets=snippets)
    labels = [item.label for item in found]
    assert len(labels) == len(set(labels)), labels
    return {item.label: item for item in found}


def accept(here: Marked, item: Item, *, snippet: bool) -> str:
    """Return the text after accepting `item`, with the defaults of all placeholders."""
    text = here.document.text
    new = item.text
    if snippet and item.snippet is not None:
        line_start = max(text.rfind("\n", 0, item.replace.start), text.rfind("\r", 0, item.replace.start)) + 1
        before = text[line_start : item.replace.start]
        indent = before[: len(before) - len(before.lstrip(" \t"))]
        new = expanded(item.snippet).replace("\n", here.document.line_break() + indent)
    return text[: item.replace.start] + new + text[item.replace.end :]


def accepted(text: str, label: str, *, snippet: bool = False) -> str:
    """Return what the text of a test looks like after accepting the item `label`: its own lines, without the fences."""
    here = marked(text)
    found = {item.label: item for item in complete(here.document, Snapshot(), here.offset, snippets=snippet)}
    assert label in found, f"{label!r} is not among {list(found)}"
    after = accept(here, found[label], snippet=snippet)
    return after.removeprefix("---\n").removesuffix("\n---\nBody.\n") if here.first_line else after


_CHOICE = re.compile(r"\$\{\d+\|((?:[^,|\\]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\}")
_PLACEHOLDER = re.compile(r"\$\{\d+:((?:[^}\\]|\\.)*)\}")
_STOP = re.compile(r"(?<!\\)\$(?:\d+|\{\d+\})")


def expanded(snippet: str) -> str:
    """Return the text of a snippet with its defaults, read independently of the code that wrote it."""
    text = _STOP.sub("", _PLACEHOLDER.sub(r"\1", _CHOICE.sub(r"\1", snippet)))
    return re.sub(r"\\([$}\\,|])", r"\1", text)
