"""The contract between data and code: annotations are typed once, and no other module knows how they are called."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, get_args

import pytest
from schema_files import load

import agentls
from agentls.knowledge import annotation_parts, annotations, resources
from agentls.knowledge.annotations import annotation
from agentls.knowledge.effects import Effect, Severity
from agentls.knowledge.facts import CatalogFacts, DialectFacts, KeyFact, KeyFacts, ValueFacts

PACKAGE = Path(agentls.__file__).parent
META: dict[str, Any] = load(resources.schemas_folder() / "meta.json")
DEFINITIONS = META["$defs"]
CLASSES = {
    "dialectFacts": DialectFacts,
    "catalogFacts": CatalogFacts,
    "propertyFacts": KeyFacts,
    "entryFacts": ValueFacts,
}


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_has_the_fields_of_its_definition(name: str) -> None:
    assert {annotation(one) for one in CLASSES[name]._fields} == set(DEFINITIONS[name]["properties"])


def test_what_is_asked_for_is_a_field() -> None:
    assert set(get_args(KeyFact)) < set(KeyFacts._fields)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Effect, DEFINITIONS["effect"]["enum"]),
        (annotation_parts.Grammar, DEFINITIONS["propertyFacts"]["properties"]["grammar"]["enum"]),
        (annotation_parts.UnknownKeys, DEFINITIONS["dialectFacts"]["properties"]["unknownKeys"]["enum"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_enumeration_has_the_values_of_the_meta_schema(kind: Any, values: list[str]) -> None:
    assert [one.value for one in kind] == values


@pytest.mark.parametrize("effect", Effect, ids=lambda effect: effect.value)
def test_every_effect_has_a_severity_and_a_clause(effect: Effect) -> None:
    clause = effect.clause("Some Host", "agent")
    assert "Some Host" in clause
    assert "{" not in clause
    assert effect.severity in (None, *Severity)
    assert effect.is_fatal == (effect.severity is Severity.ERROR)


def test_an_annotation_that_no_class_has_is_refused() -> None:
    with pytest.raises(KeyError):
        annotations.key_facts([{"x-agentls": {"onInvalit": "ignored"}}])


def _texts(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_knows_the_names(path: Path) -> None:
    if path.parent.name == "knowledge" and path.name in ("annotations.py", "effects.py"):
        return
    # Words that mean something else, too, are no proof; those with a hyphen or an inner capital are.
    telling = {name for definition in CLASSES for name in DEFINITIONS[definition]["properties"] if name != name.lower()}
    telling |= {value for value in DEFINITIONS["effect"]["enum"] if "-" in value} | {"x-agentls"}
    assert not [(line, text) for line, text in _texts(path) if text in telling]
