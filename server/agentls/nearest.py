"""Did you mean: the known names that a misspelt word is closest to."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

ENOUGH = 0.7


def nearest(word: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Return at most `limit` of `names` that resemble `word`, best first; an empty list when none does.

    The comparison ignores case, and a name that differs in nothing but case, `-`, `_` or blanks comes first.
    """
    folded = _folded(word)
    scored: list[tuple[float, str]] = []
    if not folded:
        return []
    for name in names:
        other = _folded(name)
        score = 1.0 if other == folded else _similarity(folded, other)
        if score >= ENOUGH:
            scored.append((score, name))
    scored.sort(key=lambda pair: -pair[0])
    return [name for _, name in scored[:limit]]


def _folded(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _similarity(left: str, right: str) -> float:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < ENOUGH or matcher.quick_ratio() < ENOUGH:
        return 0.0
    return matcher.ratio()
