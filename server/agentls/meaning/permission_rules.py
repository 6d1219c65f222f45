"""Whether a text is a permission rule, by the verdicts of Claude Code 2.1.332 (`claude doctor`)."""

import re
from typing import NamedTuple

from agentls.knowledge.catalog import Catalog
from agentls.knowledge.server_tools import ServerTools
from agentls.text.expressions import expression

_ESCAPED = expression(r"\\.", re.DOTALL)
_URL = expression(r"\Ahttps?://|\A[\w-]+(?:\.[\w-]+)+(?:/|\Z)")
# Where another rule begins behind the end of one.
_ANOTHER = expression(r"(?<!\\)\)\s*(?:\|\|?|&&|,|;|\band\b|\bor\b)?\s*[A-Z]\w*\(")
# Folders at the top of a file system, which nobody has in a project.
_SYSTEM = expression(r"/(?:Users|home|root|Volumes|private|mnt)/")
_SPLIT_COMMAND = expression(r"[A-Za-z]\w+:\w")
# Tools whose rules are about the beginning of a command line, and what joins several commands in one.
_COMMANDS = frozenset({"Bash", "PowerShell"})
_JOINED = expression(r"[;&|\n]")
# What is edited or read is decided by the rules of these two tools alone.
_DECIDED_BY = {"Write": "Edit", "NotebookEdit": "Edit", "MultiEdit": "Edit", "Glob": "Read"}


class Problem(NamedTuple):
    """What is wrong, what to do, and the rule as it was probably meant. `fits_nothing`: the host
    keeps the rule, but nothing that is ever done fits it; any other is dropped."""

    wrong: str
    remedy: str
    better: str | None = None
    fits_nothing: bool = False


def problem(rule: str, tools: Catalog, *, allows: bool, is_setting: bool = False) -> Problem | None:
    """Return what is wrong with `rule`, `None` for one that works.

    `allows` for a list of what is allowed; `is_setting` for a rule that guards, in settings or at a hook: there the
    host looks for the tool that it names.
    """
    name, opening, rest = rule.partition("(")
    if not rule.strip():
        return Problem("is empty", "remove it")
    if is_setting and re.search(r"\s", name.strip()):
        return Problem(
            "is no rule: none begins with blanks in the name of a tool", f"write `Bash({rule})`", f"Bash({rule})"
        )
    if opening:
        if _ANOTHER.search(rest):
            return Problem("is two rules in one", "write one rule for each")
        closing = _closing(rest)
        if closing < 0:
            return Problem("has a parenthesis that is never closed", "add `)`", f"{rule})")
        if rest[closing + 1 :].strip():
            return Problem("goes on behind its parenthesis", "separate the two rules")
        return _with_argument(name, rest[:closing], tools, allows=allows, is_setting=is_setting)
    if ")" in rule:
        return Problem("has a parenthesis that was never opened", "remove it", rule.replace(")", ""))
    return _alone(name, tools, allows=allows, is_setting=is_setting)


def _closing(rest: str) -> int:
    """Return where the last parenthesis that is not escaped stands: those inside mean themselves."""
    return _ESCAPED.sub("xx", rest).rfind(")")


def _alone(name: str, tools: Catalog, *, allows: bool, is_setting: bool) -> Problem | None:
    form = tools.server_tools
    if form.is_one(name) and name.endswith(":*"):
        every = f"{name.removesuffix(':*')}*"
        return Problem("has `:*`, which no name of a tool has", f"write `{every}`", every, fits_nothing=True)
    if "*" in name:
        if allows and (not form.is_one(name) or "*" in form.split(name)[0]):
            known = tools.get(name.removesuffix(":*"))
            better = known.name if known is not None and known.works else None
            return Problem("is too wide to be allowed", f"write `{better}`" if better else "name the tools", better)
        return None
    return _name(name, tools) or (_unknown(name, tools) if is_setting and not allows else None)


def _unknown(name: str, tools: Catalog) -> Problem | None:
    """Return what is wrong with a name that no tool has, in a rule that is to forbid something."""
    known = tools.get(name)
    if (known is not None and known.works) or tools.server_tools.may_be_one(name) or "*" in name:
        return None
    near = list(known.replaced_by) if known is not None else tools.closest(name)
    wrong = "names a tool that no longer exists" if known is not None else "names a tool that does not exist"
    better = near[0] if near else None
    return Problem(wrong, f"write `{better}`" if better else "correct or remove it", better, fits_nothing=True)


