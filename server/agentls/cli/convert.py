"""`agentls convert`: writes agents, skills and commands for another assistant, and lists what that one cannot have."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from agentls.cli import output, streams, tables
from agentls.cli.check import CLEAN, FAILED, FOUND
from agentls.cli.project import UnknownHost, kind_at, named_hosts
from agentls.disk import files
from agentls.disk.project import Disk
from agentls.disk.writing import write_file
from agentls.features.convert import convert, target_of
from agentls.features.convert.carried import Left
from agentls.knowledge.detection import root_of
from agentls.knowledge.dialect import all_dialects
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import refusal
from agentls.text.visible import terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="an agent, a skill or a command")
    parser.add_argument("--to", required=True, metavar="HOST", help="the assistant to write for, such as `gemini`")
    parser.add_argument(
        "--output", metavar="DIR", help="the project to write into (default: the one that the file belongs to)"
    )
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Convert the files; return 1 when one of them could not be converted, 2 when one could not be read or written."""
    try:
        named_hosts([arguments.to])
    except UnknownHost as error:
        output.tell(str(error))
        return FAILED
    if not any(one.facts.place for one in all_dialects() if one.host_id == arguments.to):
        known = sorted({one.host_id for one in all_dialects() if one.facts.place})
        output.tell(f"nothing can be written for `{arguments.to}`; it is one of {', '.join(known)}")
        return FAILED
    answers = [_convert(path, arguments.to, arguments.output) for path in arguments.files]
    if arguments.format == "json":
        tables.show_json(answers)
    else:
        for one in answers:
            _tell(one)
    return max((FAILED if one["unreadable"] else FOUND if one["problem"] else CLEAN for one in answers), default=CLEAN)


def _tell(answer: dict[str, Any]) -> None:
    for left in answer["left"]:
        streams.say(
            "stderr", terminal(f"{answer['path']}:{left['line']}: {Left(**left).what}: {left['reason']}") + "\n"
        )
    if answer["problem"] is not None:
        output.tell(f"{answer['path']}: {answer['problem']}")
    else:
        streams.say("stdout", terminal(answer["to"]) + "\n")


def _convert(path: str, host: str, folder: str | None) -> dict[str, Any]:
    answer: dict[str, Any] = {"path": path, "to": None, "host": host, "left": [], "problem": None, "unreadable": False}
    try:
        text = files.read(Path(path)).text
    except files.FileProblem as error:
        return {**answer, "problem": str(error), "unreadable": True}
    dialect = kind_at(path)
    target = target_of(host, dialect.kind) if dialect is not None else None
    if dialect is None or target is None:
        what = (
            "no assistant reads a file at this place"
            if dialect is None
            else f"{dialect.title}: it cannot be written for {host}"
        )
        return {**answer, "problem": f"{what}; nothing was written"}
    if dialect.host_id == host:
        return {**answer, "problem": f"it is written for {dialect.host} already"}
    absolute = Path(path).absolute().as_posix()
    found = convert(Document(absolute, text, dialect), target, Disk(absolute))
    left = [{"line": one.line, "key": one.key, "name": one.name, "reason": one.reason} for one in found.left]
    answer = {**answer, "left": left}
    if found.document is None:
        return {**answer, "problem": found.problem}
    wrong = refusal(found.document, Snapshot())
    if wrong is not None:
        return {**answer, "problem": f"cannot be converted: {wrong.message}"}
    to = Path(folder if folder is not None else root_of(absolute, dialect), found.document.path)
    return {**answer, **_written(to, found.document.text)}


def _written(to: Path, text: str) -> dict[str, Any]:
    content = text.encode("utf-8", errors="replace")
    try:
        if to.exists() and to.read_bytes() != content:
            return {"problem": f"`{to}` is there already; move it away or choose another folder with --output"}
        to.parent.mkdir(parents=True, exist_ok=True)
        write_file(to, content)
    except OSError as error:
        return {"problem": f"`{to}` cannot be written: {error.strerror or error}", "unreadable": True}
    return {"to": str(to)}
