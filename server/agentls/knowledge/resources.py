"""Reads the knowledge that ships with the package: the JSON files of the `schemas` folder."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from agentls.text.expressions import expression

_COMMENT = expression(r"<!--.*?-->\n*", re.DOTALL)
_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def schemas_folder() -> Path:
    """Return the folder of schemas: inside the installed package, or at the top of a checkout.

    Raises `FileNotFoundError` when there is neither, which means a broken installation.
    """
    for folder in (_PACKAGE / "schemas", _PACKAGE.parent.parent / "schemas"):
        if (folder / "catalogs").is_dir():
            return folder
    raise FileNotFoundError(f"agentls is not installed whole: no schemas beside {_PACKAGE}")


@cache
def load(name: str) -> dict[str, Any]:
    """Return the parsed file `name`, a path relative to the schemas folder with `/` between its parts.

    The answer is shared: callers must not change it.
    """
    document = json.loads(_text(name))
    assert isinstance(document, dict)  # noqa: S101 - the meta-schema test guarantees it.
    return document


def member(name: str, key: str) -> Any:
    """Return the member `key` of the object in the file `name`, without taking apart what stands around it.

    Somebody who wants to know of all files what they are for has an answer in a tenth of the time.
    """
    before, found, after = _text(name).partition(f'\n  "{key}": ')
    del before
    return json.JSONDecoder().raw_decode(after)[0] if found else load(name)[key]


def _text(name: str) -> str:
    return (schemas_folder() / name).read_bytes().decode("utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """Return the names of the JSON files below `folder`, sorted, as `load` takes them."""
    root = schemas_folder()
    begin = len(str(root)) + 1
    # Every start asks for all, and `Path.rglob` takes four times as long.
    files = (f"{top}{os.sep}{name}"[begin:] for top, _, found in os.walk(root / folder) for name in found)  # noqa: TID251
    return tuple(sorted(one.replace(os.sep, "/") for one in files if one.endswith(".json")))


def rule_text(rule: str) -> str | None:
    """Return the page of the rule called `rule` without what it says to its editors, or `None` when there is none."""
    page = rule_page(rule)
    return _COMMENT.sub("", page.read_text(encoding="utf-8")) if page else None


def rule_page(rule: str) -> Path | None:
    """Return the file that documents the rule called `rule`, or `None` when the pages were not shipped."""
    for folder in (_PACKAGE / "docs", _PACKAGE.parent.parent / "docs"):
        page = folder / "rules" / f"{rule}.md"
        if page.is_file():
            return page
    return None
