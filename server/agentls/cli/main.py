"""The program `agentls`: what it has told before it tells at once, before anything that finds it out is loaded."""

from __future__ import annotations

import sys

from agentls.cli import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 clean, 1 findings, 2 wrong use or internal error."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["check"]:
        # A server repeats nothing, and would hold the store in memory as long as it runs.
        from agentls.cli import again  # noqa: PLC0415

        try:
            status = again.repeated(words[1:])
        except BrokenPipeError:
            return streams.reader_left()
        if status is not None:
            return status
    from agentls.cli import commands  # noqa: PLC0415 - it takes five times as long to load as to repeat an answer.

    return commands.main(words)


if __name__ == "__main__":
    sys.exit(main())
