"""Write what follows from the data in `schemas`, and the version everywhere; `--check` only tells what is stale.

Which files the server is asked about, what languages they are, when the extension wakes up, and the settings are all
said once, in `schemas`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from agentls.knowledge import dialect as known

SCRIPTS = Path(__file__).resolve().parent
EXTENSION = SCRIPTS.parent
ROOT = EXTENSION.parent
SCHEMAS = ROOT / "schemas"
_NUMBER = r"\d+\.\d+\.\d+[\w.-]*?"
# Where the version stands beside `pyproject.toml`, which has the last word, between what comes before and behind it.
VERSIONED = {
    ROOT / "server" / "agentls" / "__init__.py": rf'^(__version__ = "){_NUMBER}(")',
    ROOT / "plugin" / ".claude-plugin" / "plugin.json": rf'^(  "version": "){_NUMBER}(")',
    ROOT / "docs" / "ci.md": rf"(rev: v|agentls@v){_NUMBER}($)",
    ROOT / "docs" / "index.md": rf"(agentls-){_NUMBER}(\.tgz)",
    EXTENSION / "package.json": rf'^(  "version": "){_NUMBER}(")',
    EXTENSION / "package-lock.json": rf'(\A\{{\n.*\n  "version": "|^    "": \{{\n.*\n      "version": "){_NUMBER}(")',
}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


SAMPLE = re.compile(r"(?:In `agentls\.toml`:\s+)?```.*?```", re.DOTALL)
# What all languages of the extension have in common.
LANGUAGE = read(SCRIPTS / "language.json")


def is_dialect(path: Path) -> bool:
    return path.parent.name not in {"catalogs", "editors"}


def dialects() -> list[Any]:
    return [read(path)["x-agentls"] for path in sorted(SCHEMAS.glob("*/*.json")) if is_dialect(path)]


def globs() -> list[str]:
    """Return where the files of all dialects are. Below a marker file that is anywhere, and the server looks closer."""
    found = [each for dialect in dialects() for each in dialect["files"]]
    return sorted({each if each.startswith("**/") else f"**/{each}" for each in found})


def places() -> list[str]:
    """Return the globs that tell by themselves that a folder has agent files."""
    return sorted({each for dialect in dialects() if not {"root", "table"} & set(dialect) for each in dialect["files"]})


def activation(built_in: list[str]) -> list[str]:
    """Wake up for Markdown, whatever VS Code calls it, and for folders that have agent files anywhere."""
    languages = [*built_in, "markdown"]
    return [f"onLanguage:{each}" for each in languages] + [f"workspaceContains:{each}" for each in places()]


def own_languages() -> dict[str, dict[str, Any]]:
    """Return the languages that the extension brings, as VS Code wants them, by their names there.

    Files with a fixed name are claimed by it: VS Code prefers that to any pattern, and claims some of them itself.
    """
    found: dict[str, dict[str, Any]] = {}
    for dialect in (each for each in dialects() if "language" in each):
        name = dialect["language"]
        language = found.setdefault(name["id"], {"id": name["id"], "aliases": [name["name"]]} | LANGUAGE["language"])
        for glob in dialect["files"] if "root" not in dialect else []:
            last = glob.rpartition("/")[2]
            key, claim = ("filenamePatterns", glob) if "*" in last else ("filenames", last)
            language[key] = sorted({*language.get(key, []), claim})
    return dict(sorted(found.items()))


def grammars(own: list[str]) -> list[dict[str, Any]]:
    ours = LANGUAGE["grammar"]
    markdown = ["text.html.markdown", "text.html.markdown.prompt", ours["scopeName"]]
    names_in_lists = {"scopeName": "agentls.frontmatter", "path": "./syntaxes/frontmatter.json", "injectTo": markdown}
    return [{"language": each} | ours for each in own] + [names_in_lists]


def menus(own: list[str], agents: list[str]) -> dict[str, Any]:
    """Return what is in reach of an open file: what VS Code offers for Markdown, and the page of an agent."""
    reading = {"when": f"editorLangId =~ {any_of(own)} && !hasCustomMarkdownPreview", "alt": "markdown.showPreview"}
    page = {"command": "agentls.showEffective"}
    an_agent = f"resourceLangId =~ {any_of(agents)}"
    return {
        "editor/title": [
            {"command": "markdown.showPreviewToSide", "group": "navigation@2"} | reading,
            page | {"when": an_agent, "group": "navigation@1"},
        ],
        "editor/context": [page | {"when": an_agent, "group": "navigation@9"}],
        "explorer/context": [page | {"when": an_agent, "group": "navigation@90"}],
    }


def keys(own: list[str]) -> list[dict[str, str]]:
    here = f"editorFocus && editorLangId =~ {any_of(own)}"
    return [
        {"command": "markdown.showPreview", "key": "shift+ctrl+v", "mac": "shift+cmd+v", "when": here},
        {"command": "markdown.showPreviewToSide", "key": "ctrl+k v", "mac": "cmd+k v", "when": here},
    ]


def any_of(languages: list[str]) -> str:
    return f"/^({'|'.join(languages)})$/"


def languages_of(kind: str) -> list[str]:
    return sorted({each["language"]["id"] for each in dialects() if each["kind"] == kind and "language" in each})


def facts(own: list[str], built_in: dict[str, list[str]]) -> dict[str, Any]:
    """Return what the extension itself has to know: which files, which languages, and where new files go."""
    return {
        "selector": [{"language": each} for each in [*own, *built_in]] + [{"pattern": each} for each in globs()],
        "places": places(),
        "ownLanguages": own,
        "builtInLanguages": built_in,
        "newFiles": [
            {"kind": each["kind"], "title": each["title"], "path": known.dialect(each["id"]).place_for("{name}")}
            for each in dialects()
            if "language" in each and "root" not in each
        ],
    }


def configuration() -> dict[str, Any]:
    settings = read(SCHEMAS / "settings.json")["properties"]
    # Without a number the settings page would sort them by name, and the rules would come last.
    numbered = {name: shown(facts) | {"order": number} for number, (name, facts) in enumerate(settings.items())}
    return {"title": "agentls", "properties": numbered}


def shown(facts: Any) -> Any:
    """Drop what the settings page would refuse, and the plain texts where there is a formatted one."""
    if not isinstance(facts, dict):
        return facts
    kept = {key: value for key, value in facts.items() if not key.startswith("x-")}
    if "markdownDescription" in kept:
        kept.pop("description", None)
        # The page has fields to fill in; how it is written in a file is for the documentation.
        kept["markdownDescription"] = SAMPLE.sub("", kept["markdownDescription"]).strip()
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
    built_in = read(SCHEMAS / "editors" / "vscode.json")["languages"]
    languages = own_languages()
    own = list(languages)
    package = read(EXTENSION / "package.json")
    package["activationEvents"] = activation(list(built_in))
    package["contributes"] |= {
        "configuration": configuration(),
        # Between the fences some settings are looked up under the language that stands there.
        "configurationDefaults": {f"[{each}]": LANGUAGE["defaults"] for each in [*own, LANGUAGE["frontmatter"]["id"]]},
        "languages": [*languages.values(), LANGUAGE["frontmatter"]],
        "grammars": grammars(own),
        "menus": menus(own, languages_of("agent")),
        "keybindings": keys(own),
    }
    contents = {
        EXTENSION / "package.json": package,
        EXTENSION / "src" / "facts.json": facts(own, built_in),
        EXTENSION / "syntaxes" / "frontmatter.json": grammar(),
    }
    written = {path: json.dumps(data, indent=2, ensure_ascii=False) + "\n" for path, data in contents.items()}
    return written | with_version(written)


def with_version(written: dict[Path, str]) -> dict[Path, str]:
    """Return the files that name the version of the project, with the one that `pyproject.toml` gives."""
    (version,) = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    texts = {}
    for path, pattern in VERSIONED.items():
        text = written.get(path) or path.read_text("utf-8")
        texts[path] = re.sub(pattern, lambda match: match[1] + version + match[2], text, flags=re.MULTILINE)
    return texts


def main() -> None:
    stale = {path: text for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text}
    if "--check" not in sys.argv:
        for path, text in stale.items():
            path.write_text(text, "utf-8")
    elif stale:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        raise SystemExit(f"{names}: stale; run `python vscode-extension/scripts/generate.py`")


if __name__ == "__main__":
    main()
