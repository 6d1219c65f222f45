"""Finds and reads a project's settings: `agentls.toml`, or the table `[tool.agentls]` of `pyproject.toml`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from agentls.disk import files, system
from agentls.knowledge.settings import DEFAULTS, Settings, from_plain
from agentls.syntax.nodes import node_at, to_plain

if TYPE_CHECKING:
    from agentls.syntax.toml import TomlReading

_PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (("agentls.toml", ()), ("pyproject.toml", ("tool", "agentls")))
_NAMES = tuple(name for name, _ in _PLACES)


class Found(NamedTuple):
    """The settings, the file that they come from, and why it cannot be read, if that is so.

    What is wrong in a file that can be read is for the rules to say, at its place.
    """

    settings: Settings
    file: Path | None = None
    problem: str | None = None

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The file and the reason, if it cannot be read."""
        return [(str(self.file), self.problem)] if self.problem else []


def find(folder: Path) -> Found:
    """Return the settings that apply in `folder`.

    The nearest file at or above the folder counts; a `pyproject.toml` without the table does not end the search.
    """
    every = (inside(place) for place in (folder, *folder.parents))
    return next((found for found in every if found is not None), Found(DEFAULTS))


def inside(folder: Path) -> Found | None:
    """Return the settings that stand in `folder` itself, `None` where there are none."""
    for name, table in _PLACES:
        file = folder / name
        if not _is_file(file):
            continue
        try:
            text = files.read_bytes(file, files.LARGEST_BESIDE).decode("utf-8")
        except (files.FileProblem, ValueError) as error:
            return Found(DEFAULTS, file, f"the settings cannot be read: {error}")
        data = _table(text, table)
        if data is not None:
            return Found(from_plain(data, folder.as_posix())[0], file)
    return None


def may_be(path: str) -> bool:
    """Tell whether a file at `path` may be one in which our settings stand."""
    return path.endswith(_NAMES)


def table_of(name: str) -> tuple[str, ...]:
    """Return the table of the file called `name` in which our settings stand."""
    return dict(_PLACES)[name]


def has_table(text: str, table: tuple[str, ...]) -> bool:
    """Tell whether a TOML text has that table, or once had: as it is written, even if the file is broken elsewhere."""
    return node_at(_read(text).node, table) is not None


def _is_file(file: Path) -> bool:
    # A folder that may not be looked into has no settings for us; those further up still count.
    return system.exists(str(file)) and not system.is_folder(str(file))


def _table(text: str, table: tuple[str, ...]) -> Any:
    """Return the table as plain data, empty for a file that is no TOML, and `None` where there is none."""
    reading = _read(text)
    node = node_at(reading.node, table)
    if node is None:
        return None
    return {} if reading.fault is not None else to_plain(node)


def _read(text: str) -> "TomlReading":
    # Many projects have no settings, and a check of those need not load what reads TOML.
    from agentls.syntax import toml  # noqa: PLC0415

    return toml.read(text)
