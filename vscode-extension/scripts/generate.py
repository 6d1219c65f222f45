"""Write the parts of the extension that follow from the data in `schemas`; `--check` only tells what is stale.

Which files the server is asked about, when the extension wakes up, and the settings are all said once, in `schemas`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parent
EXTENSION = SCRIPTS.parent
SCHEMAS = EXTENSION.parent / "schemas"


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def globs() -> list[str]:
    """Return where the files of all dialects are. Below a marker file that is anywhere, and the server looks closer."""
    dialects = [read(path)["x-agentls"] for path in sorted(SCHEMAS.glob("*/*.json")) if is_dialect(path)]
    found = [each for dialect in dialects for each in dialect["files"]]
    return sorted({each if each.startswith("**/") else f"**/{each}" for each in found})


def is_dialect(path: Path) -> bool:
    return path.parent.name not in {"catalogs", "editors"}


def selector(languages: list[str]) -> list[dict[str, str]]:
    return [{"language": each} for each in languages] + [{"pattern": each} for each in globs()]


def activation(languages: list[str]) -> list[str]:
    """Wake up for Markdown, whatever VS Code calls it, and for folders with other agent files in their usual place.

    Below a folder VS Code would have to search for those whenever it opens one, and a plain JSON file wakes nobody.
    """
    others = [each.removeprefix("**/") for each in globs() if not each.endswith(".md")]
    return [f"onLanguage:{each}" for each in [*languages, "markdown"]] + [
        f"workspaceContains:{each}" for each in others
    ]


def configuration() -> dict[str, Any]:
    settings = read(SCHEMAS / "settings.json")["properties"]
    return {"title": "agentls", "properties": {name: shown(facts) for name, facts in settings.items()}}


def shown(facts: Any) -> Any:
    """Drop what the settings page would refuse, and the plain texts where there is a formatted one."""
    if not isinstance(facts, dict):
        return facts
    kept = {key: value for key, value in facts.items() if not key.startswith("x-")}
    if "markdownDescription" in kept:
        kept.pop("description", None)
    return {key: value if key == "default" else shown(value) for key, value in kept.items()}


def keys_of_lists() -> list[str]:
    """Return the keys whose text is a list of names: YAML takes it for one text, and colors it as such."""
    properties = [read(path)["properties"] for path in SCHEMAS.glob("*/*.json") if is_dialect(path)]
    return sorted(
        {name for each in properties for name, facts in each.items() if "grammar" in facts.get("x-agentls", {})}
    )


def grammar() -> dict[str, Any]:
    """Color the names in lists, until the server's own coloring arrives."""
    line = {
        "begin": f"^({'|'.join(keys_of_lists())})(:)(?=\\s+[^\\s\\[#|>])",
        "beginCaptures": {
            "1": {"name": "entity.name.tag.yaml"},
            "2": {"name": "punctuation.separator.key-value.mapping.yaml"},
        },
        "end": "$",
        "patterns": [
            {"match": "(?<=\\s)#.*", "name": "comment.line.number-sign.yaml"},
            {
                "match": "([\\w*-]+)(\\()([^)]*)(\\)?)",
                "captures": {
                    "1": {"name": "support.function.agentls"},
                    "2": {"name": "punctuation.section.arguments.begin.agentls"},
                    "3": {"name": "string.unquoted.plain.in.yaml"},
                    "4": {"name": "punctuation.section.arguments.end.agentls"},
                },
            },
            {"match": "[\\w*-]+", "name": "support.function.agentls"},
        ],
    }
    return {
        "scopeName": "agentls.frontmatter",
        "injectionSelector": "L:meta.embedded.block.frontmatter",
        "patterns": [line],
    }


def generated() -> dict[Path, str]:
    """Return what each generated file should hold."""
    languages = read(SCHEMAS / "editors" / "vscode.json")["languages"]
    package = read(EXTENSION / "package.json")
    package["activationEvents"] = activation(languages)
    package["contributes"]["configuration"] = configuration()
    contents = {
        EXTENSION / "package.json": package,
        EXTENSION / "src" / "selector.json": selector(languages),
        EXTENSION / "syntaxes" / "frontmatter.json": grammar(),
    }
    return {path: json.dumps(data, indent=2, ensure_ascii=False) + "\n" for path, data in contents.items()}


def main() -> None:
    stale = {path: text for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text}
    if "--check" not in sys.argv:
        for path, text in stale.items():
            path.write_text(text, "utf-8")
    elif stale:
        names = ", ".join(str(path.relative_to(EXTENSION)) for path in stale)
        raise SystemExit(f"{names}: stale; run `python vscode-extension/scripts/generate.py`")


if __name__ == "__main__":
    main()
