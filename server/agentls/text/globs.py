"""Matching paths against the globs of the schemas, by the rules of git's ignore files."""

from __future__ import annotations

from functools import cache

from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern


@cache
def _compiled(glob: str) -> GitIgnoreSpecPattern:
    return GitIgnoreSpecPattern(glob)


def matches(glob: str, path: str) -> bool:
    """Tell whether `path`, with `/` between its parts, is one that `glob` means."""
    return _compiled(glob).match_file(path.lstrip("/")) is not None
