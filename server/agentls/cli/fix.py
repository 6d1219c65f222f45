"""`agentls fix`: makes the fixes that cannot change what the assistants read, and says what is left.

A file is written whole or not at all, keeps its mode, its line ends and its byte order mark, and is left alone when
somebody else has changed it meanwhile.
"""

from __future__ import annotations

import argparse
import difflib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agentls.cli import choosing, output, streams, tables
from agentls.cli.check import CLEAN, FAILED, FOUND
from agentls.cli.project import UnknownDialect, named_dialect, read, searched
from agentls.cli.sources import Source, Sources
from agentls.disk import configuration, files
from agentls.disk.writing import write_file
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.fixing import Fixed, fix_all, obvious_fix, safe_fix
from agentls.text.visible import terminal, to_json


@dataclass
class _Tally:
    fixed: int = 0
    files: int = 0
    left: int = 0
    obvious: int = 0
    errors: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)

    def count(self, source: Source, result: Fixed, difference: str | None) -> None:
        self.fixed += result.count
        self.files += bool(result.count)
        self.left += len(result.left)
        self.obvious += sum(obvious_fix(one) is not None for one in result.left)
        self.errors += sum(one.severity is Severity.ERROR for one in result.left)
        if result.count or result.left:
            row = {"path": source.shown, "fixed": result.count, "left": len(result.left)}
            self.rows.append(row if difference is None else {**row, "diff": difference})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the current folder)")
    parser.add_argument(
        "--unsafe", action="store_true", help="also make the obvious fixes that change what the assistants read"
    )
    parser.add_argument("--diff", action="store_true", help="print what would change, and write nothing")
    parser.add_argument("--rule", metavar="RULE", help="mend the findings of this rule alone")
    parser.add_argument("--ignore-unknown", action="store_true", help="pass over named files that no assistant reads")
    tables.add_format(parser)
    parser.add_argument("--as", dest="dialect", metavar="DIALECT", help="take every file for this dialect")


def run(arguments: argparse.Namespace) -> int:
    """Mend the files that `arguments` name; return 1 when errors are left, 2 when something could not be mended."""
    try:
        if arguments.rule:
            choosing.named(arguments.rule)
        forced = named_dialect(arguments.dialect)
    except (choosing.UnknownRule, UnknownDialect) as problem:
        return _fail(str(problem))
    own = configuration.find(Path.cwd())
    sources = Sources(forced, ignores_unknown=arguments.ignore_unknown, settings=own.settings, problems=own.problems)
    paths = arguments.paths or ["."]
    found, snapshot = read(sources.find(paths), sources, own.settings, searched(paths))
    tally = _Tally()
    for source in found:
        document = sources.document(source)
        if document is not None:
            reason = _mend(source, document, snapshot, arguments, tally)
            if reason:
                sources.problems.append((source.shown, reason))
    for path, message in [*sources.passed, *sources.problems]:
        output.tell(f"{path}: {message}")
    if arguments.format == "json":
        problems = [{"path": path, "message": message} for path, message in sources.problems]
        rows = ",".join(f"\n{to_json(row)}" for row in tally.rows)
        total = to_json({"fixed": tally.fixed, "left": tally.left, "errors": problems})
        streams.say("stdout", f'{{"files": [{rows}], {total[1:]}\n')
    else:
        streams.say("stderr", _summary(tally, arguments))
    return FAILED if sources.problems else FOUND if tally.errors else CLEAN


def _mend(
    source: Source, document: Document, snapshot: Snapshot, arguments: argparse.Namespace, tally: _Tally
) -> str | None:
    """Mend one file; return why that was not possible."""
    result = fix_all(document, snapshot, obvious_fix if arguments.unsafe else safe_fix, arguments.rule)
    difference = _diff(source.shown, document.text, result.text) if result.count and arguments.diff else None
    if result.count and not arguments.diff:
        problem = _write(Path(source.path), document, result.text)
        if problem:
            return problem
    tally.count(source, result, difference)
    if arguments.format == "json":
        return None
    if difference is not None:
        streams.say("stdout", difference)
    elif result.count:
        streams.say("stdout", f"{terminal(source.shown)}: {result.count} fixed{_left(result.left)}\n")
    return None


def _write(path: Path, document: Document, text: str) -> str | None:
    before = document.text.encode("utf-8", "surrogatepass")
    try:
        if files.read_bytes(path, files.LARGEST) != before:
            if document.encoding != "utf-8":
                return "is not stored as UTF-8; save it as UTF-8 first"
            return "has been changed meanwhile, or is not UTF-8 throughout; nothing was written"
        write_file(path, text.encode("utf-8", "surrogatepass"))
    except files.FileProblem as problem:
        return str(problem)
    except OSError as error:
        return f"cannot be written: {error.strerror or error}"
    return None


def _diff(shown: str, before: str, after: str) -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    lines = difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _left(left: tuple[Finding, ...]) -> str:
    return f", {_count(len(left))} left" if left else ""


def _summary(tally: _Tally, arguments: argparse.Namespace) -> str:
    would = "would be " if arguments.diff else ""
    files_text = f" in {tally.files} file{'' if tally.files == 1 else 's'}" if tally.fixed else ""
    text = f"{_count(tally.fixed)} {would}fixed{files_text}"
    if not tally.left:
        return f"{text}; nothing is left.\n"
    text += f"; {_count(tally.left)} left, see `agentls check`"
    if tally.obvious and not arguments.unsafe:
        text += f"; `--unsafe` would fix {tally.obvious} of them"
    return f"{text}.\n"


def _count(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"


def _fail(message: str) -> int:
    output.tell(message)
    return FAILED
