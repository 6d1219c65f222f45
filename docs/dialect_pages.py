"""Writes the pages of the dialects from the schemas: one for each kind of file, and one table of who reads what."""

from __future__ import annotations

from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.knowledge.effects import Effect
from agentls.knowledge.schema import Property

_PROGRAMS = "agentls-programs"
_UNKNOWN = {
    UnknownKeys.REPORT: "reported",
    UnknownKeys.RESEMBLING: "reported where it resembles a known one",
    UnknownKeys.IGNORE: "not reported",
    UnknownKeys.WARNED: "reported, as the program's own check does",
    UnknownKeys.CLOSED: "reported, at any depth",
}


def shown_dialects() -> list[Dialect]:
    """Return the dialects that have a page: no files are of a standard alone, and none belong where nobody looks."""
    standards = {one.facts.standard for one in all_dialects()}
    return [one for one in all_dialects() if one.kind != "misplaced" and one.id not in standards]


def name_of(dialect: Dialect) -> str:
    """Return the name of the dialect's page."""
    return dialect.id.replace("/", "-")


def overview(note: str) -> str:
    """Return the table of who reads what."""
    lines = [
        "# Who reads what",
        "",
        note,
        "A file is judged by the program in whose folder it is. Others read it, too: `agentls check --target HOST`",
        "says what they do not take.",
        "",
        "| file | own program | also read by | page |",
        "|---|---|---|---|",
    ]
    for one in sorted(shown_dialects(), key=lambda each: each.id):
        files = ", ".join(f"`{glob}`" for glob in one.files)
        lines.append(f"| {files} | {one.host} | {', '.join(_others(one))} | [{one.id}](dialects/{name_of(one)}.md) |")
    return "\n".join(lines) + "\n"


def _others(own: Dialect) -> list[str]:
    """Return the programs that read files of this dialect, too."""
    known = catalog(_PROGRAMS)
    found = [one.host for one in all_dialects() if one is not own and set(own.files) & set(_reached(one, own))]
    named = (known.get(name) for name in own.facts.also_read_by)
    return list(dict.fromkeys([*found, *(value.summary.rstrip(".") for value in named if value is not None)]))


def _reached(other: Dialect, own: Dialect) -> list[str]:
    """Return the globs of `own` below which `other` looks."""
    places = [glob.rpartition("/")[0].rstrip("*/") for glob in other.facts.also_reads]
    return [glob for glob in own.files for place in places if place and glob.startswith(place)]


def page(dialect: Dialect, note: str) -> str:
    """Return the page of a dialect."""
    lines = [f"# {dialect.title}", "", note, *_summary(dialect), "", "## Keys", ""]
    if not dialect.properties:
        lines += ["It has no keys.", ""]
    for known in dialect.properties.values():
        if known.is_offered:
            required = " (required)" if known.is_required or known.facts.on_missing else ""
            lines += [f"### `{known.name}`{required}", "", known.documentation.strip(), "", *_without(dialect, known)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _summary(dialect: Dialect) -> list[str]:
    facts = dialect.facts
    lines = [
        f"- **Id:** `{dialect.id}`",
        f"- **Files:** {', '.join(f'`{glob}`' for glob in dialect.files)}",
        f"- **Read by:** {', '.join([dialect.host, *_others(dialect)])}",
    ]
    if facts.on_unreadable is not Effect.UNKNOWN:
        lines.append(f"- **When it cannot be read:** {dialect.says(facts.on_unreadable)}.")
    if dialect.format == "markdown" and facts.on_missing_frontmatter is not Effect.LOADS:
        lines.append(f"- **Without frontmatter:** {dialect.says(facts.on_missing_frontmatter)}.")
    lines.append(f"- **Any other key:** {dialect.says(facts.on_unknown_key)}; it is {_UNKNOWN[facts.unknown_keys]}.")
    lines.append(f"- **Checked against:** version {facts.verified.version}, {facts.verified.date}")
    if dialect.docs:
        lines.append(f"- **Its own documentation:** <{dialect.docs}>")
    return lines


def _without(dialect: Dialect, known: Property) -> list[str]:
    effect = known.facts.on_missing
    return [f"Without it {dialect.says(effect)}.", ""] if effect is not None and effect is not Effect.LOADS else []
