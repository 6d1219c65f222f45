"""Text that nobody sees: characters without a picture that carry a message, or change how the text around them reads.

    hidden(text) -> Iterator[Hidden]

What people write without meaning to hide anything is left alone: flags made of tags, joiners between emoji and in
scripts that join their letters, breaks in scripts without blanks, a single variation selector, marks of direction, a
byte order mark at the start, and the zero width space before a code fence.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from agentls.text.expressions import expression
from agentls.text.positions import Span


class Kind(Enum):
    """By what a text is hidden."""

    TAGS = "tag characters"
    SELECTORS = "variation selectors"
    DIRECTION = "direction controls"
    ZERO_WIDTH = "zero width characters"


class Hidden(NamedTuple):
    """A run of characters of one kind. `says` is the text that they spell, empty when they spell none."""

    kind: Kind
    span: Span
    says: str


_CHARACTERS = {
    Kind.TAGS: "\U000e0000-\U000e007f",
    Kind.SELECTORS: "\ufe00-\ufe0f\U000e0100-\U000e01ef",
    Kind.DIRECTION: "\u202a-\u202e\u2066-\u2069",
    Kind.ZERO_WIDTH: "\u200b-\u200d\u2060-\u2064\ufeff\u180e",
}
# To look for any of them is several times as fast as to look for each kind at every place.
_ANY = expression(f"[{''.join(_CHARACTERS.values())}]")
_RUN = expression("|".join(f"(?P<{kind.name}>[{characters}]+)" for kind, characters in _CHARACTERS.items()))
_FLAG = "\U0001f3f4"
_FLAGS = frozenset({"gbeng", "gbsct", "gbwls"})
_TAG_BASE, _TAG_END = 0xE0000, "\U000e007f"
_JOINERS = frozenset("\u200c\u200d")
_SPACE, _MARK = "\u200b", "\ufeff"
# Blocks whose letters change their shape beside a joiner: Arabic to Sinhala, Tibetan, Myanmar, Khmer, Mongolian.
_JOINING = (
    "\u0600\u0dff",
    "\u0f00\u109f",
    "\u1780\u18af",
    "\ua840\ua8ff",
    "\ua980\uaaff",
    "\ufb50\ufdff",
    "\ufe70\ufefc",
)
# Scripts that put no blanks between words, and mark where a line may break.
_WITHOUT_BLANKS = (
    "\u0e00\u0eff",
    "\u1000\u109f",
    "\u1780\u17ff",
    "\u3040\u30ff",
    "\u3400\u9fff",
    "\uac00\ud7a3",
)
_EMOJI = frozenset({"So", "Sk"})


def hidden(text: str) -> Iterator[Hidden]:
    """Yield what is hidden in `text`, in its order; spans are offsets into it."""
    if text.isascii():
        return
    at = 0
    while (begin := _ANY.search(text, at)) and (found := _RUN.match(text, begin.start())):
        at = found.end()
        kind = Kind[str(found.lastgroup)]
        if not _is_usual(kind, text, found):
            yield Hidden(kind, Span(*found.span()), _spelled(kind, found[0]))


def _is_usual(kind: Kind, text: str, found: re.Match[str]) -> bool:
    run, before, after = found[0], text[: found.start()][-1:], text[found.end() :][:1]
    if kind is Kind.TAGS:
        return before == _FLAG and run[-1] == _TAG_END and _spelled(kind, run) in _FLAGS
    if kind is Kind.SELECTORS:
        return len(run) == 1
    if kind is Kind.DIRECTION:
        return False
    if run == _MARK:
        return found.start() == 0
    if run == _SPACE:
        is_fence = text.startswith(("```", "~~~"), found.end())
        return is_fence or _is_one(before, _WITHOUT_BLANKS) or _is_one(after, _WITHOUT_BLANKS)
    if len(run) == 1 and run in _JOINERS:
        is_letter = _is_one(before, _JOINING) or _is_one(after, _JOINING)
        return is_letter or (_is_emoji(before) and _is_emoji(after))
    return False


def _is_one(character: str, blocks: Iterable[str]) -> bool:
    """Tell whether the character lies in one of the blocks, each of which is given by its first and its last."""
    return any(block[0] <= character <= block[1] for block in blocks)


def _is_emoji(character: str) -> bool:
    return bool(character) and (
        unicodedata.category(character) in _EMOJI
        or character in "\ufe0f\u2640\u2642\u2695"
        or character >= "\U0001f000"
    )


def _spelled(kind: Kind, run: str) -> str:
    if kind is Kind.TAGS:
        return "".join(chr(ord(one) - _TAG_BASE) for one in run if 0x20 <= ord(one) - _TAG_BASE < 0x7F)
    if kind is Kind.SELECTORS:
        values = bytes(ord(one) - 0xFE00 if ord(one) < 0xE0100 else ord(one) - 0xE0100 + 16 for one in run)
        text = values.decode("utf-8", errors="replace")
        return text if text.isprintable() else ""
    return ""
