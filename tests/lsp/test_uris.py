"""Paths from the addresses that real editors send."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.knowledge.detection import detect
from agentls.lsp.convert import uris


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/a/.claude/agents/x.md", "/home/a/.claude/agents/x.md"),
        ("file:///home/a%20b/%C3%A4%23.md", "/home/a b/ä#.md"),
        ("file:///c%3A/work/.claude/agents/x.md", "C:/work/.claude/agents/x.md"),
        ("file:///C:/work/x.md", "C:/work/x.md"),
        ("file://localhost/a/x.md", "/a/x.md"),
        ("file://server/share/.claude/agents/x.md", "//server/share/.claude/agents/x.md"),
        ("untitled:Untitled-1", "Untitled-1"),
        ("untitled:/a/.claude/agents/x.md", "/a/.claude/agents/x.md"),
        ("vscode-remote://ssh-remote%2Bhost/home/a/.claude/agents/x.md", "/home/a/.claude/agents/x.md"),
        ("git:/a/.claude/agents/x.md?%7B%22ref%22%3A%22~%22%7D", "/a/.claude/agents/x.md"),
        ("C:\\work\\.claude\\agents\\x.md", "C:/work/.claude/agents/x.md"),
        ("http://[::1/x.md", "http://[::1/x.md"),
        ("", ""),
    ],
)
def test_path(uri: str, path: str) -> None:
    assert uris.to_path(uri) == path


@pytest.mark.parametrize(
    "uri",
    [
        "file:///c%3A/work/.claude/agents/x.md",
        "file://server/share/.claude/agents/team/x.md",
        "C:\\work\\.claude\\agents\\x.md",
        "vscode-remote://wsl%2Bubuntu/home/a/.claude/agents/x.md",
    ],
)
def test_agents_are_recognised_wherever_they_are(uri: str) -> None:
    dialect = detect(uris.to_path(uri))
    assert dialect
    assert dialect.id == "claude-code/agent"


@given(st.text())
def test_no_address_is_too_odd(uri: str) -> None:
    detect(uris.to_path(uri))
    uris.on_disk(uri)


def test_only_files_are_looked_for_on_the_disk() -> None:
    assert uris.on_disk("file:///a/b.md") == Path("/a/b.md")
    assert uris.on_disk("untitled:/a/b.md") is None
    assert uris.on_disk("file:///a%00b.md") is None
