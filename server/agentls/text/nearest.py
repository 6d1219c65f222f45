"""Did you mean: the known names that a misspelt word is closest to.

The measure is the number of slips that lead from one word to the other: a letter left out, put in, taken for another,
or two neighbours swapped. `tests/bench/nearest.py` compares it with others on slips of every known name and on words of
other programs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

ENOUGH = 0.7
_ROUNDING = 1e-9


def nearest(word: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Return at most `limit` of `names` that resemble `word`, best first; an empty list when none does.

    The comparison ignores case, and a name that differs in nothing but case, `-`, `_`, `.` or blanks comes first.
    """
    return [name for _, name in _ranked(word, tuple(names))[:limit]]


def forget() -> None:
    """Forget the words that were asked about, for measurements that must not depend on those before them."""
    _ranked.cache_clear()


# A misspelt word stays in the text while people type elsewhere, so the same question comes with every keystroke.
@lru_cache(maxsize=1024)
def _ranked(word: str, names: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    written = folded(word)
    if not written:
        return ()
    letters = frozenset(written)
    scored = []
    for name, known, its_letters in _folded(names):
        longest = max(len(written), len(known))
        allowed = int(longest * (1 - ENOUGH) + _ROUNDING)
        # Each letter that one of the two does not have at all is a slip: that decides most of them.
        if abs(len(written) - len(known)) <= allowed and len(letters - its_letters) <= allowed:
            scored.append((similarity(written, known), name))
    return tuple(sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0]))


@lru_cache(maxsize=256)
def _folded(names: tuple[str, ...]) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return each name, how it is compared, and its letters: the same lists are asked for again and again."""
    spelled = ((name, folded(name)) for name in names)
    return tuple((name, known, frozenset(known)) for name, known in spelled)


def folded(word: str) -> str:
    """Return `word` without what only habits of spelling decide: case, hyphens, underscores, dots and blanks."""
    return word.casefold().translate(_NOT_COUNTED)


_NOT_COUNTED = str.maketrans("", "", "-_. ")


def similarity(left: str, right: str) -> float:
    """Return 1 for equal words, less for every slip between them by the length of the longer one, 0 when far apart."""
    longest = max(len(left), len(right))
    if left == right:
        return 1.0
    allowed = int(longest * (1 - ENOUGH) + _ROUNDING)
    if abs(len(left) - len(right)) > allowed:
        return 0.0
    # Swapping keeps the letters, every other slip costs one: too few letters in common decide without the table.
    if longest - sum(min(left.count(one), right.count(one)) for one in set(left)) > allowed:
        return 0.0
    count = slips_between(left, right, allowed)
    return 0.0 if count > allowed else 1 - count / longest


def slips_between(left: str, right: str, allowed: int) -> int:
    """Return the optimal-string-alignment distance; a number above `allowed` as soon as that much is sure."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, character in enumerate(left, start=1):
        above, row = row, [at]
        for across, other in enumerate(right, start=1):
            best = min(above[across] + 1, row[-1] + 1, above[across - 1] + (character != other))
            if at > 1 and across > 1 and character == right[across - 2] and left[at - 2] == other:
                best = min(best, before[across - 2] + 1)
            row.append(best)
        if min(row) > allowed:
            return allowed + 1
        before = above
    return row[-1]
