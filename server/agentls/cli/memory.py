"""What earlier runs have found out about the same texts in the same surroundings, so that nothing is judged twice.

The findings in a file depend on its text and path, on the settings, on the names of all other files, and on what the
rules ask of the disk. All of that is in the question, or asked again before the answer counts: whether a file is there,
for one. So is the program itself, with the libraries that read files for it. What cannot be written as plain data, and
what took too long or failed, is not kept.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from agentls.cli import again, itself, written
from agentls.cli.asking import Asking
from agentls.cli.itself import digest_of
from agentls.cli.streams import Listening
from agentls.disk import answers
from agentls.disk.trace import Trace
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Finding
from agentls.meaning.secrets import secret_spans
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.names import FileFacts
from agentls.project.snapshot import Files
from agentls.text.positions import Span

if TYPE_CHECKING:
    from agentls.disk.store import Store

_DIGEST = 20
#: A question to the disk, the path that it is about, and the answer.
Told: TypeAlias = tuple[str, str, Any]


class KeptFacts(NamedTuple):
    """What a file tells the others, as it is written; `root` is the folder of its project."""

    path: str
    kind: Dialect
    data: bytes
    root: str

    def facts(self) -> FileFacts | None:
        """Return the facts themselves; `None` for what somebody has tampered with."""
        try:
            return written.facts_from(json.loads(self.data.partition(b"\n")[2]))
        except written.WRONG:
            return None


@contextmanager
def opened() -> "Iterator[Memory | None]":
    """Give the user's memory, or `None` where there can be none."""
    with answers.opened() as store:
        yield Memory(store) if store is not None else None


class Memory:
    """Answers about files, by questions in which everything stands that the answers depend on."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._program = itself.digest()
        self._surroundings: bytes | None = None
        self._names = hashlib.blake2b(digest_size=_DIGEST)

    def keep_outcome(self, words: Sequence[str], status: int, trace: Trace, heard: Listening) -> None:
        """Keep what a check with these words told, for one that finds everything as it was."""
        again.keep(self._store, words, status, trace, heard)

    def facts(self, document: Document, plugin: str | None) -> KeptFacts | None:
        """Return what is known of the names in a file; `plugin` is the name of the plugin that it belongs to."""
        question = self._about(b"facts", document, plugin or "")
        answer = self._store.get(question)
        kept = _kept(document, answer) if answer is not None else None
        if kept is not None:
            self._names.update(digest_of(kept.data))
        return kept

    def keep_facts(self, document: Document, plugin: str | None, root: str, facts: FileFacts) -> bool:
        """Keep the names in a file, and note them; tell whether they could be written."""
        try:
            data = written.to_bytes(root) + b"\n" + written.to_bytes(written.facts(facts))
        except written.WRONG:
            return False
        self._store.put(self._about(b"facts", document, plugin or ""), data)
        self._names.update(digest_of(data))
        return True

    def note(self, facts: FileFacts) -> bool:
        """Note names that are read anew each time; tell whether they could be written."""
        try:
            self._names.update(digest_of(written.to_bytes(written.facts(facts))))
        except written.WRONG:
            return False
        return True

    def digest(self) -> bytes:
        """Return what stands for all names that were noted, in their order."""
        return self._names.digest()

    def set_surroundings(self, settings: Settings, names: bytes | None, home: str) -> None:
        """Say in what surroundings files are judged from now on; `names` stands for all names, `None` for unknown."""
        self._surroundings = None
        if names is not None:
            # What has no form as plain data is a setting that is new here, and nothing is kept then.
            try:
                told = written.to_bytes([_plain(settings), home, os.name])
            except TypeError:
                return
            self._surroundings = digest_of(told, names)

    def found(self, document: Document, files: Files) -> tuple[list[Finding], list[Span]] | None:
        """Return what was found in a file, and its secrets; `None` when that is not known, or may be otherwise now."""
        if self._surroundings is None:
            return None
        answer = self._store.get(self._about(b"findings", document, "", self._surroundings))
        if answer is None:
            return None
        try:
            asked, found, secrets = json.loads(answer)
            if self.is_so(files, asked):
                length = len(document.text)
                return written.findings_from(found, length), written.spans_from(secrets, length)
        except written.WRONG:
            pass
        return None

    def is_so(self, files: Files, asked: Iterable[Told]) -> bool:
        """Tell whether the disk answers all questions as it did; raises one of `written.WRONG` for what is none."""
        return all(_answer(files, name, path) == before for name, path, before in asked)

    def told(self, asked: Asking) -> list[Told]:
        """Return what was asked of the disk, and its answers as short as they are kept."""
        return [(name, path, _told(answer)) for name, path, answer in asked.answers()]

    def keep_found(self, document: Document, asked: Sequence[Told], found: Sequence[Finding]) -> None:
        """Keep what was found in a file, with what `told` has of what was asked for that."""
        if self._surroundings is None:
            return
        try:
            # Only what is quoted in a report may give a secret away.
            secrets = written.spans(secret_spans(document)) if found else []
            data = written.to_bytes([asked, written.findings(found), secrets])
        except written.WRONG:
            return
        self._store.put(self._about(b"findings", document, "", self._surroundings), data)

    def _about(self, what: bytes, document: Document, more: str, surroundings: bytes = b"") -> bytes:
        return digest_of(what, self._program, surroundings, more.encode("utf-8", "surrogatepass"), _itself(document))


@once
def _itself(document: Document) -> bytes:
    """Return what stands for a file: where it is, as what it is read, and what is in it."""
    kind = document.dialect
    # The places that settings give to a kind decide what project a file belongs to, and what it is called.
    told = (document.path, kind.id, repr((kind.files, kind.project)), document.encoding, document.text)
    return digest_of(*(one.encode("utf-8", "surrogatepass") for one in told))


_QUESTIONS = frozenset({"exists", "is_runnable", "is_ignored", "listing"})


def _told(answer: Any) -> Any:
    """Return an answer of the disk as short as it is kept."""
    return digest_of(*map(os.fsencode, answer)).hex() if isinstance(answer, list) else answer


def _answer(files: Files, name: str, path: str) -> Any:
    if name not in _QUESTIONS:
        raise ValueError(f"{name} is no question")
    return _told(getattr(files, name)(path))


def _kept(document: Document, data: bytes) -> KeptFacts | None:
    try:
        root = json.loads(data.partition(b"\n")[0])
    except written.WRONG:
        return None
    return KeptFacts(document.path, document.dialect, data, sys.intern(root)) if isinstance(root, str) else None


def _plain(value: Any) -> Any:
    """Return settings as lists, in an order that is the same for what means the same."""
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(one)] for key, one in value.items())
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return [_plain(one) for one in value] if isinstance(value, (tuple, list)) else value
