"""What an agent will get: its model, its tools, its skills and servers, and what is ignored and why.

    effective(document, snapshot, findings) -> Effective | None
    as_markdown(effective) -> str

For the command that shows it, and in short for hovers. Values in `env` and `headers` of servers are never shown.
"""

from collections.abc import Iterable
from typing import NamedTuple

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.meaning.granted import Granted, granted
from agentls.meaning.lookup import SERVER, lookup
from agentls.meaning.resolution import summary_of
from agentls.meaning.secrets import secret_spans
from agentls.meaning.tool_lists import declared_servers
from agentls.project.document import Document
from agentls.project.file_facts import own_definition
from agentls.project.names import Definition, View, view_of
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Span
from agentls.text.visible import code, markdown, prose

_PRELOADED = "skill"
_NOT_PRELOADED = "disable-model-invocation"


class Note(NamedTuple):
    """A name, and what there is to say of it, in Markdown."""

    name: str
    text: str


class Effective(NamedTuple):
    """The answer. `model_written` is what stands in the file, `model` what it means today.

    `is_loaded` tells whether the host loads the agent and lets it run. `ignored` says what has no effect, and why.
    """

    name: str
    is_loaded: bool
    model_written: str | None
    model: str
    tools: Granted
    skills: tuple[Note, ...]
    servers: tuple[Note, ...]
    ignored: tuple[Note, ...]


def effective(document: Document, snapshot: Snapshot, findings: Iterable[Finding]) -> Effective | None:
    """Return what the agent that `document` defines will get, `None` for files that define no agent."""
    tools = granted(document)
    if tools is None:
        return None
    own = own_definition(document)
    name = own.name if own is not None else ""
    written, model = model_of(document)
    skills, missed = _skills(document, snapshot)
    servers, unreached = _servers(document, snapshot, tools)
    findings = [one for one in findings if one.severity in (Severity.ERROR, Severity.WARNING)]
    is_loaded = bool(name) and all(one.severity is not Severity.ERROR for one in findings)
    secrets = secret_spans(document)
    said = [_note(document, one, secrets) for one in findings]
    names = {one.name for one in said}
    ignored = (*said, *(note for note in (*missed, *unreached) if note.name not in names))
    return Effective(name or document.name, is_loaded, written, model, tools, skills, servers, ignored)


def _note(document: Document, finding: Finding, secrets: Iterable[Span]) -> Note:
    """Return what a finding says, without the text of values that may be secret."""
    if any(one.start <= finding.span.start < one.end for one in secrets):
        line = document.lines.line_of(finding.span.start) + 1
        return Note(f"line {line}", "something in it is wrong; its values are not shown here.")
    return Note(_shown(finding.span.of(document.text)), prose(finding.message))


def model_of(document: Document) -> tuple[str | None, str]:
    """Return the model as it is written, and what it means today."""
    for known in document.dialect.properties.values():
        if known.catalog is None or not any(value.facts.resolves_to is not None for value in known.catalog.values):
            continue
        value = document.value(known.name)
        written = value.text if isinstance(value, Scalar) and value.is_string and value.text else None
        meant = known.catalog.get(written or str(known.default or ""), ignore_case=bool(known.facts.ignore_case))
        if meant is None:
            return written, written or "that of the main conversation"
        return written, str(meant.facts.resolves_to or meant.summary.rstrip(".").lower())
    return None, "that of the main conversation"


def _skills(document: Document, snapshot: Snapshot) -> tuple[tuple[Note, ...], list[Note]]:
    """Return the skills that are loaded at the start, and those that are not, with the reason."""
    view = view_of(document)
    loaded: list[Note] = []
    missed: list[Note] = []
    for known in document.dialect.properties.values():
        if known.facts.refers != _PRELOADED:
            continue
        for item in document.items(document.value(known.name)):
            found = lookup(snapshot, _PRELOADED, item.name, view)
            if not found:
                missed.append(Note(item.name, "no skill of this name was found; it is left out."))
            elif found[0].details.get(_NOT_PRELOADED) in (True, "true"):
                missed.append(Note(item.name, f"`{_NOT_PRELOADED}` keeps it from being loaded at the start."))
            else:
                loaded.append(Note(item.name, _of_skill(found[0], snapshot)))
    return tuple(loaded), missed


