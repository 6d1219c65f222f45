"""Whether a text is a permission rule, by the verdicts of Claude Code 2.1.330 (`claude doctor`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agentls.knowledge.catalog import Catalog

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_URL = re.compile(r"\Ahttps?://|\A[\w-]+(?:\.[\w-]+)+(?:/|\Z)")
_MCP = "mcp__"
# What is edited or read is decided by the rules of these two tools alone.
_DECIDED_BY = {"Write": "Edit", "NotebookEdit": "Edit", "MultiEdit": "Edit", "Glob": "Read"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, what to do, and the rule as it was probably meant. `is_lost`: the rule has no effect at all."""

    wrong: str
    remedy: str
    better: str | None = None
    is_lost: bool = True


def problem(rule: str, tools: Catalog, *, allows: bool) -> Problem | None:
    """Return what is wrong with `rule`, `None` for one that works; `allows` for a list of what is allowed."""
    name, opening, rest = rule.partition("(")
    if not rule.strip():
        return Problem("is empty", "remove it")
    if opening:
        closing = _closing(rest)
        if closing < 0:
            return Problem("has a parenthesis that is never closed", "add `)`", f"{rule})")
        if rest[closing + 1 :].strip():
            return Problem("goes on behind its parenthesis", "separate the two rules")
        return _with_argument(name, rest[:closing], tools, allows=allows)
    if ")" in rule:
        return Problem("has a parenthesis that was never opened", "remove it", rule.replace(")", ""))
    return _alone(name, tools, allows=allows)


def _closing(rest: str) -> int:
    """Return where the last parenthesis that is not escaped stands: those inside mean themselves."""
    return _ESCAPED.sub("xx", rest).rfind(")")


def _alone(name: str, tools: Catalog, *, allows: bool) -> Problem | None:
    if "*" in name:
        part = name.removeprefix(_MCP)
        server = part.partition("__")[0]
        if allows and (not name.startswith(_MCP) or "*" in server):
            known = tools.get(name.removesuffix(":*"))
            better = known.name if known is not None and known.works else None
            return Problem("is too wide to be allowed", f"write `{better}`" if better else "name the tools", better)
        return None
    return _name(name, tools)


def _name(name: str, tools: Catalog) -> Problem | None:
    if "_" in name or not name[:1].islower():
        return None
    known = tools.get(name, ignore_case=True)
    better = known.name if known is not None else None
    return Problem("does not begin with a capital", f"write `{better}`" if better else "name a tool", better)


def _with_argument(name: str, argument: str, tools: Catalog, *, allows: bool) -> Problem | None:
    wrong_name = _name(name, tools)
    if wrong_name is not None:
        better = f"{wrong_name.better}({argument})" if wrong_name.better else None
        return Problem(wrong_name.wrong, wrong_name.remedy, better)
    if name.startswith(_MCP):
        return Problem("has parentheses, which tools of MCP servers cannot have", "remove them", name)
    if not argument.strip():
        return Problem("has nothing in its parentheses", f"write `{name}`", name)
    if argument == ":*":
        return Problem("has no beginning to compare with", f"write `{name}` for every use", name)
    if ":*" in argument[:-2] and name == "Bash":
        better = f"{name}({argument.replace(':*', ' *')})"
        return Problem("has `:*` before its end, where it is nothing special", "write ` *`", better, is_lost=False)
    if name == "WebFetch" and not argument.startswith("domain:") and _URL.match(argument):
        host = argument.partition("://")[2] or argument
        domain = f"WebFetch(domain:{host.partition('/')[0]})"
        return Problem("needs `domain:`", f"write `{domain}`", domain)
    if not allows and name in _DECIDED_BY:
        better = f"{_DECIDED_BY[name]}({argument})"
        return Problem("is not what changes of files are compared with", f"write `{better}`", better, is_lost=False)
    return None
