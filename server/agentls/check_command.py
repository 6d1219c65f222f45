"""`agentls check`: finds files, checks them, prints the findings."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from agentls import configuration, files
from agentls.dialect import Dialect, all_dialects, detect, dialect
from agentls.document import Document
from agentls.finding import Severity
from agentls.lint import lint
from agentls.report import Checked, Report, Results, TextReport, as_json
from agentls.snapshot import Snapshot
from agentls.walk import Walk

CLEAN, FOUND, FAILED = 0, 1, 2


def run(arguments: argparse.Namespace) -> int:
    """Check what `arguments` name, print the report, and return the exit status."""
    forced = dialect(arguments.dialect) if arguments.dialect else None
    if arguments.dialect and forced is None:
        known = ", ".join(one.id for one in all_dialects())
        return _fail(f"there is no dialect `{arguments.dialect}`; the dialects are {known}")
    if arguments.stdin_filename and arguments.paths != ["-"]:
        return _fail("`--stdin-filename` goes with the path `-` alone")
    settings, problems = configuration.find(Path.cwd())
    snapshot = Snapshot(settings)
    checked: list[Checked] = []
    if arguments.paths == ["-"]:
        checked += _check_standard_input(arguments.stdin_filename, forced, snapshot, problems)
    else:
        checked += _check_paths(arguments.paths or ["."], forced, snapshot, problems)
    results = Results(checked, problems)
    report = _report(arguments.format)
    print(report(results))  # noqa: T201
    for path, message in problems:
        print(f"agentls: {path}: {message}", file=sys.stderr)  # noqa: T201
    return _status(results, Severity[arguments.fail_on.upper()])


def _check_paths(
    paths: list[str], forced: Dialect | None, snapshot: Snapshot, problems: list[tuple[str, str]]
) -> Iterator[Checked]:
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
            checked = _check_file(path, real, kind, snapshot, problems)
            if checked:
                yield checked
        if not count and top.is_file():
            problems.append((name, "no assistant reads a file at this place; say what it is with --as"))
    problems += walk.problems


def _check_file(
    path: Path, real: str, kind: Dialect, snapshot: Snapshot, problems: list[tuple[str, str]]
) -> Checked | None:
    try:
        content = files.read(path)
    except files.FileProblem as problem:
        problems.append((str(path), str(problem)))
        return None
    document = Document(Path(real).as_posix(), content.text, kind, encoding=content.encoding)
    return Checked(str(path), document, lint(document, snapshot))


def _check_standard_input(
    filename: str | None, forced: Dialect | None, snapshot: Snapshot, problems: list[tuple[str, str]]
) -> Iterator[Checked]:
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
    document = Document(path, content.text, kind, encoding=content.encoding)
    yield Checked(name, document, lint(document, snapshot))


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
