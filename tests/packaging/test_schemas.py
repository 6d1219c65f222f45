"""The published schemas are schemas with names that stay, and the catalog has what SchemaStore asks of an entry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import all_dialects

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://docs.example/agentls"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(ROOT / "docs" / "publish.py"), str(target), f"{ADDRESS}/"]
    subprocess.run(command, check=True, cwd=ROOT)
    return target


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_every_kind_has_a_schema_of_its_own_name(folder: Path) -> None:
    for one in all_dialects():
        schema = read(folder / "schemas" / f"{one.id}.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"urn:agentls:schema:{one.id.replace('/', ':')}"


def test_a_schema_judges_files_by_itself(folder: Path) -> None:
    schema = read(folder / "schemas" / "claude-code" / "plugin-manifest.json")
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"name": "deploy-tools"})
    assert not validator.is_valid({"name": 3})


def test_an_entry_of_the_catalog_has_what_is_asked(folder: Path) -> None:
    catalog = read(folder / "schemas" / "catalog.json")
    assert catalog["version"] == 1
    entries = catalog["schemas"]
    assert len(entries) > 3
    assert len({entry["name"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) == {"name", "description", "fileMatch", "url"}
        assert (folder / entry["url"].removeprefix(f"{ADDRESS}/")).is_file()
        assert all(re.fullmatch(r"[\w.*/{},-]+\.(json|toml)", glob) for glob in entry["fileMatch"]), entry


def test_a_glob_of_the_catalog_claims_what_we_read_as_that(folder: Path) -> None:
    for entry in read(folder / "schemas" / "catalog.json")["schemas"]:
        kind = entry["url"].removeprefix(f"{ADDRESS}/schemas/").removesuffix(".json")
        for glob in entry["fileMatch"]:
            path = glob.removeprefix("**/").replace("**/", "").replace("*", "x")
            found = detect(f"/p/{path}") or detect(f"/p/{path}", frozenset({("/p", ".claude-plugin/plugin.json")}))
            assert found is None or found.id == kind, (glob, found)
