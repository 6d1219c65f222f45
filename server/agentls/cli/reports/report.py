"""What a report gets to say, and when: file by file, as soon as a file has been judged."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.text.positions import Span

#: Takes the next part of the report; line breaks are in it.
Write: TypeAlias = Callable[[str], object]


class Checked(NamedTuple):
    """One file and what was found in it; `shown` is its path as the user knows it.

    `secrets` are the places that no excerpt may show, `None` where nobody has looked for them yet.
    """

    shown: str
    document: Document
    findings: Sequence[Finding]
    secrets: Sequence[Span] | None = None


class Report(Protocol):
    """Writes what a run finds."""

    def add(self, file: Checked) -> None:
        """Write what was found in a file."""
        ...

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write what comes last; `problems` are pairs of a path and why it could not be checked."""
        ...
