"""How each host reads a block of frontmatter. A dialect names its reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """`repairs`: after a failure the host quotes values that need it and tries again.

    `reads_escaped_newlines`: the two characters `\\n` in a description become a line break. `whole_file`: there are no
    fences, the file is data from its first character to its last.
    """

    repairs: bool
    reads_escaped_newlines: bool = False
    whole_file: bool = False


READERS = {
    "claude-code": Reader(repairs=True, reads_escaped_newlines=True),
    "json": Reader(repairs=False, whole_file=True),
}
