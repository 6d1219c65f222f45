"""Why git cannot be asked. What asks it is slow to load, and whoever only wants to know of the failure need not."""


class HistoryProblem(Exception):  # noqa: N818 - it is shown to people.
    """The repository or the revision cannot be read; the text says why and what to do."""
