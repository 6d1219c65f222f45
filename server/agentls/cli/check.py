"""`agentls check`: finds files, checks them, prints the findings.

It goes over the files twice, first for the names that each defines, then to judge one file after the other; what was
found in a file is printed, and the file forgotten, before the next is looked at.
"""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from agentls.cli import changes, choosing, output
from agentls.cli.again import MOST_CHARACTERS, MOST_QUESTIONS
from agentls.cli.baseline import Baseline, BaselineProblem
from agentls.cli.changes import Changes
from agentls.cli.history_problem import HistoryProblem
from agentls.cli.judging import Judging
from agentls.cli.progress import Progress
from agentls.cli.project import Names, UnknownDialect, UnknownHost, named_dialect, named_hosts, searched
from agentls.cli.reports import formats
from agentls.cli.sources import Source, Sources
from agentls.cli.streams import Listening, OutputProblem
from agentls.disk import configuration
from agentls.disk.trace import Trace
from agentls.knowledge.effects import Severity
from agentls.knowledge.settings import Globs, Settings
from agentls.text.visible import terminal, to_json

if TYPE_CHECKING:
    from agentls.cli.memory import Memory

CLEAN, FOUND, FAILED = 0, 1, 2
_SEVERITIES = ("error", "warning", "information", "hint")
_COUNTED = ("text", "json")
_WRONG = (
    UnknownDialect,
    UnknownHost,
    choosing.UnknownRule,
    HistoryProblem,
    BaselineProblem,
    OutputProblem,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files and folders (default: the current folder); - reads standard input",
    )
    choosing.add_arguments(parser)
    _add_files(parser)
    _add_report(parser)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as", dest="dialect", metavar="DIALECT", help="take every file for this dialect, such as claude-code/agent"
    )
    parser.add_argument("--ignore-unknown", action="store_true", help="pass over named files that no assistant reads")
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="GLOB", help="leave out files, as in .gitignore"
    )
    changes.add_arguments(parser)
    parser.add_argument(
        "--allow-empty", action="store_true", help="let it be no failure that there is nothing to check"
    )
    parser.add_argument(
        "--target",
        action="append",
        default=[],
        metavar="HOST",
        help="a program that must take the files, too, beside each file's own; may be given several times",
    )
    parser.add_argument("--stdin-filename", metavar="PATH", help="with -: where the text on standard input belongs")


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=formats.FORMATS, default="text", help="how to print findings (default: text)"
    )
    parser.add_argument("--output", metavar="FILE", help="write the report there, whole or not at all")
    parser.add_argument("--statistics", action="store_true", help="count what each rule finds instead of printing it")
    parser.add_argument("--list-files", action="store_true", help="print which files would be checked, and as what")
    parser.add_argument("-q", "--quiet", action="store_true", help="print findings and failures, nothing else")
    parser.add_argument("--baseline", metavar="FILE", help="tell only what does not stand in this file yet")
    parser.add_argument("--write-baseline", action="store_true", help="write what is found to the baseline instead")
    parser.add_argument(
        "--fail-on", choices=_SEVERITIES, default="error", help="exit with 1 from this severity on (default: error)"
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    parser.add_argument(
        "--no-cache", action="store_true", help="judge every file anew, and keep nothing for the next run"
    )
    parser.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="judge by so many processes (default: as many as pay)",
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a file has changed")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of processes; write 1 or more")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Check what `arguments` name, print the report, and return the exit status."""
    problem = _misuse(arguments)
    if problem:
        return _fail(problem)
    if arguments.watch:
        watch = importlib.import_module("agentls.cli.watch")
        return int(watch.watch(arguments.words, arguments.paths or ["."]))
    try:
        is_kept = not arguments.no_cache
        with Trace(MOST_QUESTIONS * is_kept) as trace, Listening(MOST_CHARACTERS * is_kept) as heard:
            return _run(arguments, trace, heard)
    except _WRONG as wrong:
        return _fail(str(wrong))


def _run(arguments: argparse.Namespace, trace: Trace, heard: Listening) -> int:
    forced, targets = named_dialect(arguments.dialect), named_hosts(arguments.target)
    own = configuration.find(Path.cwd())
    excluded = Globs(tuple(arguments.exclude), Path.cwd().as_posix())
    said = Settings(targets=targets, exclude=(excluded,) if excluded.globs else ())
    settings = choosing.chosen(said.over(own.settings), arguments)
    changed, baseline = Changes.wanted(arguments), Baseline.wanted(arguments)
    sources = Sources(forced, ignores_unknown=arguments.ignore_unknown, settings=settings, problems=own.problems)
    # Of a file that is named in two ways the same one counts, in whichever order they come.
    paths = sorted(set(arguments.paths)) or ["."]
    found = sources.standard_input(arguments.stdin_filename) if paths == ["-"] else sources.find(paths)
    with _memory(is_wanted=not arguments.no_cache and paths != ["-"]) as memory:
        names, progress = Names(memory, with_uses=False), Progress()
        every = progress.reading(chain(found, sources.own(own.file)))
        known = names.read(every, sources, searched(paths))
        progress.clear()
        judging = Judging(
            sources,
            names,
            settings,
            own=own.file,
            changed=changed,
            baseline=baseline,
            memory=memory,
            progress=progress,
            jobs=arguments.jobs,
        )
        status = _judged(arguments, judging, known, paths)
        if memory is not None and judging.is_repeatable and not arguments.output:
            memory.keep_outcome(arguments.words, status, trace, heard)
        return status


def _memory(*, is_wanted: bool) -> AbstractContextManager[Memory | None]:
    if not is_wanted:
        return nullcontext()
    found: AbstractContextManager[Memory | None] = importlib.import_module("agentls.cli.memory").opened()
    return found


def _judged(arguments: argparse.Namespace, judging: Judging, known: list[Source], paths: list[str]) -> int:
    sources, changed, baseline = judging.sources, judging.changed, judging.baseline
    if not (
        _has_any(known, judging.own, paths) or sources.problems or arguments.ignore_unknown or arguments.allow_empty
    ):
        why = "all of it is left out" if sources.left_out else "no assistant reads a file here"
        reason = f"there is nothing to check: {why}; --allow-empty lets it pass"
        sources.problems.append((" ".join(paths), reason))
    if arguments.list_files:
        _list(arguments, judging.wanted(known))
    elif arguments.write_baseline:
        judging.judge(known, None)
    else:
        _report(arguments, judging, known)
    if baseline is not None and (arguments.write_baseline or not arguments.quiet):
        baseline.end(is_written=arguments.write_baseline, is_whole=changed is None and not arguments.paths)
    for path, message in [*([] if arguments.quiet else sources.passed), *sources.problems]:
        output.tell(f"{path}: {message}")
    if sources.problems:
        return FAILED
    is_bad = judging.worst is not None and judging.worst <= Severity[arguments.fail_on.upper()]
    is_let_pass = arguments.exit_zero or arguments.write_baseline
    return FOUND if is_bad and not is_let_pass else CLEAN


def _list(arguments: argparse.Namespace, wanted: Iterable[Source]) -> None:
    with output.opened(arguments.output, utf8=arguments.format != "text") as write:
        if arguments.format == "json":
            rows = (f"\n{to_json({'path': one.shown, 'dialect': one.kind.id})}" for one in wanted)
            write(f"[{','.join(rows)}]\n")
            return
        for one in wanted:
            write(f"{terminal(one.shown)}: {one.kind.id}\n")


def _report(arguments: argparse.Namespace, judging: Judging, known: list[Source]) -> None:
    with output.opened(arguments.output, utf8=arguments.format != "text") as write:
        if arguments.statistics:
            told = formats.statistics(arguments.format, write)
        else:
            is_free = arguments.output is None
            told = formats.report(
                arguments.format, write, to_terminal=is_free, quiet=arguments.quiet, asked=arguments.paths
            )
        judging.judge(known, told)
        told.end(judging.sources.problems)


def _has_any(known: list[Source], own: Path | None, paths: list[str]) -> bool:
    """Tell whether there is a file beside the one with our own settings, unless somebody means that one."""
    named = {Path(os.path.abspath(path)) for path in paths}  # noqa: PTH100 - links must stay as written.
    return any(own is None or own in named or source.path != own.as_posix() for source in known)


def _misuse(arguments: argparse.Namespace) -> str | None:
    """Return why options do not go together, if they do not."""
    is_standard_input = "-" in arguments.paths
    if arguments.stdin_filename and arguments.paths != ["-"]:
        return "`--stdin-filename` goes with the path `-` alone"
    if is_standard_input and (arguments.watch or arguments.changed or arguments.changed_lines):
        return "standard input cannot be watched, and git does not know what it was before"
    for option, is_given in (("--statistics", arguments.statistics), ("--list-files", arguments.list_files)):
        if is_given and arguments.format not in _COUNTED:
            return f"`{option}` goes with `--format text` and `--format json` alone, not with `{arguments.format}`"
    if arguments.write_baseline and not arguments.baseline:
        return "`--write-baseline` needs `--baseline FILE` to say where"
    if arguments.write_baseline and (arguments.changed or arguments.changed_lines or arguments.since):
        return "`--write-baseline` takes all that is found; leave `--changed` and `--since` out"
    return None


def _fail(message: str) -> int:
    output.tell(message)
    return FAILED
