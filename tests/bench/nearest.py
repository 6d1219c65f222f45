"""Measures ways to guess which known name a misspelt word was meant to be.

    python tests/bench/nearest.py

Words that should get a suggestion are made from every known name by the slips that people make; words that should get
none are keys and tools of other programs, as real agent files have them. For each method and threshold the table shows how
many slips lead to the right name as the first suggestion, and how many foreign words lead to any name at all.
`rapidfuzz` takes part only where it is installed: agentls itself does without it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "server"))

from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import dialect
from agentls.text import nearest as ours

try:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
except ImportError:
    fuzz = None

Similarity = Callable[[str, str], float]


def _names(text: str) -> list[str]:
    return text.split()


FOREIGN_KEYS = _names("""
activation alwaysApply applyTo argument-hint author auto_activate based-on capabilities category complexity context context_files
context_strategy coordination_protocols created dependencies display_name domain domain_expertise emoji enabled escalation_to
examples expertise extended_thinking extends generated-from globs hint icon id identity infer isolation_required keywords
knowledge_base language level license max_tokens metadata mode nickname_candidates parallel_compatible patches priority prompt
related resolved_profile_hash role scope specialization status summary tags target team temperature thinking-level
thinking-tokens title top_p trigger triggers type updated uses version vibe when
""")
FOREIGN_TOOLS = _names("""
MCP Tools all changes codebase context7 database docker fetch find findTestFiles git github githubRepo gh image jira kubectl linear
new none npm pip pip3 playwright problems pytest python query runCommands runTasks runTests search sequential-thinking shell slack
sql supabase terminal terminalLastCommand testFailure usages vscode web
""")
FOREIGN_MODELS = _names(
    "gpt-4 gpt-4o gpt-5 gemini-2.5-pro gemini o3 o4-mini grok-4 deepseek-chat qwen3 mistral-large llama3 kimi-k2 auto fast"
)
FOREIGN_COLORS = _names("magenta black white gray teal indigo violet gold brown lime amber navy crimson")

NEIGHBOURS = {
    left: right for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890") for left, right in pairwise(row)
}


def slips(name: str) -> Iterator[str]:
    """Yield the ways in which `name` comes out wrong: one slip of the fingers, or another habit of spelling."""
    for at in range(len(name)):
        if len(name) > 3:
            yield name[:at] + name[at + 1 :]
        yield name[: at + 1] + name[at:]
        if at + 1 < len(name):
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        neighbour = NEIGHBOURS.get(name[at].lower())
        if neighbour and len(name) > 3:
            yield name[:at] + neighbour + name[at + 1 :]
    words = _words(name)
    yield from (name.lower(), name.upper(), "-".join(words), "_".join(words), "".join(words), " ".join(words))
    yield words[0] + "".join(word.title() for word in words[1:])
    if len(name) > 4:
        yield name + "s"
        yield name.removesuffix("s")


def _words(name: str) -> list[str]:
    spaced = "".join(
        f" {one}" if one.isupper() and not before.isupper() else one
        for before, one in zip(" " + name, name, strict=False)
    )
    return [word.lower() for word in spaced.replace("-", " ").replace("_", " ").split()]


def difflib_ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _methods() -> dict[str, Similarity]:
    methods: dict[str, Similarity] = {"difflib": difflib_ratio, "agentls": ours.similarity}
    if fuzz is not None:
        methods["rapidfuzz damerau"] = DamerauLevenshtein.normalized_similarity
        methods["rapidfuzz jaro-winkler"] = JaroWinkler.similarity
        methods["rapidfuzz ratio"] = lambda left, right: fuzz.ratio(left, right) / 100
    return methods


def suggest(similarity: Similarity, enough: float, word: str, names: list[str]) -> str | None:
    """Return the best name as `agentls.nearest` chooses it, but with another measure of similarity."""
    folded = ours.folded(word)
    scored = [(similarity(folded, ours.folded(name)), -at, name) for at, name in enumerate(names)]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= enough else None


def material() -> list[tuple[list[str], list[tuple[str, str]], list[str]]]:
    """Return groups of known names, slips with the name meant, and words that must not resemble any."""
    agent = dialect("claude-code/agent")
    assert agent is not None
    groups = [
        (list(agent.properties), FOREIGN_KEYS),
        ([value.name for value in catalog("claude-code-tools").offered], FOREIGN_TOOLS),
        ([value.name for value in catalog("claude-code-models").offered], FOREIGN_MODELS),
        ([value.name for value in catalog("claude-code-colors").offered], FOREIGN_COLORS),
        (
            [value.name for value in catalog("claude-code-permission-modes").offered],
            ["ask", "bubble", "delegate", "allow", "deny"],
        ),
        (
            [value.name for value in catalog("claude-code-hook-events").offered],
            ["OnSave", "BeforeCommit", "Error", "Start"],
        ),
    ]
    return [
        (names, [(slip, name) for name in names for slip in slips(name) if slip not in names], foreign)
        for names, foreign in groups
    ]


def main() -> None:
    everything = material()
    total = sum(len(wrong) for _, wrong, _ in everything)
    controls = sum(len(foreign) for _, _, foreign in everything)
    print(f"{total} slips, {controls} foreign words")
    print(f"{'method':24}{'enough':>8}{'right first':>13}{'other first':>13}{'false':>7}{'µs/word':>9}")
    for label, similarity in _methods().items():
        for enough in (0.65, 0.7, 0.75, 0.8):
            right = wrong_name = false = 0
            invented: list[str] = []
            # Our own measure gives up early by this number, so it has to be told.
            ours.ENOUGH = enough
            ask = partial(suggest, similarity, enough)
            start = time.perf_counter()
            for names, misspelt, foreign in everything:
                for slip, name in misspelt:
                    found = ask(slip, names)
                    right += found == name
                    wrong_name += found is not None and found != name
                for word in foreign:
                    found = ask(word, names)
                    if found is not None:
                        false += 1
                        invented.append(f"{word}->{found}")
            spent = (time.perf_counter() - start) / (total + controls) * 1e6
            row = f"{label:24}{enough:>8}{right / total:>12.2%}{wrong_name / total:>13.2%}{false:>7}{spent:>9.0f}"
            print(row, " ".join(invented[:8]))


if __name__ == "__main__":
    main()
