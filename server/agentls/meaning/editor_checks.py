"""Editors that check agent files themselves: which findings they show at the same place already."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from agentls.knowledge import resources
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from agentls.syntax.yaml.read import Outcome
from agentls.text.expressions import expression
from agentls.text.globs import matches
from agentls.text.positions import Span

_NUMBER = expression(r"-?\d+(\.\d+)?")


def shows(editor: str, language: str, document: Document, finding: Finding) -> bool:
    """Tell whether `editor` says by itself what `finding` says, of a document that is open as one in `language`.

    The language decides which of its checks the editor runs. Its reader may give up earlier than ours: of a block that
    is not clean it may show anything or nothing.
    """
    parts = [part for part in _parts(editor) if language in part["languages"] and _covers(part, document)]
    claims = [claim for part in parts for claim in part["findings"]]
    return any(finding.rule in claim["rules"] and _holds(claim, document, finding) for claim in claims)


@cache
def _parts(editor: str) -> tuple[Any, ...]:
    name = f"editors/{editor}.json"
    return tuple(resources.load(name)["shows"]) if name in resources.names("editors") else ()


def _covers(part: Any, document: Document) -> bool:
    read = document.reading.outcome.value in part.get("outcomes", (Outcome.READ.value,))
    return read and any(matches(glob, document.path) for glob in part["files"])


def _holds(claim: Any, document: Document, finding: Finding) -> bool:
    """Tell whether the finding is at a place, about a kind of value, that the claim means."""
    steps, node, beside = _way(document.root, finding)
    siblings = claim.get("beside", {})
    return (
        any(_leads(pattern, steps) for pattern in claim["at"])
        and _kind(node) in claim.get("kinds", (_kind(node),))
        and not any(re.fullmatch(each, finding.span.of(document.text)) for each in claim.get("accepts", ()))
        and all(_text(beside, name) in allowed for name, allowed in siblings.items())
    )


def _way(root: Mapping, finding: Finding) -> tuple[list[str], Node, Mapping]:
    """Return the keys and positions that lead to the finding, the value there, and the innermost map on the way."""
    steps: list[str] = []
    node: Node = root
    beside = root
    while True:
        if isinstance(node, Mapping):
            beside = node
        for name, span, child in _children(node, finding.span):
            if span.start <= finding.span.start and finding.span.end <= span.end:
                steps.append(name)
                node = child
                break
        else:
            return steps, node, beside


def _children(node: Node, marked: Span) -> list[tuple[str, Span, Node]]:
    """Return what a map or a list holds. A whole entry is marked for what its map lacks, not for its own sake."""
    if isinstance(node, Mapping):
        return [(entry.name, entry.span, entry.value) for entry in node.entries if entry.span != marked]
    if isinstance(node, Sequence):
        return [(str(number), item.span, item) for number, item in enumerate(node.items)]
    return []


def _leads(pattern: str, steps: list[str]) -> bool:
    wanted = pattern.split("/") if pattern else []
    return wanted == ["**"] or (
        len(wanted) == len(steps) and all(one in ("*", step) for one, step in zip(wanted, steps, strict=True))
    )


def _kind(node: Node) -> str:
    """Name the kind of value as such an editor sees it, to which quotes make no difference."""
    if isinstance(node, Mapping):
        return "map"
    if isinstance(node, Sequence):
        return "list"
    text = node.text if isinstance(node, Scalar) else "?"
    if text in ("", "true", "false"):
        return "boolean" if text else "empty"
    return "number" if _NUMBER.fullmatch(text) else "text"


def _text(mapping: Mapping, name: str) -> str | None:
    value = mapping.value(name)
    return value.text if isinstance(value, Scalar) else None
