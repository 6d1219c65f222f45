"""No state between requests: what modules keep never changes, and what is cached is not about anybody's files."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import agentls

PACKAGE = Path(agentls.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")
CHANGING = frozenset(
    [
        "add",
        "append",
        "appendleft",
        "clear",
        "discard",
        "extend",
        "insert",
        "pop",
        "popitem",
        "popleft",
        "remove",
        "setdefault",
        "sort",
        "update",
    ]
)
EMPTY_AND_TO_BE_FILLED = frozenset(
    ["Counter", "OrderedDict", "WeakKeyDictionary", "WeakSet", "WeakValueDictionary", "defaultdict", "deque"]
)
# What is made of our own data once, and plain texts and numbers.
OURS = frozenset(
    {"Catalog", "Dialect", "tuple[Dialect, ...]", "Property", "Move", "Hashable", "KeyFact", "Section", "Shape", "Span"}
)
PLAIN = frozenset(
    {
        "str",
        "tuple[str | Name | bool, ...]",
        "str | None",
        "int",
        "bool",
        "Path",
        "tuple[str, ...]",
        "tuple[str | int, ...]",
        "tuple[tuple[str, str], ...]",
    }
)


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def changes(tree: ast.Module) -> Iterator[str]:
    """Yield what in a module changes a value that the module itself keeps."""
    names = set(kept(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield f"global {', '.join(node.names)}"
        elif (isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load) and root(node) in names) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CHANGING
            and root(node.func.value) in names
        ):
            yield ast.unparse(node)


def kept(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (one.id for one in targets if isinstance(one, ast.Name))


def root(node: ast.expr) -> str | None:
    """Return the name at the beginning of `name.attribute[index]`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def stores(tree: ast.Module) -> Iterator[str]:
    """Yield values of a module that are of no use unless something is put into them."""
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.Call) and not value.args and root(value.func) in EMPTY_AND_TO_BE_FILLED:
            yield ast.unparse(node)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_keeps_nothing_that_changes(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [*changes(tree), *stores(tree)] == []


def test_what_changes_is_found() -> None:
    tree = ast.parse(
        """
_A: dict[str, int] = {}
_B = []
_C = WeakKeyDictionary()
def f(x):
    global _B
    _A[x] = 1
    _A.setdefault(x, {})[x] = 1
    del _A[x]
    local = {}
    local[x] = _A[x]
"""
    )
    assert sorted(changes(tree)) == ["_A.setdefault(x, {})", "_A[x]", "_A[x]", "global _B"]
    assert list(stores(tree)) == ["_C = WeakKeyDictionary()"]


def caches() -> Iterator[tuple[str, Any]]:
    for path in MODULES:
        module = importlib.import_module(
            ".".join(("agentls", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        )
        for name, value in vars(module).items():
            if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", value
            elif inspect.isclass(value) and value.__module__ == module.__name__:
                for inner, method in vars(value).items():
                    if isinstance(method, functools._lru_cache_wrapper):
                        yield f"{module.__name__}.{name}.{inner}", method


CACHES = dict(caches())


def _said(annotation: object) -> str:
    """Return an annotation as it is written, whether it stands in the module as a text or as a type."""
    whole = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", whole)


@pytest.mark.parametrize("name", CACHES)
def test_no_cache_of_a_module_holds_documents(name: str) -> None:
    cache = CACHES[name]
    taken = {_said(one.annotation) for one in inspect.signature(cache).parameters.values()}
    assert taken <= OURS | PLAIN, "what is about a document is kept with it: see `project/derived.py`"
