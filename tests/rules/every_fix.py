"""Applies every fix of every finding, alone and together, and says which ones break something.

As a program it looks at all the material and prints the figures: `python tests/rules/every_fix.py [SHARED]`.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from agentls.knowledge import collections
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import Dialect, dialect
from agentls.meaning.finding import Finding, Fix, Severity
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot
from agentls.rules.fixing import fix_all, obvious_fix, safe_fix
from agentls.rules.lint import lint
from agentls.syntax.nodes import Entry, Mapping, Node, Sequence
from agentls.syntax.yaml.read import Outcome
from agentls.text.positions import Span, apply

_PROJECT = Path(__file__).resolve().parent.parent.parent
_VERDICTS = {"claude-agent": "claude-code/agent", "skill": "claude-code/skill", "claude-command": "claude-code/command"}
_PLACES = {"claude-code/skill": ".claude/skills/{folder}/SKILL.md", "claude-code/command": ".claude/commands/{name}"}
_MARKER = ".claude-plugin/plugin.json"
# Elsewhere a safe fix takes out what has no effect, so that the text read may differ while its meaning does not.
_SAME_READING = {"repaired-yaml", "duplicate-key"}
# These have the host read what it did not read before, or in another way, so that it is judged for the first time.
_UNCOVER = (
    "Close the list",
    "Fold the lines",
    "Move",
    "Put it in quotes",
    "Remove this one",
    "Separate with",
    "Set to",
    "Write the tools",
    "Write two hyphens",
)
_NUMBER = re.compile(r"\d+")


def real_files(shared: Path) -> Iterator[Document]:
    """Yield the files of the corpus that assistants read, the pairs of its history, and our own examples."""
    with (shared / "corpus/claude-verdicts.tsv").open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            source = shared / "corpus" / row["repo"] / row["path"]
            in_plugin = (row["kind"], row["origin"]) == ("claude-agent", "plugin")
            yield _placed(source, "claude-code/plugin-agent" if in_plugin else _VERDICTS[row["kind"]])
    pairs = shared / "corpus/_history-pairs"
    with (pairs / "pairs.tsv").open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            for side in ("bad", "good"):
                source = pairs / f"{row['id']}.{side}.md"
                if row["kind"] in _VERDICTS and source.is_file():
                    yield _placed(source, _VERDICTS[row["kind"]])
    for folder in (shared / "corpus", shared / "cases", shared / "field-cases", _PROJECT / "examples"):
        yield from _of_tree(folder, every_format=folder.name != "corpus")


def made_files(shared: Path) -> Iterator[Document]:
    """Yield the files that were made to be broken in many ways."""
    for board in sorted((shared / "generated").glob("*.jsonl")):
        for line in board.read_text("utf-8").strip().split("\n"):
            row = json.loads(line)
            marked = [("", _MARKER), ("/p", _MARKER)] if _MARKER in row.get("files", {}) else []
            if "file" in row:
                yield from _document(f"/p/{row['file']}", row["files"][row["file"]], marked)
    for board in (shared / "mutants/mutants.jsonl", shared / "generated/agents/mutants.jsonl"):
        for line in board.read_text("utf-8").strip().split("\n"):
            row = json.loads(line)
            yield from _document(f"/p/.claude/agents/{row['id']}.md", row["text"], ())


def _placed(source: Path, name: str) -> Document:
    kind: Dialect | None = dialect(name)
    assert kind is not None
    place = _PLACES.get(name, ".claude/agents/{name}").format(folder=source.parent.name, name=source.name)
    return Document(place, source.read_bytes().decode("utf-8", "replace"), kind)


def _of_tree(folder: Path, *, every_format: bool) -> Iterator[Document]:
    marked = {(one.parent.parent.as_posix(), _MARKER) for one in folder.rglob("plugin.json")}
    for source in sorted(folder.rglob("*")):
        wanted = source.suffix == ".json" or (every_format and source.suffix in (".md", ".mdc", ".toml"))
        if wanted and source.is_file():
            yield from _document(source.as_posix(), source.read_bytes().decode("utf-8", "replace"), marked)


def _document(path: str, text: str, marked: Iterable[tuple[str, str]]) -> Iterator[Document]:
    kind = detect(path, frozenset(marked)) or collections.detect(path, text)
    if kind is not None:
        yield Document(path, text, kind)


def snapshot_of(document: Document) -> Snapshot:
    """Return a project of that file alone."""
    index = Index()
    index.update(facts_of(document, None))
    return Snapshot(index=index)


class Judge:
    """Collects what is wrong with fixes, and counts."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.complaints: list[str] = []

    def look_at(self, document: Document) -> None:
        """Apply every fix of the document alone, then the safe ones together."""
        before = lint(document, Snapshot())
        self.counts["files"] += 1
        self.counts["findings"] += len(before)
        for finding in before:
            if len(finding.message) >= 120:
                self._complain(document, finding, None, "the message is too long")
            for fix in finding.fixes:
                self.counts["fixes"] += 1
                complaint = _complaint(document, before, finding, fix)
                if complaint:
                    self._complain(document, finding, fix, complaint)
        self._together(document, before)

    def _together(self, document: Document, before: list[Finding]) -> None:
        for choose in (safe_fix, obvious_fix):
            result = fix_all(document, Snapshot(), choose)
            if result.text == document.text:
                continue
            self.counts["fixed together"] += 1
            changed = _changed(document, result.text)
            broken = _is_broken(document, changed)
            if broken:
                self.complaints.append(f"{document.path}: all fixes together: {broken}")
            after = lint(changed, Snapshot())
            worse = [one for one in after if one.severity is Severity.ERROR and not _had(before, one)]
            if worse and choose is safe_fix:
                self.complaints.append(f"{document.path}: all fixes together bring {worse[0].rule} {worse[0].message}")
            again = fix_all(changed, Snapshot(), choose)
            if again.text != result.text:
                self.complaints.append(f"{document.path}: fixing all leaves something to fix")

    def _complain(self, document: Document, finding: Finding, fix: Fix | None, what: str) -> None:
        title = f", fix {fix.title!r}" if fix else ""
        self.complaints.append(f"{document.path}: {finding.rule} {finding.message!r}{title}: {what}")


