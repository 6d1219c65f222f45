"""What holds for navigation in every text: nothing fails, and every answer lies in its file."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agentls.features.completion.names import name_items
from agentls.features.definition import definitions
from agentls.features.effective import as_markdown, effective
from agentls.features.folding import folds
from agentls.features.highlight import highlights
from agentls.features.hover.names import name_hover
from agentls.features.inlay import inlays
from agentls.features.lens import lenses
from agentls.features.links import links
from agentls.features.references import references
from agentls.features.rename import prepare, rename
from agentls.features.selection import selections
from agentls.features.symbols import symbols
from agentls.features.tokens import tokens
from agentls.rules.lint import lint
from agentls.text.positions import apply
from features.projects import ROOT, Project
from features.team import LEAD, OTHERS, REVIEWER, SERVERS, SETTINGS, TEAM
from steps import calls_of

PIECES = [
    "\n", "- ", '"', "'", "[", "]", "{", "}", ":", ": ", ",", " ", "#", "# ", "---\n", "\t", "@docs/", "](", ")", "(", "`", "```\n",
    "<!--", "$", "${", "tools: ", "Agent(", "reviewer", "mcp__github__", "skills:", "style-guide", "name: ", "🤖", "é", "\r\n", "\u2028",
]  # fmt: skip
CUTS = st.tuples(st.integers(0, 400), st.integers(0, 30), st.lists(st.sampled_from(PIECES), max_size=4).map("".join))


@settings(max_examples=150, deadline=None)
@given(path=st.sampled_from([REVIEWER, LEAD, SETTINGS, SERVERS]), cut=CUTS, offset=st.integers(0, 500))
@example(path=LEAD, cut=(0, 400, ""), offset=0)
def test_no_text_leads_outside(path: str, cut: tuple[int, int, str], offset: int) -> None:
    at, length, more = cut
    text = TEAM[path]
    project = Project.of({**TEAM, path: text[:at] + more + text[at + length :]}, others=OTHERS)
    document, snapshot = project.documents[f"{ROOT}/{path}"], project.snapshot
    end = len(document.text)
    offset = min(offset, end)
    spans = [one.span for one in (*links(document, snapshot), *lenses(document, snapshot), *symbols(document))]
    colored = [one.span for one in tokens(document, snapshot)]
    spans += [*folds(document), *colored, *(one.span for one in highlights(document, snapshot, offset))]
    assert all(0 <= span.start <= span.end <= end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(colored))
    assert all(0 <= one.offset <= end for one in inlays(document, snapshot))
    assert selections(document, offset)[-1] == (0, end)
    assert all(
        item.replace.touches(offset) and item.replace.end <= end for item in name_items(document, snapshot, offset)
    )
    places = [one.location for one in definitions(document, snapshot, offset)]
    for place in (*places, *references(document, snapshot, offset, with_declaration=True)):
        if place.path in project.texts:
            assert place.span.end <= len(project.texts[place.path])
    name_hover(document, snapshot, offset)
    prepare(document, snapshot, offset)
    for file in rename(document, snapshot, offset, "fresh").files:
        apply(project.texts[file.path], file.edits)
    found = effective(document, snapshot, lint(document, snapshot))
    assert found is None or as_markdown(found)


def question_calls(agents: int) -> dict[str, int]:
    """Return how many calls each question about one file makes in a project with so many agents."""
    texts = {
        f".claude/agents/a{number}.md": f"---\nname: a{number}\ndescription: x\ntools: Read\n---\nx\n"
        for number in range(agents)
    }
    project = Project.of({**TEAM, **texts}, others=OTHERS)
    document, snapshot = project.documents[f"{ROOT}/{REVIEWER}"], project.snapshot
    offset = document.text.index("style-guide")
    found = {}
    for ask in (definitions, highlights, name_hover, prepare):
        ask(document.with_text(document.text), snapshot, offset)
        fresh = document.with_text(document.text)
        found[ask.__name__] = calls_of(lambda ask=ask, fresh=fresh: ask(fresh, snapshot, offset))  # type: ignore[misc]
    return found


def test_answers_about_one_file_do_not_grow_with_the_project() -> None:
    small, large = question_calls(10), question_calls(1000)
    assert {name: count for name, count in large.items() if count > 1.2 * small[name]} == {}
