"""A check repeats what it told when nothing has changed that it has looked at, and never otherwise."""

from __future__ import annotations

import ast
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentls.cli import again, check, commands, itself, streams
from agentls.cli.main import main
from agentls.disk import answers, store, trace

AGENT = "---\nname: {name}\ndescription: Reads. Use it.\ntools: Read, {tools}\n---\nSee [it](notes.md).\n"


def lay_out(top: Path) -> Path:
    """Write a project whose check looks at files, links, settings, ignore files, the home folder and above itself."""
    for name, text in {
        ".claude/agents/a.md": AGENT.format(name="a", tools="Agent(b), Agent(u)"),
        ".claude/agents/b.md": AGENT.format(name="b", tools="Reed"),
        ".claude/settings.json": '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "./run.sh"}]}]}}',
        ".gitignore": "left/\n",
        "left/.claude/agents/c.md": AGENT.format(name="c", tools="Reed"),
        "sub/.claude/agents/d.md": AGENT.format(name="d", tools="Agent(a)"),
        "sub/AGENTS.md": "See @notes.md and @../README.md.\n",
        "README.md": "Nothing.\n",
        "run.sh": "true\n",
    }.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    (top / "run.sh").chmod(0o755)
    (top / ".git/info").mkdir(parents=True)
    return top


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    top = lay_out(tmp_path / "project")
    monkeypatch.chdir(top)
    return top


@contextmanager
def found_out() -> Iterator[list[str]]:
    """Note what is not repeated."""
    words: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        real = commands.main
        patch.setattr(commands, "main", lambda given: (words.append(" ".join(given)), real(given))[1])
        yield words


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["check", *words])
    heard = capsys.readouterr()
    return status, heard.out, heard.err


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "gitlab", "junit"])
def test_it_is_told_once_more(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    with found_out() as words:
        first = told(capsys, "--format", form)
        assert told(capsys, "--format", form) == first == told(capsys, "--format", form, "--no-cache")
        assert told(capsys, "--format", form, "--fail-on", "warning")[0] == 1
    assert len(words) == 3


def test_what_is_told_beside_the_report_is_told_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "out").symlink_to(project.parent)
    first = told(capsys)
    with found_out() as words:
        assert told(capsys) == first
    assert not words
    assert "is a link out of the project" in first[2]


def test_nothing_that_finds_it_out_is_loaded(project: Path) -> None:
    code = "import sys; from agentls.cli.main import main; main(['check', '-q']); print(*sys.modules, file=sys.stderr)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout != ""
    loaded = runs[1].stderr.split()
    assert not [one for one in loaded if one.startswith(("agentls.rules", "agentls.knowledge", "yaml", "argparse"))]


def remove(path: str) -> Callable[[Path], object]:
    return lambda top: (top / path).unlink()


def write(path: str, text: str = "x\n") -> Callable[[Path], object]:
    def change(top: Path) -> None:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "an agent": write(".claude/agents/b.md", AGENT.format(name="b", tools="Read")),
    "as long as before": write(".claude/agents/b.md", AGENT.format(name="b", tools="Rexd")),
    "one more": write(".claude/agents/e.md", AGENT.format(name="e", tools="Reed")),
    "one less": remove(".claude/agents/b.md"),
    "in a new folder": write("new/.claude/agents/e.md", AGENT.format(name="e", tools="Reed")),
    "what a link leads to": write(".claude/agents/notes.md", AGENT.format(name="n", tools="Read")),
    "what an import leads to": write("sub/notes.md"),
    "what an import led to": remove("README.md"),
    "a script": remove("run.sh"),
    "a script that may not be run": lambda top: (top / "run.sh").chmod(0o644),
    "what is left out": write(".gitignore", ""),
    "what the repository leaves out": write(".git/info/exclude", "sub/\n"),
    "an agent that is left out and kept": lambda top: (top / "left").rename(top / "kept"),
    "settings of ours": write("agentls.toml", 'tools = ["Reed"]\n'),
    "settings of ours further up": write("../pyproject.toml", '[tool.agentls]\ntools = ["Reed"]\n'),
    "an agent of the user's": write("../home/.claude/agents/u.md", AGENT.format(name="u", tools="Read")),
    "a repository around it": lambda top: (top / ".git").rename(top / "../.git"),
    "a file becomes a folder": lambda top: (remove("README.md")(top), (top / "README.md").mkdir()),
    "a file becomes a link": lambda top: (remove("README.md")(top), (top / "README.md").symlink_to("nowhere")),
    "a file becomes a pipe": lambda top: (remove("sub/AGENTS.md")(top), os.mkfifo(top / "sub/AGENTS.md")),
    "another project marked": write("sub/.claude-plugin/plugin.json", '{"name": "p"}'),
}


