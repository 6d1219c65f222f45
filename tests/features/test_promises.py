"""What holds for completion and hover at every place of every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agentls.features.colors import color_spans
from agentls.features.completion import Item, complete
from agentls.features.hover import hover
from agentls.knowledge.dialect import Dialect, all_dialects, dialect
from agentls.knowledge.effects import Severity
from agentls.meaning import governing
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from features.tables import DIALECT, PATH, Marked, accept, marked
from steps import calls_of

SAMPLE = """\
---
name: code-reviewer
description: Reviews changed code 🤖 for bugs and style. Use it right after editing code.
tools: Read, Grep, Bash(git diff:*), mcp__github__get_issue
disallowedTools: [Write, "Edit"]
model: sonnet
color: blue
skills:
  - api-conventions
  - 'error-handling'
permissionMode: plan
maxTurns: 20
background: false
mcpServers:
  - issues:
      type: http
      url: https://example.com/mcp
  - docs
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: "./scripts/check.sh"
          timeout: 30
  Stop: [{hooks: [{type: prompt, prompt: "Done?"}]}]
experimental: { cacheTtl: 1h }
---

You review code.
"""
BROKEN = """---
name: "x
hooks: {Stop: [{matcher: Bash, hooks: [{type: command, com}]}]}
tools: [Read,
  Gr
mcpServers:
- a:
    command: x
-
  b
description: >-
  foo

  bar
model:opus
- - q: r
\ts:t
"""
PIECES = [
    "\n",
    "- ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "#",
    " ",
    "\t",
    "\r\n",
    "|",
    ">",
    ",",
    "(",
    "---",
    "tools",
    "🤖",
    "\u2028",
    "\\",
]


def _holds(text: str, offset: int, identifier: str = DIALECT) -> None:
    known = dialect(identifier)
    assert known is not None
    document = Document(PATH, text, known)
    for snippets in (True, False):
        for item in complete(document, Snapshot(), offset, snippets=snippets):
            assert item.replace.touches(offset)
            assert not set("\r\n") & set(item.replace.of(text))
            assert item.text or (snippets and item.snippet)
    found = hover(document, Snapshot(), offset)
    if found is not None:
        assert found.span.touches(offset)
        assert found.span.of(text).strip()
        assert found.markdown
    for color in color_spans(document):
        assert color.span.of(text)


@pytest.mark.parametrize("text", [SAMPLE, BROKEN, SAMPLE.replace("\n", "\r\n")], ids=["sample", "broken", "crlf"])
def test_every_prefix_and_every_place(text: str) -> None:
    for offset in range(0, len(text) + 1, 5):
        _holds(text[:offset], offset)
        _holds(text, offset)


@settings(max_examples=60, deadline=None)
@given(
    edits=st.lists(st.tuples(st.integers(0, 150), st.integers(0, 3), st.sampled_from(PIECES)), max_size=4),
    offset=st.integers(0, 150),
)
def test_random_edits_of_json(edits: list[tuple[int, int, str]], offset: int) -> None:
    text = '{\n  "mcpServers": {\n    "gh": {"type": "http", "url": "https://x", "headers": {"a": "b"}},\n    "x": {}\n  }\n}\n'
    for at, cut, piece in edits:
        text = text[:at] + piece + text[at + cut :]
    _holds(text, min(offset, len(text)), "claude-code/mcp")


@settings(max_examples=120, deadline=None)
@given(
    base=st.sampled_from([SAMPLE, BROKEN, SAMPLE.replace("\n", "\r\n"), SAMPLE.replace("\n", "\r")]),
    edits=st.lists(st.tuples(st.integers(0, 900), st.integers(0, 3), st.sampled_from(PIECES)), max_size=6),
    offset=st.integers(0, 900),
)
@example(base="---\n" + "[" * 900, edits=[], offset=500)
@example(base="---\n" + "- " * 450, edits=[], offset=900)
@example(base="---\n" + "{a: " * 200, edits=[], offset=800)
def test_random_edits(base: str, edits: list[tuple[int, int, str]], offset: int) -> None:
    text = base
    for at, cut, piece in edits:
        text = text[:at] + piece + text[at + cut :]
    _holds(text, min(offset, len(text)))


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.sampled_from("ab-:#'\"[]{},|> \t\r\n\ufeff\u2028🤖"), max_size=40), offset=st.integers(0, 50))
def test_any_text(text: str, offset: int) -> None:
    text = f"---\n{text}"
    _holds(text, min(offset, len(text)))


HANDLER = "hooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - "
START = "name: reviewer\ndescription: Reviews code.\n"
PLACES = [
    START + "$0",
    "$0\n" + START.strip(),
    START + "tools: Read, $0",
    START + "tools: $0",
    START + "tools:\n  - $0",
    START + "tools:\n  - Read\n  $0",
    START + 'tools: ["Read", $0]',
    START + "tools: [Read, $0]",
    START + "disallowedTools: $0",
    START + "disallowedTools: Write, $0\ntools: Read",
    START + "color: $0",
    START + "color: '$0'",
    START + "model: $0",
    START + "model:$0",
    START + "effort: $0",
    START + "memory: $0",
    START + "isolation: $0",
    START + "permissionMode: $0",
    START + "background: $0",
    START + "omitClaudeMd: $0",
    START + "experimental:\n  $0",
    START + "experimental: {cacheTtl: $0}",
    START + "hooks: $0",
    START + "hooks:\n  $0",
    START + "hooks:\n  Stop:\n    - $0",
    START + HANDLER + "type: $0\n          command: x",
    START + HANDLER + "type: command\n          command: x\n          $0",
    START + HANDLER + "type: command\n          command: x\n          async: $0",
    START + "mcpServers: $0",
    START + "mcpServers:\n  - $0",
    START + "mcpServers:\n  - a:\n      command: x\n      $0",
    START + "mcpServers:\n  - a:\n      url: https://example.com/mcp\n      type: $0",
]


def _complaints(document: Document, cursor: int | None = None) -> set[tuple[str, str]]:
    """Return what is wrong, but for keys that nobody can have written yet."""
    return {
        (one.rule, one.message)
        for one in lint(document, Snapshot(), cursor)
        if (one.severity or 4) <= Severity.WARNING and " is missing" not in one.message
    }


def _finished(here: Marked, item: Item) -> Marked:
    """Return what accepting an item gives, and where that only begins a list with the first one of the list as well."""
    text = accept(here, item, snippet=True)
    offset = len(text) - len(here.document.text) + item.replace.end
    after = Marked(_after(here, text), offset, 0)
    if item.continues and item.snippet is not None and item.snippet.endswith("$0"):
        following = complete(after.document, Snapshot(), offset, snippets=True)
        if following:
            return _finished(after, following[0])
    return after


def _after(here: Marked, text: str) -> Document:
    return Document(here.document.path, text, here.document.dialect)


@pytest.mark.parametrize("text", PLACES)
def test_what_is_offered_lints_clean(text: str) -> None:
    here = marked(text)
    before = _complaints(here.document)
    for item in complete(here.document, Snapshot(), here.offset, snippets=True):
        after = _finished(here, item)
        new = _complaints(after.document, after.offset) - before
        if item.snippet is None and item.kind in ("key", "event") and item.text.rstrip().endswith(":"):
            continue  # a bare key is the beginning of something, not something to judge.
        if item.is_retired:
            continue  # such a name is there for whoever writes it on purpose, and shown as what it is.
        assert not new, (item.label, accept(here, item, snippet=True), new)


@pytest.mark.parametrize(
    "known",
    # Where a host does not look, nothing that is written is right.
    [one for one in all_dialects() if not governing.is_strict(one) and not one.facts.moves],
    ids=lambda known: known.id,
)
def test_whole_file_and_every_key_lint_clean_in_every_dialect(known: Dialect) -> None:
    path = known.files[0].replace("**/", "").replace("**", "x").replace("*", "reviewer")
    here = Marked(Document(path, "", known), 0, 0)
    (item,) = complete(here.document, Snapshot(), 0, snippets=True)
    document = _after(here, accept(here, item, snippet=True))
    assert [one for one in lint(document, Snapshot()) if (one.severity or 4) <= Severity.INFORMATION] == []
    offset = document.frontmatter.block.end
    opened = _after(here, document.text[:offset] + "\n" + document.text[offset:])
    for item in complete(opened, Snapshot(), offset, snippets=True):
        after = _finished(Marked(opened, offset, 0), item)
        if item.snippet is not None:
            assert not _complaints(after.document, after.offset), (item.label, after.document.text)


MOST_CALLS = {"completion": 6000, "hover": 3000}


@pytest.mark.parametrize("place", ["name", "Grep", "blue", "timeout", "prompt: "])
def test_an_answer_finds_out_nothing_that_is_kept(place: str) -> None:
    """A thousand calls take some tenths of a millisecond; reading the file or its schema anew takes far more of them."""
    known = dialect(DIALECT)
    assert known is not None
    document = Document(PATH, SAMPLE, known)
    offset = SAMPLE.index(place) + 2
    questions = {
        "completion": lambda: complete(document, Snapshot(), offset, snippets=True),
        "hover": lambda: hover(document, Snapshot(), offset),
    }
    for what, question in questions.items():
        first, second = calls_of(question), calls_of(question)
        print(f"{what} at {place!r}: {first} calls, then {second}")
        assert second < MOST_CALLS[what], "something is computed anew that should be kept"


def test_real_files(shared: Path) -> None:
    files = sorted((shared / "corpus").rglob("agents/**/*.md"))[::40]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")[:3000]
        for offset in range(0, len(text), max(1, len(text) // 40)):
            _holds(text, offset)
            _holds(text[:offset], offset)
