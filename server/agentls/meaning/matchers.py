"""What a hook's matcher is compared with names: as a list of names, or as an expression of JavaScript.

    is_list(matcher) -> bool
    found_in(matcher, names) -> bool | None

Seen with Claude Code 2.1.330: a matcher of letters, digits, `_`, `-`, blanks, `,` and `|` is a list of exact names;
anything else is compiled as a regular expression and searched in the name. One that cannot be compiled matches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agentls.text.expressions import expression

_LIST = expression(r"[\w\- ,|]+\Z", re.ASCII)
_LONGEST = 300
# What JavaScript refuses and Python does not: a quantifier behind another, and groups that only Python has.
_NOT_IN_JAVASCRIPT = expression(r"(?<!\\)(?:[*+?]|\{\d+(?:,\d*)?\})[*+]|\(\?(?:P|#|[aiLmsux-]+\)|\()")
# What may take long, or means something else in Python; nothing is said of these.
_UNSURE = expression(r"\\[1-9ckpPuxZAzaU]|\[\^?\]|\(\?<?[=!]|\(\?[a-z-]+:")
_QUANTIFIER = expression(r"(?<!\\)(?:[*+]|\{\d+,)")
_REPEATED_GROUP = expression(r"(?<!\\)\)(?:[*+]|\{)")
_MOST_QUANTIFIERS = 3
_NAMED = expression(r"\(\?<(?=\w)")
# Names of tools consist of these; what else an expression demands, no name has.
_PART = expression(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_OPERATORS = frozenset("^$.*+?()|{}")


def is_list(matcher: str) -> bool:
    """Tell whether the matcher is read as names, and not as an expression."""
    return bool(_LIST.match(matcher))


def found_in(matcher: str, names: Iterable[str]) -> bool | None:
    """Tell whether the expression is found in one of `names`; `None` where that cannot be said, or not soon."""
    if len(matcher) > _LONGEST or _UNSURE.search(matcher):
        return None
    if _NOT_IN_JAVASCRIPT.search(matcher):
        return False
    # Python tries all ways to divide a text among quantifiers: with few of them, none inside another, they are few.
    branches = re.split(r"(?<!\\)\|", matcher)
    if _REPEATED_GROUP.search(matcher) or any(len(_QUANTIFIER.findall(one)) > _MOST_QUANTIFIERS for one in branches):
        return None
    try:
        expression = re.compile(_NAMED.sub("(?P<", matcher), re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return False
    return any(expression.search(name) for name in names)


def may_match_others(matcher: str, begin: str) -> bool:
    """Tell whether a tool of an MCP server might be found: no character is demanded that no such name has.

    `begin` is what all their names begin with.
    """
    if found_in(matcher, ()) is None:
        return True
    for branch in re.split(r"(?<!\\)\|", matcher):
        parts = _PART.findall(branch)
        bare = branch.lstrip("(")
        if (
            bare.startswith("^")
            and not begin.startswith(bare[1 : 1 + len(begin)])
            and not bare.startswith(("^.", "^[", "^("))
        ):
            continue
        if all(_may_stand_in_a_name(one, parts[number + 1 : number + 2]) for number, one in enumerate(parts)):
            return found_in(branch.strip("()"), ("",)) is not None and _compiles(matcher)
    return False


def _compiles(matcher: str) -> bool:
    try:
        re.compile(matcher)
    except (re.error, OverflowError, RecursionError):
        return False
    return not _NOT_IN_JAVASCRIPT.search(matcher)


def _may_stand_in_a_name(part: str, following: list[str]) -> bool:
    is_optional = following in (["*"], ["?"])
    if is_optional or part in _OPERATORS or part.startswith("["):
        return True
    literal = part[1:] if part.startswith("\\") and not part[1:].isalpha() else part
    return part in ("\\w", "\\d", "\\S", "\\b", "\\B", "\\D") or (
        len(literal) == 1 and (literal.isalnum() or literal in "_-")
    )


def without_part(matcher: str, names: Iterable[str]) -> str | None:
    """Return the names of tools that the parts of the matcher begin with, joined; `None` unless each part does."""
    known = set(names)
    heads = [re.match(r"\s*(\w+)[(:]", part) for part in matcher.split("|")]
    found = [head[1] if head else part.strip() for head, part in zip(heads, matcher.split("|"), strict=True)]
    return "|".join(dict.fromkeys(found)) if any(heads) and all(one in known for one in found) else None
