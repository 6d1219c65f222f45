"""What a rule finds and how it can be mended; an editor's diagnostic and code action are made from these."""

from typing import NamedTuple

from agentls.knowledge.effects import Severity
from agentls.text.positions import Edit, Span


class Fix(NamedTuple):
    """One way to mend a finding. `preferred`: the obvious one. `safe`: it cannot change what the host reads.

    `moves_to` is the path to which the whole file is moved; such a fix has no edits.
    """

    title: str
    edits: tuple[Edit, ...]
    preferred: bool = False
    safe: bool = False
    moves_to: str | None = None


class Related(NamedTuple):
    """Another place that explains a finding; `path` is `None` for the same file."""

    span: Span
    message: str
    path: str | None = None


class Finding(NamedTuple):
    """One defect at one place. `rule` and `severity` are filled in by `lint` from the rule that found it.

    `unnecessary` and `deprecated` ask the editor to fade or strike through the text. `unfinished` tells that the text
    may only be a word not yet typed to its end: it is held back while the cursor stands in it, or in `typing_span`
    when the text that would make it right belongs somewhere else. `host` is the short name of the program whose
    verdict it is, filled in by `lint` as well. `others` are the findings of each
    program, when this one stands for those of several. `since` is the version of the program since which it is so: with
    an older one it is not told.
    """

    span: Span
    message: str
    severity: Severity | None = None
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    unnecessary: bool = False
    deprecated: bool = False
    unfinished: bool = False
    typing_span: Span | None = None
    rule: str = ""
    host: str = ""
    others: tuple["Finding", ...] = ()
    since: str | None = None

    def is_being_typed(self, cursor: int | None) -> bool:
        """Tell whether a cursor at that place means that the text is still on its way to being right."""
        if not self.unfinished or cursor is None:
            return False
        places = (place for place in (self.span, self.typing_span) if place is not None)
        return any(place.start < cursor <= place.end or place.start == cursor == place.end for place in places)
