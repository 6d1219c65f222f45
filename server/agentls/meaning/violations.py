"""What does not fit the schema, for all the rules that report it."""

from __future__ import annotations

from math import isnan

from agentls.knowledge.schema import Property
from agentls.knowledge.validation import NAMES, Violation
from agentls.meaning.frame import knows_absent, shown
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Moment,
    Node,
    Path,
    Plain,
    Scalar,
    Sequence,
    node_at,
)
from agentls.syntax.yaml.read import Outcome
from agentls.text.positions import Span

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map",
}
#: What a map lacks is said in these words, too, where it may be one of several keys.
OF_SEVERAL = frozenset({"anyOf", "oneOf"})
_LIMITS = {
    "minimum": "write at least {}",
    "exclusiveMinimum": "write more than {}",
    "maximum": "write at most {}",
    "minLength": "write some text",
    "maxLength": "use at most {} characters",
    "minItems": "add an entry",
}


@once
def violations(document: Document) -> tuple[Violation, ...]:
    """Return one violation a place, in the order of the file, but for values of which the host reads nothing."""
    unread = _half_read(document)
    is_known = knows_absent(document)
    found = (
        one
        for one in document.violations
        if (not one.path or one.path[0] not in unread) and (is_known or not _lacks(document, one))
    )
    # The rule about unknown keys says what is wrong with each of them.
    return tuple(one for one in found if one.keyword != "additionalProperties" or not document.dialect.is_closed)


def _lacks(document: Document, violation: Violation) -> bool:
    """Tell whether a key is absent: one, or each of several of which a map needs one."""
    is_map = isinstance(node_at(document.root, violation.path), Mapping)
    return bool(violation.missing) or (is_map and violation.keyword in OF_SEVERAL)


def needed_keys(violation: Violation) -> tuple[str, ...]:
    """Return the keys of which a map needs one and has none; nothing where something else is wrong with it."""
    if violation.keyword not in OF_SEVERAL or violation.says or not isinstance(violation.expected, list):
        return ()
    alternatives = [one.get("required", []) if isinstance(one, dict) else [] for one in violation.expected]
    keys = tuple(one[0] for one in alternatives if len(one) == 1)
    return keys if len(keys) == len(alternatives) else ()


def _half_read(document: Document) -> set[str]:
    """Return the keys of which a mistake in the YAML leaves the host nothing: their values are anybody's guess."""
    if document.reading.outcome is not Outcome.LOST:
        return set()
    return {cause.key.of(document.text).strip("\"'") for cause in document.reading.causes if cause.key is not None}


def entry_at(document: Document, path: Path) -> Entry | None:
    """Return the entry whose value `path` leads to; `None` for a list item."""
    parent = node_at(document.root, path[:-1])
    step = path[-1] if path else None
    return parent.get(step) if isinstance(parent, Mapping) and isinstance(step, str) else None


def place(document: Document, violation: Violation) -> Span | None:
    """Return the culprit: the value, the key of an absent value, or the line in which something is missing."""
    node = node_at(document.root, violation.path)
    if node is None:
        return None
    if violation.missing and isinstance(node, Mapping) and node.entries:
        telling = node.get("type") or next(filter(None, map(node.get, _cause(violation))), node.entries[0])
        return telling.key.span if isinstance(telling.value, (Mapping, Sequence)) else telling.span
    if violation.keyword == NAMES:
        entry = entry_at(document, violation.path)
        return entry.key.span if entry else None
    if node.span.end == node.span.start:
        entry = entry_at(document, violation.path)
        return entry.key.span if entry else _hyphen(document, node)
    return node.span


def _cause(violation: Violation) -> tuple[str, ...]:
    """Return the keys because of which the absent one is demanded."""
    return violation.because


def _hyphen(document: Document, item: Node) -> Span:
    """Return the hyphen of a list item behind which nothing stands."""
    at = document.text.rfind("-", 0, item.span.start)
    return Span(at, at + 1)


def is_empty(node: Node | None) -> bool:
    """Tell whether nothing at all, or `null`, is written there."""
    return isinstance(node, Scalar) and node.value is None


def kind_of(value: Plain) -> str:
    """Say in words what a value is."""
    if isinstance(value, bool):
        return "true or false"
    if value is None or value == "":
        return "empty"
    if isinstance(value, float) and isnan(value):
        return "not a number"
    kinds = ((Moment, "a date"), (str, "text"), ((int, float), "a number"), (list, "a list"), (dict, "a map"))
    return next(word for types, word in kinds if isinstance(value, types))


def expected_kinds(types: object) -> str:
    """Say in words which JSON Schema types are allowed."""
    names = types if isinstance(types, list) else [types]
    return " or ".join(_KINDS[str(name)] for name in names if name in _KINDS)


def remedy(known: Property | None, violation: Violation, value: Plain) -> str:
    """Say what can be written instead of `value`, where the values that fit cannot be named one by one."""
    if violation.keyword in _LIMITS:
        return _LIMITS[violation.keyword].format(violation.expected)
    if isinstance(value, dict) and needed_keys(violation):
        return "add one of them"
    if violation.keyword == "type":
        return f"write {expected_kinds(violation.expected)}"
    if violation.keyword == "not":
        return "remove one of them"
    if violation.says:
        return "correct it" if "must" in violation.says else "choose another"
    kinds = [kind for kind in known.kinds if kind in _KINDS] if known is not None else []
    is_wrong_kind = kind_of(value) not in [_KINDS[kind] for kind in kinds]
    return f"write {expected_kinds(kinds)}" if kinds and is_wrong_kind else "correct it"


def described(value: Plain) -> str:
    """Return a value as a message says what something is: itself if it is short, otherwise its kind."""
    if value is None or isinstance(value, (list, dict)) or value == "":
        return kind_of(value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return shown(text, 20)
