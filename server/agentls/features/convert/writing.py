"""The text of a file in the way its host reads it: YAML between fences, bare lines between fences, or TOML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from agentls.features.convert.carried import INSTRUCTIONS, places
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.effects import Effect
from agentls.syntax.nodes import Plain
from agentls.syntax.policies import READERS
from agentls.text.expressions import expression

_PLAIN = expression(r"[A-Za-z_./](?:[\w ./,()@+*-]*[\w./)*])?")
_FENCE = "---"
# What becomes of a file without frontmatter where it has to have some.
_NEEDED = (Effect.REJECTS_FILE, Effect.IS_DOCUMENTATION)
# Words that some reader takes for something else than text.
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NO_BLOCK = expression(
    r"[^\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\n[ ]|^[ \n]|^\Z"
)
_ESCAPED = expression(r"[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def text_of(target: Dialect, values: Mapping[str, Plain], body: str) -> str:
    """Return the file of `target` that has these values and this text."""
    ordered = {name: values[name] for name in target.properties if name in values}
    if target.format == "toml":
        # Nobody but who writes TOML pays for the library.
        import tomli_w  # noqa: PLC0415

        place = places(target)[INSTRUCTIONS].name
        return tomli_w.dumps({**ordered, place: body.strip("\n") + "\n"}, multiline_strings=True)
    if not ordered and may_be_bare(target) and not body.lstrip().startswith(_FENCE):
        return body.strip("\n") + "\n"
    is_lines = READERS[target.reader].lines is not None
    lines = _bare(ordered) if is_lines else _yaml(ordered, "", ends_anywhere=READERS[target.reader].fences is None)
    return "\n".join([_FENCE, *lines, _FENCE, "", body.strip("\n"), ""])


def may_be_bare(dialect: Dialect) -> bool:
    """Tell whether the host reads a file that has only text."""
    return dialect.facts.on_missing_frontmatter not in _NEEDED


def _bare(values: Mapping[str, Plain]) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name}: {str(value).lower() if isinstance(value, bool) else value}".rstrip()


def _yaml(values: Mapping[str, Plain], indentation: str, *, ends_anywhere: bool) -> Iterator[str]:
    for name, value in values.items():
        yield from _entry(f"{indentation}{_scalar(name, ends_anywhere)}:", value, indentation, ends_anywhere)


def _entry(head: str, value: Plain, indentation: str, ends_anywhere: bool) -> Iterator[str]:
    inner = f"{indentation}  "
    if isinstance(value, dict) and value:
        yield head
        yield from _yaml(value, inner, ends_anywhere=ends_anywhere)
    elif isinstance(value, list) and value:
        yield head
        for item in value:
            if isinstance(item, dict) and item:
                first, *rest = _yaml(item, f"{inner}  ", ends_anywhere=ends_anywhere)
                yield f"{inner}- {first.lstrip()}"
                yield from rest
            elif isinstance(item, (dict, list)):
                yield f"{inner}- {json.dumps(item, ensure_ascii=False)}"
            else:
                yield f"{inner}- {_scalar(item, ends_anywhere)}"
    elif (
        isinstance(value, str)
        and "\n" in value
        and not _NO_BLOCK.search(value)
        and not (ends_anywhere and _FENCE in value)
    ):
        yield f"{head} |{'' if value.endswith(chr(10)) else '-'}"
        yield from (f"{inner}{line}".rstrip() for line in value.rstrip("\n").split("\n"))
    else:
        yield f"{head} {_scalar(value, ends_anywhere)}"


def _scalar(value: Plain, ends_anywhere: bool) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False, default=str)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS and not (ends_anywhere and _FENCE in value):
        return value
    # The escapes of JSON mean the same in double quotes, and where a fence counts anywhere none may stand there.
    text = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
    return text.replace(_FENCE, "\\u002d--") if ends_anywhere else text
