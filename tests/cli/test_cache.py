"""What one run of `agentls check` keeps for the next: the same answers in less time, and never another answer."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from agentls.cli import itself
from agentls.cli.main import main
from agentls.disk import store
from agentls.rules import lint

AGENT = "---\nname: {name}\ndescription: Reads. Use it.\ntools: Read, {tools}\n---\nSee [it](notes.md).\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    top = tmp_path / "project"
    (top / ".claude/agents").mkdir(parents=True)
    write(top, "a", "Agent(b)")
    write(top, "b", "Reed")
    monkeypatch.chdir(top)
    return top


def write(top: Path, name: str, tools: str) -> None:
    (top / f".claude/agents/{name}.md").write_text(AGENT.format(name=name, tools=tools), encoding="utf-8")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the rules were asked about."""
    found: list[str] = []
    real = lint.judge

    def judge(document: object, *arguments: object, **named: object) -> object:
        found.append(Path(document.path).name)  # type: ignore[attr-defined]
        return real(document, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(lint, "judge", judge)
    return found


def check(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["check", "--fail-on", "hint", "--format", "json", *words]) in (0, 1)
    told = capsys.readouterr()
    assert "internal error" not in told.err
    return told.out


def same(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Check with what is kept, and hold the answer against one without."""
    with_it = check(capsys, *words)
    assert with_it == check(capsys, "--no-cache", *words)
    return with_it


def cache(project: Path) -> Path:
    return project.parent / "cache/agentls/check-1.sqlite3"


def test_nothing_is_judged_twice(capsys: pytest.CaptureFixture[str], judged: list[str]) -> None:
    first = check(capsys)
    assert judged == ["a.md", "b.md"]
    judged.clear()
    assert check(capsys) == first
    assert judged == []
    assert "unknown-tool" in first
    for form in ("text", "sarif", "github"):
        main(["check", "--format", form])
        with_it = capsys.readouterr().out
        main(["check", "--format", form, "--no-cache"])
        assert with_it == capsys.readouterr().out


def test_what_a_file_does_not_tell_others_has_others_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str], judged: list[str]
) -> None:
    check(capsys)
    judged.clear()
    with (project / ".claude/agents/b.md").open("a", encoding="utf-8") as file:
        file.write("More.\n")
    check(capsys)
    assert judged == ["b.md"]


def test_other_files_have_a_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown-agent" not in same(capsys)
    (project / ".claude/agents/b.md").unlink()
    assert "unknown-agent" in same(capsys)
    write(project, "c", "Read")
    write(project, "b", "Read")
    assert "unknown-agent" not in same(capsys)
    # A plugin's manifest gives its agents other names.
    (project / ".claude-plugin").mkdir()
    (project / ".claude-plugin/plugin.json").write_text('{"name": "p"}', encoding="utf-8")
    (project / "agents").mkdir()
    (project / "agents/d.md").write_text(AGENT.format(name="d", tools="Agent(p:d)"), encoding="utf-8")
    same(capsys)
    (project / ".claude-plugin/plugin.json").write_text('{"name": "q"}', encoding="utf-8")
    same(capsys)


def test_files_that_are_linked_to_have_a_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "broken-link" in same(capsys)
    (project / ".claude/agents/notes.md").write_text("x", encoding="utf-8")
    assert "broken-link" not in same(capsys)
    (project / ".claude/agents/notes.md").unlink()
    assert "broken-link" in same(capsys)
    # What is there for a guess: the finding names the file that was probably meant.
    (project / ".claude/agents/nots.txt").write_text("x", encoding="utf-8")
    same(capsys)


def test_settings_and_options_have_a_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown-tool" in same(capsys)
    assert "unknown-tool" not in same(capsys, "--ignore", "unknown-tool")
    (project / "agentls.toml").write_text('tools = ["Reed"]\n', encoding="utf-8")
    assert "unknown-tool" not in same(capsys)
    (project / "agentls.toml").write_text('[rules]\nunknown-tool = "error"\n', encoding="utf-8")
    assert '"error"' in same(capsys)
    same(capsys, "--target", "opencode")
    same(capsys, "--as", "copilot/agent")


def test_another_version_judges_anew(
    capsys: pytest.CaptureFixture[str], judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(capsys)
    judged.clear()
    monkeypatch.setattr(itself, "digest", lambda: b"another")
    check(capsys)
    assert judged == ["a.md", "b.md"]


def test_a_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A process asks once, and this test for several.
    digest = itself.digest.__wrapped__
    before = digest()
    assert before == digest()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/mine.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(itself, "_SCHEMAS", str(tmp_path))
    other = digest()
    (tmp_path / "rules/mine.json").write_text("{ }", encoding="utf-8")
    assert len({before, other, digest()}) == 3


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_done_without(project: Path, damage: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    check(capsys)
    cache(project).write_bytes(damage)
    same(capsys)
    same(capsys)


@pytest.mark.parametrize("change", ["substr(answer, 1, 30)", "zeroblob(40)", "answer || '1'", "12", "NULL", "'x'"])
def test_what_was_tampered_with_counts_for_nothing(
    project: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check(capsys)
    with sqlite3.connect(cache(project)) as connection:
        connection.execute(f"UPDATE answers SET answer = {change}")
    connection.close()
    same(capsys)


MADE_UP = [b"[]", b"null", b"[[], [[[5, 1], 1]], []]", b"\xff", b"[" * 100_000, b'[[["eval", "x", 1]], [], []]', b"1\n1",
           b'"/"\n[1, [[1]], []]', b'"/"\n["p", [["agent", 1, "p", "/", [0, 0], "x", "y", {}]], []]']  # fmt: skip


@pytest.mark.parametrize("made_up", MADE_UP)
def test_what_was_made_up_with_care_neither_runs_nor_ends_the_check(
    project: Path, made_up: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a checksum that is right."""
    check(capsys)
    with sqlite3.connect(cache(project)) as connection:
        for (question,) in connection.execute("SELECT question FROM answers").fetchall():
            answer = store._checksum(question, made_up) + made_up
            connection.execute("UPDATE answers SET answer = ? WHERE question = ?", (answer, question))
    connection.close()
    same(capsys)


def test_two_runs_do_not_wait_for_one_another(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(capsys)
    write(project, "b", "Reet")
    other = sqlite3.connect(cache(project), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        same(capsys)
    finally:
        other.close()
    same(capsys)


def test_nothing_is_kept_without_a_wish_or_a_place(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(capsys, "--no-cache")
    assert not cache(project).exists()
    (project.parent / "cache").write_text("no folder", encoding="utf-8")
    same(capsys)


@pytest.mark.skipif(sys.platform == "win32", reason="who may write where is told otherwise there")
def test_a_folder_that_others_may_write_to_is_not_used(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = cache(project).parent
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    same(capsys)
    assert not cache(project).exists()
    folder.chmod(0o700)
    cache(project).symlink_to(project / "victim")
    same(capsys)
    assert not (project / "victim").exists()
    cache(project).unlink()
    same(capsys)
    assert oct(folder.stat().st_mode & 0o777) == oct(0o700)
    assert cache(project).exists()


def test_what_is_old_goes_when_there_is_too_much(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(capsys)
    with sqlite3.connect(cache(project)) as connection:
        connection.execute("UPDATE answers SET day = 1")
    connection.close()
    monkeypatch.setattr(store, "_MOST_BYTES", 0)
    write(project, "b", "Reet")
    check(capsys)
    with sqlite3.connect(cache(project)) as connection:
        assert connection.execute("SELECT count(*) FROM answers WHERE day = 1").fetchone() == (0,)
    connection.close()
    same(capsys)


def test_a_python_without_a_database_keeps_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "agentls.disk.store", None)
    monkeypatch.delattr("agentls.disk.store")
    assert "unknown-tool" in same(capsys)
    assert not cache(project).exists()


def test_the_folder_is_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert store.folder() == str(tmp_path / "cache/agentls")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert Path(store.folder()).is_absolute()
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("USERPROFILE", "")
    assert Path(store.folder()).is_absolute()
