"""The walk finds what git would, and reports what it cannot enter."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from agentls.disk.left_out import is_left_out
from agentls.disk.walk import Walk

AGENT = "---\nname: a\ndescription: b\n---\n"


def lay_out(top: Path, *names: str, **texts: str) -> None:
    for name in names:
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts.get(name, AGENT), encoding="utf-8")


def found(top: Path) -> list[str]:
    return [Path(one.path).relative_to(top).as_posix() for one in Walk().find(top)]


def test_finds_agents_at_any_depth_and_nothing_else(tmp_path: Path) -> None:
    agents = [".claude/agents/a.md", ".claude/agents/deep/b.md", "sub/.claude/agents/c.md"]
    lay_out(tmp_path, *agents, "README.md", "docs/x.md", ".claude/agents/d.MD", ".claude/agents/e.txt")
    assert found(tmp_path) == agents


def test_agents_of_a_plugin_need_its_manifest(tmp_path: Path) -> None:
    lay_out(tmp_path, "one/agents/a.md", "two/agents/b.md", "two/agents/deep/c.md")
    (tmp_path / "one/agents/a.md").write_text("Nothing but text.\n", encoding="utf-8")
    (tmp_path / "two/.claude-plugin").mkdir()
    (tmp_path / "two/.claude-plugin/plugin.json").write_text("{}", encoding="utf-8")
    assert found(tmp_path) == ["two/.claude-plugin/plugin.json", "two/agents/b.md", "two/agents/deep/c.md"]
    assert [one.kind.id for one in Walk().find(tmp_path / "two/agents")] == ["claude-code/plugin-agent"] * 2


def test_agents_of_a_collection_are_known_by_what_they_hold(tmp_path: Path) -> None:
    lay_out(tmp_path, "agents/a.md", "agents/deep/b.md", "docs/agents/guide.md", "notes/c.md")
    (tmp_path / "docs/agents/guide.md").write_text("# How we use agents\n", encoding="utf-8")
    assert found(tmp_path) == ["agents/a.md", "agents/deep/b.md"]
    assert [one.kind.id for one in Walk().find(tmp_path / "agents/a.md")] == ["claude-code/agent"]
    assert not list(Walk().find(tmp_path / "notes/c.md"))


def test_skips_what_git_ignores_and_what_others_wrote(tmp_path: Path) -> None:
    (tmp_path / ".git/info").mkdir(parents=True)
    (tmp_path / ".git/info/exclude").write_text("private/\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("build/\n*.draft.md\n", encoding="utf-8")
    agents = [".claude/agents/a.md", "sub/.claude/agents/kept.draft.md"]
    lay_out(
        tmp_path,
        *agents,
        ".claude/agents/x.draft.md",
        "build/.claude/agents/b.md",
        "private/.claude/agents/c.md",
        "node_modules/p/.claude/agents/d.md",
    )
    (tmp_path / "sub/.gitignore").write_text("!kept.draft.md\n", encoding="utf-8")
    assert found(tmp_path) == agents


def test_ignore_files_above_the_start_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.draft.md\n", encoding="utf-8")
    lay_out(tmp_path, "sub/.claude/agents/a.md", "sub/.claude/agents/b.draft.md")
    assert found(tmp_path / "sub") == [".claude/agents/a.md"]


def test_a_file_that_is_named_is_found_whatever_git_says(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.md\n", encoding="utf-8")
    lay_out(tmp_path, ".claude/agents/a.md")
    file = tmp_path / ".claude/agents/a.md"
    assert [one.shown for one in Walk().find(file)] == [str(file)]


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_finds_what_git_keeps_although_an_ignore_file_names_it(tmp_path: Path, version: str) -> None:
    kept = [".claude/agents/local/a.md", ".claude/agents/x.md"]
    lay_out(tmp_path, *kept, ".claude/agents/local/b.md", ".claude/agents/local/deep/c.md", ".claude/agents/xy.md")
    (tmp_path / ".gitignore").write_text("local/\nx*.md\n")
    for words in (["init", "-q"], ["add", "-f", *kept, ".gitignore"], ["update-index", "--index-version", version]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    assert found(tmp_path) == kept
    assert found(tmp_path / ".claude/agents/local") == ["a.md"]
    assert [is_left_out(tmp_path / name, tmp_path) for name in (kept[0], ".claude/agents/local/b.md")] == [False, True]


@pytest.mark.parametrize("index", [b"", b"DIRC", b"DIRC\0\0\0\4\xff\xff\xff\xff" + b"\xff" * 90, b"DIRC" + b"\0" * 900])
def test_an_index_that_cannot_be_read_keeps_nothing(tmp_path: Path, index: bytes) -> None:
    lay_out(tmp_path, ".claude/agents/a.md")
    (tmp_path / ".gitignore").write_text("*.md\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_bytes(index)
    assert found(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_follows_links_once_and_reports_loops(tmp_path: Path) -> None:
    lay_out(tmp_path, "shared/a.md")
    (tmp_path / "p/.claude").mkdir(parents=True)
    (tmp_path / "p/.claude/agents").symlink_to(tmp_path / "shared", target_is_directory=True)
    (tmp_path / "p/again").symlink_to(tmp_path, target_is_directory=True)
    walk = Walk()
    paths = [Path(one.path).relative_to(tmp_path).as_posix() for one in walk.find(tmp_path)]
    assert paths == ["p/.claude/agents/a.md"]
    assert len(walk.problems) == 1
    assert "link to a folder above itself" in walk.problems[0][1]


def test_one_file_is_left_out_as_the_walk_does(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("build/\n*.draft.md\n", encoding="utf-8")
    top = tmp_path / "sub"
    names = [".claude/agents/a.md", ".claude/agents/x.draft.md", "build/.claude/agents/b.md", "vendor/CLAUDE.md"]
    lay_out(top, *names, "deep/.claude/agents/kept.draft.md")
    (top / "deep/.gitignore").write_text("!kept.draft.md\n", encoding="utf-8")
    kept = [".claude/agents/a.md", "deep/.claude/agents/kept.draft.md"]
    assert found(top) == kept
    assert [name for name in (*names, kept[1]) if not is_left_out(top / name, top)] == kept


def test_steps_come_often(tmp_path: Path) -> None:
    lay_out(tmp_path, *(f"docs/{number}.md" for number in range(20)), ".claude/agents/a.md")
    steps = list(Walk().steps(tmp_path))
    assert len(steps) > 20
    assert len([one for one in steps if one]) == 1
