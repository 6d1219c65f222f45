"""Writes the JSON Schemas that others may use, and an entry for each in the form of SchemaStore's catalog.

    python docs/publish.py FOLDER [ADDRESS]

They come into FOLDER/schemas. ADDRESS is where FOLDER will be served. A schema's `$id` does not depend on it, and is
the same in every version. The catalog has the files that editors know JSON or TOML schemas for; frontmatter is not
among them, and neither are parts of files that belong to others.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from agentls.cli.schema import published
from agentls.knowledge.dialect import all_dialects

ADDRESS = "https://OWNER.github.io/agentls"


def catalog(address: str) -> dict[str, Any]:
    """Return the catalog."""
    claimed: set[str] = set()
    entries = []
    # A name that has another meaning inside a plugin keeps the usual one here: a glob sees no further than the path.
    for one in sorted(all_dialects(), key=lambda kind: kind.root_marker is not None):
        globs = [glob for glob in map(_anywhere, one.files) if glob[0] != "!" and glob not in claimed]
        if one.format == "markdown" or one.table or not one.properties or not globs:
            continue
        claimed.update(globs)
        entries.append(
            {
                "name": one.title,
                "description": f"What {one.host} reads in such a file, and what it ignores.",
                "fileMatch": globs,
                "url": f"{address}/schemas/{one.id}.json",
            }
        )
    return {"$schema": "https://json.schemastore.org/schema-catalog.json", "version": 1, "schemas": entries}


def _anywhere(glob: str) -> str:
    return glob if glob.startswith(("**/", "!")) else f"**/{glob}"


def write(folder: Path, address: str) -> None:
    """Write schemas and catalog."""
    for one in all_dialects():
        target = folder / "schemas" / f"{one.id}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_shown(published(one)), "utf-8")
    (folder / "schemas" / "catalog.json").write_text(_shown(catalog(address.rstrip("/"))), "utf-8")


def _shown(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ADDRESS)
