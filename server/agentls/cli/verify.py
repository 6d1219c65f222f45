"""`agentls verify`: asks the user's own installed assistant about a project, and prints where it and we differ."""

from __future__ import annotations

import argparse
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, TypeAlias

from agentls.cli import output, tables
from agentls.cli.inventory import Inventory, inventory
from agentls.cli.program import Program, ProgramProblem
from agentls.cli.told import Told
from agentls.knowledge.detection import is_collected, root_of
from agentls.knowledge.effects import Effect, Severity
from agentls.project.document import Document
from agentls.project.file_facts import own_definition
from agentls.rules.lint import lint
from agentls.syntax.nodes import Mapping, Scalar
from agentls.text.positions import Edit, apply

_SAME, _DIFFERENT, _FAILED = 0, 1, 2
# Rules about what happens when an agent runs, of which the program says nothing while it loads it.
_WHEN_RUN = frozenset({"no-usable-tool"})
_COMPARED = 60
_LONGEST = 100
# The path of a file that the program was asked about, and how it sees it otherwise.
_Answer: TypeAlias = tuple[str, "dict[str, Any] | None"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the current folder)")
    parser.add_argument("--with", dest="program", required=True, metavar="PROGRAM", help="the installed assistant")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each file that the program sees otherwise; return 1 when there is any, 2 without an answer."""
    program = Program(arguments.program)
    try:
        version = program.version()
        project = inventory(arguments.paths)
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
    rows: list[dict[str, Any]] = []
    asked: set[str] = set()
    for found in (_listed, _diagnosed, _validated):
        for path, row in found(program, project):
            asked.add(path)
            rows += [row] if row is not None and row["path"] not in {one["path"] for one in rows} else []
    return len(asked), sorted(rows, key=lambda row: str(row["path"]))


def _listed(program: Program, project: Inventory) -> Iterator[_Answer]:
    """Ask which agents, skills and commands it knows, and what its check says of them."""
    answers = program.facts["list"]["answers"]
    roots: dict[str, list[tuple[str, Document]]] = defaultdict(list)
    for shown, document in project.documents:
        if document.dialect.id in answers:
            roots[root_of(document.path, document.dialect)].append((shown, document))
    for root, files in roots.items():
        texts = {_place(root, document): document.text for _, document in files}
        known, told = program.listed(texts), program.validated_files(texts)
        for shown, document in files:
            rows = list(_compared(program, project, shown, document, known[answers[document.dialect.id]]))
            yield document.path, rows[0] if rows else None
            yield document.path, _against(project, shown, document, told.get(_place(root, document), []), is_all=False)


def _diagnosed(program: Program, project: Inventory) -> Iterator[_Answer]:
    """Ask what it says of settings and servers."""
    facts = program.facts["doctor"]
    for shown, document in project.documents:
        folder = facts["places"].get(document.dialect.id)
        if folder is None or is_collected(document.path, document.dialect):
            continue
        place = folder + posixpath.basename(document.path)
        told = program.diagnosed(place, _emptied(document, facts["emptied"]))
        if told is not None:
            yield document.path, _against(project, shown, document, told, is_all=True)


def _validated(program: Program, project: Inventory) -> Iterator[_Answer]:
    """Ask what its check says of plugins and marketplaces, and of what lies in a plugin."""
    facts = program.facts["validate"]
    for shown, document in project.documents:
        if document.dialect.id not in facts["kinds"]:
            continue
        told = program.validated(document.path)
        yield document.path, _against(project, shown, document, told.get(document.path, []), is_all=True)
        root = root_of(document.path, document.dialect)
        for other, inside in project.documents:
            is_part = bool(inside.dialect.root_marker) and root_of(inside.path, inside.dialect) == root
            if inside is not document and (is_part or inside.path in told):
                yield inside.path, _against(project, other, inside, told.get(inside.path, []), is_all=False)


def _emptied(document: Document, names: Iterable[str]) -> str:
    """Return the text without what would set up the program itself otherwise, as `env` does."""
    entries = (entry for name in names if (entry := document.entry(name)) is not None)
    edits = [Edit(entry.value.span, "{}") for entry in entries if isinstance(entry.value, Mapping)]
    return apply(document.text, edits)


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
    mine = own_definition(document)
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
        description = mine.details.description if document.is_loaded_as_map else None
        is_read = loads and any(_begins(text, description) for text in known[mine.name])
        if not loads:
            yield _row(shown, "does not list", wrong)
        elif isinstance(description, str) and description.strip() and is_read == (wrong is not None):
            yield _row(shown, "reads" if is_read else "does not read the description of", wrong)


def _against(
    project: Inventory, shown: str, document: Document, told: list[Told], *, is_all: bool
) -> dict[str, Any] | None:
    """Return a row when what the program tells of a file is more than we say, or less if that is all it had to say."""
    wrong = _error(project, document)
    lost = next((one for one in told if one.is_loss), None)
    if lost is not None and wrong is None:
        return _row(shown, "does not load", wrong, lost.message)
    if told and lost is None and not lint(document, project.snapshot):
        return {**_row(shown, "ignores a part of", None, told[0].message), "agentls": "we find nothing"}
    return _row(shown, "loads", wrong) if is_all and lost is None and wrong else None


def _error(project: Inventory, document: Document) -> str | None:
    """Return the rule by which we say that the file is lost."""
    found = lint(document, project.snapshot)
    return next((one.rule for one in found if one.severity is Severity.ERROR and one.rule not in _WHEN_RUN), None)


def _is_hidden(program: Program, document: Document) -> bool:
    """Tell whether the list may leave the file out although it is loaded."""
    values = (document.value(key) for key in program.facts["list"]["hiddenBy"])
    return any(value is not None and not (isinstance(value, Scalar) and value.value is True) for value in values)


def _begins(text: str, description: object) -> bool:
    wanted = " ".join(str(description or "").split())[:_COMPARED]
    # Brackets of tags come as entities.
    return bool(wanted) and " ".join(unescape(text).split()).startswith(wanted)


def _row(shown: str, does: str, wrong: str | None, message: str = "") -> dict[str, Any]:
    says = f"we say that it is lost ({wrong})" if wrong else "we find no error"
    why = f" ({message if len(message) <= _LONGEST else message[: _LONGEST - 1] + '…'})" if message else ""
    return {"path": shown, "program": f"{does} it{why}", "agentls": says}
