"""Values that are right but for how they are written: a number in quotes, `yes` for `true`, names in one text."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import catalog
from agentls.knowledge.schema import Property
from agentls.meaning.edits import as_scalar, quoted
from agentls.meaning.finding import Fix
from agentls.meaning.frame import can_take, set_value
from agentls.meaning.tool_matching import counterparts, tool_anywhere, tool_in
from agentls.meaning.writing import list_value
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Scalar, Style
from agentls.syntax.yaml import scalars
from agentls.text.positions import Edit

_EVERYTHING = "*"
_SPOKEN = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def respelled(document: Document, entry: Entry, known: Property) -> Iterator[Fix]:
    """Yield the fixes that write the value as the host takes it, without another meaning."""
    value = entry.value
    if not isinstance(value, Scalar) or not value.is_string or document.root.flow:
        return
    text = value.text.strip()
    bare = _SPOKEN.get(text.lower(), text)
    plain = scalars.core(bare)
    if not isinstance(plain, str) and plain is not None:
        scalar = Scalar(value.span, bare, Style.PLAIN, plain)
        if can_take(document, entry.name, scalar):
            yield Fix(f"Write `{bare}`", (set_value(document, entry, bare),), preferred=True)
        return
    if known.accepts("array") and not known.accepts("string"):
        names = [item.text for item in document.items(value)]
        edit = set_value(document, entry, list_value(document, names))
        if names:
            yield Fix("Make it a list", (edit,), preferred=True)


def as_permission(document: Document, entry: Entry, known: Property) -> Iterator[Fix]:
    """Yield the fix that writes a list of tools, as other assistants have it, in the form that this one reads."""
    target = document.dialect.properties.get(next(iter(known.facts.replaced_by), ""))
    if target is None or target.facts.vocabulary is None or document.entry(target.name) is not None:
        return
    names = catalog(target.facts.vocabulary)
    rules = [_EVERYTHING]
    for item in document.items(entry.value):
        tool = tool_in(names, item.name) or tool_anywhere(item.name)
        found = counterparts(tool, names) if tool is not None else []
        if not found:
            return
        rules += [name for name in found if name not in rules]
    if len(rules) > 1:
        line = document.line_break()
        lines = [f"  {quoted(_EVERYTHING)}: deny", *(f"  {as_scalar(name)}: allow" for name in rules[1:])]
        edit = Edit(entry.span, line.join([f"{target.name}:", *lines]))
        yield Fix(f"Write `{target.name}` with these tools", (edit,), preferred=True)
