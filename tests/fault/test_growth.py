"""Four times the text takes about four times the work, for every question and every text that once took more.

Work is counted in calls of Python functions, of which every machine makes the same number.
"""

from __future__ import annotations

import growing
import pytest
from questions import ask, questions

from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text import nearest
from steps import Calls

SMALL = 500
MOST_GROWTH = 6
# What is done once whatever the text, and so small that its growth is no matter.
FREE = 60_000
# Answers that have nothing to do with the place that is asked about.
OF_THE_FILE = {
    "colors",
    "effective",
    "facts",
    "folding",
    "inlays",
    "lenses",
    "links",
    "other assistants",
    "symbols",
    "tokens",
}


def work(name: str, size: int) -> dict[str, int]:
    kind_name, text = growing.CASES[name](size)
    kind = dialect(kind_name)
    assert kind is not None
    path = "/p/.claude/agents/a.md"
    found = {}
    # Words that a smaller text had as well would cost nothing here, and the larger text would seem to take too much.
    nearest.forget()
    for at in (len(text) // 2, len(text)):
        document = Document(path, text, kind)
        for question in questions(document, Snapshot(), at):
            if question[0] in OF_THE_FILE and question[0] in found:
                continue
            with Calls() as calls:
                ask(document, Snapshot(), question)
            found[question[0]] = max(found.get(question[0], 0), calls.count)
    return found


@pytest.mark.parametrize("name", growing.CASES)
def test_work_grows_with_the_text(name: str) -> None:
    work(name, SMALL)
    small, large = work(name, SMALL), work(name, 4 * SMALL)
    grown = {
        question: (small[question], count)
        for question, count in large.items()
        if count > FREE and count > MOST_GROWTH * small[question]
    }
    assert not grown
