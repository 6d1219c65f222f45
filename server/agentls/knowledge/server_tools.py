"""How a host calls the tools of MCP servers in its lists: data of its catalog of tools, and what follows from it."""

import re
from typing import NamedTuple

EVERYTHING = "*"


class ServerTools(NamedTuple):
    """The form of such a name: `mcp__server__tool` at one host, `server/tool` at another.

    `begin` stands before the server, `between` before the tool, `whole` after a server that means all of its tools.
    `sign` is in every name that may be one of a tool that we cannot know; a name with it is never called unknown.
    `names` fits the servers that can be named at all; without it those that have nothing in them like `between`.
    `mangled` is what formatters of Markdown make of `begin`.
    """

    between: str
    sign: str
    begin: str = ""
    whole: str = ""
    names: str | None = None
    mangled: str | None = None

    def is_one(self, name: str) -> bool:
        """Tell whether `name` has the form of a name for tools of a server, or of several servers."""
        return name.startswith(self.begin) if self.begin else bool(self.between) and self.between in name

    def may_be_one(self, name: str) -> bool:
        """Tell whether a tool that nobody here knows may be called so."""
        return (bool(self.sign) and self.sign in name) or self.is_mangled(name)

    def is_mangled(self, name: str) -> bool:
        """Tell whether a formatter has changed the name of a server's tool."""
        return self.mangled is not None and name.startswith(self.mangled)

    def rest(self, name: str) -> str:
        """Return the name without its beginning: `server`, or server and tool."""
        return name.removeprefix(self.begin)

    def split(self, name: str) -> tuple[str, str]:
        """Return server and tool; the tool is empty where the name has none."""
        server, _, tool = self.rest(name).partition(self.between) if self.between else (self.rest(name), "", "")
        return server, tool

    def parts(self, name: str) -> tuple[str, str | None] | None:
        """Return server and tool of a name that means one tool, or all of a server: then the tool is `None`."""
        server, tool = self.split(name) if self.is_one(name) else ("", "")
        if not self._can_name(server):
            return None
        if self.whole_server(name) is not None:
            return server, None
        return (server, tool) if tool else None

    def named(self, server: str, tool: str | None) -> str | None:
        """Return how a tool of a server is called, or with `None` all of them; `None` where the host cannot say it."""
        return self.written(server, tool or "") if self._can_name(server) else None

    def _can_name(self, server: str) -> bool:
        if not self.between or not server:
            return False
        return self.between not in server if self.names is None else re.fullmatch(self.names, server) is not None

    def written(self, server: str, tool: str = "") -> str:
        """Return how a tool of a server is called, or all of them."""
        return f"{self.begin}{server}{self.between}{tool}" if tool else f"{self.begin}{server}{self.whole}"

    @property
    def every(self) -> str:
        """What would mean the tools of all servers."""
        return f"{self.begin}{EVERYTHING}"

    def whole_server(self, name: str) -> str | None:
        """Return how all tools of a server are called if `name` means them, written this way or with a wildcard."""
        if not self.is_one(name) or name == self.begin:
            return None
        server, tool = self.split(name)
        if tool not in ("", EVERYTHING) or (not tool and (self.whole or self.between in self.rest(name))):
            return None
        return self.written(server) if server and EVERYTHING not in server else None


#: Where a host has no tools of servers, or nobody knows how it calls them.
NONE = ServerTools("", "")
