"""What can be wrong with a piece of YAML, from what people really get wrong."""

from enum import Enum
from typing import NamedTuple

from agentls.text.positions import Span


class Kind(Enum):
    """What is wrong."""

    COLON = "colon"
    TAB = "tab"
    OPEN_QUOTE = "open-quote"
    AFTER_QUOTE = "after-quote"
    OPEN_BRACKET = "open-bracket"
    AFTER_BRACKET = "after-bracket"
    RESERVED = "reserved"
    ALIAS = "alias"
    LOOSE_TEXT = "loose-text"
    NO_SPACE = "no-space"
    HYPHEN = "hyphen"
    NO_HYPHEN = "no-hyphen"
    INDENTATION = "indentation"
    DOCUMENT_END = "document-end"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Cause(NamedTuple):
    """`span` is the culprit; `value` the whole value that should be quoted or rewritten, if there is one."""

    kind: Kind
    span: Span
    value: Span | None = None
    key: Span | None = None
