"""Files that belong to no project yet: collections of agents, recognised by a folder's name and by what is in a file.

    is_candidate(path) -> bool
    detect(path, text) -> Dialect | None      # text may be the file's beginning, as long as its frontmatter is in it

A folder's name alone proves nothing: guides, templates and agents of other programs stand in such folders, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from agentls.knowledge.annotation_parts import Collections, Proof
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.syntax import frontmatter
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.name_lists import items
from agentls.syntax.nodes import Mapping, Opaque, Scalar
from agentls.syntax.policies import READERS
from agentls.syntax.yaml import read as yaml_reader
from agentls.text.globs import is_called, matches

#: So much of a file is enough to recognise it.
BEGINNING = 16_384


def is_candidate(path: str) -> bool:
    """Tell whether the path alone leaves it open that the file is one of a collection."""
    return next(_fitting(path), None) is not None


def detect(path: str, text: str) -> Dialect | None:
    """Return the dialect of a file that no host reads where it is, but that was written for one."""
    return next((one for one, proof in _fitting(path) if _proves(text, one, proof)), None)


def _fitting(path: str) -> Iterator[tuple[Dialect, Proof]]:
    """Yield the proofs that want the name of the file and of a folder above it, each with its dialect."""
    *folders, name = path.lower().split("/")
    for dialect, collections in _collecting():
        found = [
            proof
            for proof in collections.any_of
            if is_called(name, proof.names)
            and (not proof.folders or any(is_called(folder, proof.folders) for folder in folders))
            and (not proof.paths or any(matches(glob, path) for glob in proof.paths))
        ]
        if found and not any(matches(glob, path) for glob in collections.not_):
            yield from ((dialect, proof) for proof in found)


@cache
def _collecting() -> tuple[tuple[Dialect, Collections], ...]:
    # A walk asks of every file: the dialects that have no collections need not be passed over each time.
    return tuple((one, one.facts.collections) for one in all_dialects() if one.facts.collections is not None)


def _proves(text: str, dialect: Dialect, proof: Proof) -> bool:
    if proof.says and not any(phrase in text for phrase in proof.says):
        return False
    if not proof.keys and not proof.any_keys:
        return True
    parts = frontmatter.split(text)
    if parts.fencing is not Fencing.CLOSED:
        return False
    root = yaml_reader.read(text, parts.block, READERS[dialect.reader]).root
    if not all(_is_text(root, key) for key in proof.keys):
        return False
    if proof.any_keys and not any(entry.name in proof.any_keys for entry in root.entries):
        return False
    if dialect.facts.collections is not None and _is_another(text, root, dialect.facts.collections):
        return False
    if proof.no_other_keys and any(entry.name not in proof.keys for entry in root.entries):
        return False
    return not proof.known or any(_holds_known(text, root, dialect, key) for key in proof.known)


def _is_another(text: str, root: Mapping, collections: Collections) -> bool:
    """Tell whether a value, or a name in a list, shows that the file was written for another program."""
    for key, globs in collections.others.items():
        value = root.value(key)
        words = [value.text] if isinstance(value, Scalar) else []
        words += [item.name for item in items(value, text)]
        if any(is_called(word.lower(), tuple(globs)) for word in words):
            return True
    return False


def _is_text(root: Mapping, key: str) -> bool:
    value = root.value(key)
    return isinstance(value, Opaque) or (isinstance(value, Scalar) and isinstance(value.value, str))


def _holds_known(text: str, root: Mapping, dialect: Dialect, key: str) -> bool:
    known = dialect.properties[key].catalog
    names = [item.name for item in items(root.value(key), text)]
    return known is not None and any(known.get(name) is not None for name in names)
