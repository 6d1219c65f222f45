"""What the rules about models share: the names of models in a file, with what their catalog says of them."""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.schema import Property
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Span

_MODELS = "models"

# Gateways and clouds have names of their own: `us.anthropic.claude-…-v1:0`, `vendor/model`, `model@date`, `arn:aws:…`.
_ELSEWHERE = expression(r"[/@:]|\banthropic\.")


class ModelUse(NamedTuple):
    """The name of a model as a value, without its suffix. `value` is what the catalog knows of it, if anything."""

    scalar: Scalar
    known: Property
    catalog: Catalog
    name: str
    value: Value | None

    @property
    def name_span(self) -> Span:
        """The name's place, without quotes and suffix."""
        start = self.scalar.span.start + (1 if self.scalar.is_quoted else 0)
        start += len(self.scalar.text) - len(self.scalar.text.lstrip())
        return Span(start, start + len(self.name))

    @property
    def may_become_known(self) -> bool:
        """Tell whether the name is the beginning of a known one, as while somebody is typing it."""
        return self.catalog.begins_longer(self.name)


def model_uses(document: Document, snapshot: Snapshot) -> Iterator[ModelUse]:
    """Yield the models that the file names, but for those that only a gateway, a cloud or the user's settings know."""
    for known in document.dialect.stating("values"):
        names = known.catalog
        if names is None or not lists_models(names):
            continue
        value = document.value(known.name)
        if not isinstance(value, Scalar) or not value.is_string:
            continue
        written = value.text.strip()
        if not written or written in snapshot.settings.models or _ELSEWHERE.search(written):
            continue
        name = _without_suffix(written, names)
        found = names.get(name, ignore_case=bool(known.facts.ignore_case))
        if found is not None and found.name.casefold() != name.casefold():
            # Found without a suffix that it does not take: `inherit[1m]` is no name of a model.
            found = None
        yield ModelUse(value, known, names, name, found)


def names_models(shape: Shape) -> bool:
    """Tell whether a file of that shape names models."""
    catalogs = (known.catalog for known in shape.known())
    return any(names is not None and lists_models(names) for names in catalogs)


def lists_models(names: Catalog) -> bool:
    """Tell whether a catalog is one of models, which have rules of their own."""
    return names.facts.lists == _MODELS


def _without_suffix(written: str, names: Catalog) -> str:
    """Return the name in `claude-opus-5-5[1m]`; the short names that take a suffix are in the catalog with it."""
    for suffix in names.suffixes:
        name = written.removesuffix(suffix)
        if name != written and "-" in name:
            return name
    return written
