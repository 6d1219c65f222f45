"""Whether a command line only reads, so that its host runs it without asking.

only_reads(line, known) -> bool
"""

from __future__ import annotations

from agentls.knowledge.catalog import Catalog
from agentls.text.expressions import expression

_HARMLESS = expression(r"\d?>\s*/dev/null|\d>&\d")
# What runs another command, writes to a file or starts something in the background.
_UNSURE = expression(r"\$\(|`|<\(|>|<<|\$\{?\w|(?<!&)&(?!&)|\n|(?:^|\s)-(?:exec|execdir|delete|ok|fprint\w*|i|o|O|w)\b")
_JOINS = expression(r"&&|\|\||[|;]")


def only_reads(line: str, known: Catalog) -> bool:
    """Tell whether each command of `line` is one of `known`, and nothing in it may do more; no in doubt."""
    text = _HARMLESS.sub("", line)
    if _UNSURE.search(text):
        return False
    return all(_is_known(part.split(), known) for part in _JOINS.split(text))


def _is_known(words: list[str], known: Catalog) -> bool:
    for count in range(min(len(words), 3), 0, -1):
        value = known.get(" ".join(words[:count]))
        if value is not None and (len(words) == count or not value.facts.alone):
            return True
    return False
