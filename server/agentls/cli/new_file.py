"""A whole new file as text, for who has no editor at hand that fills in a template.

new_file(dialect, path, name, description) -> str
"""

from __future__ import annotations

from agentls.features.completion.scaffold import BODY
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.schema import Property
from agentls.meaning.frame import can_take
from agentls.meaning.writing import text_value
from agentls.project.document import Document
from agentls.syntax.frontmatter import FENCE
from agentls.syntax.nodes import Scalar, Style
from agentls.text.positions import Span


def new_file(dialect: Dialect, path: str, name: str, description: str | None = None) -> str:
    """Return the text of a file that its host loads: its required keys, and a first line where instructions go.

    `name` is what the host calls it; without a `description` one stands there that says what belongs in its place.
    """
    document = Document(path, "", dialect)
    texts = (name, description or f"Describe when to use {name}.", BODY)
    is_toml = dialect.format == "toml"
    values = [(known.name, _value(document, known, texts)) for known in _wanted(dialect)]
    lines = [f"{key}{' =' if is_toml else ':'} {value}" for key, value in values if value is not None]
    if is_toml:
        return "\n".join([*lines, ""])
    return "\n".join([FENCE, *lines, FENCE, "", BODY, ""])


def _wanted(dialect: Dialect) -> list[Property]:
    """Return the keys to write: what only a person can choose is left to its default."""
    told = ("name", "description")
    return [one for one in dialect.first_keys if one.is_required or one.facts.on_missing or one.name in told]


def _value(document: Document, known: Property, texts: tuple[str, str, str]) -> str | None:
    """Return the first text that may stand under the key, as it is written; the name where it is a name.

    The last of the keys that are demanded is the one for instructions where no text stands below them.
    """
    name, description, body = texts
    is_name = known.facts.defines or known.name == (document.dialect.facts.name_key or "name")
    ordered = (name,) if is_name else (body, description) if _is_last(document, known) else (description, body)
    for text in ordered:
        if can_take(document, known.name, Scalar(Span(0, 0), text, Style.DOUBLE, text)):
            return text_value(document, text)
    return None


def _is_last(document: Document, known: Property) -> bool:
    return document.dialect.format == "toml" and _wanted(document.dialect)[-1] is known
