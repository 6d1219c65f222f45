"""The names of plugins: every name in a plugin's files is called with that of the plugin before it.

A manifest may name a file that holds what could stand in it, such as `"mcpServers": "./servers.json"`: the names in
that file count as the manifest's, and are read with it.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator

from agentls.disk import files
from agentls.knowledge.detection import root_of
from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.file_facts import definitions_in, facts_of
from agentls.project.names import FileFacts
from agentls.project.telling import telling_places
from agentls.syntax.nodes import Scalar
from agentls.text.places import is_remote

_PLUGIN = "plugin"


class Plugins:
    """What plugins are called, by their manifests; each is read once, until somebody says that one has changed."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def facts_of(self, document: Document) -> FileFacts:
        """Return what `document` tells the others, under the name of its plugin if it belongs to one."""
        facts = facts_of(document, self.plugin_of(document))
        beside = tuple(one for file in beside_of(document) for one in file.definitions)
        return facts._replace(definitions=(*facts.definitions, *beside)) if beside else facts

    def forget(self) -> None:
        """Read the names anew when they are next asked for: a manifest has changed."""
        self._names.clear()

    def plugin_of(self, document: Document) -> str | None:
        """Return the name of the plugin that the file belongs to, `None` for a file of no plugin."""
        path, kind = document.path, document.dialect
        if kind.root_marker is None:
            return None
        root = root_of(path, kind)
        manifest = f"{root}/{kind.root_marker}"
        if manifest not in self._names:
            self._names[manifest] = _stated_name(manifest) or root.rpartition("/")[2]
        return self._names[manifest]


def _stated_name(manifest: str) -> str | None:
    try:
        name = json.loads(files.read_bytes(manifest, files.LARGEST_BESIDE).decode("utf-8-sig")).get("name")
    except (files.FileProblem, ValueError, RecursionError, AttributeError):
        return None
    return name if isinstance(name, str) else None


def beside_of(document: Document) -> Iterator[FileFacts]:
    """Yield what the files define that a manifest says to be read as part of it; they lie in its own folder."""
    root = root_of(document.path, document.dialect)
    for node, place, _ in telling_places(document, "read_as"):
        kind = dialect(place.facts.read_as or "")
        if kind is None or not isinstance(node, Scalar) or not isinstance(node.value, str) or is_remote(node.value):
            continue
        path = posixpath.normpath(posixpath.join(root, node.value))
        if not path.startswith(f"{root}/"):
            continue
        try:
            text = files.read_bytes(path, files.LARGEST_BESIDE).decode("utf-8-sig")
        except (files.FileProblem, ValueError):
            continue
        plugin = next((one.name for one in definitions_in(document) if one.kind == _PLUGIN), None)
        found = definitions_in(Document(path, text, kind), plugin)
        yield FileFacts(path, tuple(one._replace(root=root) for one in found), ())
