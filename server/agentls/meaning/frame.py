"""What several rules ask about a file as a whole: is there frontmatter, which key names the agent, what is lost."""

from __future__ import annotations

import posixpath
import re
from functools import cache

from agentls.knowledge.catalog import Value
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.schema import Property
from agentls.meaning.edits import quoted
from agentls.meaning.writing import key, text_value
from agentls.project.document import Document
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Entry, Mapping, Node, Scalar, Style
from agentls.text.expressions import expression
from agentls.text.nearest import folded, nearest
from agentls.text.positions import Edit, Span

_NOT_KEBAB = expression(r"[^\w]+|_+")
# A clause behind the first name, as in `Codex, in one place`, names no other program.
_SEVERAL = expression(r"[^,]*(?: and |, [A-Z]|\b(?:agents|skills|commands)\Z)")
_LONGEST_DESCRIPTION = 200


def is_meant(document: Document) -> bool:
    """Tell whether there is a block to judge; one without an end counts once a known key stands in it."""
    if document.dialect.facts.ignores_frontmatter:
        return False
    if document.frontmatter.fencing is Fencing.CLOSED:
        return True
    return any(entry.name in document.dialect.properties for entry in document.root.entries)


def loss(document: Document) -> str:
    """Say in a clause what the host does with a file whose frontmatter it cannot use."""
    return document.dialect.says(document.dialect.facts.on_unreadable)


def first_place(document: Document) -> Span:
    """Return the place for what is wrong with the file as a whole: the opening fence, or else the first line."""
    return document.frontmatter.opening or document.lines.line_span(0)


def shown(text: str, most: int = 30) -> str:
    """Return `text` as it fits into a message of one line."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= most else f"`{line[: most - 1]}…`"


def does(programs: str) -> str:
    """Return the verb for what reads something, as the catalogs name it: `do` for several, `does` for one."""
    return "do" if _SEVERAL.match(programs) else "does"


def naming_key(document: Document) -> Property | None:
    """Return the key under which the file gives its own name, if this kind of file has one."""
    return naming_key_of(document.dialect)


@cache
def naming_key_of(dialect: Dialect) -> Property | None:
    """Return the key under which files of a kind give their own names, if they do."""
    return next((known for known in dialect.stating("defines") if known.facts.defines == dialect.kind), None)


def file_name(document: Document) -> str:
    """Return the file's name up to its first dot: `reviewer` for `reviewer.agent.md`."""
    name = document.name
    return name[: name.find(".", 1)] if "." in name[1:] else name


def kebab(text: str) -> str:
    """Return `text` in lower case, with one hyphen wherever something else than letters and digits stood."""
    return _NOT_KEBAB.sub("-", text).strip("-").lower()


def suggested_name(document: Document) -> str:
    """Return a name for the file, from its own name, or from that of its folder where all files have the same one."""
    folder, name = posixpath.split(document.path)
    is_fixed = any(glob.endswith(f"*/{name}") for glob in document.dialect.files)
    return kebab(posixpath.basename(folder) if is_fixed else file_name(document)) or document.dialect.kind


def suggested_description(document: Document) -> str:
    """Return a description, from the first text below the frontmatter."""
    heading = ""
    for line in document.body.split("\n"):
        text = line.strip()
        if text.startswith("#"):
            heading = heading or text.lstrip("#").strip()
        elif text and not text.startswith(("<!--", "```", "---", "|")):
            return text[:_LONGEST_DESCRIPTION].strip()
    return heading[:_LONGEST_DESCRIPTION].strip() or f"Describe when to use {suggested_name(document)}."


def suggestion(document: Document, known: Property) -> str | None:
    """Return a value as it is written that can stand under `known`, which the host demands; `None` if no text can."""
    texts = [suggested_description(document), suggested_name(document)]
    for text in reversed(texts) if known.facts.defines else texts:
        if can_take(document, known.name, Scalar(Span(0, 0), text, Style.DOUBLE, text)):
            return text_value(document, text)
    return None


