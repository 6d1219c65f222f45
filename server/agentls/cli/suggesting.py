"""What is said of a word that nobody knows: the known one that was probably meant, or else where all of them are."""

from __future__ import annotations

from collections.abc import Iterable

from agentls.text.nearest import nearest


def did_you_mean(given: str, known: Iterable[str], otherwise: str) -> str:
    """Return the end of a message about the word `given`; `otherwise` is said where no known one resembles it."""
    close = nearest(given, known, 1)
    return f"did you mean `{close[0]}`?" if close else otherwise
