"""Text from files on its way to people: terminals, Markdown, JSON.

    visible(text) -> str             # one line in which nothing is hidden
    terminal(text) -> str            # the same for terminals and for the logs of builds
    markdown(text) -> str            # shown as it stands by whoever renders Markdown
    code(text) -> str                # the same as a code span
    prose(text) -> str               # a sentence of ours in which names stand in back-ticks, as Markdown
    to_json(value) -> str

A file may hold characters that steer a terminal, turn the direction of writing, or cannot be seen at all; a reader must
never take them for something else. Here they are shown by their numbers: `U+200B`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

from agentls.text.expressions import expression

# Characters without a picture of their own that Unicode counts among letters, marks or symbols.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_EMOJI_JOINER, _EMOJI_SELECTOR = "\u200d", "\ufe0f"
_PLAIN = expression(
    r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u03e1\u0400-\u0481"
    r"\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\u2010-\u2027\u2190-\u23ff\u2500-\u27ff]*"
)
# What means something to Markdown anywhere, at the beginning of a line, and what becomes a link by itself.
_MARKED = expression(r"[\\`*_\[\]<>|~&$@]|\A[-+=#]|:(?=/)|(?<=www)\.|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]", re.IGNORECASE)
_ORDER = expression(r"##(?=\w*\[)")
_RUN = expression(r"`+")
_WHITE = expression(r"[\t\n\r ]+")
_written = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=4096)
def is_hidden(character: str) -> bool:
    """Tell whether a character cannot be seen, or does something to the text around it."""
    if unicodedata.category(character) in _HIDDEN_KINDS or character in _EMPTY:
        return True
    return any(first <= ord(character) <= last for first, last in _SELECTORS)


def _is_plain(text: str) -> bool:
    """Tell at once of most texts that nothing in them is hidden."""
    return text.isprintable() if text.isascii() else _PLAIN.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def visible(text: str) -> str:
    """Return `text` on one line: tabs and line breaks as blanks, hidden characters as their numbers."""
    if _is_plain(text):
        return text
    return "".join(_shown(text, at, character) for at, character in enumerate(text))


def _shown(text: str, at: int, character: str) -> str:
    if character in "\t\n\r":
        return " "
    if not is_hidden(character) or _is_part_of_emoji(text, at, character):
        return character
    return f"U+{ord(character):04X}"


def _is_part_of_emoji(text: str, at: int, character: str) -> bool:
    """Tell whether the character only says how the picture before it looks, or joins two: nothing is hidden by that."""
    if character == _EMOJI_SELECTOR:
        return at > 0 and unicodedata.category(text[at - 1]) in ("So", "Po", "Nd", "Sm")
    if character == _EMOJI_JOINER:
        before = text[at - 1] if at > 0 else ""
        return _is_picture(before) and _is_picture(text[at + 1 : at + 2])
    return False


def _is_picture(character: str) -> bool:
    return character == _EMOJI_SELECTOR or (bool(character) and unicodedata.category(character) in ("So", "Sk"))


def terminal(text: str) -> str:
    """Return `text` on one line that steers neither the terminal nor a program that looks for orders in what it shows.

    Several that run builds obey `##[...]` and `##name[...]` wherever they stand; the columns stay.
    """
    return _ORDER.sub("#·", visible(text))


def markdown(text: str) -> str:
    """Return Markdown that is shown as `text` on one line: no link, no picture, no markup comes out of it."""
    line = _WHITE.sub(" ", visible(text)).strip()
    return _MARKED.sub(r"\\\g<0>", line)


def code(text: str) -> str:
    """Return a code span of Markdown with `text` on one line, whatever back-ticks stand in it."""
    line = _WHITE.sub(" ", visible(text)).strip() or " "
    fence = "`" * (1 + max((len(run) for run in _RUN.findall(line)), default=0))
    # One blank on both sides is taken off again by whoever renders it.
    return f"{fence} {line} {fence}" if line.startswith("`") or line.endswith("`") else f"{fence}{line}{fence}"


def prose(text: str) -> str:
    """Return a sentence with names in back-ticks as Markdown; back-ticks in the names themselves do no harm."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    return "".join(code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts))


def _spaced(text: str) -> str:
    """Return `text` as Markdown with the blanks around it."""
    inner = markdown(text)
    return " " * text.startswith(" ") + inner + " " * (text.endswith(" ") and bool(inner))


def to_json(value: Any) -> str:
    """Return `value` as JSON on one line; hidden characters are escaped, so that they are data and can be seen."""
    written = _written(value)
    if _is_plain(written):
        return written
    return "".join(_escaped(character) if is_hidden(character) else character for character in written)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"
