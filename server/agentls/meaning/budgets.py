"""How much of all descriptions together a host lists at the start of a conversation, and how much there is.

    spent(document, snapshot) -> Spent | None
    overspent(document, snapshot) -> Spent | None

The numbers are estimates: hosts count other things as well, such as the skills that they bring along.
"""

from typing import NamedTuple

from agentls.knowledge.annotation_parts import Budget
from agentls.knowledge.detection import is_collected
from agentls.meaning.name_uses import only_users_run
from agentls.project.document import Document
from agentls.project.file_facts import own_definition
from agentls.project.index import Index
from agentls.project.names import Definition, View, view_of
from agentls.project.snapshot import Snapshot


class Spent(NamedTuple):
    """`own` of the file, `total` of all so many `files` that are listed together; `longest` is a path."""

    budget: Budget
    own: int
    total: int
    files: int
    longest: str


class _Total(NamedTuple):
    amount: int
    files: int
    longest: str


def spent(document: Document, snapshot: Snapshot) -> Spent | None:
    """Return what the file and its neighbours take of the budget; `None` where there is none, or nothing is listed."""
    budget = document.dialect.facts.description_budget
    mine = own_definition(document) if budget is not None else None
    if budget is None or mine is None or only_users_run(mine) or is_collected(document.path, document.dialect):
        return None
    total = _total(document, snapshot.index, budget)
    return Spent(budget, _amount(mine, budget), total.amount, total.files, total.longest)


def overspent(document: Document, snapshot: Snapshot) -> Spent | None:
    """Return the same for the file with the longest description alone, where there is more than the host lists.

    Every file asks, so that what is the same for all of them comes first.
    """
    budget = document.dialect.facts.description_budget
    if budget is None:
        return None
    total = _total(document, snapshot.index, budget)
    is_to_blame = total.amount > budget.limit and total.longest == document.path
    return spent(document, snapshot) if is_to_blame else None


def _total(document: Document, index: Index, budget: Budget) -> _Total:
    """Return the sum of all definitions that are loaded together with that of the file."""
    dialect, view = document.dialect, view_of(document)
    return index.once((_total, dialect, view), lambda: _added_up(index, dialect.kind, view, budget))


def _added_up(index: Index, kind: str, view: View, budget: Budget) -> _Total:
    total, files, longest, most = 0, 0, "", -1
    for one in index.visible(kind, view):
        if _is_loaded_with(one, view.root, index.home):
            amount = _amount(one, budget)
            total, files = total + amount, files + 1
            longest, most = (one.path, amount) if amount > most else (longest, most)
    return _Total(total, files, longest)


def _is_loaded_with(one: Definition, root: str, home: str | None) -> bool:
    """Tell whether it is there from the start: those of folders further down come later, if at all."""
    is_near = one.root in (root, home) or root.startswith(f"{one.root}/")
    return one.qualified == one.name and is_near and not only_users_run(one)


def _amount(one: Definition, budget: Budget) -> int:
    characters = sum(len(str(value)) for key in budget.keys if (value := one.details.get(key)) is not None)
    return min(characters, budget.most or characters) // budget.characters
