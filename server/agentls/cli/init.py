"""`agentls init`: a new agent, skill or command in the folder where its host looks for it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from agentls.cli import output, streams, tables
from agentls.cli.new_file import new_file
from agentls.cli.suggesting import did_you_mean
from agentls.disk.writing import write_file
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.text.expressions import expression

_NAME = expression(r"[^\W_][\w-]{0,255}")


class _Problem(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """What keeps the file from being written, and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kind", metavar="KIND", help="agent, skill, command or another kind that the host has")
    parser.add_argument("name", metavar="NAME", help="what it is called: letters, digits, - and _")
    parser.add_argument("--host", default="claude-code", metavar="HOST", help="the assistant (default: claude-code)")
    parser.add_argument("--description", metavar="TEXT", help="when the assistant should use it")
    parser.add_argument(
        "--in", dest="folder", default=".", metavar="PATH", help="the folder of the project (default: .)"
    )
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print its path; exit status 2 when there is one already."""
    try:
        dialect = _dialect(arguments.host, arguments.kind)
        path = _begin(dialect, arguments)
    except _Problem as problem:
        output.tell(str(problem))
        return 2
    if arguments.format == "json":
        streams.say("stdout", json.dumps({"path": path.as_posix(), "dialect": dialect.id}) + "\n")
    else:
        streams.say("stdout", f"{path.as_posix()}\nWrite its instructions, then `agentls check {path.as_posix()}`.\n")
    return 0


def _dialect(host: str, kind: str) -> Dialect:
    """Return the kind of file of that host that is begun anew; raises `_Problem`."""
    hosts = sorted({one.host_id for one in _creatable()})
    if host not in hosts:
        raise _Problem(f"there is no host `{host}`; {did_you_mean(host, hosts, 'the hosts are ' + ', '.join(hosts))}")
    kinds = {one.kind: one for one in reversed(list(_creatable())) if one.host_id == host}
    if kind not in kinds:
        meant = did_you_mean(kind, kinds, f"it has {', '.join(sorted(kinds))}")
        raise _Problem(f"{kinds[min(kinds)].host} has no `{kind}`; {meant}")
    return kinds[kind]


def _creatable() -> Iterator[Dialect]:
    """Yield the kinds of files with a place of their own that the file's name decides."""
    for one in all_dialects():
        has_place = one.root_marker is None and one.overrides is None and not one.facts.moves
        if has_place and one.format in ("markdown", "toml") and one.place_for("x") != one.place_for("y"):
            yield one


def _begin(dialect: Dialect, arguments: argparse.Namespace) -> Path:
    name = arguments.name
    if not _NAME.fullmatch(name):
        raise _Problem(
            f"`{name}` is no name for a file; use letters, digits, - and _, beginning with a letter or digit"
        )
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise _Problem(f"there is no folder `{folder}`; make it, or name another with `--in`")
    path = folder / dialect.place_for(name)
    text = new_file(dialect, path.resolve().as_posix(), name, arguments.description)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() or path.is_symlink():
            raise _Problem(f"`{path.as_posix()}` is there already; choose another name")
        write_file(path, text.encode())
    except OSError as error:
        raise _Problem(f"`{path.as_posix()}` cannot be written: {error.strerror or error}") from None
    return path
