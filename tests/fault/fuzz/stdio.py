"""Edits and requests to a running server: each request is answered, nothing is logged, memory stays flat.

python tests/fault/fuzz/run.py SECONDS SEED stdio
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import shapes
from faults import Found
from wire import Wire

from agentls.knowledge.dialect import all_dialects
from agentls.project.document import Document

_LONGEST = 6000
_AT_A_PLACE = (
    "completion", "hover", "definition", "references", "documentHighlight", "prepareRename", "prepareCallHierarchy",
)  # fmt: skip
_OF_A_FILE = ("documentSymbol", "foldingRange", "codeLens", "documentLink", "semanticTokens/full", "documentColor")
_MORE = {"references": {"context": {"includeDeclaration": True}}}
_BETWEEN_SAMPLES = 1000


class UnansweredError(AssertionError):
    """A request that came back as an error, or a line on the server's standard error."""


def memory(process: int) -> int:
    """Return the resident memory of a process, in megabytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


def worked(process: int) -> float:
    """Return the processor time of a process, in seconds; the time of the clock where the system does not tell."""
    try:
        tasks = [one.read_text(encoding="ascii") for one in Path(f"/proc/{process}/task").glob("*/schedstat")]
        return sum(int(one.split()[0]) for one in tasks) / 1e9
    except (OSError, ValueError):
        return time.perf_counter()


def main(seconds: float, seed: int) -> int:
    """Fuzz, print a summary, and return 1 when something was found."""
    rnd = random.Random(seed)
    found = Found(f"stdio-{seed}")
    samples: list[int] = []
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, Wire() as wire:
        wire.initialize(rootUri=Path(folder).as_uri())
        while time.monotonic() < end:
            kind = rnd.choice(all_dialects())
            path = folder + shapes.path_for(kind, rnd).removeprefix("/p")
            text = shapes.text_for(kind, rnd)
            wire.open(Path(path).as_uri(), text)
            at = rnd.randint(0, len(text))
            for version in range(2, rnd.choice([5, 20, 60])):
                text, at = shapes.edited(text, at, rnd, [text])
                text = text[:_LONGEST]
                wire.change(Path(path).as_uri(), text, version)
                found.edits += 1
                _ask(wire, found, Document(path, text, kind), rnd)
                if found.edits % _BETWEEN_SAMPLES == 0:
                    samples.append(memory(wire.process.pid))
            wire.notify("textDocument/didClose", {"textDocument": {"uri": Path(path).as_uri()}})
        if wire.errors:
            found.note("standard error", UnansweredError("".join(wire.errors)[:300]), Document(path, text, kind))
    print(f"summary: {json.dumps({**found.summary(), 'memory (MB)': samples})}", flush=True)
    return 1 if found.faults else 0


def _ask(wire: Wire, found: Found, document: Document, rnd: random.Random) -> None:
    uri = {"textDocument": {"uri": Path(document.path).as_uri()}}
    place = {"line": rnd.randint(0, document.text.count("\n") + 1), "character": rnd.randint(0, 40)}
    method = rnd.choice(_AT_A_PLACE)
    requests: list[tuple[str, dict[str, Any]]] = [
        (method, {**uri, "position": place, **_MORE.get(method, {})}),
        (rnd.choice(_OF_A_FILE), uri),
    ]
    for method, params in requests:
        found.answers += 1
        start = worked(wire.process.pid)
        answer = wire.request(f"textDocument/{method}", params)
        found.took(method, worked(wire.process.pid) - start, document)
        if "error" in answer and method != "prepareRename":
            found.note(method, UnansweredError(str(answer["error"])[:300]), document)
    wire.silence()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
