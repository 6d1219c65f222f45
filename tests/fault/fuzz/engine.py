"""Random edits of real and made-up files, with everything that an editor asks after each; ends with a summary.

    python tests/fault/fuzz/run.py SECONDS SEED engine

Real files are edited where the folder with recorded behaviour is beside the project. What breaks, and the slowest texts,
are written to the folder of the kept corpus, see `kept.py`.
"""

from __future__ import annotations

import json
import logging
import random
import signal
import sys
import time
from pathlib import Path

import shapes
from faults import Found
from questions import ask, questions

from agentls.disk.project import Disk
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import all_dialects
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot

_LONGEST = 30_000
# So many files make up the project that names are looked up in.
_MOST_KNOWN = 300
# After each edit the findings are asked for, and so many of the other questions.
_ASKED = 7
_SECONDS_BETWEEN_NEWS = 60


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


class Project:
    """Some files whose names are known, and the one under edit among them, as in an editor."""

    def __init__(self, files: list[Document]) -> None:
        self.files = {one.path: one for one in files}
        self.index = Index("/home/me")
        self.snapshot = Snapshot(index=self.index, files=Disk(), home="/home/me", document_at=self._document_at)
        self._edited: Document | None = None
        for one in files:
            self.index.update(facts_of(one))

    def _document_at(self, path: str) -> Document | None:
        return self._edited if self._edited is not None and self._edited.path == path else self.files.get(path)

    def edit(self, document: Document) -> None:
        """Take the file as it is now."""
        self._edited = document
        self.index.update(facts_of(document))

    def leave(self) -> None:
        """Take the file under edit as it was before."""
        if self._edited is None:
            return
        path, self._edited = self._edited.path, None
        if path in self.files:
            self.index.update(facts_of(self.files[path]))
        else:
            self.index.remove(path)


def main(seconds: float, seed: int, corpus: Path) -> int:
    """Fuzz, print a summary, and return 1 when something was found."""
    found = Found(f"engine-{seed}")
    rnd = random.Random(seed)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    logging.getLogger().addHandler(logging.NullHandler())
    real = real_files(corpus)
    others = [one.text for one in real] or ["---\nname: a\n---\n"]
    project = Project(rnd.sample(real, min(_MOST_KNOWN, len(real))))
    print(f"{len(real)} real files, {len(all_dialects())} dialects, seed {seed}", flush=True)
    end, news = time.monotonic() + seconds, time.monotonic() + _SECONDS_BETWEEN_NEWS
    try:
        while time.monotonic() < end:
            document = rnd.choice(real) if real and rnd.random() < 0.6 else _made_up(rnd)
            session(found, rnd, document, project, others, end)
            project.leave()
            if time.monotonic() > news:
                news = time.monotonic() + _SECONDS_BETWEEN_NEWS
                print(f"{found.edits} edits, {found.answers} answers, {len(found.faults)} kinds of fault", flush=True)
    except KeyboardInterrupt:
        pass
    print(f"summary: {json.dumps(found.summary())}", flush=True)
    return 1 if found.faults else 0


def _made_up(rnd: random.Random) -> Document:
    kind = rnd.choice(all_dialects())
    return Document(shapes.path_for(kind, rnd), shapes.text_for(kind, rnd), kind)


def session(
    found: Found, rnd: random.Random, document: Document, project: Project, others: list[str], end: float
) -> None:
    """Make some edits, one after the other, and ask after each."""
    text, kind = document.text, document.dialect if rnd.random() > 0.15 else rnd.choice(all_dialects())
    if len(text) > 6000 and rnd.random() < 0.8:
        text = text[: rnd.randint(300, 6000)]
    at = rnd.randint(0, min(len(text), 1500))
    for number in range(rnd.choice([5, 20, 60])):
        text, at = shapes.edited(text, at, rnd, others)
        if len(text) > _LONGEST or time.monotonic() > end:
            return
        found.edits += 1
        now = Document(document.path, text, kind, number)
        with found.answering("index", now):
            project.edit(now)
        where = min(at if rnd.random() < 0.7 else rnd.randint(0, len(text)), len(text))
        first, *rest = questions(now, project.snapshot, where)
        for question in (first, *rnd.sample(rest, _ASKED)):
            with found.answering(question[0], now):
                ask(now, project.snapshot, question)


if __name__ == "__main__":
    tests = Path(__file__).resolve().parents[2]
    beside = tests.parents[1] / "shared" / "corpus"
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]), beside if beside.is_dir() else tests / "knowledge" / "samples"))
