"""One proposal of completion, as plain data."""

from typing import Literal, NamedTuple, TypeAlias

from agentls.text.positions import Span

Kind: TypeAlias = Literal["key", "value", "tool", "name", "color", "event", "snippet", "file"]
DocumentationKey: TypeAlias = "tuple[str | int, ...]"


class Item(NamedTuple):
    """Accepting it replaces the characters in `replace`, which lie on one line and hold the cursor.

    `text` goes in as it is and has no line break, but for a whole-file scaffold. `snippet` is in TextMate's syntax, as
    in the Language Server Protocol, and absent where nothing is left to fill in or the client has no snippets; its
    further lines are indented relative to the line of the cursor, its line breaks are `\\n`: editors adapt it.
    `filter_text` is what the word is compared with. `continues` asks the editor to complete again at once. `hex` is
    the color that an editor may show beside it. `is_retired` is true of a name that nobody should write any more, and
    that is there only so that typing it to its end does not make another of it.
    """

    label: str
    kind: Kind
    replace: Span
    text: str
    snippet: str | None = None
    detail: str = ""
    documentation_key: DocumentationKey = ()
    filter_text: str = ""
    continues: bool = False
    hex: str | None = None
    is_retired: bool = False
