"""The fields of a named tuple say what they hold in types: Python compiles each text among them when it makes the class.

Hundreds of fields are made whenever agentls starts, and the first text alone takes as long as twenty classes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import agentls

PACKAGE = Path(agentls.__file__).parent


def records(tree: ast.Module) -> Iterator[ast.ClassDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "NamedTuple" for base in node.bases):
            yield node


def texts(tree: ast.Module) -> list[str]:
    """Return the fields whose types are texts: one by one, or because all annotations of the module are."""
    fields = [
        (f"{record.name}.{ast.unparse(one.target)}", one.annotation)
        for record in records(tree)
        for one in record.body
        if isinstance(one, ast.AnnAssign)
    ]
    every = any(isinstance(one, ast.ImportFrom) and one.module == "__future__" for one in tree.body)
    return [name for name, said in fields if every or (isinstance(said, ast.Constant) and said.value is not None)]


MODULES = {
    str(path.relative_to(PACKAGE)): tree
    for path in sorted(PACKAGE.rglob("*.py"))
    if any(records(tree := ast.parse(path.read_text(encoding="utf-8"))))
}


@pytest.mark.parametrize("name", MODULES)
def test_fields_have_types(name: str) -> None:
    assert texts(MODULES[name]) == []


def test_texts_are_found() -> None:
    record = "class A(NamedTuple):\n    b: int\n    c: 'int'\n    d: tuple['A', ...]\n    e: None\n"
    assert texts(ast.parse(record)) == ["A.c"]
    assert texts(ast.parse(f"from __future__ import annotations\n{record}")) == ["A.b", "A.c", "A.d", "A.e"]
