"""A secret in a file that git ignores stays with whoever wrote it."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import NoFiles, Snapshot
from agentls.rules import literal_secret

_PATH = "/p/.mcp.json"
_TEXT = '{"mcpServers": {"a": {"command": "x", "env": {"API_KEY": "hF83kd0aQz71mXw9Lr5tBv2c"}}}}\n'


class Ignored(NoFiles):
    """Files of which git ignores one."""

    def __init__(self, path: str) -> None:
        self._path = path

    def is_ignored(self, path: str) -> bool:
        return path == self._path


@pytest.mark.parametrize(("ignored", "count"), [("/p/other.json", 1), (_PATH, 0)])
def test_a_secret_in_an_ignored_file_is_nobodys_business(ignored: str, count: int) -> None:
    document = Document(_PATH, _TEXT, dialect("claude-code/mcp"))
    assert len(list(literal_secret.check(document, Snapshot(files=Ignored(ignored))))) == count
