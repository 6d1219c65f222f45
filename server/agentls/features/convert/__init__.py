"""Writes an agent of one host for another, and lists everything that the other one cannot have.

    convert(document, target) -> Conversion

Keys, tools and servers are matched by what the schemas say they are about. Nothing is guessed: what has no counterpart
is left out and listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agentls.features.convert import tools, values, writing
from agentls.features.convert.carried import NAME, Carried, Left, places
from agentls.features.convert.reading import read
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.meaning.frame import file_name, kebab
from agentls.project.document import Document
from agentls.syntax.nodes import Plain

_UNSAFE = re.compile(r"[^\w.-]+")


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


def convert(document: Document, target: Dialect) -> Conversion:
    """Return the file as `target` wants it."""
    source = document.dialect
    if not document.is_loaded_as_map:
        return Conversion(None, problem=f"{source.host} does not read its keys; mend it first")
    if document.frontmatter.early:
        return Conversion(None, problem=f"{source.host} ends the frontmatter at a `---` in the middle; mend it first")
    agent = read(document)
    if NAME not in agent.values:
        agent.values[NAME] = Carried(NAME, 1, file_name(document))
    found: dict[str, Plain] = dict(values.write(agent, source, target))
    found.update(tools.write(agent, target))
    found.update(values.write_servers(agent, target))
    found.update({one.key: one.value for one in target.facts.always})
    text = writing.text_of(target, found, agent.text.replace("\r\n", "\n").replace("\r", "\n"))
    naming = places(target).get(NAME)
    name = found.get(naming.name) if naming is not None else None
    safe = (
        _UNSAFE.sub("-", str(name or agent.values[NAME].value)).strip("-.") or kebab(file_name(document)) or source.kind
    )
    path = target.place_for(safe)
    left = sorted(agent.left, key=lambda one: one.line)
    return Conversion(replace(document, path=path, text=text, dialect=target, version=None), tuple(left))
