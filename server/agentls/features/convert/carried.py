"""What is in an agent, a skill or a command, whichever host it was written for, and what of it another cannot have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from agentls.knowledge.dialect import Dialect
from agentls.knowledge.schema import Property
from agentls.meaning.tool_matching import Meaning
from agentls.syntax.nodes import Plain

# What keys are about; the schemas say it of each key by these words.
NAME, MODEL, COLOR, SERVERS, INSTRUCTIONS = "name", "model", "color", "mcp-servers", "instructions"
TOOLS, DENIED, APPROVED, READ_ONLY = "tools", "denied-tools", "approved-tools", "read-only"


def places(dialect: Dialect) -> dict[str, Property]:
    """Return the keys of a dialect by what they are about; old ones are read, but never written."""
    known = [one for one in dialect.properties.values() if one.facts.means and not one.is_deprecated]
    return {one.facts.means: one for one in reversed(known) if one.facts.means}


class Left(NamedTuple):
    """Something of the file that the result does not have, or has otherwise, with the line where it stands."""

    line: int
    key: str
    reason: str
    name: str | None = None

    @property
    def what(self) -> str:
        """What it is about, as a sentence begins with it."""
        return f"`{self.key}`" if self.name is None else f"`{self.name}` of `{self.key}`"


class Carried(NamedTuple):
    """The value of a key that other hosts may have, too."""

    key: str
    line: int
    value: Plain


class Tool(NamedTuple):
    """A tool that is given, taken away or used without asking, with what it does."""

    key: str
    line: int
    written: str
    meaning: Meaning
    argument: str | None = None

    @property
    def means(self) -> frozenset[str]:
        """What it does."""
        return self.meaning.means

    @property
    def server(self) -> str | None:
        """The MCP server that it is of, if it is of one."""
        return self.meaning.server


class Server(NamedTuple):
    """An MCP server. `definition` is `None` for one that is defined elsewhere."""

    key: str
    line: int
    name: str
    definition: Mapping[str, Plain] | None


@dataclass
class Content:
    """What a file says, apart from the way in which it is written. `allowed` is `None` when all tools may be used."""

    text: str
    values: dict[str, Carried] = field(default_factory=dict)
    allowed: list[Tool] | None = None
    #: Where the tools that it may use are named, if they are.
    limit: Left | None = None
    denied: list[Tool] = field(default_factory=list)
    #: The tools that may be used without asking.
    approved: list[Tool] = field(default_factory=list)
    servers: list[Server] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
