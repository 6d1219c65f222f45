"""Small changes to a module, one at a time: what a tired author gets wrong and a reader does not see."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
# Words for the author and the machine: they change no answer. A finding that nobody writes to is as good unfrozen, and a
# cache of another size keeps the same answers.
_CHANGE_NO_ANSWER = {"dataclass": {"frozen", "slots"}, "lru_cache": {"maxsize"}, "zip": {"strict"}}
_SEVERITIES = ["ERROR", "WARNING", "INFORMATION", "HINT"]


@dataclass(frozen=True)
class Change:
    """One change: the line it stands on, and what it says before and after.

    `number` counts the nodes of the tree up to the changed one, `variant` what can be done to that.
    """

    line: int
    before: str
    after: str
    number: int
    variant: int

    def made(self, source: str) -> ast.Module:
        """Return the tree of the module's `source` with the change in it."""
        tree = ast.parse(source)
        node = next(node for at, node in enumerate(ast.walk(tree)) if at == self.number)
        _variants(node)[self.variant]()
        return ast.fix_missing_locations(_Unwrapped().visit(tree))


class _Unwrapped(ast.NodeTransformer):
    """Puts what is left of an `and` or `or` in its place: Python compiles none that has one operand alone."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        return node.values[0] if len(node.values) == 1 else node


def changes(source: str) -> Iterator[Change]:
    """Yield every change to a module's `source`, in the order of the tree."""
    tree = ast.parse(source)
    silent = set(_silent(tree))
    for number, node in enumerate(ast.walk(tree)):
        if node in silent:
            continue
        for variant in range(len(_variants(node))):
            changed = copy.deepcopy(node)
            _variants(changed)[variant]()
            before, after = ast.unparse(node), ast.unparse(changed)
            if after != before:
                yield Change(_line(node), before, after, number, variant)


def _silent(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the constants that no test can hear of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = _CHANGE_NO_ANSWER.get(node.func.id, set())
            yield from (one.value for one in node.keywords if one.arg in names)


def _line(node: ast.AST) -> int:
    """Return the line of `node`; the parser gives none to the `for` of a comprehension, but to its target."""
    return int(getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 1))


def _variants(node: ast.AST) -> list[Callable[[], None]]:
    """Return what can be done to `node`, each as a function that does it in place."""
    if isinstance(node, ast.Compare):
        return [lambda: node.ops.__setitem__(0, _COMPARISONS[type(node.ops[0])]())]
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return [
            lambda: setattr(node, "op", other),
            *(lambda at=at: node.values.__delitem__(at) for at in range(len(node.values)) if len(node.values) > 1),
        ]
    if isinstance(node, (ast.If, ast.IfExp)):
        return [lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))]
    if isinstance(node, ast.comprehension):
        return [lambda at=at: node.ifs.__delitem__(at) for at in range(len(node.ifs))]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return [lambda: setattr(node, "value", not node.value)]
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return [lambda: setattr(node, "value", node.value + 1)]
    if isinstance(node, ast.Attribute) and node.attr in _SEVERITIES:
        following = _SEVERITIES[(_SEVERITIES.index(node.attr) + 1) % len(_SEVERITIES)]
        return [lambda: setattr(node, "attr", following)]
    return []
