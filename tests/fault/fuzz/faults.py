"""What a fuzzer has found: each kind of fault once, with the text that shows it, and the slowest answers."""

from __future__ import annotations

import json
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kept import KEPT

from agentls.project.document import Document

_SLOW = 0.1


class Found:
    """Counts answers, faults and the time that answers take; `name` begins the names of the files that are kept."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.edits = self.answers = 0
        self.faults: Counter[str] = Counter()
        self.slowest: dict[str, tuple[float, int]] = {}
        KEPT.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def answering(self, what: str, document: Document) -> Iterator[None]:
        """Note what goes wrong with an answer, and how long it takes (of processor time)."""
        self.answers += 1
        start = time.thread_time()
        try:
            yield
        except Exception as error:
            self.note(what, error, document)
        self.took(what, time.thread_time() - start, document)

    def took(self, what: str, seconds: float, document: Document) -> None:
        """Note how long an answer took."""
        if seconds > self.slowest.get(what, (0.0, 0))[0]:
            self.slowest[what] = (seconds, len(document.text))
            if seconds > _SLOW:
                self._keep(f"slow-{self.name}-{what}", document, f"{seconds * 1000:.0f} ms")

    def note(self, what: str, error: BaseException, document: Document) -> None:
        """Note a fault; of each kind only the first is kept and told."""
        cause = error.__cause__ or error
        frames = traceback.extract_tb(cause.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        key = f"{what}: {type(cause).__name__} at {place}"
        self.faults[key] += 1
        if self.faults[key] == 1:
            trace = "".join(traceback.format_exception(cause))[-3000:]
            self._keep(f"fault-{self.name}-{len(self.faults)}", document, trace)
            print(f"fault: {key}: {str(error)[:100]}", flush=True)

    def _keep(self, name: str, document: Document, why: str) -> None:
        record = {"path": document.path, "dialect": document.dialect.id, "text": document.text, "why": why}
        (KEPT / f"{name.replace(' ', '-').replace('/', '-')}.json").write_text(json.dumps(record), encoding="utf-8")

    def summary(self) -> dict[str, Any]:
        """Return what was done and found, as it is printed at the end of a run."""
        slow = sorted(self.slowest.items(), key=lambda one: -one[1][0])[:6]
        return {
            "edits": self.edits,
            "answers": self.answers,
            "faults": dict(self.faults),
            "slowest": {what: [round(took * 1000), length] for what, (took, length) in slow},
        }