def _of_skill(definition: Definition, snapshot: Snapshot) -> str:
    """Return what a skill is about and which tools it lets run without asking, or takes away."""
    said = [markdown(summary_of(definition))]
    document = snapshot.document_at(definition.path)
    for known in document.dialect.properties.values() if document is not None else ():
        if document is None or known.grammar is not Grammar.PERMISSION_RULES:
            continue
        rules = ", ".join(code(item.text) for item in document.items(document.value(known.name)))
        if rules:
            said.append(f"{'Lets run without asking' if known.facts.allow_list else 'Takes away'}: {rules}.")
    return " ".join(one for one in said if one)


def _servers(document: Document, snapshot: Snapshot, tools: Granted) -> tuple[tuple[Note, ...], list[Note]]:
    """Return the MCP servers whose tools the agent has, and those that it declares in vain."""
    view = view_of(document)
    declared = {server.name: server.is_defined_here for server in declared_servers(document)}
    reached: dict[str, str] = {}
    missed: list[Note] = []
    for name, is_defined_here in declared.items():
        if not tools.reaches(name):
            missed.append(Note(name, "the list of tools does not let its tools through."))
        elif is_defined_here:
            reached[name] = "defined in this file"
        else:
            reached[name] = _where(name, view, snapshot)
    for name in tools.servers:
        reached.setdefault(name, _where(name, view, snapshot))
    if tools.inherits:
        for one in snapshot.index.visible(SERVER, view):
            if tools.reaches(one.qualified):
                reached.setdefault(one.qualified, _where(one.qualified, view, snapshot))
    return tuple(Note(name, text) for name, text in reached.items()), missed


def _where(name: str, view: View, snapshot: Snapshot) -> str:
    found = lookup(snapshot, SERVER, name, view)
    if not found:
        return "not defined in this project; it may come from elsewhere"
    path, root = found[0].path, view.root
    return f"from {markdown(path[len(root) + 1 :] if path.startswith(f'{root}/') else path)}"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def as_markdown(found: Effective) -> str:
    """Return the answer as a page to read."""
    lines = [f"# What the agent {code(found.name)} will get", ""]
    if not found.is_loaded:
        lines += ["**Nothing, as it is:** the agent is not loaded or refused. See below why.", ""]
    written = ""
    if found.model_written is not None and found.model_written != found.model:
        written = f" (written: {code(found.model_written)})"
    lines += [f"**Model:** {markdown(found.model)}{written}", "", "## Tools", "", tools_line(found.tools)]
    for title, notes in (("Skills", found.skills), ("MCP servers", found.servers), ("Ignored", found.ignored)):
        if notes:
            lines += ["", f"## {title}", "", *(f"- {code(note.name)}: {note.text}".rstrip(": ") for note in notes)]
    return "\n".join(lines) + "\n"


def tools_line(tools: Granted, *, names_all: bool = True) -> str:
    """Return the tools as a sentence or two; those that are inherited only in number without `names_all`."""
    said = f"All {len(tools.builtin)} that sub-agents can have" if tools.inherits else ""
    if tools.inherits and tools.taken:
        said = f"All that sub-agents can have but those taken away, {len(tools.builtin)}"
    names = ", ".join(map(code, tools.builtin if tools.inherits else tools.names))
    if not names:
        return "None: the agent can only answer with text."
    text = f"{said}: {names}." if said and names_all else f"{said or names}."
    if tools.inherits:
        text += " With them the tools of all MCP servers." if not tools.takes_all_servers else ""
    if tools.added:
        text += f" Added by another key: {', '.join(map(code, tools.added))}."
    if tools.taken:
        text += f" Taken away: {', '.join(map(code, tools.taken))}."
    return text
