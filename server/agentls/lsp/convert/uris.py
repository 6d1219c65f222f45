"""From the addresses that editors use to paths, whatever the editor, the system and the scheme."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from agentls.text.expressions import expression

_DRIVE = expression(r"^/([A-Za-z]):(?=/|$)")


@lru_cache(maxsize=1024)
def to_path(uri: str) -> str:
    """Return the path that `uri` names, with `/` between its parts; never fails.

    Files of other schemes, an unsaved `untitled:` buffer or a remote folder, have a path as well, and agent files are
    recognised by it just the same.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return unquote(uri)
    if len(parts.scheme) == 1:
        # Not an address but a Windows path, which some clients send.
        return uri.replace("\\", "/")
    path = unquote(parts.path)
    if parts.scheme == "file" and parts.netloc not in ("", "localhost"):
        path = f"//{unquote(parts.netloc)}{path}"
    # Editors write drives either way, and a path must be the same whoever says it.
    return _DRIVE.sub(lambda drive: f"{drive[1].upper()}:", path)


@lru_cache(maxsize=1024)
def on_disk(uri: str) -> Path | None:
    """Return where the file of `uri` would be on this machine's disk, or `None` for one of another scheme."""
    path = to_path(uri)
    return Path(path) if uri.startswith("file:") and "\0" not in path else None


def from_path(path: str) -> str:
    """Return the address of a file of this machine's disk, the opposite of `to_path`."""
    if path.startswith("//"):
        return f"file:{quote(path)}"
    return f"file://{quote(path if path.startswith('/') else f'/{path}', safe='/:')}"
