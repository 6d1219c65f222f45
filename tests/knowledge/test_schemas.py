"""The files of the schemas folder keep to their meta-schema, name only what exists, and document everything."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from schema_files import (
    CATALOG_OF,
    CATALOGS,
    DESCRIBED,
    DIALECTS,
    EVERY,
    SCHEMAS,
    Schema,
    annotation,
    load,
    named_values,
    resolve,
    subschemas,
    text_of,
    validator,
    values_of,
)


@pytest.mark.parametrize("name", EVERY)
def test_file_is_tidy(name: str) -> None:
    raw = (SCHEMAS / name).read_bytes()
    text = raw.decode("utf-8")
    assert text.endswith("}\n")
    assert not re.search(r"[\r\t]", text)
    assert all(len(line) - len(line.lstrip(" ")) in range(0, 99, 2) for line in text.splitlines()), (
        "indented by two spaces"
    )


@pytest.mark.parametrize("name", [name for name in EVERY if name != "meta.json"])
def test_file_keeps_to_the_meta_schema(name: str) -> None:
    errors = [
        f"{error.json_path}: {error.message[:200]}"
        for error in validator("meta.json").iter_errors(load(SCHEMAS / name))
    ]
    assert not errors


@pytest.mark.parametrize("name", [*DESCRIBED, "meta.json"])
def test_file_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(load(SCHEMAS / name))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("claude-code/agent.json", lambda schema: schema["x-agentls"].update(colour="red")),
        ("claude-code/agent.json", lambda schema: schema["properties"]["name"].update(title="Name")),
        ("claude-code/agent.json", lambda schema: schema["properties"]["name"].pop("markdownDescription")),
        ("claude-code/agent.json", lambda schema: schema["properties"]["tools"]["x-agentls"].pop("values")),
        ("catalogs/claude-code-colors.json", lambda schema: schema["anyOf"][0]["x-agentls"].update(hex="red")),
        ("catalogs/claude-code-tools.json", lambda schema: schema["anyOf"][0].pop("description")),
        ("catalogs/claude-code-tools.json", lambda schema: schema["x-agentls"].pop("verified")),
        ("claude-code/skill.json", lambda schema: schema["x-agentls"].pop("onMissingFrontmatter")),
        ("claude-code/hooks.json", lambda schema: schema["x-agentls"].update(onMissingFrontmatter="loads")),
        ("claude-code/hooks.json", lambda schema: schema["x-agentls"].update(reader="claude-code")),
        ("claude-code/skill.json", lambda schema: schema["properties"]["allowed-tools"]["x-agentls"].pop("values")),
        ("settings.json", lambda schema: schema["properties"]["agentls.tools"].pop("default")),
    ],
)
def test_meta_schema_is_strict(name: str, change: Any) -> None:
    schema = load(SCHEMAS / name)
    change(schema)
    assert not validator("meta.json").is_valid(schema)


@pytest.mark.parametrize("name", DESCRIBED)
def test_texts_are_there(name: str) -> None:
    for pointer, part in [*subschemas(name), *named_values(name)]:
        line = text_of(name, part, "description")
        assert line, f"{pointer} has no description"
        assert line.endswith("."), f"{pointer}: the description is a sentence"
        assert text_of(name, part, "markdownDescription"), f"{pointer} has no markdownDescription"


@pytest.mark.parametrize("name", [*DIALECTS, *CATALOGS])
def test_source_has_version_and_date(name: str) -> None:
    facts = load(SCHEMAS / name)["x-agentls"]
    assert set(facts["verified"]) == {"version", "date"}
    # What agentls itself reads is documented beside it.
    assert facts["host"] == "agentls" or facts["docs"].startswith("https://")
    assert name in (f"{facts['id']}.json", f"catalogs/{facts['id']}.json"), "the id is the name of the file"


@pytest.mark.parametrize("name", DESCRIBED)
def test_catalogs_that_are_named_exist(name: str) -> None:
    for _, catalog in values_of(
        load(SCHEMAS / name),
        "values",
        "keys",
        "foreignKeys",
        "sharedKeys",
        "substitutions",
        "unasked",
        "unset",
        "matcherCatalog",
    ):
        assert catalog in CATALOG_OF


@pytest.mark.parametrize("name", DIALECTS)
def test_keys_that_are_named_exist(name: str) -> None:
    dialect = load(SCHEMAS / name)
    keys = dialect["properties"].keys()
    assert {*dialect.get("required", ()), *filter(None, [dialect["x-agentls"].get("nameKey")])} <= keys
    for key, part in dialect["properties"].items():
        named = [annotation(name, part, "opposite") or key]
        named += annotation(name, part, "standIns") or []
        named += annotation(name, part, "replacedBy") or []
        assert set(named) <= keys, key


def test_substitutions_match_their_own_pattern() -> None:
    for one in CATALOG_OF["claude-code-substitutions"]["anyOf"]:
        facts = one["x-agentls"]
        assert re.fullmatch(facts.get("pattern", re.escape(one["const"])), one["const"])
        assert {f"{kind}.json" for kind in facts["kinds"]} <= set(DIALECTS)


@pytest.mark.parametrize("name", DESCRIBED)
def test_references_resolve(name: str) -> None:
    for _, reference in values_of(load(SCHEMAS / name), "$ref"):
        assert isinstance(resolve(name, reference)[2], (dict, list))


def test_globs_of_dialects_do_not_collide() -> None:
    seen: set[tuple[str, str]] = set()
    for name in DIALECTS:
        facts = load(SCHEMAS / name)["x-agentls"]
        for glob in facts["files"]:
            assert (facts.get("root", ""), glob) not in seen
            seen.add((facts.get("root", ""), glob))


def keys_beside(catalog: str) -> Schema:
    """The keys of the dialects that use a catalog of keys they do not have."""
    parts = [load(SCHEMAS / name) for name in DIALECTS] + [part for name in DIALECTS for _, part in subschemas(name)]
    users = [part for part in parts if catalog in part.get("x-agentls", {}).values()]
    assert users, "no dialect uses the catalog"
    return {key: part for one in users for key, part in one["properties"].items()}


@pytest.mark.parametrize("name", CATALOGS)
def test_values_of_catalogs(name: str) -> None:
    catalog = load(SCHEMAS / name)
    entries = [one for one in catalog["anyOf"] if "const" in one]
    known = {one["const"]: one for one in entries}
    assert len(known) == len(entries), "a value stands there twice"
    assert catalog["x-agentls"]["open"] == any(
        set(one) == {"type"} and "string" in one["type"] for one in catalog["anyOf"]
    )
    if catalog["x-agentls"]["id"].endswith("-keys"):
        known = keys_beside(catalog["x-agentls"]["id"])
        read = {key for key, part in known.items() if part.get("x-agentls", {}).get("status") != "conditional"}
        assert not read & {one["const"] for one in entries}, "the host reads that key"
    for one in entries:
        facts = one["x-agentls"]
        for replacement in facts.get("replacedBy", ()):
            assert replacement in known, f"{one['const']} is replaced by {replacement}, which is not known"
            assert facts.get("status") is None or known[replacement]["x-agentls"]["status"] in (
                "current",
                "conditional",
            )
        assert bool(one.get("deprecated")) >= (facts.get("status") in ("removed", "retired"))


def test_models_resolve_to_models() -> None:
    entries = {one["const"]: one["x-agentls"] for one in CATALOG_OF["claude-code-models"]["anyOf"] if "const" in one}
    for facts in entries.values():
        if facts.get("resolvesTo"):
            assert entries[facts["resolvesTo"]]["status"] == "current" or facts["status"] == "conditional"


@pytest.mark.parametrize("name", ["claude-code/agent.json", "claude-code/hooks.json"])
def test_hook_events_say_the_same_in_the_catalog(name: str) -> None:
    events = load(SCHEMAS / name)["properties"]["hooks"]["properties"]
    catalog = {one["const"]: one for one in CATALOG_OF["claude-code-hook-events"]["anyOf"]}
    assert list(events) == list(catalog)
    for event, part in events.items():
        assert text_of(name, part, "description") == catalog[event]["description"]
        assert text_of(name, part, "markdownDescription") == catalog[event]["markdownDescription"]
        assert annotation(name, part, "onInvalid") == "drops-entry"
    assert [event for event, one in catalog.items() if one["x-agentls"]["guard"]] == [
        "PreToolUse",
        "PermissionRequest",
        "PreSkillShellCommand",
    ]


def test_hook_handlers_demand_what_the_catalog_says() -> None:
    handler = load(SCHEMAS / "claude-code/hooks.json")["$defs"]["hookHandler"]
    demanded = {one["if"]["properties"]["type"]["const"]: one["then"]["required"] for one in handler["allOf"]}
    assert demanded == {
        one["const"]: one["x-agentls"]["requires"] for one in CATALOG_OF["claude-code-hook-handlers"]["anyOf"]
    }


@pytest.mark.parametrize("name", DESCRIBED)
def test_texts_are_sound(name: str) -> None:
    for _, text in values_of(
        load(SCHEMAS / name), "description", "markdownDescription", "deprecationMessage", "advice"
    ):
        assert text.count("`") % 2 == 0, f"unbalanced backticks: {text}"
        prose = re.sub(r"`[^`]*`", "code", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
        assert "  " not in prose, f"two spaces: {text}"
        assert not re.search(r"\s[.,;]\s|\.\.", prose), f"stray punctuation: {text}"


@pytest.mark.parametrize("name", [name for name in DIALECTS if "/plugin-" in name])
def test_a_kind_in_plugins_knows_the_keys_of_the_kind(name: str) -> None:
    """They stay plain JSON Schema, which has no word for it: a key that is added to one is added to the other by `$ref`."""
    base = name.replace("plugin-", "")
    if base in DIALECTS:
        assert set(load(SCHEMAS / base)["properties"]) <= set(load(SCHEMAS / name)["properties"])
