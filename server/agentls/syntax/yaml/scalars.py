"""What a plain scalar means: the rules of YAML 1.2, which most hosts follow and PyYAML does not.

Claude Code 2.1.330 was seen to read `yes` as text, `012` as a number and dates, `1_000` and `12:30` as text.
"""

from __future__ import annotations

from agentls.syntax.nodes import Atom, Moment
from agentls.text.expressions import expression

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(_NULL),
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
}
_INTEGER = expression(r"[-+]?[0-9]+\Z")
_OCTAL = expression(r"0o[0-7]+\Z")
_HEXADECIMAL = expression(r"0x[0-9a-fA-F]+\Z")
_FLOAT = expression(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL_FLOAT = expression(r"(?:([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_LEADING_ZERO = expression(r"[-+]?0[0-9]")
_BEGINS_NUMBERS = frozenset("+-.0123456789")
_MAY_BE_MORE_THAN_TEXT = frozenset("~nNtTfF+-.0123456789")
_LONGEST_NUMBER = 400


def resolve(text: str) -> Atom:
    """Return the value of the plain scalar `text` to Claude Code."""
    if text[:1] in _BEGINS_NUMBERS and len(text) <= _LONGEST_NUMBER:
        return _number(text)
    return _WORDS.get(text, text)


def _number(text: str) -> str | int | float:
    if _INTEGER.match(text):
        return int(text)
    if _OCTAL.match(text):
        return int(text, 0)
    if _HEXADECIMAL.match(text):
        return int(text, 16)
    if _FLOAT.match(text):
        return float(text)
    special = _SPECIAL_FLOAT.match(text)
    if special:
        sign = special.group(1)
        return float("nan") if sign is None else float(f"{sign}inf")
    return text


def core(text: str) -> Atom:
    """Return the value of the plain scalar `text` to a program that keeps to the core schema: `010` is text."""
    return text if _LEADING_ZERO.match(text) else resolve(text)


def finite(text: str) -> Atom:
    """Return the value of the plain scalar `text` to a core-schema program that hands it on as JSON: no `.inf`."""
    return None if _SPECIAL_FLOAT.match(text) else core(text)


_DATE = expression(
    r"\d{4}-\d{2}-\d{2}\Z"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?\Z"
)
_JS_BINARY = expression(r"[-+]?0b[01_]*[01]\Z")
_JS_HEXADECIMAL = expression(r"[-+]?0x[0-9a-fA-F_]*[0-9a-fA-F]\Z")
_JS_4_OCTAL = expression(r"[-+]?0o[0-7_]*[0-7]\Z")
_JS_3_OCTAL = expression(r"[-+]?0[0-7_]*\Z")
_JS_DECIMAL = expression(r"[-+]?[0-9][0-9_]*\Z")
_JS_3_FLOAT = expression(
    r"(?:[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?)\Z"
)
_JS_4_FLOAT = expression(r"(?:[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?)\Z")
_SEXAGESIMAL = expression(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")


def js_yaml_3(text: str) -> Atom:
    """Return the value of the plain scalar `text` to js-yaml 3: `010` is 8, `1:30` is 90, a date is a date."""
    simple = _js_yaml_simple(text)
    if simple is not None or text in _NULL:
        return simple
    digits = text.replace("_", "")
    if _JS_3_OCTAL.match(text) and not text.endswith("_"):
        return int(digits, 8)
    if text.endswith("_") or not (_JS_3_FLOAT.match(text) or _SEXAGESIMAL.match(text)):
        return text
    if ":" in text:
        value = 0.0
        for part in digits.lstrip("+-").split(":"):
            value = value * 60 + float(part)
        value = -value if text[0] == "-" else value
        return int(value) if value.is_integer() else value
    return int(digits) if _JS_DECIMAL.match(text) else float(digits)


def js_yaml_4(text: str) -> Atom:
    """Return the value of the plain scalar `text` to js-yaml 4: `010` is 10, `1:30` is text, a date is a date."""
    simple = _js_yaml_simple(text)
    if simple is not None or text in _NULL:
        return simple
    digits = text.replace("_", "")
    if _JS_4_OCTAL.match(text):
        return int(digits, 0)
    if text.endswith("_") or not _JS_4_FLOAT.match(text):
        return text
    return int(digits) if _JS_DECIMAL.match(text) else float(digits)


def _js_yaml_simple(text: str) -> Atom:
    """Return what both versions read alike; text for what looks like no number, `None` for all that may be one."""
    if not text or text in _NULL:
        return None
    if text[0] not in _MAY_BE_MORE_THAN_TEXT or len(text) > _LONGEST_NUMBER:
        return text
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _DATE.match(text):
        return Moment(text)
    if _JS_BINARY.match(text) or _JS_HEXADECIMAL.match(text):
        return int(text.replace("_", ""), 0)
    special = _SPECIAL_FLOAT.match(text)
    if special:
        return float("nan") if special.group(1) is None else float(f"{special.group(1)}inf")
    return None
