"""`agentls check`: finds files, checks them, prints the findings.

It goes over the files twice, first for the names that each defines, then to judge one file after the other; what was
found in a file is printed, and the file forgotten, before the next is looked at.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from agentls.cli import output
from agentls.cli.reports.formats import FORMATS, report
from agentls.cli.reports.report import Checked, Report
from agentls.cli.sources import Source, Sources
from agentls.disk import configuration, project
from agentls.knowledge.dialect import all_dialects, dialect, root_of
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Severity
from agentls.project.index import Index
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
    parser.add_argument("--stdin-filename", metavar="PATH", help="with -: where the text on standard input belongs")


def run(arguments: argparse.Namespace) -> int:
    """Check what `arguments` name, print the report, and return the exit status."""
    forced = dialect(arguments.dialect) if arguments.dialect else None
    if arguments.dialect and forced is None:
        known = ", ".join(one.id for one in all_dialects())
        return _fail(f"there is no dialect `{arguments.dialect}`; the dialects are {known}")
    if arguments.stdin_filename and arguments.paths != ["-"]:
        return _fail("`--stdin-filename` goes with the path `-` alone")
    # The process is over in a moment and its trees have no cycles: looking for garbage would cost a tenth of the time.
    gc.disable()
    settings, problems = configuration.find(Path.cwd())
    sources = Sources(forced, problems)
    paths = arguments.paths or ["."]
    found = sources.standard_input(arguments.stdin_filename) if paths == ["-"] else sources.find(paths)
    files, snapshot = _read(found, sources, settings, [os.path.abspath(path) for path in paths if os.path.isdir(path)])  # noqa: PTH100, PTH112
    try:
        with output.opened(arguments.output, utf8=arguments.format != "text") as write:
            told = report(arguments.format, write, to_terminal=arguments.output is None)
            worst = _judge(files, sources, snapshot, told)
            told.end(sources.problems)
    except output.OutputProblem as problem:
        return _fail(str(problem))
    for path, message in [*sources.passed, *sources.problems]:
        output.tell(f"{path}: {message}")
    if sources.problems:
        return FAILED
    return FOUND if worst is not None and worst <= Severity[arguments.fail_on.upper()] else CLEAN


def _read(
    found: Iterable[Source], sources: Sources, settings: Settings, searched: list[str]
) -> tuple[list[Source], Snapshot]:
    """Return the files that can be read, and the state in which all are judged: each sees the names of the others.

    `searched` are the folders from which the files come; what lies around them is looked for here.
    """
    home = project.home()
    index = Index(home)
    for facts in project.user_facts():
        index.update(facts)
    known: list[Source] = []
    roots: set[str] = set()
    for source in found:
        document = sources.document(source)
        if document is None:
            continue
        known.append(source)
        try:
            index.update(project.document_facts(document))
        except Exception as error:
            # What one file defines is not known then; everything else is.
            sources.problems.append((source.shown, f"internal error: {_described(error)}"))
            _log.debug("reading %s failed", source.shown, exc_info=True)
        if document.path:
            roots.add(root_of(document.path, document.dialect))
        sources.keep(document)
    for facts in project.facts_around(sorted(roots), set(index.paths()), searched):
        index.update(facts)
    return known, Snapshot(settings, index, project.Disk(Path.cwd().as_posix()), home)


def _judge(known: list[Source], sources: Sources, snapshot: Snapshot, told: Report) -> Severity | None:
    """Report what is wrong in the files, and return the severity of the worst of it."""
    worst: Severity | None = None
    for source in known:
        document = sources.document(source)
        if document is None:
            continue
        judged = judge(document, snapshot, seconds=_MOST_SECONDS)
        for rule, error in judged.failures:
            sources.problems.append((source.shown, f"internal error in the rule `{rule}`: {_described(error)}"))
            _log.debug("rule %s failed on %s", rule, source.shown, exc_info=error)
        if judged.unasked:
            reason = f"took longer than {_MOST_SECONDS:.0f} s; {len(judged.unasked)} rules were not asked"
            sources.problems.append((source.shown, reason))
        told.add(Checked(source.shown, document, judged.findings))
        severities = [one.severity for one in judged.findings if one.severity]
        worst = min([*severities, *([worst] if worst else [])], default=None)
    return worst


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _fail(message: str) -> int:
    output.tell(message)
    return FAILED
