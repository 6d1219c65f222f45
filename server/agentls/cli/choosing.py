"""Which rules a run asks and how severe they are: what the command line says goes before every configuration.

add_arguments(parser)
chosen(settings, arguments) -> Settings     # raises UnknownRule
named(name) -> Rule                         # raises UnknownRule
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping

from agentls.cli.suggesting import did_you_mean
from agentls.knowledge.settings import LEVELS, Settings
from agentls.rules import Rule, all_rules


class UnknownRule(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """Somebody named a rule or a severity that there is not; the text says so and what was probably meant."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what a command takes that asks rules."""
    for option, text in (
        ("--select", "ask these rules alone, those that are off as well"),
        ("--ignore", "do not ask these rules"),
    ):
        parser.add_argument(option, action="append", default=[], metavar="RULE", help=f"{text}; names with commas")
    parser.add_argument(
        "--severity",
        action="append",
        default=[],
        metavar="RULE=LEVEL",
        help=f"how severe the findings of a rule are: {', '.join(LEVELS)}",
    )


def chosen(settings: Settings, arguments: argparse.Namespace) -> Settings:
    """Return the settings with what the command line says of rules; raises `UnknownRule`."""
    selected, ignored = _names(arguments.select), _names(arguments.ignore)
    severities = dict(map(_severity, arguments.severity))
    wanted: dict[str, str] = {}
    for rule in all_rules() if selected else ():
        # A rule that is asked for by name runs; which severity it has where it is not off is for the settings to say.
        if rule.id not in selected:
            wanted[rule.id] = "off"
        elif not rule.is_on and settings.rules.get(rule.id, "off") == "off":
            wanted[rule.id] = rule.severity.label
    wanted |= severities | dict.fromkeys(ignored, "off")
    if not wanted:
        return settings

    def kept(rules: Mapping[str, str]) -> dict[str, str]:
        return {
            rule: severity
            for rule, severity in rules.items()
            if rule not in wanted and not (rule in selected and severity == "off")
        }

    overrides = tuple(one._replace(rules=kept(one.rules)) for one in settings.overrides)
    return settings._replace(rules=kept(settings.rules) | wanted, overrides=overrides)


def _names(given: Iterable[str]) -> set[str]:
    names = {name.strip() for one in given for name in one.split(",")} - {""}
    for name in sorted(names):
        named(name)
    return names


def _severity(given: str) -> tuple[str, str]:
    rule, equals, level = given.partition("=")
    if not equals:
        raise UnknownRule(f"`--severity {given}` has no level; write it as `--severity {rule}=warning`")
    named(rule)
    if level not in LEVELS:
        meant = did_you_mean(level, LEVELS, f"the levels are {', '.join(LEVELS)}")
        raise UnknownRule(f"there is no severity `{level}`; {meant}")
    return rule, level


def named(name: str) -> Rule:
    """Return the rule of that name; raises `UnknownRule`."""
    known = {one.id: one for one in all_rules()}
    if name not in known:
        raise UnknownRule(f"there is no rule `{name}`; {did_you_mean(name, known, '`agentls rules` lists all')}")
    return known[name]
