"""`agentls check`: finds files, checks them, prints the findings.

It goes over the files twice, first for the names that each defines, then to judge one file after the other; what was
found in a file is printed, and the file forgotten, before the next is looked at.
"""

from __future__ import annotations

import argparse
import gc
import logging
from dataclasses import replace
from itertools import chain
from pathlib import Path

from agentls.cli import output
from agentls.cli.project import UnknownDialect, UnknownHost, described, named_dialect, named_hosts, read, searched
from agentls.cli.reports.formats import FORMATS, report
from agentls.cli.reports.report import Checked, Report
from agentls.cli.sources import Source, Sources
from agentls.disk import configuration
from agentls.knowledge.effects import Severity
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import judge

CLEAN, FOUND, FAILED = 0, 1, 2
_SEVERITIES = ("error", "warning", "information", "hint")
# Nothing that somebody has written takes a tenth of this; what does was made to hold up whoever checks it.
_MOST_SECONDS = 30.0
_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files and folders (default: the current folder); - reads standard input",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print findings (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report there, whole or not at all")
    parser.add_argument(
        "--fail-on", choices=_SEVERITIES, default="error", help="exit with 1 from this severity on (default: error)"
    )
    parser.add_argument(
        "--as", dest="dialect", metavar="DIALECT", help="take every file for this dialect, such as claude-code/agent"
    )
    parser.add_argument("--ignore-unknown", action="store_true", help="pass over named files that no assistant reads")
    parser.add_argument(
        "--target",
        action="append",
        default=[],
        metavar="HOST",
        help="a program that must take the files, too, beside each file's own; may be given several times",
    )
    parser.add_argument("--stdin-filename", metavar="PATH", help="with -: where the text on standard input belongs")


def run(arguments: argparse.Namespace) -> int:
    """Check what `arguments` name, print the report, and return the exit status."""
    try:
        forced = named_dialect(arguments.dialect)
        targets = named_hosts(arguments.target)
    except (UnknownDialect, UnknownHost) as problem:
        return _fail(str(problem))
    if arguments.stdin_filename and arguments.paths != ["-"]:
        return _fail("`--stdin-filename` goes with the path `-` alone")
    # The process is over in a moment and its trees have no cycles: looking for garbage would cost a tenth of the time.
    gc.disable()
    own = configuration.find(Path.cwd())
    sources = Sources(forced, arguments.ignore_unknown, own.problems)
    paths = arguments.paths or ["."]
    found = sources.standard_input(arguments.stdin_filename) if paths == ["-"] else sources.find(paths)
    settings = replace(own.settings, targets=own.settings.targets | targets)
    files, snapshot = read(chain(found, sources.own(own.file)), sources, settings, searched(paths))
    try:
        with output.opened(arguments.output, utf8=arguments.format != "text") as write:
            told = report(arguments.format, write, to_terminal=arguments.output is None)
            worst = _judge(files, sources, snapshot, told, own.file)
            told.end(sources.problems)
    except output.OutputProblem as problem:
        return _fail(str(problem))
    for path, message in [*sources.passed, *sources.problems]:
        output.tell(f"{path}: {message}")
    if sources.problems:
        return FAILED
    return FOUND if worst is not None and worst <= Severity[arguments.fail_on.upper()] else CLEAN


def _judge(
    known: list[Source], sources: Sources, snapshot: Snapshot, told: Report, own: Path | None
) -> Severity | None:
    """Report what is wrong in the files, and return the severity of the worst of it.

    A check with other settings than somebody meant is no check: mistakes in the file `own` with them are a problem.
    """
    worst: Severity | None = None
    for source in known:
        document = sources.document(source)
        if document is None:
            continue
        judged = judge(document, snapshot, seconds=_MOST_SECONDS)
        for rule, error in judged.failures:
            sources.problems.append((source.shown, f"internal error in the rule `{rule}`: {described(error)}"))
            _log.debug("rule %s failed on %s", rule, source.shown, exc_info=error)
        if judged.unasked:
            reason = f"took longer than {_MOST_SECONDS:.0f} s; {len(judged.unasked)} rules were not asked"
            sources.problems.append((source.shown, reason))
        told.add(Checked(source.shown, document, judged.findings))
        severities = [one.severity for one in judged.findings if one.severity]
        if own is not None and source.path == own.as_posix() and any(one <= Severity.WARNING for one in severities):
            sources.problems.append((source.shown, "some of the settings cannot be used"))
        worst = min([*severities, *([worst] if worst else [])], default=None)
    return worst


def _fail(message: str) -> int:
    output.tell(message)
    return FAILED
