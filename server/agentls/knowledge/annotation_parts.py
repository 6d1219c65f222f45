"""What the annotations of the schemas are made of: the words that they may say, and the small records in them.

Each record has the fields of one definition in `meta.json`, as the classes of facts in `annotations.py` have.
They are tuples: Python makes a class of those in a fifth of the time that it takes for a data class.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from agentls.knowledge.effects import Effect


class Grammar(Enum):
    """How a text is split into names, rules or globs."""

    TOOL_LIST = "tool-list"
    NAME_LIST = "name-list"
    PERMISSION_RULES = "permission-rules"
    PERMISSION_RULE = "permission-rule"
    GLOB_LIST = "glob-list"


class Status(Enum):
    """How the host treats a value or a key.

    `conditional` exists, but is neither offered nor reported; `alias` works as another name of a value; `deprecated`
    still works, but the host has given it a newer name; `removed` does nothing any more; `retired` is a model that is
    switched off.
    """

    CURRENT = "current"
    CONDITIONAL = "conditional"
    ALIAS = "alias"
    DEPRECATED = "deprecated"
    REMOVED = "removed"
    RETIRED = "retired"

    @property
    def is_other_name(self) -> bool:
        """Tell whether the value is called otherwise today, or more often, and still works."""
        return self in (Status.ALIAS, Status.DEPRECATED)

    @property
    def works(self) -> bool:
        """Tell whether the host still does something with it."""
        return self.is_other_name or self in (Status.CURRENT, Status.CONDITIONAL)


class UnknownKeys(Enum):
    """Whether keys that the schema does not have are reported when the host only ignores them.

    `resembling`: only those that resemble known ones or belong elsewhere. `warned`: the host's own check warns of
    each. `closed`: at any depth, and each is a mistake, because nobody else reads the file.
    """

    REPORT = "report"
    RESEMBLING = "resembling"
    IGNORE = "ignore"
    WARNED = "warned"
    CLOSED = "closed"


class Verified(NamedTuple):
    """Against which version of the host something was checked, and when."""

    version: str
    date: str


class Standard(NamedTuple):
    """What a standard demands beyond the host, for files that other programs read too."""

    title: str
    docs: str
    required: bool = False
    max_length: int | None = None
    pattern: str | None = None
    pattern_error_message: str = "must have another form"
    is_folder_name: bool = False
    effect: Effect | None = None


class Proof(NamedTuple):
    """By what a file of a collection is recognised: globs for its name, a folder above it, its path; what is in it.

    All of `keys` and one of `any_keys` have to be there, and one of the phrases in `says`.
    """

    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ("*.md",)
    paths: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    any_keys: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    no_other_keys: bool = False


class Collections(NamedTuple):
    """By what files are recognised that people only collect. `not_` has globs of what is never taken for one.

    `others` has keys, and globs for their values, by which a file is known to be another program's.
    """

    not_: tuple[str, ...]
    any_of: tuple[Proof, ...]
    others: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Language(NamedTuple):
    """What editors that let an extension name languages call the files of a kind."""

    id: str
    name: str


class HooksOutside(NamedTuple):
    """What the host does when hooks stand under another key than theirs, and where it does not look for any."""

    effect: Effect
    except_: tuple[str, ...]


class Budget(NamedTuple):
    """How much the host lists of all files of a kind together: `limit` in `unit`s of so many `characters`.

    `keys` are those whose values are listed, of each file no more than `most` characters.
    """

    limit: int
    unit: str
    characters: int
    keys: tuple[str, ...]
    most: int | None = None


class ReadAlone(NamedTuple):
    """A file that the host reads only in a folder where there is no `without`, and how that brings it in."""

    name: str
    without: str
    written: str


class LooseRoot(NamedTuple):
    """By what names beside a file its folder is that of a plugin without a manifest, and the file another dialect's."""

    otherwise: str
    beside: tuple[str, ...]
    without: tuple[str, ...]


class UserMemory(NamedTuple):
    """A file of the host's own in the user's folder that has names, too: under `key`, and so for each project.

    `projects` is the key of a map from folders to what the file has for them.
    """

    file: str
    key: str
    projects: str


class Needs(NamedTuple):
    """Another key, and the value that it must have for this one to mean something."""

    key: str
    value: str


class Move(NamedTuple):
    """Where a file was meant to be that lies where the host does not look; see the schema of the schemas."""

    pattern: str
    to: str
    keys: tuple[str, ...] = ()
    unless: str | None = None
    effect: Effect | None = None


class Counted(NamedTuple):
    """Where and when it was counted how many lists name each value of a catalog."""

    among: str
    date: str


class FilledIn(NamedTuple):
    """Something in the text in whose place the host puts something else, `pattern` being how it is found.

    `means` says in words that belong to no host what is put there. `written` is how it is written, with `%s` for what
    the groups of the pattern hold; `first` is the number of the first argument, where numbers stand there.
    """

    means: str
    pattern: str
    written: str | None = None
    first: int | None = None


class Always(NamedTuple):
    """A key that a converted file has whatever it was made from."""

    key: str
    value: str
