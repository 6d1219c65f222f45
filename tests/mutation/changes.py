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
_SEVERITIES = ["ERROR", "WARNING", "INFORMATION", "HINT"]


@dataclass(frozen=True)
class Change:
    """One change: the line it stands on, what it says before and after, and the module's whole tree with it."""

    line: int
    before: str
    after: str
    tree: ast.Module


def changes(source: str) -> Iterator[Change]:
    """Yield every change to a module's `source`, in the order of the text."""
    tree = ast.parse(source)
    places = [number for number, node in enumerate(ast.walk(tree)) if not _is_out_of_reach(node)]
    for number in places:
        for variant in range(len(_variants(_node(tree, number)))):
            changed = copy.deepcopy(tree)
            node = _node(changed, number)
            before = ast.unparse(node)
            _variants(node)[variant]()
            after = ast.unparse(node)
            if after != before:
                yield Change(_line(node), before, after, ast.fix_missing_locations(changed))


def _line(node: ast.AST) -> int:
    """Return the line of `node`; the parser gives none to the `for` of a comprehension, but to its target."""
    return int(getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 1))


def _node(tree: ast.Module, number: int) -> ast.AST:
    return next(node for at, node in enumerate(ast.walk(tree)) if at == number)


def _is_out_of_reach(node: ast.AST) -> bool:
    """Tell whether nothing can be changed in the node itself."""
    return not isinstance(
        node, (ast.Compare, ast.BoolOp, ast.If, ast.IfExp, ast.comprehension, ast.Constant, ast.Attribute)
    )


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
