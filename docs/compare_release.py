"""Compares what our data says with an unpacked release of the program, and prints what is new, gone or changed.

    python docs/compare_release.py FOLDER [--host "Claude Code"]

FOLDER holds the release as it comes from its registry: the program itself, bundled JavaScript or a single binary. Of
each catalog the names are looked for as texts of the program. What a list in the program has beside most of a catalog's
names is printed as new, and what no text of the program is any more as gone. Each line is a question for somebody who
runs the program: not everything that a program holds is offered by it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from agentls.knowledge import resources
from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import all_dialects

_WORD = rb"[A-Za-z][\w.:-]{1,60}"
_LIST = re.compile(rb'\[(?:"' + _WORD + rb'",){2,}"' + _WORD + rb'"\]')
_TEXT = re.compile(rb"[\"'`](" + _WORD + rb")[\"'`]|[{,](" + _WORD + rb"):")
_ENDINGS = frozenset({"", ".js", ".cjs", ".mjs", ".ts", ".exe"})
# A list is about the same as a catalog when it has so many of its names, and they are so much of the list.
_FEWEST, _SHARE = 4, 0.6


def main() -> int:
    """Print the differences; return 1 when there are any."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="the unpacked release")
    parser.add_argument("--host", default="Claude Code", help="whose data is compared (default: Claude Code)")
    arguments = parser.parse_args()
    data = [file.read_bytes() for file in _files(arguments.folder)]
    if not data:
        parser.error(f"there is no program in {arguments.folder}")
    texts = {(one[0] or one[1]).decode() for each in data for one in _TEXT.findall(each)}
    lists = {tuple(re.findall(r'"([^"]+)"', one.decode())) for each in data for one in _LIST.findall(each)}
    lines = sorted({line for one in _named(arguments.host) for line in _differences(*one, texts, lists)})
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return int(bool(lines))


def _files(folder: Path) -> Iterator[Path]:
    places = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    return (one for one in places if one.is_file() and one.suffix in _ENDINGS)


def _named(host: str) -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield each catalog of the host, and each kind of file: the names that work, and all that are known of any."""
    for file in resources.names("catalogs"):
        one = catalog(Path(file).stem)
        if one.facts.host == host and not any(word in one.id for word in ("foreign", "shared", "unset", "reading")):
            names = (value.name for value in one.values if value.works and re.fullmatch(_WORD.decode(), value.name))
            yield one.id, set(names), {value.name for value in one.values}
    kinds = [one for one in all_dialects() if one.host == host]
    keys = {name for one in kinds for name in one.properties}
    yield from ((one.id, set(one.properties), keys) for one in kinds)


def _differences(
    name: str, working: set[str], known: set[str], texts: set[str], lists: set[tuple[str, ...]]
) -> Iterator[str]:
    for one in working - texts:
        yield f"{name}: gone: `{one}` is no text of the program"
    for listed in lists:
        shared = working.intersection(listed)
        if len(shared) >= _FEWEST and len(shared) >= _SHARE * len(listed):
            yield from (f"{name}: new: `{one}` stands in a list beside `{min(shared)}`" for one in set(listed) - known)


if __name__ == "__main__":
    sys.exit(main())
