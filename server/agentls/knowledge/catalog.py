"""Named lists of values with their documentation: tools, models, colors, hook events and so on.

A catalog is a JSON Schema whose `anyOf` holds one `const` a value, so that other programs can use it as it is.
"""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from agentls.knowledge import resources, server_tools
from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.annotations import catalog_facts, value_facts
from agentls.knowledge.facts import ValueFacts
from agentls.text.lazy import lazy
from agentls.text.nearest import folded, nearest


class Value(NamedTuple):
    """One entry of a catalog, or a constant that a schema spells out; `facts` is all that is said of it."""

    name: str
    summary: str
    documentation: str = ""
    facts: ValueFacts = ValueFacts()

    @property
    def status(self) -> Status:
        """How the host treats it."""
        return self.facts.status

    @property
    def replaced_by(self) -> tuple[str, ...]:
        """What to write instead."""
        return self.facts.replaced_by

    @property
    def is_offered(self) -> bool:
        """Tell whether completion proposes it."""
        return self.status is Status.CURRENT

    @property
    def works(self) -> bool:
        """Tell whether the host still does something with it."""
        return self.status.works


class Catalog:
    """The values of one kind at one host. Of an open catalog more values may exist than it knows."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.facts = catalog_facts(schema)
        self.id = self.facts.id
        self.title: str = schema["title"]
        self.is_open = self.facts.open
        self.docs = self.facts.docs
        self.verified_on = self.facts.verified.date
        self.suffixes = self.facts.suffixes
        self.server_tools = self.facts.server_tools or server_tools.NONE
        values = (value(one) for one in schema["anyOf"] if "const" in one)
        #: What people use most comes first.
        self.values: tuple[Value, ...] = tuple(sorted(values, key=lambda value: -value.facts.share))

    @lazy
    def _by_name(self) -> dict[str, Value]:
        return {value.name: value for value in self.values}

    @lazy
    def _by_folded_name(self) -> dict[str, Value]:
        return {value.name.casefold(): value for value in reversed(self.values)}

    @lazy
    def _by_spelling(self) -> dict[str, Value]:
        return {folded(value.name): value for value in reversed(self.values)}

    @lazy
    def offered(self) -> tuple[Value, ...]:
        """The values that completion proposes, in their order."""
        return tuple(value for value in self.values if value.is_offered)

    @lazy
    def _offered_folded(self) -> tuple[str, ...]:
        return tuple(sorted(value.name.casefold() for value in self.offered))

    def begins_longer(self, word: str) -> bool:
        """Tell whether an offered name goes on after `word`; case does not matter while somebody is still typing."""
        start, names = word.casefold(), self._offered_folded
        # Names that begin alike stand together, the shortest of them first.
        at = bisect_right(names, start)
        return at < len(names) and names[at].startswith(start)

    @lazy
    def beginnings(self) -> tuple[Value, ...]:
        """The values that nobody should write any more, but whose names begin one in use, as `LS` begins `LSP`."""
        hidden = [value for value in self.values if not value.is_offered]
        return tuple(one for one in hidden if any(value.name.startswith(one.name) for value in self.offered))

    @lazy
    def _offered_names(self) -> tuple[str, ...]:
        return tuple(value.name for value in self.offered)

    def get(self, name: str, *, ignore_case: bool = False) -> Value | None:
        """Return the value of that name, which may carry one of the catalog's suffixes."""
        table = self._by_folded_name if ignore_case else self._by_name
        found = table.get(name.strip().casefold() if ignore_case else name)
        for suffix in self.suffixes if found is None else ():
            one = name.removesuffix(suffix)
            found = found or table.get(one.strip().casefold() if ignore_case else one)
        return found

    def spelled_alike(self, name: str) -> Value | None:
        """Return the value whose name differs from `name` in habits of spelling alone, as `a_b` does from `aB`."""
        return self._by_spelling.get(folded(name))

    def closest(self, word: str, limit: int = 5) -> list[str]:
        """Return the names of offered values that `word` was probably meant to be, best first; may be empty.

        Where one name alone has the whole word in it, as `google_web_search` has `web_search`, that is meant rather
        than one that is spelt alike.
        """
        found = nearest(word, self._offered_names, limit)
        whole = [name for name in self._offered_names if f"_{word}_" in f"_{name}_"]
        return [*whole, *(name for name in found if name not in whole)][:limit] if len(whole) == 1 else found


def value(entry: Mapping[str, Any], name: str | None = None) -> Value:
    """Return the named value that an object with a `const` describes; `name` is how it is written, if not like that."""
    summary = entry.get("description", "")
    return Value(
        name=entry["const"] if name is None else name,
        summary=summary,
        documentation=entry.get("markdownDescription", summary),
        facts=value_facts(entry),
    )


@cache
def catalog(identifier: str) -> Catalog:
    """Return the catalog named `identifier`; raises `FileNotFoundError` for one that does not exist."""
    return Catalog(resources.load(f"catalogs/{identifier}.json"))
