"""Settings are found at or above a folder, whatever may not be looked into on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from agentls.disk import configuration
from agentls.knowledge.settings import DEFAULTS


def test_folders_that_may_not_be_looked_into_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agentls.toml").write_text('tools = ["Mine"]\n', encoding="utf-8")
    locked = tmp_path / "locked"
    look = Path.is_file

    def is_file(path: Path) -> bool:
        if locked in path.parents:
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    found = configuration.find(locked / "deeper")
    assert (found.settings.tools, found.problems) == ({"Mine"}, [])
    (tmp_path / "agentls.toml").unlink()
    assert configuration.find(locked).settings == DEFAULTS
