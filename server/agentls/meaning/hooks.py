"""What the rules about hooks share: where hooks stand, and what looks like hooks where none belong."""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.effects import Effect
from agentls.knowledge.facts import ValueFacts
from agentls.knowledge.schema import Property
from agentls.meaning.shape import Shape
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence

_MATCHER, _HANDLERS = "matcher", "hooks"


class Outside(NamedTuple):
    """Hooks where the host does not look for them. `entry` is what holds them, `event` their event if they name one.

    `effect` is what the host does about it; `parent` is the key under which hooks belong.
    """

    entry: Entry
    event: str | None
    effect: Effect
    parent: str


# What a matcher filters, as the catalog of events says it, and the kind of names which that is.
_MATCHED_KINDS = {"tool name": "tool", "agent type": "agent"}


def matched_kind(event: ValueFacts) -> str | None:
    """Return the kind of names that the matcher of an event takes; `event` is what the catalog says of it."""
    return _MATCHED_KINDS.get(event.matcher or "")


class KeyedMap(NamedTuple):
    """A map with names from a catalog, as `hooks` has events; `entry` is the top-level key that it stands under."""

    entry: Entry
    node: Mapping
    names: Catalog


@once
def keyed_maps(document: Document) -> tuple[KeyedMap, ...]:
    """Return the maps with names from a catalog: values of top-level keys, items of a list there, or one step below."""
    found: list[KeyedMap] = []
    for known, entry in document.known_entries:
        if not isinstance(entry.value, Scalar):
            found += [KeyedMap(entry, node, names) for node, names in _keyed(entry.value, known)]
    return tuple(found)


def _keyed(node: Node, known: Property) -> Iterator[tuple[Mapping, Catalog]]:
    if isinstance(node, Mapping) and known.map_keys is not None:
        yield node, known.map_keys
    item = known.child(0)
    if item is None or not isinstance(node, Sequence):
        return
    for one in node.items:
        if not isinstance(one, Mapping):
            continue
        if item.map_keys is not None:
            yield one, item.map_keys
            continue
        # An entry of a marketplace has what a manifest has.
        for entry in one.entries:
            inside = item.child(entry.name) if isinstance(entry.value, Mapping) else None
            if isinstance(entry.value, Mapping) and inside is not None and inside.map_keys is not None:
                yield entry.value, inside.map_keys


def groups(document: Document) -> Iterator[tuple[Value, Mapping]]:
    """Yield each group of handlers of a known event that the host looks at, with the event."""
    for found in keyed_maps(document):
        if document.dialect.properties[found.entry.name].facts.ignored:
            continue
        for entry in found.node.entries:
            event = found.names.get(entry.name)
            for group in entry.value.items if isinstance(entry.value, Sequence) else ():
                if event is not None and isinstance(group, Mapping):
                    yield event, group


def is_guard(document: Document, node: Node) -> bool:
    """Tell whether a value stands in a hook that may forbid something."""
    return any(event.facts.guard and group.span.contains(node.span.start) for event, group in groups(document))


def may_be_outside(shape: Shape) -> bool:
    """Tell whether a file of that shape may have hooks outside their key: in a map, or under the name of an event."""
    if shape.dialect.facts.hooks_outside is None:
        return False
    catalogs = [known.key_catalog for known in shape.dialect.stating("keys")]
    return shape.has_maps or any(names.get(key) for names in catalogs if names is not None for key in shape.keys)


@once
def outside(document: Document) -> tuple[Outside, ...]:
    """Return the hooks that stand outside their key, or too deep in it, and for which the host drops something."""
    told = document.dialect.facts.hooks_outside
    parent = next(iter(document.dialect.stating("keys")), None)
    if told is None or parent is None or parent.key_catalog is None:
        return ()
    events, effect = parent.key_catalog, told.effect
    found = []
    for entry in document.root.entries:
        if entry.name == parent.name:
            # What stands directly under the key is an event; a guard further inside never runs.
            inside = entry.value.entries if isinstance(entry.value, Mapping) else ()
            found += [Outside(one, None, effect, parent.name) for one in inside if _has_guard(one.value, events)]
        elif entry.name not in told.except_:
            event = events.get(entry.name)
            if _is_outside(entry, event, events):
                found.append(Outside(entry, event.name if event else None, effect, parent.name))
    return tuple(found)


def _is_outside(entry: Entry, event: Value | None, events: Catalog) -> bool:
    value = entry.value
    if event is None and isinstance(value, Scalar):
        return False
    if _is_guard(entry, events) or _has_guard(value, events):
        return True
    if event is not None:
        return False
    inside = value.entries if isinstance(value, Mapping) else ()
    return _holds_groups(value) or any(events.get(one.name) is None and _holds_groups(one.value) for one in inside)


def _is_guard(entry: Entry, events: Catalog) -> bool:
    """Tell whether the entry declares a hook that guards something; nothing and an empty list declare none."""
    value = events.get(entry.name)
    if value is None or not value.facts.guard:
        return False
    is_nothing = isinstance(entry.value, Scalar) and entry.value.value is None
    return not is_nothing and not (isinstance(entry.value, Sequence) and not entry.value.items)


def _has_guard(node: Node, events: Catalog) -> bool:
    if isinstance(node, Mapping):
        return any(_is_guard(one, events) or _has_guard(one.value, events) for one in node.entries)
    return isinstance(node, Sequence) and any(_has_guard(item, events) for item in node.items)


def _holds_groups(node: Node) -> bool:
    return _is_group(node) or (isinstance(node, Sequence) and any(_is_group(item) for item in node.items))


def _is_group(node: Node) -> bool:
    """Tell whether the host takes it for a group: it has a list of handlers, or a matcher beside a map of them."""
    handlers = node.value(_HANDLERS) if isinstance(node, Mapping) else None
    if isinstance(handlers, Sequence):
        return bool(handlers.items)
    return isinstance(node, Mapping) and isinstance(handlers, Mapping) and node.get(_MATCHER) is not None
