"""Writes an agent, a skill or a command of one host for another, and lists all that the other one cannot have.

    convert(document, target, files) -> Conversion

Keys, tools and servers are matched by what the schemas say they are about. Nothing is guessed: what has no counterpart
is left out and listed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from agentls.features.convert import filled_in, tools, values, writing
from agentls.features.convert.carried import NAME, Carried, Content, Left, places
from agentls.features.convert.reading import read
from agentls.knowledge.detection import root_of
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.meaning.frame import file_name, kebab
from agentls.project.document import Document
from agentls.project.snapshot import Files
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Plain
from agentls.text.expressions import expression

_UNSAFE = expression(r"[^\w.-]+")


@dataclass(frozen=True)
class Conversion:
    """The result: `document` is the new file, its path below the root of a project, `left` what it does not have.

    Without a document, `problem` says why there is none.
    """

    document: Document | None
    left: tuple[Left, ...] = ()
    problem: str | None = None


def target_of(host: str, kind: str) -> Dialect | None:
    """Return the dialect in which `host` has files of that kind, if such can be written."""
    return next((one for one in all_dialects() if one.host_id == host and one.kind == kind and one.facts.place), None)


def targets(document: Document) -> list[Dialect]:
    """Return the dialects of other hosts for which the file can be written."""
    mine = document.dialect
    return [one for one in all_dialects() if one.facts.place and one.kind == mine.kind and one.host_id != mine.host_id]


def problem_with(document: Document) -> str | None:
    """Say why the file cannot be written for anybody else, `None` if it can."""
    host = document.dialect.host
    if not (document.is_loaded_as_map or _is_text_alone(document)):
        return f"{host} does not read its keys; mend it first"
    return (
        f"{host} ends the frontmatter at a `---` in the middle; mend it first" if document.frontmatter.early else None
    )


def convert(document: Document, target: Dialect, files: Files) -> Conversion:
    """Return the file as `target` wants it; `files` tells what lies beside it and is not carried over."""
    source, problem = document.dialect, problem_with(document)
    if problem is not None:
        return Conversion(None, problem=problem)
    content = read(document)
    place = _place(document)
    _name(content, source, posixpath.basename(place))
    filled_in.write(content, document, target)
    found: dict[str, Plain] = dict(values.write(content, source, target))
    found.update(tools.write(content, target))
    found.update(tools.write_approved(content, source, target))
    found.update(values.write_servers(content, target))
    found.update({one.key: one.value for one in target.facts.always})
    text = writing.text_of(target, found, content.text.replace("\r\n", "\n").replace("\r", "\n"))
    naming = places(target).get(NAME)
    name = found.get(naming.name) if naming is not None else None
    own = content.values[NAME]
    safe = _safe(str(name or own.value)) or kebab(posixpath.basename(place)) or source.kind
    # Where a key has the name on both sides, the folders above the file say nothing.
    says = naming is None or NAME not in places(source)
    folders = [one for one in map(_safe, posixpath.dirname(place).split("/")) if one and says]
    path = target.place_for("/".join([*folders, safe]))
    if naming is None and safe != own.value:
        content.left.append(Left(own.line, own.key, f"becomes `{safe}`", values.short(own.value)))
    content.left += _beside(document, files)
    left = sorted(content.left, key=lambda one: one.line)
    return Conversion(Document(path, text, target, encoding=document.encoding), tuple(left))


def _is_text_alone(document: Document) -> bool:
    """Tell whether the file has no keys, and needs none."""
    return document.frontmatter.fencing is Fencing.NONE and writing.may_be_bare(document.dialect)


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name).strip("-.")


def _place(document: Document) -> str:
    """Return what the place of the file calls it: its folder, where all have one name, or its path in theirs."""
    dialect = document.dialect
    if _is_folder(dialect):
        return posixpath.basename(posixpath.dirname(document.path))
    rest = document.path[len(root_of(document.path, dialect)) :].lstrip("/")
    fixed = (glob.removeprefix("**/").partition("*")[0] for glob in dialect.files)
    folders = next((posixpath.dirname(rest[len(one) :]) for one in fixed if one and rest.startswith(one)), "")
    return posixpath.join(folders, file_name(document))


def _is_folder(dialect: Dialect) -> bool:
    """Tell whether a folder is what is named, because the file in it has the same name everywhere."""
    return not any("*" in posixpath.basename(glob) for glob in dialect.files)


def _beside(document: Document, files: Files) -> Iterator[Left]:
    """Yield what else is in a folder that the file stands for."""
    folder, _, own = document.path.rpartition("/")
    for name in files.listing(folder) if _is_folder(document.dialect) else ():
        if name != own:
            yield Left(1, name, "is not copied; put it beside the new file")


def _name(content: Content, source: Dialect, place: str) -> None:
    """Give the file the name by which its host calls it."""
    written = content.values.get(NAME)
    if written is not None and not source.facts.named_by_place:
        return
    content.values[NAME] = Carried(written.key if written else NAME, written.line if written else 1, place)
    if written is not None and written.value != place:
        why = f"{source.host} calls it `{place}`, as its place does"
        content.left.append(Left(written.line, written.key, why, values.short(written.value)))