def _had(before: list[Finding], finding: Finding) -> bool:
    return any(one.rule == finding.rule for one in before)


def _changed(document: Document, text: str) -> Document:
    return Document(document.path, text, document.dialect, encoding=document.encoding)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, _NUMBER.sub("0", finding.message)


def _complaint(document: Document, before: list[Finding], finding: Finding, fix: Fix) -> str | None:
    changed = _changed(document, apply(document.text, fix.edits))
    if changed.text == document.text:
        return "it changes nothing"
    uncovers = not document.is_loaded_as_map or fix.title.startswith(_UNCOVER)
    broken = _is_broken(document, changed, uncovers=uncovers)
    if broken:
        return broken
    after = lint(changed, Snapshot())
    fewer = sum(one.rule == finding.rule for one in after) < sum(one.rule == finding.rule for one in before)
    gone = Counter(map(_key, after))[_key(finding)] < Counter(map(_key, before))[_key(finding)]
    if not fewer and not gone:
        return "the finding is still there"
    if uncovers:
        # What nobody read before is judged for the first time.
        return None
    after = [one for one in after if not _is_revealed(changed, one, fix) and not _stays(before, one, fix)]
    new = Counter(map(_key, after)) - Counter(map(_key, before))
    assert finding.severity is not None
    worse = [one for one in after if new[_key(one)] and one.severity is not None and one.severity <= finding.severity]
    if worse:
        return f"it brings {worse[0].rule} {worse[0].message!r}"
    is_same = fix.safe and finding.rule in _SAME_READING and document.is_loaded_as_map
    if is_same and (changed.plain != document.plain or changed.body != document.body):
        return "it is called safe, but the host reads something else"
    return None


def _is_broken(before: Document, after: Document, *, uncovers: bool = False) -> str | None:
    """Say what a change has made unreadable that could be read before; lines that it uncovers may need a repair."""
    if before.dialect.format == "json" and _is_json(before.text) and not _is_json(after.text):
        return "the file is no JSON any more"
    is_read = before.is_loaded_as_map and not before.dialect.facts.ignores_frontmatter
    if is_read and not after.is_loaded_as_map:
        return "the frontmatter cannot be read any more"
    was_whole = is_read and before.reading.outcome is Outcome.READ
    if was_whole and not uncovers and after.reading.outcome is not Outcome.READ:
        return "the frontmatter is read after a repair only"
    windows = before.text.count("\r\n") == before.text.count("\n")
    if "\n" in before.text and windows and after.text.count("\r\n") != after.text.count("\n"):
        return "it mixes line breaks"
    if before.text.count("\ufeff") < after.text.count("\ufeff"):
        return "it doubles the byte order mark"
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _stays(before: list[Finding], finding: Finding, fix: Fix) -> bool:
    """Tell whether the finding was there before, and only calls what it is about by its new name."""
    span = Span(_before(finding.span.start, fix), _before(finding.span.end, fix))
    return any(one.rule == finding.rule and one.span.overlaps(span) for one in before)


def _before(offset: int, fix: Fix) -> int:
    """Return where the text at `offset` stood before the fix."""
    moved = 0
    for edit in sorted(fix.edits, key=lambda one: one.span):
        start = edit.span.start + moved
        if offset <= start:
            break
        if offset < start + len(edit.text):
            return min(edit.span.start + offset - start, edit.span.end)
        moved += len(edit.text) - (edit.span.end - edit.span.start)
    return offset - moved


def _is_revealed(changed: Document, finding: Finding, fix: Fix) -> bool:
    """Tell whether the host reads for the first time what the finding is about, since the fix has put it right."""
    if finding.rule == "shadowed-permission":
        # A permission rule that the host drops stands behind no other, and before none.
        places = (finding.span, *(one.span for one in finding.related))
        return any(place.touches(edit.span.start) for edit in fix.edits for place in places)
    if not fix.title.startswith("Rename to"):
        return False
    place = fix.edits[0].text.strip("\"'")
    return any(entry.name == place and entry.value.span.overlaps(finding.span) for entry in _entries(changed))


def _entries(document: Document) -> Iterator[Entry]:
    waiting: list[Node] = [document.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield from node.entries
            waiting += [one.value for one in node.entries]
        elif isinstance(node, Sequence):
            waiting += node.items


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else _PROJECT.parent / "shared"
    judge = Judge()
    for documents in (real_files(shared), made_files(shared)):
        for document in documents:
            judge.look_at(document)
    print("\n".join(judge.complaints))
    print(dict(judge.counts), len(judge.complaints), "complaints")


if __name__ == "__main__":
    main()
