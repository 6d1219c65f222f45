"""What a run has asked the file system, and what stands for the answers, so that they can be compared another day.

with Trace(most) as trace: ...
noted("exists", path, answer) -> answer  # by whoever asks the system
trace.answers() -> list[Answer]
"""

from __future__ import annotations

from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Token
    from typing import TypeAlias, TypeVar

    #: The name of a function of `agentls.disk.system`, its path, and the number that it is given as well, 0 for none.
    Question: TypeAlias = tuple[str, str, int]
    #: The same, with what stands for the answer.
    Answer: TypeAlias = tuple[str, str, int, str]
    _Told = TypeVar("_Told")

_DIGEST = 16


class Trace:
    """The questions of a run, each once, with what stands for its answer.

    `is_whole` says whether all were noted: there are no more than `most`, and none had two answers.
    """

    def __init__(self, most: int) -> None:
        self.is_whole = most > 0
        self._most = most
        self._answers: dict[Question, str] = {}
        self._token: Token[Trace | None] | None = None

    def __enter__(self) -> Trace:  # noqa: PYI034 - Python 3.10 has no name for it.
        """Note from now on what is asked."""
        self._token = _trace.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Note no more."""
        assert self._token is not None  # noqa: S101 - it has been entered.
        _trace.reset(self._token)

    def note(self, question: Question, answer: object) -> None:
        """Take in a question."""
        if not self.is_whole:
            return
        told = _stand_in(answer)
        if self._answers.setdefault(question, told) != told or len(self._answers) > self._most:
            self.is_whole = False
            self._answers.clear()

    def answers(self) -> list[Answer]:
        """Return the questions, as they came, with what stands for their answers."""
        return [(*question, told) for question, told in self._answers.items()]


def noted(name: str, path: str, answer: _Told, most: int = 0) -> _Told:
    """Return the answer to a question, after the trace of this run has taken it in, if there is one."""
    trace = _trace.get()
    if trace is not None:
        trace.note((name, path, most), answer)
    return answer


def _stand_in(answer: object) -> str:
    # A server notes nothing, and need not hold a library for encryption in memory because of that.
    from hashlib import blake2b  # noqa: PLC0415

    data = answer if isinstance(answer, bytes) else repr(answer).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_DIGEST, salt=type(answer).__name__.encode()).hexdigest()


_trace: ContextVar[Trace | None] = ContextVar("trace", default=None)
