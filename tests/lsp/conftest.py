"""Servers for tests that only ask, and must leave no trace."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
import wire as wires
from wire import Wire

from copied import Copied, begin

# These are about the start and the end of a program.
_STARTED = ("test_protocol", "test_first_second", "test_lean")
_CAN_COPY = sys.platform == "linux" and not wires._OTHER and "COV_CORE_SOURCE" not in os.environ


@pytest.fixture(autouse=True)
def _servers_are_copies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if _CAN_COPY and request.module.__name__.rpartition(".")[2] not in _STARTED:
        monkeypatch.setattr(wires, "quick", lambda: Copied(_as_started))


def _as_started() -> None:
    os.environ.clear()
    os.environ.update(wires.ENVIRONMENT)
    begin()


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