def _name(name: str, tools: Catalog) -> Problem | None:
    if tools.server_tools.may_be_one(name) or not name[:1].islower():
        return None
    known = tools.get(name, ignore_case=True)
    better = known.name if known is not None else None
    return Problem("does not begin with a capital", f"write `{better}`" if better else "name a tool", better)


def _with_argument(name: str, argument: str, tools: Catalog, *, allows: bool, is_setting: bool) -> Problem | None:
    wrong_name = _name(name, tools) or (_unknown(name, tools) if is_setting and not allows else None)
    if wrong_name is not None:
        better = f"{wrong_name.better}({argument})" if wrong_name.better else None
        return wrong_name._replace(better=better)
    if tools.server_tools.is_one(name):
        return Problem("has parentheses, which tools of MCP servers cannot have", "remove them", name)
    if not argument.strip():
        return Problem("has nothing in its parentheses", f"write `{name}`", name)
    if argument == ":*":
        return Problem("has no beginning to compare with", f"write `{name}` for every use", name)
    if name == "Bash":
        return _command(argument)
    if name in ("Read", "Edit") and _SYSTEM.match(argument):
        better = f"{name}(/{argument})"
        return Problem("begins at the folder of the project", f"write `{better}`", better, fits_nothing=True)
    if name == "WebFetch" and not argument.startswith("domain:") and _URL.match(argument):
        host = argument.partition("://")[2] or argument
        domain = f"WebFetch(domain:{host.partition('/')[0]})"
        return Problem("needs `domain:`", f"write `{domain}`", domain)
    if is_setting and name in _DECIDED_BY:
        better = f"{_DECIDED_BY[name]}({argument})"
        return Problem("is compared with no file", f"write `{better}`", better, fits_nothing=True)
    return None


def _command(argument: str) -> Problem | None:
    """Return what is wrong with a pattern for commands."""
    if re.search(r":\*\s*,", argument):
        return Problem("has a comma, which separates nothing here", "write one rule for each")
    if ":*" in argument[:-2]:
        better = f"Bash({argument.replace(':*', ' *')})"
        return Problem("has `:*` before its end, where it is nothing special", "write ` *`", better, fits_nothing=True)
    if not argument.endswith(":*"):
        return None
    start = argument[:-2]
    if "*" in start:
        better = f"Bash({start.rstrip()})" if start.rstrip().endswith("*") else f"Bash({start} *)"
        return Problem("mixes `*` and `:*`", f"write `{better}`", better, fits_nothing=True)
    if _SPLIT_COMMAND.match(start.split()[0] if start.split() else ""):
        better = f"Bash({start.replace(':', ' ', 1)} *)"
        return Problem("has a colon in the name of the program", f"write `{better}`", better, fits_nothing=True)
    return None


def covers(wide: str, narrow: str, form: ServerTools) -> bool:
    """Tell whether everything that fits the rule `narrow` fits `wide`, too; no in doubt."""
    name, opening, rest = wide.partition("(")
    other, other_opening, other_rest = narrow.partition("(")
    if wide == narrow:
        return True
    if form.is_one(name) and not opening:
        start = name.removesuffix("*").removesuffix(form.between)
        return "*" not in start and (narrow == start or narrow.startswith(start + form.between))
    if name != other or "*" in name:
        return False
    if not opening:
        return True
    if name not in _COMMANDS or not other_opening or not rest.endswith(")") or not other_rest.endswith(")"):
        return False
    prefix, text = _prefix(rest[:-1]), other_rest[:-1]
    begins = _prefix(text)
    if prefix is None or _JOINED.search(text):
        return False
    begins = text if begins is None else begins
    return "*" not in begins and (begins == prefix or begins.startswith(f"{prefix} "))


def _prefix(argument: str) -> str | None:
    """Return what a command must begin with to fit, `None` where the rule is of another form."""
    for end in (":*", " *"):
        if argument.endswith(end):
            start = argument.removesuffix(end)
            return start if start and "*" not in start else None
    return None
