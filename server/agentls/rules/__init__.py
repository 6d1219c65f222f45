"""The rules, one module each: `unknown_tool.py` is the rule `unknown-tool`.

A rule module has a docstring, a constant `SEVERITY` and a function `check(document, snapshot)` that yields findings.
The docstring says in its first line what the rule finds, then why it matters, then shows examples; they are the rule's
tests and its page in the documentation. `IS_ON = False` makes a rule wait to be asked for, and `FORMATS` names the
formats of the files that it understands when that is not Markdown with frontmatter alone. `READS` names the parts of a
file that all of its findings and fixes come from, when that is not every part: while somebody types elsewhere, what it
found is kept. A function `concerns(shape)` tells in which files the rule can find anything at all, where the shape of
a file shows that: in others it is not asked. `JUDGES_LATER = True` is for a rule that speaks of keys and values that
are newer than the version of the program that people have; of these no other rule is heard.
"""

import importlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import EVERYTHING, Section
from agentls.meaning.finding import Finding
from agentls.meaning.shape import Shape
from agentls.meaning.suppression import Suppression, Target
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot


class Rule(NamedTuple):
    """One rule as the others see it.

    `is_on` tells whether it runs without being asked for, `formats` which files it understands: `markdown`, `json`.
    `reads` are the parts of a file that its answer depends on, `judges_later` whether it speaks of what is too new.
    `concerns` tells whether it can find anything in a file of a shape, where it is not asked about all of them.
    `check_unused` judges the comments that silence nothing, which are known when all other rules have been asked.
    `check_reading` judges a file as another program reads it, by what the rules find in that.
    """

    id: str
    severity: Severity
    documentation: str
    check: Callable[[Document, Snapshot], Iterable[Finding]]
    is_on: bool
    formats: frozenset[str]
    reads: Section
    judges_later: bool = False
    concerns: Callable[[Shape], bool] | None = None
    check_unused: Callable[[Document, Suppression, tuple[Target, ...]], Iterable[Finding]] | None = None
    check_reading: Callable[[Document, list[Finding]], Iterable[Finding]] | None = None

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.documentation.strip().split("\n", 1)[0]


_MARKDOWN = frozenset({"markdown"})
# What runs the rules, and what makes their fixes, lives beside them.
_NO_RULES = frozenset({"__init__", "asking", "fixing", "lint"})


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by id."""
    found = []
    for name in _modules():
        loaded = importlib.import_module(f"{__name__}.{name}")
        found.append(
            Rule(
                id=name.replace("_", "-"),
                severity=loaded.SEVERITY,
                documentation=loaded.__doc__ or "",
                check=loaded.check,
                is_on=getattr(loaded, "IS_ON", True),
                formats=getattr(loaded, "FORMATS", _MARKDOWN),
                reads=getattr(loaded, "READS", EVERYTHING),
                judges_later=getattr(loaded, "JUDGES_LATER", False),
                concerns=getattr(loaded, "concerns", None),
                check_unused=getattr(loaded, "check_unused", None),
                check_reading=getattr(loaded, "check_reading", None),
            )
        )
    return tuple(sorted(found, key=lambda rule: rule.id))


def _modules() -> set[str]:
    # `pkgutil` would load `inspect`, which takes as long to load as a third of all the rules. Where we are one of the
    # parts of a page, there is bytecode alone.
    return {path.stem for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".pyc")} - _NO_RULES


@cache
def rules_for(format_: str) -> tuple[Rule, ...]:
    """Return the rules that understand files of that format, sorted by id."""
    return tuple(rule for rule in all_rules() if format_ in rule.formats)
