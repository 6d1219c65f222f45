"""The patterns of git's ignore files, of which the globs of the schemas are one kind.

    pattern(line) -> Pattern | None
    pattern(line).fits(names) -> bool           # the names between the slashes of a path

They come with a checkout, and so does the time that they may take: regular expressions made of them would try again and
again. Here a pattern is matched from the left, part by part, and nothing is tried twice.
"""

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from agentls.text.expressions import expression

_CLASS = expression(r"\[([!^]?)(\]?(?:\\.|\[:\w+:\]|[^\]\\])*)\]", re.DOTALL)
_POSIX = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
# Longer than any name that a file can have; what is longer cannot match.
_LONGEST = 4096


class Pattern(NamedTuple):
    """One line. `blocks` are the names between slashes, cut at each `**`; a name without wildcards is a text."""

    blocks: tuple[tuple["str | Name", ...], ...]
    is_negated: bool
    only_folders: bool

    def fits(self, names: list[str]) -> bool:
        """Tell whether all names fit; what stands between two `**` is taken as far left as it fits."""
        first, last = self.blocks[0], self.blocks[-1]
        # `a/**` is everything below the folder, but not the folder.
        end = len(names) - max(len(last), 1)
        if len(self.blocks) == 1:
            return len(first) == len(names) and _fit(first, names, 0)
        if end < len(first) or not _fit(last, names, len(names) - len(last)) or not _fit(first, names, 0):
            return False
        at = len(first)
        for block in self.blocks[1:-1]:
            found = next((n for n in range(at, end - len(block) + 1) if _fit(block, names, n)), None)
            if found is None:
                return False
            at = found + len(block)
        return at <= end

    def last(self, names: list[str]) -> "NameTest":
        """Return what decides whether one more name fits behind `names`."""
        *others, block = self.blocks
        if not block:
            return self.fits([*names, ""])
        any_last = self._replace(blocks=(*others, (*block[:-1], _ANYTHING)))
        return block[-1] if any_last.fits([*names, ""]) else False


def is_one(name: str, test: "NameTest") -> bool:
    """Tell whether the name of a file is one that the test takes."""
    if isinstance(test, Name):
        return test.fits(name)
    return name == test if isinstance(test, str) else test


def _fit(block: "tuple[str | Name, ...]", names: list[str], at: int) -> bool:
    for part in block:
        name = names[at]
        if name != part if isinstance(part, str) else not part.fits(name):
            return False
        at += 1
    return True


class Name:
    """A name with wildcards: the pieces between its `*`, each a list of tests for single characters."""

    __slots__ = ("_is_plain", "_least", "_pieces")

    def __init__(self, pieces: list[re.Pattern[str] | str], least: int) -> None:
        self._pieces = pieces
        self._is_plain = all(isinstance(piece, str) for piece in pieces)
        self._least = least

    def fits(self, name: str) -> bool:
        """Tell whether the whole of `name` fits; each piece is looked for once, as far left as it can stand."""
        if len(name) < self._least:
            return False
        first, last = self._pieces[0], self._pieces[-1]
        if self._is_plain:
            if not (name.startswith(str(first)) and name.endswith(str(last))):
                return False
            if len(self._pieces) == 2:
                return True
        at = _end(first, name, 0)
        if at is None:
            return False
        if len(self._pieces) == 1:
            return at == len(name)
        for piece in self._pieces[1:-1]:
            found = _find(piece, name, at)
            if found is None:
                return False
            at = found
        start = len(name) - _length(last)
        return start >= at and _end(last, name, start) == len(name)


#: Decides whether a name fits: the only one that does, one with wildcards, or whether every one does or none.
NameTest: TypeAlias = str | Name | bool
_ANYTHING = Name(["", ""], 0)


def _length(piece: re.Pattern[str] | str) -> int:
    # A pattern tells how many characters it takes by the group that it is made with.
    return len(piece) if isinstance(piece, str) else piece.groups


def _end(piece: re.Pattern[str] | str, name: str, at: int) -> int | None:
    if isinstance(piece, str):
        return at + len(piece) if name.startswith(piece, at) else None
    found = piece.match(name, at)
    return found.end() if found else None


def _find(piece: re.Pattern[str] | str, name: str, at: int) -> int | None:
    if isinstance(piece, str):
        found = name.find(piece, at)
        return found + len(piece) if found >= 0 else None
    match = piece.search(name, at)
    return match.end() if match else None


def pattern(line: str) -> Pattern | None:
    """Return the pattern in a line of an ignore file; `None` for a comment, and for what nothing can fit."""
    if len(line) > _LONGEST or line.startswith("#"):
        return None
    line = _without_blanks_at_end(line)
    is_negated = line.startswith("!")
    line = line[1:] if is_negated else line
    only_folders = line.endswith("/")
    line = line[:-1] if only_folders else line
    if not line:
        return None
    blocks: list[list[str | Name]] = [[]] if "/" in line else [[], []]
    for text in line.removeprefix("/").split("/"):
        if text == "**":
            blocks += [[]] if blocks[-1] or len(blocks) == 1 else []
            continue
        part = _name(text)
        if part is None:
            return None
        blocks[-1].append(part)
    return Pattern(tuple(map(tuple, blocks)), is_negated, only_folders)


def _without_blanks_at_end(line: str) -> str:
    """Return `line` without the blanks at its end, but for one that a backslash keeps."""
    bare = line.rstrip(" ")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return line[: len(bare) + 1] if slashes % 2 and len(bare) < len(line) else bare


@lru_cache(maxsize=4096)
def _name(text: str) -> str | Name | None:
    """Return a test for one name, `None` for one that nothing can fit."""
    if not any(character in text for character in "*?[\\"):
        return text
    pieces: list[re.Pattern[str] | str] = []
    tests: list[str] = []
    least, at = 0, 0
    while at < len(text):
        character = text[at]
        if character == "*":
            pieces.append(_piece(tests))
            tests = []
            at += 1
            continue
        least += 1
        if character == "?":
            tests.append("[^/]")
        elif character == "[" and (found := _CLASS.match(text, at)):
            test = _class(found[1], found[2])
            if test is None:
                return None
            tests.append(test)
            at = found.end()
            continue
        elif character == "[":
            return None
        elif character == "\\":
            at += 1
            if at == len(text):
                return None
            tests.append(re.escape(text[at]))
        else:
            tests.append(re.escape(character))
        at += 1
    pieces.append(_piece(tests))
    return Name(pieces, least)


def _piece(tests: list[str]) -> re.Pattern[str] | str:
    """Return the characters themselves where they say all, else an expression with a group for each character."""
    if all(len(test) == 1 or (len(test) == 2 and test[0] == "\\") for test in tests):
        return "".join(test[-1] for test in tests)
    return re.compile("".join(f"({test})" for test in tests), re.DOTALL)


def _class(negation: str, inside: str) -> str | None:
    inside = re.sub(r"\[:(\w+):\]", lambda found: _POSIX.get(found[1], ""), inside)
    # What means sets of characters to Python, or may come to do so, are only characters to git.
    inside = re.sub(r"(?<!\\)([\[&~|])", r"\\\1", inside).replace("--", "-\\-")
    if inside.startswith("]"):
        inside = "\\" + inside
    try:
        re.compile(f"[{'^' if negation else ''}{inside}]")
    except re.error:
        return None
    return f"[^/{inside}]" if negation else f"(?!/)[{inside}]"
