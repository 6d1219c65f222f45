"""Where VS Code has its own languages, suggestions and checks: nothing is said twice, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from disputes import DISPUTES
from editor import Editor, found, ours

from agentls.knowledge.detection import detect
from agentls.knowledge.settings import DEFAULTS
from agentls.meaning.editor_checks import shows
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

pytestmark = pytest.mark.vscode
REVIEWER = ".claude/agents/reviewer.md"
LANGUAGES = {"/agents/": "chatagent", "/SKILL.md": "skill", "/rules/": "instructions", ".json": "json"}
# Rules that may speak at a place where VS Code speaks too, because they say something else:
# that the model is gone and since when; that the whole file is dropped, or not, or starts nothing;
# that a key means nothing there, however it is quoted.
SAYS_MORE = {
    "retired-model",
    "yaml-syntax",
    "repaired-yaml",
    "unclosed-frontmatter",
    "no-usable-tool",
    "ineffective-matcher",
    "unknown-key",
}
# VS Code says that it is another program than Claude Code.
SAYS_LESS = ("is not supported by VS Code", "is not supported in rules files by VS Code")
# VS Code takes every entry of a hook and every kind of hook for a command.
MISUNDERSTOOD = ("`hooks` is missing", "`prompt` is missing", "`url` is missing")
MISTAKEN = ("Hook command must specify at least one of",)


@pytest.fixture(scope="module")
def disputed(code: Editor) -> Iterator[Editor]:
    """Return the editor with files in its folder on which VS Code has a word, too, as it calls them by itself."""
    code.ask("setting", name="agentls.ownLanguages", value=False)
    for path, text in DISPUTES.items():
        (code.workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (code.workspace / path).write_text(text, "utf-8")
    yield code
    code.ask("setting", name="agentls.ownLanguages", value=None)


def test_files_are_what_vs_code_takes_them_for(disputed: Editor) -> None:
    for path, language in [
        (".claude/agents/model.md", "chatagent"),
        (".claude/skills/flag/SKILL.md", "skill"),
        (".claude/rules/paths.md", "instructions"),
        (".claude/commands/ship.md", "markdown"),
    ]:
        disputed.ask("open", path=path)
        disputed.until_asked(lambda name, wanted=language: name == wanted, "language", path=path)


def test_no_name_is_offered_twice(disputed: Editor) -> None:
    path = ".claude/agents/typed.md"
    disputed.ask("open", path=path)
    disputed.until_asked(lambda name: name == "chatagent", "language", path=path)
    for text, at, some in [
        ("\n", [1, 0], "color"),
        ("model: \n", [1, 7], "sonnet"),
        ("tools: Read, \n", [1, 13], "Bash"),
    ]:
        disputed.ask("replace", path=path, at=[0, 0, 99, 0], text=f"---\n{text}---\n\nBody\n")
        labels = [each["label"] for each in disputed.ask("completions", path=path, at=at)]
        assert some in labels
        assert sorted(set(labels)) == sorted(labels)


def test_of_files_that_are_not_open_everything_is_said(disputed: Editor) -> None:
    """VS Code looks at open files only."""
    path = ".claude/agents/memory.md"

    def says_it(all_: list[dict[str, Any]]) -> bool:
        return any(each["code"] == "invalid-value" and each["range"] == [3, 8, 3, 14] for each in ours(all_))

    found(disputed, REVIEWER, "unknown-tool")
    disputed.until_asked(says_it, "diagnostics", path=path)
    disputed.ask("open", path=path)
    disputed.until_asked(lambda all_: all_ and not says_it(all_), "diagnostics", path=path)


def test_nothing_is_said_twice_and_nothing_is_lost(disputed: Editor) -> None:
    """VS Code's own checks and ours never mark the same words for the same reason, and one of them always does."""
    doubled, lost = [], []
    for path, text in DISPUTES.items():
        disputed.ask("open", path=path)
        hidden = left_out(path, text)
        # Both have had their say once VS Code, which waits some 200 ms after the last change, has been silent longer.
        for _ in range(8):
            disputed.page.wait_for_timeout(450)
            diagnostics = disputed.ask("diagnostics", path=path)
            theirs = [each for each in diagnostics if each["source"] != "agentls" and not says(SAYS_LESS, each)]
            unsaid = [(path, *each) for each in hidden if not any(stands_for(other, each) for other in theirs)]
            if not unsaid:
                break
        lost += unsaid
        doubled += [
            (path, mine["code"], mine["range"], other["message"])
            for mine in ours(diagnostics)
            if mine["code"] not in SAYS_MORE and not says(MISUNDERSTOOD, mine)
            for other in theirs
            # A mere warning does not say that the whole file is lost.
            if overlap(mine["range"], other["range"])
            and (mine["severity"], other["severity"]) != ("error", "warning")
            and not (says(MISTAKEN, other) and "`command`" not in mine["message"])
        ]
        disputed.ask("command", name="workbench.action.closeActiveEditor")
    assert not doubled, "\n".join(map(str, doubled))
    assert lost == []


def left_out(path: str, text: str) -> list[tuple[str, list[int]]]:
    """Return the findings of the file that the server does not tell VS Code, with their places."""
    dialect = detect(f"/{path}")
    assert dialect
    document = Document(f"/{path}", text, dialect)
    place = partial(document.lines.position, encoding="utf-16")
    language = next((name for part, name in LANGUAGES.items() if part in f"/{path}"), "markdown")
    findings = [each for each in lint(document, Snapshot(DEFAULTS)) if shows("vscode", language, document, each)]
    return [(each.rule, [*place(each.span.start), *place(each.span.end)]) for each in findings]


def says(phrases: tuple[str, ...], diagnostic: dict[str, Any]) -> bool:
    return any(phrase in diagnostic["message"] for phrase in phrases)


def overlap(one: list[int], other: list[int]) -> bool:
    return one == other or (one[:2] < other[2:] and other[:2] < one[2:])


def stands_for(theirs: dict[str, Any], ours: tuple[str, list[int]]) -> bool:
    """Tell whether VS Code's diagnostic is about what we leave out; JSON that breaks off it marks where it ends."""
    rule, (*start, end_line, end) = ours
    return rule == "json-syntax" or (start <= theirs["range"][2:] and theirs["range"][:2] <= [end_line, end])
