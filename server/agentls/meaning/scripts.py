"""The files that a command line names, where they are known to lie.

    scripts(document, scalar) -> Iterator[Script]
    resolve(document, home, path) -> str | None

Variables that hosts set for their hooks end in the same words everywhere: the project's folder, the plugin's folder and
the skill's folder.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.detection import root_of
from agentls.project.document import Document
from agentls.syntax.name_lists import source_offsets
from agentls.syntax.nodes import Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Span
from agentls.text.shell_words import Command, commands

_VARIABLE = expression(r"\$(?:\{(\w+)\}|(\w+))(?=/|\Z)")
_FLAG = expression(r"-{1,2}[\w-]+=")
_INTERPRETER = expression(r"python[\d.]*|node|bash|sh|zsh|dash|pwsh|ruby|perl|php|bun|tsx|ts-node|source|\.")
_RUNNERS = frozenset({("uv", "run"), ("deno", "run"), ("poetry", "run"), ("npx", "tsx"), ("pipx", "run")})
# Programs that end with another status than 2 when the script is not there; Python and Perl end with 2.
_NOT_TWO = frozenset({"bash", "zsh", "node"})
# Programs that ask whether a file is there, and those that make files, print their words or do without.
_ASKING = frozenset({"[", "[[", "test"})
_DO_WITHOUT = frozenset(
    {*_ASKING, "mkdir", "touch", "rm", "ls", "cp", "mv", "ln", "tee", "echo", "printf", "cd", "export", "find", "grep"}
)
_END_WELL = ("true", ":", "echo", "printf")
_SCRIPT = expression(r"\A[^-].*/[^/]*\.(?:py|sh|bash|zsh|js|mjs|cjs|ts|mts|rb|pl|php|ps1)\Z")
# With a percent sign a variable begins on Windows.
_NOT_IN_PATHS = frozenset("$*?{}`%\0\n\r")
# What lies in a home folder here says nothing of the same place at a colleague's.
_IN_HOME = expression(r"\$(?:HOME\b|\{HOME\})")


class Script(NamedTuple):
    """A word that names a file.

    `path` is absolute, `written` is the word without quotes, `is_program` says that it is what is run and not an
    argument, `is_run` that an interpreter before it runs it. `is_needed` tells that the command cannot do without the
    file, `is_certain` that no working folder and nobody's home decides where it is. Without the file the command ends
    with a status; `fails_open` tells that it is not 2, with which a hook forbids what it guards.
    """

    path: str
    written: str
    span: Span
    is_program: bool
    is_run: bool = False
    is_needed: bool = True
    is_certain: bool = False
    fails_open: bool = False


def scripts(document: Document, scalar: Scalar, home: str | None) -> Iterator[Script]:
    """Yield the words of a command line that look like a file of the project, the plugin or the user."""
    places = source_offsets(scalar, document.text)
    every = tuple(commands(scalar.text))
    asked = {word.text for one in every if one.words[0].text in _ASKING for word in one.words}
    # Where `cd` has led to; `None` where nothing has, and an empty text where nobody can tell.
    folder: str | None = None
    for place, command in enumerate(every):
        if folder is not None and ")" in command.joined:
            folder = ""
        line = tuple(word.text for word in command.words)
        run, program = _run(line), _program(line[0])
        for number, word in enumerate(command.words):
            flag = _FLAG.match(word.text)
            written = word.text[flag.end() :] if flag else word.text
            start = word.span.start + (flag.end() if flag else 0)
            path = _path(document, home, written, folder) if "/" in written and written.strip("./~") else None
            if path is None:
                continue
            is_program, is_run = number == 0, number == run
            yield Script(
                path,
                written,
                Span(places[min(start, len(places) - 1)], places[min(word.span.end, len(places) - 1)]),
                is_program,
                is_run,
                is_needed=written not in asked and program not in _DO_WITHOUT,
                is_certain=(bool(folder) or written.startswith("$")) and not _IN_HOME.match(written),
                fails_open=(is_program or (is_run and program in _NOT_TWO)) and _is_decided(every, place),
            )
        if program == "cd":
            folder = _path(document, home, line[1], folder) or "" if len(line) == 2 else ""


def _is_decided(every: tuple[Command, ...], place: int) -> bool:
    """Tell whether a failing command makes the line end as it does itself, or well."""
    rest = every[place + 1 :]
    otherwise = [word.text for word in rest[0].words] if len(rest) == 1 and rest[0].joined == "||" else []
    ends_well = bool(otherwise) and (otherwise[0] in _END_WELL or otherwise == ["exit", "0"])
    return len(every) == 1 or (place == 0 and ends_well)


def _path(document: Document, home: str | None, written: str, folder: str | None) -> str | None:
    """Return the absolute path that a word means in a folder, see `scripts`."""
    if folder is None or written.startswith(("$", "~", "/")):
        return resolve(document, home, written)
    return resolve(document, home, posixpath.join(folder, written)) if folder else None


def _run(line: tuple[str, ...]) -> int | None:
    """Return the place of the word that an interpreter at the beginning of a simple command runs."""
    program = _program(line[0])
    if not _INTERPRETER.fullmatch(program) and (program, *line[1:2]) not in _RUNNERS:
        return None
    return next((number for number, word in enumerate(line) if number and _SCRIPT.search(word)), None)


def _program(word: str) -> str:
    return re.split(r"[/\\]", word)[-1].removesuffix(".exe")


def resolve(document: Document, home: str | None, path: str) -> str | None:
    """Return the absolute path that `path` in a command or a setting means, `None` when that cannot be known."""
    base: str | None = root_of(document.path, document.dialect)
    found = _VARIABLE.match(path)
    if found:
        base = _folder(document, home, found[1] or found[2])
        path = path[found.end() :].lstrip("/")
    elif path.startswith("~/"):
        base, path = home, path[2:]
    if base is None or not _NOT_IN_PATHS.isdisjoint(path) or "://" in path:
        return None
    return posixpath.normpath(posixpath.join(base, path))


def _folder(document: Document, home: str | None, variable: str) -> str | None:
    root = root_of(document.path, document.dialect)
    is_plugin = document.dialect.root_marker is not None
    if variable.endswith("PLUGIN_ROOT"):
        return root
    if variable.endswith("PROJECT_DIR"):
        return None if is_plugin else root
    if variable.endswith("SKILL_DIR"):
        return posixpath.dirname(document.path)
    return home if variable == "HOME" else None
