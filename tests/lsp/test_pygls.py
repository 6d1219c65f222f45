"""What we take from the inside of pygls is still there; a new version that has broken something is told by its name."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pygls
import pytest
from pygls.lsp.server import LanguageServer

from agentls.lsp.transport import inside

FOLDER = Path(inside.__file__).parent.parent
PLAIN = LanguageServer("plain", "1").protocol


@pytest.mark.parametrize("name", inside.PRIVATE)
def test_pygls_still_has_it(name: str) -> None:
    assert hasattr(PLAIN, name), f"this version of pygls has no `{name}`: {pygls.__file__}"
    parameters = inside.PRIVATE[name]
    if parameters is not None:
        there = tuple(inspect.signature(getattr(type(PLAIN), name)).parameters)
        assert there == parameters, f"`{name}` of this version of pygls takes other parameters"


def attributes(path: Path) -> set[str]:
    """Return the attributes of `self` and `super()` that a module uses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("self", "super()")
    }


def own(path: Path) -> set[str]:
    """Return what the classes of a module define or assign themselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {one.id for one in targets if isinstance(one, ast.Name)}
    return found


def test_what_we_take_is_named() -> None:
    path = Path(inside.__file__)
    taken = {name for name in attributes(path) if name.startswith("_")}
    overridden = {name for name in own(path) if name.startswith("_") and hasattr(PLAIN, name)}
    assert {name for name in taken | overridden if not name.startswith("__")} <= set(inside.PRIVATE)


@pytest.mark.parametrize("name", ["transport/protocol.py", "connection.py"])
def test_nothing_else_reaches_into_pygls(name: str) -> None:
    # The other classes that come from pygls have no private members but their own.
    path = FOLDER / name
    assert {one for one in attributes(path) if one.startswith("_") and not one.startswith("__")} <= own(path)
    assert not {one for one in own(path) if one.startswith("_") and not one.startswith("__") and hasattr(PLAIN, one)}


def test_only_two_classes_come_from_pygls() -> None:
    bases = {
        f"{path.relative_to(FOLDER).as_posix()}: {ast.unparse(base)}"
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if ast.unparse(base).startswith("Language")
    }
    assert bases == {"transport/inside.py: LanguageServerProtocol", "connection.py: LanguageServer"}
