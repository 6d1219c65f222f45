"""Named lists of values with their documentation: tools, models, colors, hook events and so on.

A catalog is a JSON Schema whose `anyOf` holds one `const` a value, so that other programs can use it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from agentls.knowledge import resources
from agentls.text.nearest import nearest


@dataclass(frozen=True)
class Value:
    """One entry of a catalog. `facts` is its `x-agentls` object: hex, resolvesTo, since and whatever it has."""

    name: str
    summary: str
    documentation: str
    status: str
    replaced_by: tuple[str, ...]
    facts: Mapping[str, Any]

    @property
    def is_offered(self) -> bool:
        """Tell whether completion proposes it."""
        return self.status == "current"

    @property
    def works(self) -> bool:
        """Tell whether the host still does something with it."""
        return self.status in ("current", "conditional", "alias")


class Catalog:
    """The values of one kind at one host. Of an open catalog more values may exist than it knows."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        about = schema["x-agentls"]
        self.id: str = about["id"]
        self.title: str = schema["title"]
        self.is_open: bool = about["open"]
        self.docs: str | None = about.get("docs")
        self.verified_on: str = about["verified"]["date"]
        self.suffixes: tuple[str, ...] = tuple(about.get("suffixes", ()))
        self.values: tuple[Value, ...] = tuple(_value(one) for one in schema["anyOf"] if "const" in one)

    @cached_property
    def _by_name(self) -> dict[str, Value]:
        return {value.name: value for value in self.values}

    @cached_property
    def _by_folded_name(self) -> dict[str, Value]:
        return {value.name.casefold(): value for value in reversed(self.values)}

    @cached_property
    def offered(self) -> tuple[Value, ...]:
        """The values that completion proposes, in their order."""
        return tuple(value for value in self.values if value.is_offered)

    def get(self, name: str, *, ignore_case: bool = False) -> Value | None:
        """Return the value of that name, which may carry one of the catalog's suffixes."""
        names = [name, *(name.removesuffix(suffix) for suffix in self.suffixes)]
        for one in names:
            found = self._by_folded_name.get(one.strip().casefold()) if ignore_case else self._by_name.get(one)
            if found is not None:
                return found
        return None

    def closest(self, word: str, limit: int = 5) -> list[str]:
        """Return the names of offered values that `word` was probably meant to be, best first; may be empty."""
        return nearest(word, [value.name for value in self.offered], limit)


def _value(entry: Mapping[str, Any]) -> Value:
    facts = entry.get("x-agentls", {})
    return Value(
        name=entry["const"],
        summary=entry.get("description", ""),
        documentation=entry.get("markdownDescription", entry.get("description", "")),
        status=facts.get("status", "current"),
        replaced_by=tuple(facts.get("replacedBy", ())),
        facts=facts,
    )


@cache
def catalog(identifier: str) -> Catalog:
    """Return the catalog named `identifier`; raises `FileNotFoundError` for one that does not exist."""
    return Catalog(resources.load(f"catalogs/{identifier}.json"))