@pytest.mark.skipif(sys.platform == "win32", reason="some of the changes are made of what Windows has not")
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found_out(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys)
    CHANGES[name](project)
    with found_out() as words:
        after = told(capsys)
        assert after == told(capsys, "--no-cache")
    assert words[0] == "check"
    told(capsys)
    with found_out() as words:
        assert told(capsys) == after
    assert not words or after[0] == 2


def test_what_has_nothing_to_do_with_it_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys)
    (project / "left/x.md").write_text("x", encoding="utf-8")
    (project / "README.md").write_text("Something else.\n", encoding="utf-8")
    with found_out() as words:
        assert told(capsys) == first
    assert not words


PIECES = [".claude", "agents", "sub", "left", "kept", ".git", "info", "..", "home"]
NAMES = [
    "a.md",
    "b.md",
    "notes.md",
    ".gitignore",
    "AGENTS.md",
    "agentls.toml",
    "run.sh",
    "exclude",
    ".mcp.json",
    "SKILL.md",
]
TEXTS = [
    "",
    "left/\n*.sh\n",
    AGENT.format(name="b", tools="Agent(c)"),
    '[rules]\n"unknown-tool" = "off"\n',
    "{}",
    "@a.md\n",
]
paths = st.tuples(st.lists(st.sampled_from(PIECES), max_size=3), st.sampled_from(NAMES)).map(
    lambda one: "/".join([*one[0], one[1]])
)
steps = st.one_of(
    st.tuples(st.just("write"), paths, st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), paths, st.just("")),
    st.tuples(st.just("move"), paths, paths),
    st.tuples(st.just("link"), paths, paths),
)


def change(top: Path, step: tuple[str, str, str]) -> None:
    """Make one change, if it can be made and stays inside of the folder around the project."""
    what, name, other = step
    path = top / name
    if not os.path.normpath(path).startswith(f"{top.parent}/") or (what in ("move", "link") and ".." in other):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if what == "write":
            path.write_text(other, encoding="utf-8")
        elif what == "remove":
            path.unlink()
        elif what == "move":
            (top / other).rename(path)
        else:
            path.symlink_to(top / other)
    except OSError:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
@settings(max_examples=60)
@given(every=st.lists(steps, min_size=1, max_size=6))
def test_whatever_changes_the_answer_is_the_one_found_out_anew(every: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        top = lay_out(Path(os.path.realpath(folder)) / "project")
        patch.setenv("XDG_CACHE_HOME", f"{folder}/cache")
        patch.setenv("HOME", f"{folder}/home")
        patch.chdir(top)
        for step in every:
            change(top, step)
            seen = []
            for words in ((), (), ("--no-cache",)):
                with tempfile.TemporaryFile("w+", encoding="utf-8") as out, pytest.MonkeyPatch.context() as inner:
                    inner.setattr(sys, "stdout", out)
                    inner.setattr(sys, "stderr", out)
                    status = main(["check", "--format", "json", *words])
                    out.seek(0)
                    seen.append((status, out.read()))
            assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize(
    "words",
    [["--output", "report.json"], ["--baseline", "known.json"], ["--changed"], ["--changed-lines"], ["-"]],
    ids=str,
)
def test_what_does_more_or_looks_elsewhere_is_done_each_time(
    words: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / ".git/info").rmdir()
    (project / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], check=True)
    for _ in range(2):
        with found_out() as done:
            told(capsys, *words)
        assert len(done) == 1
        (project / "report.json").unlink(missing_ok=True)


