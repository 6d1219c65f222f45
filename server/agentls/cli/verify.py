"""`agentls verify`: asks the user's own installed assistant about a project, and prints where it and we differ."""

from __future__ import annotations

import argparse
import posixpath
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from agentls.cli import output, tables
from agentls.cli.inventory import Inventory, inventory
from agentls.cli.program import Program, ProgramProblem
from agentls.knowledge.dialect import is_collected, root_of
from agentls.knowledge.effects import Effect, Severity
from agentls.project.document import Document
from agentls.project.names import facts_of
from agentls.rules.lint import lint
from agentls.syntax.nodes import Scalar

_SAME, _DIFFERENT, _FAILED = 0, 1, 2
# Rules about what happens when an agent runs, of which the program says nothing while it loads it.
_WHEN_RUN = frozenset({"no-usable-tool"})
_COMPARED = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the current folder)")
    parser.add_argument("--with", dest="program", required=True, metavar="PROGRAM", help="the installed assistant")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each file that the program sees otherwise; return 1 when there is any, 2 without an answer."""
    program = Program(arguments.program)
    project = inventory(arguments.paths)
    try:
        version = program.version()
        asked, rows = _ask(program, project)
    except ProgramProblem as problem:
        output.tell(str(problem))
        return _FAILED
    tables.show(rows, arguments.format)
    host, left = program.facts["host"], len(project.documents) - asked
    others = f" {left} of kinds that it tells nothing about were not asked." if left else ""
    output.tell(f"{host} {version} was asked about {asked} files; it sees {len(rows)} otherwise.{others}")
    return _DIFFERENT if rows else _SAME


def _ask(program: Program, project: Inventory) -> tuple[int, list[dict[str, Any]]]:
    """Return how many files the program was asked about, and a row for each that it sees otherwise."""
    answers, kinds = program.facts["list"]["answers"], program.facts["validate"]["kinds"]
    roots: dict[str, list[tuple[str, Document]]] = defaultdict(list)
    asked = 0
    rows: list[dict[str, Any]] = []
    for shown, document in project.documents:
        if document.dialect.id in answers:
            roots[root_of(document.path, document.dialect)].append((shown, document))
        elif document.dialect.id in kinds:
            asked += 1
            rows += _checked(program, project, shown, document)
    for root, files in roots.items():
        asked += len(files)
        texts = {_place(root, document): document.text for _, document in files}
        known = program.listed(texts)
        for shown, document in files:
            rows += _compared(program, project, shown, document, known[answers[document.dialect.id]])
    return asked, sorted(rows, key=lambda row: str(row["path"]))


def _place(root: str, document: Document) -> str:
    """Return where the file lies in a project; one of a collection is put where the program looks."""
    inside = document.path[len(root) + 1 :]
    if not is_collected(document.path, document.dialect):
        return inside
    folder = document.dialect.files[0].removeprefix("**/").partition("*")[0]
    from_folder = document.dialect.facts.name_from == "folder"
    return folder + ("/".join(document.path.split("/")[-2:]) if from_folder else inside)


def _compared(
    program: Program, project: Inventory, shown: str, document: Document, known: dict[str, list[str]]
) -> Iterator[dict[str, Any]]:
    """Yield a row when the program lists the file and we would not, the other way round, or reads it otherwise."""
    kind = document.dialect.kind
    mine = next((one for one in facts_of(document).definitions if one.kind == kind), None)
    wrong = _error(project, document)
    if mine is not None and len(project.snapshot.index.namesakes(mine)) > 0:
        # Of two files of one name only one is listed, and the list does not say which.
        return
    loads = mine is not None and mine.name in known
    if document.dialect.facts.on_unreadable is Effect.REJECTS_FILE:
        # A file without a name is documentation to both.
        if loads == (wrong is not None) and (mine is not None or wrong is not None):
            yield _row(shown, "loads" if loads else "does not load", wrong)
    elif mine is not None and not _is_hidden(program, document):
        description = mine.details.get("description") if document.is_loaded_as_map else None
        is_read = loads and any(_begins(text, description) for text in known[mine.name])
        if not loads:
            yield _row(shown, "does not list", wrong)
        elif isinstance(description, str) and description.strip() and is_read == (wrong is not None):
            yield _row(shown, "reads" if is_read else "does not read the description of", wrong)


def _checked(program: Program, project: Inventory, shown: str, document: Document) -> Iterator[dict[str, Any]]:
    folder = posixpath.dirname(posixpath.dirname(document.path))
    accepts = program.accepts(folder)
    inside = [one for _, one in project.documents if one.path.startswith(f"{folder}/")]
    wrong = next((found for one in [document, *inside] if (found := _error(project, one))), None)
    if accepts == (wrong is not None):
        yield _row(shown, "accepts" if accepts else "does not accept", wrong)


def _error(project: Inventory, document: Document) -> str | None:
    """Return the rule by which we say that the file is lost."""
    found = lint(document, project.snapshot)
    return next((one.rule for one in found if one.severity is Severity.ERROR and one.rule not in _WHEN_RUN), None)


def _is_hidden(program: Program, document: Document) -> bool:
    value = document.root.value(program.facts["list"]["hiddenBy"])
    return isinstance(value, Scalar) and value.value is not True


def _begins(text: str, description: object) -> bool:
    wanted = " ".join(str(description or "").split())[:_COMPARED]
    return bool(wanted) and " ".join(text.split()).startswith(wanted)


def _row(shown: str, does: str, wrong: str | None) -> dict[str, Any]:
    says = f"we say that it is lost ({wrong})" if wrong else "we find no error"
    return {"path": shown, "program": f"{does} it", "agentls": says}
