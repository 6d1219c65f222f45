"""Ignore files: git's verdicts, whatever stands in them, and no pattern that takes for ever."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentls.disk import ignores
from agentls.text import patterns

PATTERNS = """\
*.md !a.md /a.md a/ /a/ a/b.md a/*.md **/b.md a/** a/**/b.md **/a/** **/a/b/*.md a/**/b/**/c.md [ab].md [!a].md [^a]b
[a-c]?.md a*b*c.md *a*a*a*b \\!x \\#y x\\  [[:digit:]].md [[:upper:]]* []].md [] [!] [z-a] a\\ ** /** /** * /* */b.md ?
a**b.md **a a** /a/b a/b/ [a [\\]].md \\*.md [*].md a[/]b !a/ !**/b.md # .* *. {a,b}.md [a&&b].md a/*/c.md
""".split()  # noqa: SIM905
PATHS = """\
a.md b.md ab aab ac.md a1.md a/b.md a/a.md a/b/c.md a/b/b/c.md x/a/b.md x/a/b/c.md aXbXc.md aaab !x #y x x\\ 1.md A.md
].md a/x/b/y/c.md a/x/b.md axb.md xa ax *.md .a a. &.md -.md a/b/x/y/b.md b/b.md a/c.md [a {a,b}.md
""".split()  # noqa: SIM905


def verdict_of_git(tmp_path: Path, patterns: list[str], paths: list[str]) -> list[bool]:
    """What git says of each path by itself, as if no folder above it were left out."""
    (tmp_path / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    run = subprocess.run(
        ["git", "-c", "core.ignoreCase=false", "check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"],
        cwd=tmp_path,
        input="\0".join(paths),
        capture_output=True,
        text=True,
        check=False,
    )
    fields = run.stdout.split("\0")[:-1]
    # Source, line, pattern, path: a pattern with `!` takes back, none at all says nothing.
    return [bool(fields[n + 2]) and not fields[n + 2].startswith("!") for n in range(0, len(fields), 4)]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def ours(tmp_path: Path, patterns: list[str], paths: list[str]) -> list[bool]:
    file = tmp_path / ".gitignore"
    file.write_text("\n".join(patterns) + "\n", encoding="utf-8")
    found = ignores.read(str(file), tmp_path.as_posix())
    kept = []
    for path in paths:
        names = path.split("/")
        # A file is left out when a folder on the way to it is, which a walk never enters.
        steps = ["/".join(names[:n]) + "/" for n in range(1, len(names))] + [path]
        kept.append(
            any(found is not None and ignores.is_ignored(f"{tmp_path.as_posix()}/{one}", [found]) for one in steps)
        )
    return kept


@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_means_what_it_means_to_git(repository: Path, pattern: str) -> None:
    assert dict(zip(PATHS, ours(repository, [pattern], PATHS), strict=True)) == dict(
        zip(PATHS, verdict_of_git(repository, [pattern], PATHS), strict=True)
    )


def test_many_lists_of_patterns_mean_what_they_mean_to_git(repository: Path) -> None:
    for start in range(0, len(PATTERNS), 3):
        some = PATTERNS[start:] + PATTERNS[:start:7]
        assert ours(repository, some, PATHS) == verdict_of_git(repository, some, PATHS), some


@settings(max_examples=200)
@given(st.text("ab*?[]!^-\\/ #.", max_size=12), st.text("ab/.-", min_size=1, max_size=8))
def test_no_text_fails(pattern: str, path: str) -> None:
    parsed = patterns.pattern(pattern)
    if parsed is not None:
        assert parsed.fits(path.split("/")) in (True, False)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 40 + "b", "a" * 200),
        ("**/a/" * 30 + "b", "a/" * 60),
        ("/".join(["**"] * 200) + "/x", "a/" * 60 + "a"),
        ("*[ab]" * 60 + "c", "ab" * 120),
        ("?*" * 60 + "c", "ab" * 120),
    ],
)
def test_a_pattern_is_tried_once(pattern: str, path: str) -> None:
    """With a matcher that tries again this test would end with the age of the universe."""
    parsed = patterns.pattern(pattern)
    assert parsed is not None
    assert not parsed.fits(path.rstrip("/").split("/"))


def test_more_lines_than_anybody_writes_are_not_all_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / ".gitignore"
    file.write_text("x\n" * 10_001 + "late.md\n", encoding="utf-8")
    found = ignores.read(os.fspath(file), tmp_path.as_posix())
    assert found is not None
    assert found.verdict(f"{tmp_path.as_posix()}/late.md") is None
    assert "only the first 10000" in caplog.text
