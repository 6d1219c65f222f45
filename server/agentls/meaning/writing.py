"""Texts, keys and lists as they are written in a file of each format."""

from __future__ import annotations

import json
from collections.abc import Iterable

from agentls.meaning.edits import as_scalar, quoted
from agentls.project.document import Document
from agentls.text.expressions import expression

_BARE_KEY = expression(r"[A-Za-z0-9_-]+\Z")


def text_value(document: Document, text: str) -> str:
    """Return `text` as a value, in quotes where the format or the text needs them."""
    return as_scalar(text) if document.dialect.format == "markdown" else _in_double_quotes(text)


def quoted_value(document: Document, text: str) -> str:
    """Return `text` as a value in quotes."""
    return quoted(text) if document.dialect.format == "markdown" else _in_double_quotes(text)


def key(document: Document, name: str) -> str:
    """Return `name` as a key."""
    is_toml = document.dialect.format == "toml"
    return name if is_toml and _BARE_KEY.match(name) else text_value(document, name)


def list_value(document: Document, texts: Iterable[str]) -> str:
    """Return a list of texts on one line."""
    return f"[{', '.join(text_value(document, text) for text in texts)}]"


def _in_double_quotes(text: str) -> str:
    # The escapes of JSON mean the same in TOML.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
