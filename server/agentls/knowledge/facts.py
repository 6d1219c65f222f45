"""What the schemas say of a kind of file, a catalog, a key and a value, beyond JSON Schema.

Each class has the fields of one definition in `meta.json`, in this language's spelling: `onInvalid` is `on_invalid`.
What a schema does not say has the default that stands here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from agentls.knowledge.annotation_parts import (
    Always,
    Budget,
    Collections,
    Counted,
    FilledIn,
    Grammar,
    HooksOutside,
    Language,
    LooseRoot,
    Move,
    Needs,
    ReadAlone,
    Standard,
    Status,
    UnknownKeys,
    UserMemory,
    Verified,
)
from agentls.knowledge.effects import Effect
from agentls.knowledge.server_tools import ServerTools


class DialectFacts(NamedTuple):
    """What the root of a schema says of a kind of file at a host."""

    id: str
    host: str
    kind: str
    title: str
    files: tuple[str, ...]
    reader: str
    unknown_keys: UnknownKeys
    on_unknown_key: Effect
    on_unreadable: Effect
    verified: Verified
    docs: str | None = None
    language: Language | None = None
    format: str = "markdown"
    table: tuple[str, ...] = ()
    root: str | None = None
    on_missing_frontmatter: Effect = Effect.LOADS
    text_min: int | None = None
    ignores_frontmatter: bool = False
    max_bytes: int | None = None
    collections: Collections | None = None
    description_budget: Budget | None = None
    read_alone: ReadAlone | None = None
    shadows: str | None = None
    name_key: str | None = None
    name_from: str | None = None
    foreign_keys: str | None = None
    shared_keys: str | None = None
    substitutions: str | None = None
    moves: tuple[Move, ...] = ()
    unasked: str | None = None
    imports: bool = False
    on_empty: Effect | None = None
    on_byte_order_mark: Effect | None = None
    hooks_outside: HooksOutside | None = None
    overrides: str | None = None
    not_beside: tuple[str, ...] = ()
    flat_key: str | None = None
    loose_root: LooseRoot | None = None
    shared_files: tuple[str, ...] = ()
    also_reads: tuple[str, ...] = ()
    user_folders: tuple[str, ...] = ()
    user_memory: UserMemory | None = None
    not_files: tuple[str, ...] = ()
    also_read_by: tuple[str, ...] = ()
    every_file: bool = False
    standard: str | None = None
    attached_by: tuple[str, ...] = ()
    place: str | None = None
    always: tuple[Always, ...] = ()
    named_by_place: bool = False
    unique_names: bool = False
    fills_in: tuple[FilledIn, ...] = ()


class CatalogFacts(NamedTuple):
    """What the root of a catalog says of its values."""

    id: str
    host: str
    open: bool
    verified: Verified
    docs: str | None = None
    lists: str | None = None
    suffixes: tuple[str, ...] = ()
    server_tools: ServerTools | None = None
    counted: Counted | None = None
    on_unknown: Effect | None = None
    on_renamed: Effect | None = None


class KeyFacts(NamedTuple):
    """What a schema says of a key or of a value inside it, beyond JSON Schema."""

    since: str | None = None
    docs: str | None = None
    on_missing: Effect | None = None
    on_duplicate: Effect | None = None
    is_recommended: bool = False
    on_invalid: Effect | None = None
    on_invalid_guard: Effect | None = None
    unset: str | None = None
    unit: str | None = None
    grammar: Grammar | None = None
    values: str | None = None
    keys: str | None = None
    ignore_case: bool = False
    refers: str | None = None
    shadows: str | None = None
    defines: str | None = None
    path: str | None = None
    read_as: str | None = None
    stand_ins: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    standard: Standard | None = None
    on_list: str | None = None
    ignored: str | None = None
    allow_list: bool | None = None
    opposite: str | None = None
    adds_tools: tuple[str, ...] = ()
    applies_to: tuple[str, ...] | None = None
    status: Status = Status.CURRENT
    status_since: str | None = None
    replaced_by: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    foreign_keys: str | None = None
    unknown_keys: UnknownKeys | None = None
    is_root: bool = False
    base_of_bare_names: bool = False
    holds: str | None = None
    needs: Needs | None = None
    overruled_by: tuple[str, ...] = ()
    leads_to: str | None = None
    means: str | None = None
    vocabulary: str | None = None
    joined_by: str | None = None
    last_wins: bool = False
    skips_user_only: bool = False
    empty_is_all: bool = False
    read_only: str | bool | None = None
    inherit: str | None = None
    model_provider: str | None = None
    fills: Mapping[str, Any] = MappingProxyType({})


#: The fields of `KeyFacts` by which others ask where something is stated.
KeyFact: TypeAlias = Literal[
    "allow_list",
    "defines",
    "grammar",
    "holds",
    "ignored",
    "keys",
    "last_wins",
    "leads_to",
    "needs",
    "on_list",
    "on_missing",
    "read_as",
    "refers",
    "reserved",
    "standard",
    "unit",
    "unset",
    "values",
    "vocabulary",
]


class ValueFacts(NamedTuple):
    """What a catalog, or a constant of a schema, says of one value."""

    status: Status = Status.CURRENT
    replaced_by: tuple[str, ...] = ()
    advice: str | None = None
    since: str | None = None
    status_since: str | None = None
    docs: str | None = None
    permission: bool | None = None
    subagents: str | None = None
    inputs: tuple[str, ...] = ()
    agent_input: str | None = None
    argument_refers: str | None = None
    hex: str | None = None
    resolves_to: str | None = None
    retired_on: str | None = None
    matcher: str | None = None
    matcher_catalog: str | None = None
    taken_with: tuple[str, ...] = ()
    read_with: str | None = None
    matcher_ignored: bool = False
    alone: bool = False
    matcher_values: tuple[str, ...] = ()
    handlers: tuple[str, ...] | None = None
    guard: bool = False
    requires: tuple[str, ...] = ()
    read_by: str | None = None
    pattern: str | None = None
    kinds: tuple[str, ...] | None = None
    effect: Effect | None = None
    belongs_under: str | None = None
    means: tuple[str, ...] = ()
    only_reads: bool = False
    #: How many of a hundred files with such a list name it, as far as that was counted.
    share: int = 0

    def values_for(self, key: str) -> tuple[str, ...]:
        """Return what may stand under `key` in an entry called by this value, such as the matchers of a hook event."""
        return self.matcher_values if key == _MATCHER else ()

    def ignores(self, key: str) -> bool:
        """Tell whether the host is known to ignore `key` in an entry called by this value."""
        return key == _MATCHER and self.matcher_ignored


_MATCHER = "matcher"
