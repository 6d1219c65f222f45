"""Reads the schemas folder without the engine, so that its tests do not trust the code they are written for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"

Schema = dict[str, Any]


class CoreLoader(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 core does: `yes` and dates are texts, only true, false, null and numbers are not."""

    def construct_core_int(self, node: yaml.ScalarNode) -> int:
        return int(node.value, 0 if node.value[:2] in ("0x", "0o") else 10)

    def construct_core_float(self, node: yaml.ScalarNode) -> float:
        return float(re.sub(r"\.(inf|nan)", r"\1", node.value.lower()))


# The inherited table belongs to YAML 1.1, and to every other loader.
CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)
CoreLoader.add_constructor("tag:yaml.org,2002:int", CoreLoader.construct_core_int)
CoreLoader.add_constructor("tag:yaml.org,2002:float", CoreLoader.construct_core_float)


def read_yaml(text: str) -> Any:
    return yaml.load(text, CoreLoader)


def load(path: Path) -> Schema:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def names_of(paths: Iterator[Path]) -> list[str]:
    return sorted(path.relative_to(SCHEMAS).as_posix() for path in paths)


EVERY = names_of(SCHEMAS.rglob("*.json"))
CATALOGS = [name for name in EVERY if name.startswith("catalogs/")]
DIALECTS = [name for name in EVERY if "/" in name and not name.startswith(("catalogs/", "editors/"))]
DESCRIBED = [*DIALECTS, *CATALOGS, "settings.json"]
CATALOG_OF = {load(SCHEMAS / name)["x-agentls"]["id"]: load(SCHEMAS / name) for name in CATALOGS}

REGISTRY: Registry[Any] = Registry().with_resources(
    ((SCHEMAS / name).as_uri(), Resource.from_contents(load(SCHEMAS / name), default_specification=DRAFT202012))
    for name in EVERY
)


def validator(name: str, pointer: str = "") -> Draft202012Validator:
    """A validator for a file, or for the part of it that a JSON pointer leads to."""
    return Draft202012Validator({"$ref": (SCHEMAS / name).as_uri() + f"#{pointer}"}, registry=REGISTRY)


def resolve(name: str, reference: str) -> tuple[str, str, Any]:
    """The file, the pointer and the content that a `$ref` in the file `name` leads to."""
    file, _, pointer = reference.partition("#")
    target = ((SCHEMAS / name).parent / file).resolve().relative_to(SCHEMAS).as_posix() if file else name
    part: Any = load(SCHEMAS / target)
    for step in filter(None, pointer.split("/")):
        part = part[int(step)] if isinstance(part, list) else part[step]
    return target, pointer, part


def subschemas(name: str) -> Iterator[tuple[str, Schema]]:
    """Every schema of a value that users see in a file, with its JSON pointer: keys, items, values of maps."""

    def walk(part: Schema, pointer: str) -> Iterator[tuple[str, Schema]]:
        for key, child in part.get("properties", {}).items():
            yield from visit(child, f"{pointer}/properties/{key}")
        for key in ("items", "additionalProperties"):
            if isinstance(part.get(key), dict):
                yield from visit(part[key], f"{pointer}/{key}")
        for key, child in part.get("$defs", {}).items():
            yield from visit(child, f"{pointer}/$defs/{key}")

    def visit(part: Schema, pointer: str) -> Iterator[tuple[str, Schema]]:
        yield pointer, part
        yield from walk(part, pointer)

    yield from walk(load(SCHEMAS / name), "")


def named_values(name: str) -> Iterator[tuple[str, Schema]]:
    """Every value that has a name and a documentation: entries of catalogs, and constants inside of dialects."""

    def walk(part: Any, pointer: str) -> Iterator[tuple[str, Schema]]:
        if isinstance(part, dict):
            for position, one in enumerate(part.get("anyOf", ())):
                if "const" in one:
                    yield f"{pointer}/anyOf/{position}", one
            for key, child in part.items():
                yield from walk(child, f"{pointer}/{key}")
        elif isinstance(part, list):
            for position, child in enumerate(part):
                yield from walk(child, f"{pointer}/{position}")

    yield from walk(load(SCHEMAS / name), "")


def text_of(name: str, part: Schema, keyword: str) -> str:
    """A documentation text, from the schema itself or from what it refers to."""
    while keyword not in part and "$ref" in part:
        name, _, part = resolve(name, part["$ref"])
    text = part.get(keyword, "")
    assert isinstance(text, str)
    return text


def annotation(name: str, part: Schema, key: str) -> Any:
    while key not in part.get("x-agentls", {}) and "$ref" in part:
        name, _, part = resolve(name, part["$ref"])
    return part.get("x-agentls", {}).get(key)


def values_of(part: Any, *keys: str) -> Iterator[tuple[str, str]]:
    """Every text that stands under one of the keys anywhere in a file."""
    if isinstance(part, dict):
        for key, child in part.items():
            if key in keys and isinstance(child, str):
                yield key, child
            yield from values_of(child, *keys)
    elif isinstance(part, list):
        for child in part:
            yield from values_of(child, *keys)
