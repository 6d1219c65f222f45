"""Names that mean something in a project, their uses, and who sees them.

These few facts are all that the index keeps of a file; its text is not kept.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from agentls.knowledge.detection import root_of
from agentls.knowledge.dialect import host_of
from agentls.project.document import Document
from agentls.text.positions import Span

# No name of a server has it: hosts replace what is no letter, digit, `-` or `_`.
_BETWEEN = "/"


# Ten thousand files name themselves in the same few places: what is kept of them all is one object for each.
@lru_cache(maxsize=1024)
def shared(span: Span) -> Span:
    """Return the place that stands for all equal ones; facts are made of such."""
    return span


class View(NamedTuple):
    """From where names are seen: the folder whose project the file belongs to, and the host that reads it."""

    root: str
    host: str


def view_of(document: Document) -> View:
    """Return from where the file sees the names of others."""
    return View(root_of(document.path, document.dialect), document.dialect.host_id)


#: The keys of which an index keeps the values; other files want to know them.
DETAILS = ("name", "description", "when_to_use", "model", "disable-model-invocation")


class Details(NamedTuple):
    """A few values of what a name stands for, as the file has them under `DETAILS`, or `None`."""

    name: Any = None
    description: Any = None
    when_to_use: Any = None
    model: Any = None
    disable_model_invocation: Any = None

    def get(self, key: str) -> Any:
        """Return the value of a key, by its name in files; `None` for one that the file has not or nobody keeps."""
        return self[DETAILS.index(key)] if key in DETAILS else None


NO_DETAILS = Details()


class Definition(NamedTuple):
    """A name that means something in the project.

    `kind` is `agent`, `skill`, `command`, `mcp-server`, `plugin` and so on. `root` is the folder whose project the name
    belongs to. `span` is where the name stands; empty at the file's start for a name that comes from the file's path.
    `qualified` is how others call it when that differs, as `plugin:name` does. `details` has a few of its values.
    `also_seen_by` names the hosts that read the file besides its own: a name means something to those that read it.
    Two are equal that differ in their details alone.
    """

    kind: str
    name: str
    path: str
    root: str
    span: Span
    dialect: str
    qualified: str
    details: Details = NO_DETAILS
    also_seen_by: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the same name in the same place."""
        return isinstance(other, Definition) and self._itself == other._itself

    def __hash__(self) -> int:
        """Return a number that equal ones share."""
        return hash(self._itself)

    @property
    def _itself(self) -> tuple[object, ...]:
        return (*self[:7], self.also_seen_by)

    @property
    def view(self) -> View:
        """From where its own file sees the names of others."""
        return View(self.root, host_of(self.dialect))

    def is_seen_by(self, host: str) -> bool:
        """Tell whether the host reads the file."""
        return host in self.also_seen_by or host == host_of(self.dialect)


class Reference(NamedTuple):
    """A use of a name. `span` is the name as written. `key` is the top-level key under which it stands.

    `host` is the program that looks for the name.
    """

    kind: str
    name: str
    path: str
    root: str
    span: Span
    key: str
    host: str

    @property
    def view(self) -> View:
        """From where the name is looked for."""
        return View(self.root, self.host)


class FileFacts(NamedTuple):
    """All that one file tells the others."""

    path: str
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]


def server_tool(server: str, tool: str) -> str:
    """Return the name under which all hosts' uses of a server's tool are kept."""
    return f"{server}{_BETWEEN}{tool}"


def server_and_tool(name: str) -> tuple[str, str]:
    """Return what `server_tool` has put together."""
    server, _, tool = name.partition(_BETWEEN)
    return server, tool
