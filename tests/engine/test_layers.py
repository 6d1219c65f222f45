"""The house keeps its floors: a module imports only from its own floor or from below."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import agentls

PACKAGE = Path(agentls.__file__).parent
FLOORS = [
    {"text", "globs", "nearest"},
    {
        "nodes",
        "scalars",
        "repair",
        "yaml_compose",
        "yaml_causes",
        "yaml_reader",
        "json_reader",
        "readers",
        "frontmatter",
        "values",
        "outline",
        "body",
        "shell_words",
    },
    {"resources", "catalog", "schema", "validation", "dialect", "collected", "settings"},
    {"document", "cursor", "facts", "index", "snapshot"},
    {"finding", "edits", "rules", "lint", "hosts", "features"},
    {"lsp", "cli", "__main__", "check_command", "configuration", "files", "project", "report", "walk"},
]
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)
_OUTSIDE_THE_SHELLS = {"pygls", "lsprotocol", "asyncio", "socket", "urllib.request", "subprocess", "threading"}


def floor(module: str) -> int:
    name = module.split(".")[1] if "." in module else module
    found = [number for number, names in enumerate(FLOORS) if name in names]
    assert found, f"`{name}` stands on no floor: add it to FLOORS, after thinking where it belongs"
    return found[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "agentls":
                found.discard("agentls")
                found.update(f"agentls.{alias.name}" for alias in node.names if alias.name != "__version__")
    return found


def name_of(path: Path) -> str:
    return ".".join(("agentls", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    mine = floor(name_of(path))
    for name in imports(path):
        if name.startswith("agentls."):
            assert floor(name) <= mine, f"{name_of(path)} imports {name} from a higher floor"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_shells_speak_protocols(path: Path) -> None:
    if floor(name_of(path)) == len(FLOORS) - 1:
        return
    used = imports(path)
    assert not (used | {name.split(".")[0] for name in used}) & _OUTSIDE_THE_SHELLS


def test_checking_does_not_load_the_protocol() -> None:
    code = "import sys, agentls.check_command; print('lsprotocol' in sys.modules, 'pygls' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