def can_take(document: Document, name: str, value: Node) -> bool:
    """Tell whether the value may stand under that key, as far as the schema says."""
    key = Scalar(value.span, name, Style.DOUBLE, name)
    alone = Mapping(value.span, (Entry(key, value, value.span),), flow=False)
    return document.dialect.checker.takes(alone, name)


def set_value(document: Document, entry: Entry, written: str) -> Edit:
    """Return the edit that puts `written` in the place of the entry's value, which may be absent."""
    colon = document.text.find("=" if document.dialect.format == "toml" else ":", entry.key.span.end)
    return Edit(Span(colon + 1, max(entry.value.span.end, colon + 1)), f" {written}")


def written(document: Document, old: Scalar, text: str) -> str:
    """Return `text` as it is to be written in the place of `old`: in quotes where everything is, as in JSON."""
    return quoted(text) if document.root.flow and old.is_quoted else text_value(document, text)


def renamed(document: Document, entry: Entry, name: str) -> Edit:
    """Return the edit that gives the entry's key another name."""
    return Edit(
        entry.key.span, key(document, name) if document.dialect.format == "toml" else written(document, entry.key, name)
    )


def replacements(document: Document, entry: Entry) -> list[str]:
    """Return the known keys that an unknown one was probably meant to be, best first: only such as are absent."""
    return meant_by(document, entry.name)


def meant_by(document: Document, key: str) -> list[str]:
    """Return the known and absent keys that the name of an unknown one probably means, best first."""
    known = document.dialect.properties
    value = _foreign(document, key)
    names = list(value.replaced_by) if value else nearest(key, known)
    return [name for name in names if name in known and document.entry(name) is None]


def _foreign(document: Document, name: str) -> Value | None:
    """Return the key of another program that `name` is, also in another spelling: `allowed_tools`, `allowed-tools`."""
    foreign = document.dialect.foreign_keys
    if foreign is None or folded(name) in _spellings(document.dialect):
        return foreign.get(name) if foreign else None
    return foreign.get(name) or foreign.spelled_alike(name)


@cache
def _spellings(dialect: Dialect) -> frozenset[str]:
    return frozenset(map(folded, dialect.properties))


def misspelt(document: Document, name: str) -> Entry | None:
    """Return the unknown key that was probably meant to be `name`, a known key that is absent."""
    for entry in document.root.entries:
        if entry.name not in document.dialect.properties and replacements(document, entry)[:1] == [name]:
            return entry
    return None


def is_documentation(document: Document) -> bool:
    """Tell whether the host takes the file for documentation: no name, and no key that only such files have."""
    naming = naming_key(document)
    if naming is None or document.entry(naming.name) is not None:
        return False
    if naming.name not in demanded(document) or misspelt(document, naming.name):
        return False
    known = document.dialect.properties
    return all(entry.name not in known or known[entry.name].facts.on_missing for entry in document.root.entries)


def knows_absent(document: Document) -> bool:
    """Tell whether a key that is not found is absent: of broken TOML nobody knows what the rest would have been."""
    return document.dialect.format != "toml" or document.toml.fault is None


def demanded(document: Document) -> dict[str, Property]:
    """Return the absent keys without which the host does something else than the writer wants."""
    if not knows_absent(document):
        return {}
    absent = {
        known.name: known
        for known in document.dialect.stating("on_missing")
        if document.entry(known.name) is None and not _is_written(document, known.name)
    }
    return {
        name: known
        for name, known in absent.items()
        if not any(document.entry(other) for other in known.facts.stand_ins)
    }


def _is_written(document: Document, name: str) -> bool:
    """Tell whether the key stands in a block that cannot be read, glued to its value for example."""
    if not document.reading.causes:
        return False
    pattern = rf"^[ \t]*[\"']?{re.escape(name)}[\"']?(?:[ \t]*:|[ \t])"
    return bool(re.search(pattern, document.frontmatter.block.of(document.text), re.MULTILINE))