def test_the_form_is_part_of_the_question(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told(capsys)
    for name, value in (("FORCE_COLOR", "1"), ("NO_COLOR", "1"), ("COLUMNS", "60")):
        monkeypatch.setenv(name, value)
        with found_out() as words:
            assert told(capsys) == told(capsys, "--no-cache")
        assert len(words) == 2


def kept(project: Path) -> list[list[object]]:
    """Return what is kept of whole checks."""
    with sqlite3.connect(project.parent / "cache/agentls/check-1.sqlite3") as connection:
        rows = connection.execute("SELECT answer FROM answers").fetchall()
    connection.close()
    plain = [json.loads(row[0][store._DIGEST :].rpartition(b"\n")[2]) for row in rows]
    return [one for one in plain if len(one) == 4 and isinstance(one[0], int)]


@pytest.mark.parametrize(
    "made_up",
    [b"[]", b"7", b"\xff", b"[" * 100_000, b"[1,false,[],[]", b"[2,false,[],[]]", b'[0,false,[["stdin","x"]],[]]',
     b'[0,false,[["stdout",7]],[]]', b'[0,false,[],[["unlink","/x",0,""]]]', b'[0,false,[],[["content","/x"]]]'],
)  # fmt: skip
def test_what_was_made_up_with_care_is_not_told(made_up: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys)
    with answers.opened() as found:
        assert found is not None
        found.put(again._question([]), made_up)
    with found_out() as words:
        assert told(capsys) == first
    assert words == ["check"]


def test_too_many_questions_are_not_kept(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "MOST_QUESTIONS", 20)
    told(capsys)
    assert not kept(project)


def test_a_question_with_two_answers_is_none() -> None:
    with trace.Trace(9) as notes:
        trace.noted("exists", "/x", False)
        assert notes.is_whole
        trace.noted("exists", "/x", True)
    assert not notes.is_whole
    assert not notes.answers()


@pytest.mark.skipif(sys.platform != "linux", reason="a process watches a copy of itself there")
def test_every_look_at_the_disk_is_noted(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a process names to the system is compared with the questions of its trace."""
    notes = tmp_path / "notes"
    code = (
        "import sys; from pathlib import Path; from watched import watch; import agentls.cli.check, agentls.rules.lint;"
        "from agentls.rules import all_rules; all_rules(); watch(Path(sys.argv[1])); from agentls.cli.main import main; main(['check'])"
    )
    path = os.pathsep.join(one for one in sys.path if one)
    (project / "left/kept.md").write_text("x", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", code, str(notes)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    ((_, _, _, asked),) = kept(project)
    noted = {os.path.normpath(project / one[1]) for one in asked}  # type: ignore[attr-defined]
    seen = set()
    for line in notes.read_text(encoding="utf-8").splitlines():
        what, _, told = line.partition(" ")
        where = os.path.normpath(project / ast.literal_eval(told)) if what in ("read", "asked") else ""
        # Where the libraries are is a part of the question to the store.
        is_library = where.endswith(tuple(f"{name}/__init__.py" for name in itself._LIBRARIES))
        if not is_library and where.startswith(f"{tmp_path}/") and not where.startswith(f"{tmp_path}/cache"):
            seen.add(where)
    assert len(seen) > 30
    # To follow the links in a path is to look at each of its parts.
    real = {parent.as_posix() for one in asked if one[0] == "real" for parent in [Path(one[1]), *Path(one[1]).parents]}
    assert seen <= noted | real


def test_what_is_too_long_to_be_repeated_is_not_held_in_memory(capsys: pytest.CaptureFixture[str]) -> None:
    with streams.Listening(5) as heard:
        streams.say("stdout", "four")
        assert (heard.said, heard.is_whole) == ([("stdout", "four")], True)
        streams.say("stdout", "more")
        streams.say("stdout", "a")
    assert (heard.said, heard.is_whole) == ([], False)
    assert capsys.readouterr().out == "fourmorea"
