"""An open agent file with all that answers about it need."""

from __future__ import annotations

from dataclasses import dataclass

from agentls.lsp.convert.values import Places
from agentls.meaning import editor_checks
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.index import UnknownIndex
from agentls.project.snapshot import Snapshot
from agentls.rules.asking import Judgement
from agentls.rules.lint import judge, said
from agentls.text.lazy import lazy

# The keystrokes of half a second wait behind one file at most; what takes longer was pasted in by mistake.
_MOST_SECONDS = 0.5


@dataclass(frozen=True, eq=False)
class File:
    """An agent file at one version, with all that answers about it need.

    `knows_names` tells that the whole project has been read: without it nobody can say that a name leads nowhere.
    `editor` names an editor that has checks of its own, and `language` is what it takes the open file for. `before` is
    what was found before the last edit.
    """

    uri: str
    document: Document
    snapshot: Snapshot
    places: Places
    typing_at: int | None = None
    editor: str | None = None
    language: str = ""
    knows_names: bool = True
    before: Judgement | None = None

    @lazy
    def judgement(self) -> Judgement:
        """What the rules say of it; words that are just being typed are held back."""
        return judge(self.document, self.known, self.typing_at, _MOST_SECONDS, self.before)

    @property
    def latest(self) -> Judgement | None:
        """The last judgement there is, of this version or an earlier one: of several edits at once one is judged."""
        return self.__dict__.get("judgement", self.before)

    @lazy
    def findings(self) -> list[Finding]:
        """What is wrong with it, but for words that are just being typed."""
        return said(self.judgement)

    @property
    def known(self) -> Snapshot:
        """What rules may know of the project."""
        return self.snapshot if self.knows_names else self.snapshot.changed(index=UnknownIndex())

    @lazy
    def shown(self) -> list[Finding]:
        """The findings that the editor does not show by itself."""
        editor, language = self.editor, self.language
        if editor is None:
            return self.findings
        return [one for one in self.findings if not editor_checks.shows(editor, language, self.document, one)]
