"""The schemas judge values rightly: their own snippets and examples, and the files in the folder of samples."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from schema_files import (
    DIALECTS,
    SCHEMAS,
    Schema,
    annotation,
    load,
    read_yaml,
    subschemas,
    text_of,
    validator,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SAMPLES = Path(__file__).resolve().parent / "samples"
PLACEHOLDER = re.compile(r"\$\{\d+(?::([^${}]*)|\|([^|]*)\|)?\}|\$\d")


def places(keywords: set[str]) -> list[Any]:
    """Every value with a schema that has one of the keywords, as the parameters of a test."""
    return [
        pytest.param(name, pointer, part, id=f"{name}#{pointer}")
        for name in [*DIALECTS, "settings.json"]
        for pointer, part in subschemas(name)
        if keywords & part.keys()
    ]


def top_level_keys() -> list[Any]:
    return [
        pytest.param(name, key, part, id=f"{name}#{key}")
        for name in DIALECTS
        for key, part in load(SCHEMAS / name)["properties"].items()
    ]


def expansions(body: str) -> list[str]:
    """What a snippet inserts; one text for each of its choices."""
    for opening, closing in ("{}", "[]", "()"):
        assert body.count(opening) == body.count(closing)
    assert not PLACEHOLDER.sub("", body).count("${"), "placeholders are closed and not nested"
    choices = max((len(one[2].split(",")) for one in PLACEHOLDER.finditer(body) if one[2]), default=1)
    return [_expanded(body, choice) for choice in range(choices)]


def _expanded(body: str, choice: int) -> str:
    return PLACEHOLDER.sub(lambda one: one[2].split(",")[choice] if one[2] else one[1] or "", body)


@pytest.mark.parametrize(("name", "pointer", "part"), places({"defaultSnippets"}))
def test_snippets_insert_valid_values(name: str, pointer: str, part: Schema) -> None:
    for snippet in part["defaultSnippets"]:
        assert "\t" not in snippet["body"]
        for text in expansions(snippet["body"]):
            inserted = read_yaml(f"key:{text}")["key"] if text[0] in " \n" else read_yaml(text)
            errors = [error.message for error in validator(name, pointer).iter_errors(inserted)]
            assert not errors, f"{snippet['label']}: {errors}"


@pytest.mark.parametrize(("name", "pointer", "part"), places({"examples", "default"}))
def test_examples_and_defaults_are_valid(name: str, pointer: str, part: Schema) -> None:
    for value in [*part.get("examples", ()), *([part["default"]] if "default" in part else [])]:
        assert validator(name, pointer).is_valid(value), value


@pytest.mark.parametrize(("name", "key", "part"), top_level_keys())
def test_texts_of_keys_have_an_example_and_a_link(name: str, key: str, part: Schema) -> None:
    text = text_of(name, part, "markdownDescription")
    kind = load(SCHEMAS / name)["x-agentls"].get("format", "markdown")
    if kind == "toml":
        [block] = re.findall(r"```toml\n(.*?)\n```", text, re.DOTALL)
        assert validator(name, f"/properties/{key}").is_valid(tomllib.loads(block)[key])
        return
    assert re.search(r"\[[^]]+\]\(https://[^)]+\)$", text), "ends with a link"
    if not annotation(name, part, "ignored"):
        assert "- **Accepts:** " in text
        assert "- **If it is wrong:** " in text
    language = "json" if kind == "json" else "yaml"
    blocks = re.findall(rf"```{language}\n(.*?)\n```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        example = json.loads(block) if language == "json" else read_yaml(block)
        assert list(example) == [key]
        assert validator(name, f"/properties/{key}").is_valid(example[key])


def sample_files(verdict: str) -> list[Any]:
    found = []
    for path in sorted(SAMPLES.glob(f"*/*/{verdict}/*")):
        host, kind = path.parts[-4:-2]
        found.append(pytest.param(f"{host}/{kind}.json", path, id=path.relative_to(SAMPLES).as_posix()))
    return found


def content(path: Path) -> Any:
    """The keys and values of a sample: a JSON file, or the frontmatter of a Markdown file."""
    if path.suffix == ".toml":
        return tomllib.loads(path.read_text("utf-8"))
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    opening, block, _ = re.split(r"^---\s*$", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    assert not opening
    return read_yaml(block) or {}


@pytest.mark.parametrize("name", DIALECTS)
def test_dialect_has_samples(name: str) -> None:
    dialect = load(SCHEMAS / name)
    ending = {"json": "json", "toml": "toml"}.get(dialect["x-agentls"].get("format", ""), "md")
    wanted = 4 if name.endswith("/agent.json") else 1
    # A file without keys cannot have a wrong one.
    for verdict in ("valid", "invalid") if dialect["properties"] else ("valid",):
        folder = SAMPLES / name.removesuffix(".json") / verdict
        assert len(list(folder.glob(f"*.{ending}"))) >= wanted


@pytest.mark.parametrize(("name", "path"), sample_files("valid"))
def test_valid_sample(name: str, path: Path) -> None:
    assert not [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(content(path))]


@pytest.mark.parametrize(("name", "path"), sample_files("invalid"))
def test_invalid_sample(name: str, path: Path) -> None:
    assert not validator(name).is_valid(content(path))
