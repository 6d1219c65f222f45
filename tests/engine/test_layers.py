"""The house keeps its floors: a folder imports only from itself and from the folders above it in the list."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import agentls

PACKAGE = Path(agentls.__file__).parent
FLOORS = ["text", "syntax", "knowledge", "project", "disk", "meaning", "rules", "features", "lsp", "cli"]
SHELLS = {"lsp", "cli"}
# Only the shells touch the user's disk, so nothing else may know the folder that does; and no feature knows a rule.
UNSEEN = {"disk": {"meaning", "rules", "features"}, "rules": {"features"}}
_OUTSIDE_THE_SHELLS = {"pygls", "lsprotocol", "asyncio", "socket", "urllib.request", "subprocess", "threading"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def floor(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "agentls":
                found.update(f"agentls.{alias.name}" for alias in node.names if alias.name != "__version__")
    return found - {"agentls"}


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_every_folder_is_a_floor() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.rglob("*.py"))}
    assert folders == set(FLOORS)
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_up_the_list(path: Path) -> None:
    mine = floor(path)
    for name in imports(path):
        if name.startswith("agentls."):
            other = name.split(".")[1]
            assert FLOORS.index(other) <= FLOORS.index(mine), f"{name_of(path)} imports {name} from a higher floor"
            assert mine not in UNSEEN.get(other, ()), f"{name_of(path)} must not know {name}"


@pytest.mark.parametrize("path", [path for path in MODULES if floor(path) == "rules"], ids=name_of)
def test_no_rule_knows_another(path: Path) -> None:
    # What asks them all, and what tells their answers, are no rules.
    known = {"agentls.rules.asking", "agentls.rules.lint"}
    assert not {name for name in imports(path) if name.startswith("agentls.rules.")} - known


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_shells_speak_protocols(path: Path) -> None:
    if floor(path) in SHELLS:
        return
    used = imports(path)
    assert not (used | {name.split(".")[0] for name in used}) & _OUTSIDE_THE_SHELLS


def test_checking_does_not_load_the_protocol() -> None:
    code = "import sys, agentls.cli.check; print('lsprotocol' in sys.modules, 'pygls' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]


def module_name(path: Path) -> str:
    parts = ("agentls", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def uses() -> dict[str, set[str]]:
    """Return for each module those of ours that it imports; for its types alone counts as well."""
    names = {module_name(path) for path in PACKAGE.rglob("*.py")}
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        mine = found.setdefault(module_name(path), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                mine |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                mine |= inner & names
                if inner - names:
                    mine.add(node.module)
        found[module_name(path)] = mine & names - {module_name(path), "agentls"}
    return found


def below(module: str, known: dict[str, set[str]]) -> set[str]:
    """Return a module of ours and all that it needs."""
    found, left = {module}, [module]
    while left:
        new = known[left.pop()] - found
        found |= new
        left += new
    return found


def asks_who_uses_a_name(path: Path) -> bool:
    """Tell whether a module asks an index about uses of names."""
    asked = {"uses", "references", "all_references", "involved"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in asked and ast.unparse(node.value).endswith("index"):
            return True
    return False


def test_no_rule_asks_who_uses_a_name() -> None:
    # A check takes in what each file defines, and passes over what it uses.
    known = uses()
    every = set().union(*(below(module_name(path), known) for path in MODULES if floor(path) == "rules"))
    asking = {module_name(path) for path in MODULES if asks_who_uses_a_name(path)}
    assert "agentls.meaning.resolution" in asking
    assert not every & asking


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        tuple(TopologicalSorter(uses()).static_order())
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))
