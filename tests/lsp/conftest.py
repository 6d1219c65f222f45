"""Servers for tests that only ask, and must leave no trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from wire import Wire


@pytest.fixture(scope="module")
def shared_wire() -> Iterator[Wire]:
    """A server for a whole module; no message of a test may be left over for the next."""
    with Wire() as wire:
        wire.initialize()
        yield wire


@pytest.fixture(autouse=True)
def _nothing_is_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "shared_wire" in request.fixturenames:
        wire: Wire = request.getfixturevalue("shared_wire")
        assert wire.silence() == []
