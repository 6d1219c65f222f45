"""Which files a command line names, and what becomes of the command without them."""

from __future__ import annotations

import json

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.scripts import resolve, scripts
from agentls.project.document import Document
from agentls.syntax.nodes import Scalar

PATH = "/p/.claude/settings.json"


def _document(value: str) -> Document:
    kind = detect(PATH)
    assert kind is not None
    return Document(PATH, json.dumps({"x": value}), kind)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("./a.sh", [("/p/a.sh", "program needed open")]),
        ("a.sh", []),
        ("./a.sh || true", [("/p/a.sh", "program needed open")]),
        ("./a.sh || exit 0", [("/p/a.sh", "program needed open")]),
        ("./a.sh || exit 2", [("/p/a.sh", "program needed")]),
        ("./a.sh && true", [("/p/a.sh", "program needed")]),
        ("date; ./a.sh || true", [("/p/a.sh", "program needed")]),
        ("date || ./a.sh", [("/p/a.sh", "program needed")]),
        ("bash ./a.sh", [("/p/a.sh", "run needed open")]),
        ("python3 ./a.py", [("/p/a.py", "run needed")]),
        ("python3 ./a.py ./b.py", [("/p/a.py", "run needed"), ("/p/b.py", "needed")]),
        ("uv run ./a.py", [("/p/a.py", "run needed")]),
        ("prettier ./a.js", [("/p/a.js", "needed")]),
        ("cat --in=./a.js", [("/p/a.js", "needed")]),
        ("mkdir -p ./out/a", [("/p/out/a", "")]),
        ("test -f ./a.sh && ./a.sh", [("/p/a.sh", ""), ("/p/a.sh", "program")]),
        ("cd sub && ./a.sh", [("/p/sub/a.sh", "program needed certain")]),
        ("cd $X && ./a.sh", []),
        ("(cd sub); ./a.sh", []),
        ("$CLAUDE_PROJECT_DIR/a.sh", [("/p/a.sh", "program needed certain open")]),
        ("~/a.sh", [("/home/me/a.sh", "program needed open")]),
        ("$HOME/a.sh", [("/home/me/a.sh", "program needed open")]),
        ("https://x.example/a.sh", []),
        ("./", []),
    ],
)
def test_files_of_a_command(line: str, found: list[tuple[str, str]]) -> None:
    document = _document(line)
    value = document.value("x")
    assert isinstance(value, Scalar)
    every = list(scripts(document, value, "/home/me"))
    assert [one.span.of(document.text) for one in every] == [one.written for one in every]
    told = [
        (
            one.path,
            " ".join(
                word
                for word, is_so in (
                    ("program", one.is_program),
                    ("run", one.is_run),
                    ("needed", one.is_needed),
                    ("certain", one.is_certain),
                    ("open", one.fails_open),
                )
                if is_so
            ),
        )
        for one in every
    ]
    assert told == found


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("a/b", "/p/a/b"),
        ("../b", "/b"),
        ("$CLAUDE_PROJECT_DIR/b", "/p/b"),
        ("${CLAUDE_PLUGIN_ROOT}/b", "/p/b"),
        ("${CLAUDE_SKILL_DIR}/b", "/p/.claude/b"),
        ("$ZORK/b", None),
        ("a/*.md", None),
        ("~/b", "/home/me/b"),
        ("x://b", None),
    ],
)
def test_what_a_path_means(path: str, meant: str | None) -> None:
    assert resolve(_document(""), "/home/me", path) == meant
