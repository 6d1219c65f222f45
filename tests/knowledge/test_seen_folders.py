"""What is found out for one folder holds for all that look alike to the globs."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from agentls.knowledge import detection
from agentls.knowledge.dialect import all_dialects
from agentls.knowledge.seen_folders import as_seen

_PARTS = sorted(
    {part for one in all_dialects() for glob in (*one.files, *one.facts.also_reads) for part in glob.split("/")} - {""}
)
_NAMES = st.sampled_from(
    [*(part.replace("*", "x") for part in _PARTS), "src", "packages", "a.md", "_a.md", "rules-", "Agents"]
)
_FOLDERS = st.lists(_NAMES, max_size=6).map("/".join)
_ENDINGS = sorted({ending for one in all_dialects() for ending in one.endings})


@given(_FOLDERS, st.booleans(), st.sampled_from(_ENDINGS))
@example("src/packages/.claude/agents/src", True, ".md")
@example(".roo/rules-x/src", False, ".md")
def test_a_folder_means_what_it_means_as_it_is_seen(folder: str, is_absolute: bool, ending: str) -> None:
    folder = f"/{folder}" if is_absolute else folder
    seen = as_seen(folder)
    assert detection._candidates(seen, ending, ()) == detection._candidates(folder, ending, ())
    assert detection._also_reading_in(seen) == detection._also_reading_in(folder)


def test_folders_in_which_nobody_looks_are_one() -> None:
    assert len({as_seen(f"/work/project/src/part{number}/deep") for number in range(100)}) == 1
    assert as_seen("/a/b/.claude/agents/c") == as_seen("/d/e/f/.claude/agents/g") != as_seen("/d/.claude/agents/g/h")
    assert as_seen("/a/AGENTS.md") != as_seen("/a/b")
