"""How each host writes the tools of MCP servers: `mcp__notes__read`, `notes/read`, `mcp_notes_read`."""

from __future__ import annotations

import re
from functools import cache

from agentls.knowledge.annotation_parts import McpForm


def parts_of(name: str, form: McpForm | None) -> tuple[str, str | None] | None:
    """Return the server and the tool that a name means, `None` for all its tools; `None` for any other name."""
    if form is None:
        return None
    for template in (form.server, form.tool):
        found = _expression(template, form.names).fullmatch(name)
        if found is not None:
            tool = found.groupdict().get("tool")
            return found["server"], None if tool == "*" else tool
    return None


def written(server: str, tool: str | None, form: McpForm | None) -> str | None:
    """Return the name of a tool of a server, or of all its tools; `None` where the host cannot have it."""
    if form is None or not re.fullmatch(form.names, server):
        return None
    return form.server.format(server=server) if tool is None else form.tool.format(server=server, tool=tool)


@cache
def _expression(template: str, names: str) -> re.Pattern[str]:
    text = re.escape(template).replace(r"\{server\}", f"(?P<server>{names})").replace(r"\{tool\}", "(?P<tool>.+)")
    return re.compile(text)
