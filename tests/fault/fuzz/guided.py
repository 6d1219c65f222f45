"""Texts that reach new branches of the readers and rules, found by atheris; its corpus is kept from run to run.

    python tests/fault/fuzz/run.py SECONDS SEED guided

Ends with a summary; says so, and does nothing, where atheris is not installed.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import time

from kept import KEPT

_MOST_BYTES = 4000
_SECONDS_BETWEEN_NEWS = 5
# So many texts of each kind begin a new corpus.
_FIRST = 10


def main(seconds: float, seed: int) -> int:
    """Fuzz, and return 1 when something was found."""
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: nothing is guided by coverage (pip install atheris)", flush=True)
        return 0
    import atheris  # noqa: PLC0415 - only there where somebody wants to fuzz.

    with atheris.instrument_imports(include=["agentls"]):
        import shapes  # noqa: PLC0415
        from faults import Found  # noqa: PLC0415 - what is imported here is what is watched.
        from questions import ask, questions  # noqa: PLC0415

        from agentls.knowledge.dialect import all_dialects  # noqa: PLC0415
        from agentls.project.document import Document  # noqa: PLC0415
        from agentls.project.snapshot import Snapshot  # noqa: PLC0415
    found = Found(f"guided-{seed}")
    kinds, snapshot = all_dialects(), Snapshot()
    news = time.monotonic() + _SECONDS_BETWEEN_NEWS

    def one(data: bytes) -> None:
        nonlocal news
        # Three bytes say what is asked about the text that follows.
        which, high, low = (*data[:3], 0, 0, 0)[:3]
        kind, at = kinds[which % len(kinds)], 256 * high + low
        document = Document("/p/.claude/agents/a.md", data[3:].decode("utf-8", "replace"), kind)
        found.edits += 1
        first, *rest = questions(document, snapshot, min(at, len(document.text)))
        for question in (first, *(rest[(at + step) % len(rest)] for step in (0, 7, 13))):
            with found.answering(question[0], document):
                ask(document, snapshot, question)
        # The library ends the process by itself, so that what was found must be there at any time.
        if time.monotonic() > news:
            news = time.monotonic() + _SECONDS_BETWEEN_NEWS
            print(f"summary: {json.dumps(found.summary())}", flush=True)

    corpus = KEPT / "corpus"
    if not corpus.is_dir():
        corpus.mkdir(parents=True)
        rnd = random.Random(seed)
        for number in range(_FIRST * len(kinds)):
            kind = kinds[number % len(kinds)]
            data = bytes([number % len(kinds), 0, rnd.randrange(256)]) + shapes.text_for(kind, rnd).encode()
            (corpus / f"first-{number}").write_bytes(data)
    limits = [
        f"-max_total_time={seconds:.0f}",
        f"-seed={seed}",
        f"-max_len={_MOST_BYTES}",
        "-len_control=0",
        "-timeout=60",
    ]
    quiet = ["-verbosity=0", f"-artifact_prefix={KEPT}/"]
    atheris.Setup([sys.argv[0], *limits, *quiet, str(corpus)], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
