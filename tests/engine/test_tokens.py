"""Tokens of GitHub and npm, by their checksums."""

from __future__ import annotations

import pytest

from agentls.meaning.tokens import tokens

# The sample that GitHub itself has published; it opens nothing.
RANDOM, CHECKSUM = "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (f"use gh{'p'}_{RANDOM}{CHECKSUM} here", ["GitHub"]),
        (f"np{'m'}_{RANDOM}{CHECKSUM}", ["npm"]),
        (f"ghp_{RANDOM}0mLq18", []),
        (f"ghp_{RANDOM}{CHECKSUM}a", []),
        (f"xghp_{RANDOM}{CHECKSUM}", []),
        ("ghp_" + "x" * 36, []),
    ],
)
def test_a_checksum_tells_a_token_from_a_sample(text: str, owners: list[str]) -> None:
    assert [one.owner for one in tokens(text)] == owners
