"""What an installed assistant tells of files, taken from what it prints.

told_in_report(report, facts) -> dict[str, list[Told]]      # from JSON, by the files' paths
told_in_lines(text, facts, place) -> list[Told] | None      # from text, of the one file that it was shown
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """One message. `is_loss` says that the file as a whole has no effect, otherwise a part of it has none."""

    message: str
    is_loss: bool


def told_in_report(report: str, facts: Mapping[str, Any]) -> dict[str, list[Told]] | None:
    """Return what the report says of each file that was looked at; `None` when it is no report."""
    try:
        found = json.loads(report)
        files = [one for one in (found["manifest"], *found["contents"]) if one]
        return {one["file"]: list(_of_file(one, facts)) for one in files}
    except (ValueError, KeyError, TypeError):
        return None


def _of_file(file: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterable[Told]:
    loses = facts["loses"]
    for level in ("errors", "warnings"):
        for one in file[level]:
            path, message = one["path"] or "", one["message"]
            # What is wrong with a file is said of that file; a marketplace says it again for its plugins.
            if facts["repeats"] in path or _has(message, facts["advises"]):
                continue
            is_loss = level == "errors" and not _has(message, loses["except"])
            by_kind = file["type"] in loses["kinds"]
            yield Told(
                f"{path}: {message}" if path else message, is_loss and (by_kind or _has(message, loses["words"]))
            )


def told_in_lines(text: str, facts: Mapping[str, Any], place: str) -> list[Told] | None:
    """Return what stands under the headings that tell of files; `None` when the program tells nothing at all."""
    if facts["answers"] not in text:
        return None
    found: list[Told] = []
    heading: str | None = None
    for line in text.splitlines():
        if line.strip() in (*facts["headings"], ""):
            heading = line.strip() or None
        elif heading is not None and line.startswith("- "):
            message = line[2:].rpartition(place)[2].lstrip(facts["separators"]) if place in line else line[2:]
            if not _has(message, facts["advises"]):
                is_loss = facts["headings"][heading] == "file" and not _has(message, facts["keeps"])
                found.append(Told(message, is_loss))
    return found


def _has(message: str, words: Iterable[str]) -> bool:
    return any(one in message for one in words)
