"""The names of plugins: every name in a plugin's files is called with that of the plugin before it."""

from __future__ import annotations

import json

from agentls.disk import files
from agentls.knowledge.dialect import root_of
from agentls.project.document import Document
from agentls.project.names import FileFacts, facts_of


class Plugins:
    """What plugins are called, by their manifests; each is read once, until somebody says that one has changed."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def facts_of(self, document: Document) -> FileFacts:
        """Return what `document` tells the others, under the name of its plugin if it belongs to one."""
        return facts_of(document, self.plugin_of(document))

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
