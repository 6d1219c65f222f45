"""Shared by all tests: where the material beside the project is."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real files and what the hosts did with them; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder `shared` with recorded behaviour is not beside the project")
    return SHARED
