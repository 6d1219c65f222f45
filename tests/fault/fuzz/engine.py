"""Random edits of real and made-up files, with everything that an editor asks after each; ends with a summary.

    python tests/fault/fuzz/engine.py SECONDS [SEED [CORPUS]]

CORPUS is a folder with projects; without it the samples of the tests are edited. What breaks, and the slowest texts, are
written to the folder of the kept corpus, see `kept.py`.
"""

from __future__ import annotations

import json
import logging
import random
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

import shapes
from kept import KEPT
from questions import Question, ask, questions

from agentls.disk.project import Disk
from agentls.knowledge.dialect import all_dialects, detect
from agentls.project.document import Document
from agentls.project.index import Index
from agentls.project.names import facts_of
from agentls.project.snapshot import Snapshot

_LONGEST = 30_000
_SLOW = 0.1
_SECONDS_BETWEEN_NEWS = 60


class Run:
    """Counts what was done, what broke and what took longest."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        self.seed = seed
        self.edits = self.answers = 0
        self.faults: Counter[str] = Counter()
        self.slowest: dict[str, tuple[float, int]] = {}
        KEPT.mkdir(parents=True, exist_ok=True)

    def ask(self, document: Document, question: Question) -> None:
        self.answers += 1
        start = time.thread_time()
        try:
            ask(document, question)
        except Exception as error:
            self.note(question[0], error, document)
        took = time.thread_time() - start
        if took > self.slowest.get(question[0], (0.0, 0))[0]:
            self.slowest[question[0]] = (took, len(document.text))
            if took > _SLOW:
                self.keep(f"slow-{self.seed}-{question[0]}".replace(" ", "-"), document, f"{took * 1000:.0f} ms")

    def note(self, what: str, error: BaseException, document: Document) -> None:
        cause = error.__cause__ or error
        frame = traceback.extract_tb(cause.__traceback__)[-1]
        key = f"{what}: {type(cause).__name__} at {Path(frame.filename).name}:{frame.lineno}: {str(error)[:100]}"
        key = "".join("N" if letter.isdigit() else letter for letter in key)
        self.faults[key] += 1
        if self.faults[key] == 1:
            self.keep(
                f"fault-{self.seed}-{len(self.faults)}", document, "".join(traceback.format_exception(cause))[-3000:]
            )
            print("fault:", key, flush=True)

    def keep(self, name: str, document: Document, why: str) -> None:
        record = {"path": document.path, "dialect": document.dialect.id, "text": document.text, "why": why}
        (KEPT / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")

    def summary(self) -> dict[str, Any]:
        slow = sorted(self.slowest.items(), key=lambda one: -one[1][0])
        return {
            "seed": self.seed,
            "edits": self.edits,
            "answers": self.answers,
            "faults": dict(self.faults),
            "slowest answers (ms of processor time, characters)": {
                name: (round(took * 1000, 1), length) for name, (took, length) in slow[:8]
            },
        }


def real_files(corpus: Path) -> list[Document]:
    """Return the agent files of the corpus."""
    marked = {
        (file.parent.parent.as_posix(), ".claude-plugin/plugin.json")
        for file in corpus.rglob("plugin.json")
        if file.parent.name == ".claude-plugin"
    }
    found = []
    for file in sorted(corpus.rglob("*")):
        if file.suffix in (".md", ".json", ".mdc") and file.is_file() and file.stat().st_size < 2 * _LONGEST:
            kind = detect(file.as_posix(), marked)
            if kind:
                found.append(Document(file.as_posix(), file.read_bytes().decode("utf-8", "replace"), kind))
    return found


def main(seconds: float, seed: int, corpus: Path) -> int:
    run = Run(seed)
    rnd = run.rnd
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    logging.getLogger().addHandler(logging.NullHandler())
    real = real_files(corpus)
    others = [one.text for one in real] or ["---\nname: a\n---\n"]
    kinds = list(all_dialects())
    documents = {one.path: one for one in rnd.sample(real, min(300, len(real)))}
    index = Index("/home/me")
    for one in documents.values():
        index.update(facts_of(one))
    snapshot = Snapshot(index=index, files=Disk(), home="/home/me", document_at=documents.get)
    print(f"{len(real)} real files, {len(kinds)} dialects, seed {seed}", flush=True)
    end, news = time.monotonic() + seconds, time.monotonic() + _SECONDS_BETWEEN_NEWS
    try:
        while time.monotonic() < end:
            document = rnd.choice(real) if real and rnd.random() < 0.6 else _made_up(rnd)
            session(run, document, snapshot, kinds, others)
            if time.monotonic() > news:
                news = time.monotonic() + _SECONDS_BETWEEN_NEWS
                print(f"{run.edits} edits, {run.answers} answers, {len(run.faults)} kinds of fault", flush=True)
    except KeyboardInterrupt:
        pass
    print(json.dumps(run.summary(), indent=1, ensure_ascii=False), flush=True)
    return 1 if run.faults else 0


def _made_up(rnd: random.Random) -> Document:
    kind = rnd.choice(all_dialects())
    return Document(shapes.path_for(kind, rnd), shapes.text_for(kind, rnd), kind)


def session(run: Run, document: Document, snapshot: Snapshot, kinds: list[Any], others: list[str]) -> None:
    """Make some edits, one after the other, and ask after each."""
    rnd = run.rnd
    text, kind = document.text, document.dialect if rnd.random() > 0.15 else rnd.choice(kinds)
    if len(text) > 6000 and rnd.random() < 0.8:
        text = text[: rnd.randint(300, 6000)]
    at = rnd.randint(0, min(len(text), 1500))
    for _ in range(rnd.choice([5, 20, 60])):
        text, at = shapes.edited(text, at, rnd, others)
        if len(text) > _LONGEST:
            return
        run.edits += 1
        now = Document(document.path, text, kind, run.edits)
        where = min(at if rnd.random() < 0.7 else rnd.randint(0, len(text)), len(text))
        first, *rest = questions(now, snapshot, where)
        run.ask(now, first)
        for question in rnd.sample(rest, 7):
            run.ask(now, question)


if __name__ == "__main__":
    given = sys.argv[1:]
    default = Path(__file__).resolve().parents[2] / "knowledge" / "samples"
    sys.exit(
        main(
            float(given[0]), int(given[1]) if given[1:] else int(time.time()), Path(given[2]) if given[2:] else default
        )
    )
