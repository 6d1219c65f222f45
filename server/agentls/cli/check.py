"""`agentls check`: finds files, checks them, prints the findings."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from agentls.cli.reports.report import (
    Checked,
    Report,
    Results,
    TextReport,
    as_json,
)
from agentls.disk import configuration, files, project
from agentls.disk.walk import Walk
from agentls.knowledge.dialect import (
    Dialect,
    all_dialects,
    detect,
    dialect,
    root_of,
)
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Severity
from agentls.project.document import Document
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

CLEAN, FOUND, FAILED = 0, 1, 2
_SEVERITIES = ("error", "warning", "information", "hint")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files and folders (default: the current folder); - reads standard input",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print findings (default: text)"
    )
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
    if arguments.paths == ["-"]:
        documents = list(_standard_input(arguments.stdin_filename, forced, problems))
    else:
        documents = list(_documents(arguments.paths or ["."], forced, problems))
    searched = [os.path.abspath(path) for path in arguments.paths or ["."] if os.path.isdir(path)]  # noqa: PTH100, PTH112
    snapshot = _snapshot(settings, [document for _, document in documents], searched)
    checked = [Checked(shown, document, lint(document, snapshot)) for shown, document in documents]
    results = Results(checked, problems)
    report = _report(arguments.format)
    print(report(results))  # noqa: T201
    for path, message in problems:
        print(f"agentls: {path}: {message}", file=sys.stderr)  # noqa: T201
    return _status(results, Severity[arguments.fail_on.upper()])


def _snapshot(settings: Settings, documents: list[Document], searched: list[str]) -> Snapshot:
    """Return the state in which all documents are checked: each sees the names that the others define.

    `searched` are the folders from which the documents come; what lies around them is looked for here.
    """
    home = project.home()
    index = Index(home)
    for facts in project.user_facts():
        index.update(facts)
    for document in documents:
        index.update(project.document_facts(document))
    roots = {root_of(document.path, document.dialect) for document in documents if document.path}
    for facts in project.facts_around(roots, set(index.paths()), searched):
        index.update(facts)
    return Snapshot(settings, index, project.Disk(), home)


def _documents(
    paths: list[str], forced: Dialect | None, problems: list[tuple[str, str]]
) -> Iterator[tuple[str, Document]]:
    """Yield the documents to check, each with its path as the user knows it."""
    walk = Walk()
    done: set[str] = set()
    for name in paths:
        top = Path(name)
        if not top.exists():
            problems.append((name, "there is no such file or folder"))
            continue
        count = 0
        for path, kind in walk.find(top, forced):
            count += 1
            real = os.path.abspath(path)  # noqa: PTH100 - a link is a file of its own.
            if real in done:
                continue
            done.add(real)
            document = _read(path, real, kind, problems)
            if document:
                yield str(path), document
        if not count and top.is_file():
            problems.append((name, "no assistant reads a file at this place; say what it is with --as"))
    problems += walk.problems


def _read(path: Path, real: str, kind: Dialect, problems: list[tuple[str, str]]) -> Document | None:
    try:
        content = files.read(path)
    except files.FileProblem as problem:
        problems.append((str(path), str(problem)))
        return None
    return Document(Path(real).as_posix(), content.text, kind, encoding=content.encoding)


def _standard_input(
    filename: str | None, forced: Dialect | None, problems: list[tuple[str, str]]
) -> Iterator[tuple[str, Document]]:
    name = filename or "-"
    # Without a name of its own the text belongs to no path, and no rule may judge what it is called.
    path = Path(os.path.abspath(filename)).as_posix() if filename else ""  # noqa: PTH100 - links must stay as written.
    walk = Walk()
    kind = forced or next((kind for _, kind in walk.find(Path(name))), None) or detect(path)
    if kind is None:
        problems.append((name, "say what this is with --as, or where it belongs with --stdin-filename"))
        return
    try:
        content = files.decode(sys.stdin.buffer.read())
    except files.FileProblem as problem:
        problems.append((name, str(problem)))
        return
    yield name, Document(path, content.text, kind, encoding=content.encoding)


def _report(name: str) -> Report:
    if name == "json":
        return as_json
    force = os.environ.get("FORCE_COLOR")
    color = bool(force) or (sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    return TextReport(color=color, width=shutil.get_terminal_size((120, 40)).columns)


def _status(results: Results, fail_on: Severity) -> int:
    if results.problems:
        return FAILED
    severities = [finding.severity for file in results.files for finding in file.findings]
    return FOUND if any(severity is not None and severity <= fail_on for severity in severities) else CLEAN


def _fail(message: str) -> int:
    print(f"agentls: {message}", file=sys.stderr)  # noqa: T201
    return FAILED
