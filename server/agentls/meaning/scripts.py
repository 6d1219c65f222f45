"""The files that a command line names, where they are known to lie.

    scripts(document, scalar) -> Iterator[Script]
    resolve(document, home, path) -> str | None

Variables that hosts set for their hooks end in the same words everywhere: the project's folder, the plugin's folder and
the skill's folder.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agentls.knowledge.dialect import root_of
from agentls.project.document import Document
from agentls.syntax.name_lists import source_offsets
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Span
from agentls.text.shell_words import words

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))(?=/|\Z)")
_FLAG = re.compile(r"-{1,2}[\w-]+=")
_INTERPRETER = re.compile(r"python[\d.]*|node|bash|sh|zsh|dash|pwsh|ruby|perl|php|bun|tsx|ts-node")
_RUNNERS = frozenset({("uv", "run"), ("deno", "run"), ("poetry", "run"), ("npx", "tsx"), ("pipx", "run")})
# Programs that end with another status than 2 when the script is not there; Python and Perl end with 2.
_NOT_TWO = frozenset({"bash", "zsh", "node"})
_SCRIPT = re.compile(r"\A[^-].*/[^/]*\.(?:py|sh|bash|zsh|js|mjs|cjs|ts|mts|rb|pl|php|ps1)\Z")
_NOT_IN_PATHS = frozenset("$*?{}`\0\n\r")


@dataclass(frozen=True, slots=True)
class Script:
    """A word that names a file.

    `path` is absolute, `written` is the word without quotes, `is_program` says that it is what is run and not an
    argument, `is_run` that an interpreter before it runs it. Without the file the command ends with a status;
    `fails_open` tells that it is not 2, with which a hook forbids what it guards.
    """

    path: str
    written: str
    span: Span
    is_program: bool
    is_run: bool = False
    fails_open: bool = False


def scripts(document: Document, scalar: Scalar, home: str | None) -> Iterator[Script]:
    """Yield the words of a command line that look like a file of the project, the plugin or the user."""
    places = source_offsets(scalar, document.text)
    line = tuple(words(scalar.text))
    run = _run(tuple(word.text for word in line))
    for number, word in enumerate(line):
        flag = _FLAG.match(word.text)
        written = word.text[flag.end() :] if flag else word.text
        start = word.span.start + (flag.end() if flag else 0)
        path = resolve(document, home, written) if "/" in written and written.strip("./~") else None
        if path is not None:
            span = Span(places[min(start, len(places) - 1)], places[min(word.span.end, len(places) - 1)])
            is_program, is_run = number == 0, number == run
            fails_open = is_program or (is_run and _program(line[0].text) in _NOT_TWO)
            yield Script(path, written, span, is_program, is_run, fails_open)


def _run(line: tuple[str, ...]) -> int | None:
    """Return the place of the word that an interpreter at the beginning of a command line runs."""
    program = _program(line[0]) if line else ""
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
