"""An editor as far as typing goes: it lists, filters, accepts and fills in as VS Code does, with the extension's settings.

Lists come up after trigger characters and after letters that begin a word, and close when nothing in them fits. What is
listed is narrowed by the editor itself, except that an incomplete list is asked for again. Enter and Tab take the entry
that is chosen, at first the best one, but for one that would change nothing: then Enter is a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wire import Wire

from typing_rows import ASK, ENTER, ESCAPE, TAB, WAIT

CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown"],
                "insertTextModeSupport": {"valueSet": [1, 2]},
            }
        }
    },
}
SUGGEST = "editor.action.triggerSuggest"
_WORD = re.compile(r"\w+(?:[_-]+\w+)*")
_STOP = re.compile(
    r"\\(?P<escaped>[$}\\])|\$(?:(?P<bare>\d+)|\{(?P<number>\d+)(?:\|(?P<choices>(?:[^|\\]|\\.)*)\||:(?P<text>(?:[^}\\]|\\.)*))?\})"
)


@dataclass(frozen=True)
class Entry:
    """One proposal. Accepting it replaces from `start` to the cursor and `behind` characters after it."""

    label: str
    text: str
    start: int
    behind: int
    filter_text: str
    is_snippet: bool
    asks_again: bool


@dataclass
class Listing:
    """The list that is open, best entry first; `line` is where its line begins."""

    entries: list[Entry]
    line: int
    is_incomplete: bool = False


@dataclass
class Keyboard:
    """Types into the file at `uri`, which is opened with `text`; `at` is where the cursor stands."""

    wire: Wire
    uri: str
    text: str
    at: int
    triggers: frozenset[str]
    listing: Listing | None = None
    version: int = 1
    _stops: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    _selected: int | None = None

    @classmethod
    def on(cls, wire: Wire, uri: str, marked: str, triggers: list[str]) -> Keyboard:
        """Open a file that holds `marked`, with the cursor at `$0`."""
        before, _, after = marked.partition("$0")
        wire.open(uri, before + after)
        return cls(wire, uri, before + after, len(before), frozenset(triggers))

    @property
    def labels(self) -> list[str]:
        """What is listed now, best first."""
        return [entry.label for entry in self.listing.entries] if self.listing else []

    def press(self, keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            if key == WAIT:
                assert self.listing, f"no list comes up: {self.text[: self.at][-60:]!r}"
            elif key == ASK:
                self._ask(1)
            elif key == ESCAPE:
                self.listing, self._stops = None, [] if self.listing is None else self._stops
            elif key in (ENTER, TAB) and self._chosen(key) is not None:
                self._accept()
            elif key == TAB and self._stops:
                self._next_stop()
            else:
                self._type(self._line_break() if key == ENTER else key)

    def erase(self) -> None:
        """Press Backspace."""
        self.listing = None
        self._replace(self.at - 1, self.at, "")

    def _chosen(self, key: str) -> Entry | None:
        if self.listing is None:
            return None
        entry = self.listing.entries[0]
        changes = entry.is_snippet or entry.text != self.text[entry.start : self.at + entry.behind]
        return entry if changes or key == TAB else None

    def _line_break(self) -> str:
        line = self.text[self._line_start() : self.at]
        return "\n" + line[: len(line) - len(line.lstrip(" "))]

    def _line_start(self) -> int:
        return self.text.rfind("\n", 0, self.at) + 1

    def _replace(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        moved = len(text) - (end - start)
        self._stops = [(a + moved, b + moved, choices) for a, b, choices in self._stops if a >= end]
        self.at = start + len(text)
        self.version += 1
        self.wire.change(self.uri, self.text, self.version)

    def _type(self, text: str) -> None:
        start = self._selected if self._selected is not None else self.at
        self._selected = None
        self._replace(start, self.at, text)
        if text.startswith("\n"):
            self.listing = None
        elif text in self.triggers:
            self._ask(2, text)
        elif self.listing is not None:
            self._narrow(text)
        elif self._ends_word():
            self._ask(1)

    def _ends_word(self) -> bool:
        word = next((one for one in _WORD.finditer(self.text[self._line_start() : self.at])
                     if one.end() == self.at - self._line_start()), None)  # fmt: skip
        return word is not None and not word[0].isdigit()

    def _narrow(self, typed: str) -> None:
        assert self.listing
        if self.listing.is_incomplete and _WORD.fullmatch(typed):
            self._ask(3)
            return
        self.listing.entries = self._fitting(self.listing.entries)
        if not self.listing.entries:
            self.listing = None

    def _fitting(self, entries: list[Entry]) -> list[Entry]:
        ranked = [(self._rank(entry), number, entry) for number, entry in enumerate(entries)]
        return [entry for rank, _, entry in sorted(one for one in ranked if one[0] < 9)]

    def _rank(self, entry: Entry) -> int:
        """Return how badly what is typed fits; 9 when it does not."""
        word = self.text[entry.start : self.at].lstrip()
        whole, folded = entry.filter_text, entry.filter_text.lower()
        if word and folded == word.lower():
            return 0
        if whole.startswith(word):
            return 1
        if folded.startswith(word.lower()):
            return 2
        letters = iter(folded)
        return 3 if all(letter in letters for letter in word.lower()) else 9

    def _ask(self, kind: int, character: str | None = None) -> None:
        line = self._line_start()
        position = {"line": self.text.count("\n", 0, self.at), "character": self.at - line}
        context = {"triggerKind": kind, **({"triggerCharacter": character} if character else {})}
        document = {"uri": self.uri}
        answer = self.wire.result(
            "textDocument/completion", {"textDocument": document, "position": position, "context": context}
        )
        items = sorted((answer or {}).get("items", ()), key=lambda item: str(item.get("sortText", item["label"])))
        entries = self._fitting([self._entry(item, line) for item in items])
        self.listing = Listing(entries, line, bool(answer and answer["isIncomplete"])) if entries else None

    def _entry(self, item: dict[str, Any], line: int) -> Entry:
        edit = item["textEdit"]
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"] == self.text.count("\n", 0, self.at)
        return Entry(
            item["label"],
            edit["newText"],
            line + start["character"],
            line + end["character"] - self.at,
            item.get("filterText", item["label"]),
            item.get("insertTextFormat") == 2,
            item.get("command", {}).get("command") == SUGGEST,
        )

    def _accept(self) -> None:
        assert self.listing
        entry, self.listing, self._selected = self.listing.entries[0], None, None
        end = self.at + entry.behind
        if not entry.is_snippet:
            self._replace(entry.start, end, entry.text)
        else:
            self._insert_snippet(entry.start, end, entry.text)
        if entry.asks_again:
            self._ask(1)

    def _insert_snippet(self, start: int, end: int, snippet: str) -> None:
        line = self.text[self._line_start() : start]
        indent = line[: len(line) - len(line.lstrip(" "))]
        text, stops, last = "", [], 0
        snippet = snippet.replace("\n", "\n" + indent)
        for found in _STOP.finditer(snippet):
            text += snippet[last : found.start()]
            last = found.end()
            if found["escaped"]:
                text += found["escaped"]
                continue
            choices = tuple(_plain(one) for one in re.split(r"(?<!\\),", found["choices"])) if found["choices"] else ()
            shown = choices[0] if choices else _plain(found["text"] or "")
            stops.append((int(found["number"] or found["bare"]), start + len(text), shown, choices))
            text += shown
        text += snippet[last:]
        self._replace(start, end, text)
        ordered = sorted(stops, key=lambda stop: (stop[0] == 0, stop[0]))
        self._stops = [(where, where + len(shown), choices) for _, where, shown, choices in ordered]
        if self._stops:
            self._next_stop()

    def _next_stop(self) -> None:
        start, self.at, choices = self._stops.pop(0)
        self._selected = start if self.at > start else None
        if choices:
            line = self._line_start()
            entries = [Entry(one, one, start, 0, one, is_snippet=False, asks_again=False) for one in choices]
            self.listing = Listing(entries, line)


def _plain(text: str) -> str:
    return re.sub(r"\\([$}\\,|])", r"\1", text)
