"""What can be wrong with the text of a JSON file."""

from enum import Enum
from typing import NamedTuple

from agentls.text.positions import Span


class Wrong(Enum):
    """What is not JSON."""

    COMMENT = "comment"
    COMMA_TOO_MANY = "comma too many"
    COMMA_MISSING = "comma missing"
    COLON_MISSING = "colon missing"
    VALUE_MISSING = "value missing"
    SINGLE_QUOTES = "single quotes"
    NO_QUOTES = "no quotes"
    OPEN_STRING = "open string"
    OPEN_BRACKET = "open bracket"
    ODD_CHARACTER = "odd character"
    AFTER_THE_END = "after the end"
    EMPTY = "empty"


class Fault(NamedTuple):
    """A place that is not JSON."""

    wrong: Wrong
    span: Span
