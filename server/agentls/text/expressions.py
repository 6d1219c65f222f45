"""Regular expressions that are compiled when they are first used.

    _WORD = expression(r"[\\w-]+")
    _WORD.search(text)

A program that looks at one file needs a tenth of the expressions that its modules have, and to compile all of them
takes longer than to look at the file.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Expression:
    """Stands for a compiled expression; once it is one, nothing lies between it and whoever uses it."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        # Asked for nothing that is there, as for `match` before the first use.
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return the expression `re.compile` would, compiled at its first use; that is when `re.error` is raised, too."""
    return cast("re.Pattern[AnyStr]", _Expression(pattern, flags))
