"""The program `agentls`: what it has told before it tells at once, before anything that finds it out is loaded."""

from __future__ import annotations

import gc
import sys

from agentls.cli import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 clean, 1 findings, 2 wrong use or internal error."""
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        streams.finish()
    except BrokenPipeError:
        # The reader, `head` for one, has enough.
        streams.let_go()
        return 0
    except streams.OutputProblem as problem:
        streams.let_go()
        streams.say("stderr", f"agentls: {problem}\n")
        return 2
    return status


def _run(words: list[str]) -> int:
    if words[:1] != ["check"]:
        return _commanded(words)
    # The process is over in a moment and its trees have no cycles: looking for garbage would cost a tenth of the time.
    gc.disable()
    # A server repeats nothing, and would hold the store in memory as long as it runs.
    from agentls.cli import again  # noqa: PLC0415

    status = again.repeated(words[1:])
    if status is None:
        status = _commanded(words)
    # Python looks for garbage when it ends, too; what is frozen it passes over.
    gc.freeze()
    return status


def _commanded(words: list[str]) -> int:
    from agentls.cli import commands  # noqa: PLC0415 - it takes five times as long to load as to repeat an answer.

    return commands.main(words)


if __name__ == "__main__":
    sys.exit(main())
