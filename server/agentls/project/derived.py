"""What is found out about a document is kept with it, and goes with it: no cache outlives the text that it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")
_ABSENT = object()


class Keeper(Protocol):
    """Something that never changes, so that an answer about it holds as long as it lives."""

    @property
    def derived(self) -> dict[object, Any]:
        """The answers so far."""
        ...


_K = TypeVar("_K", bound=Keeper)


def once(function: Callable[Concatenate[_K, _P], _T]) -> Callable[Concatenate[_K, _P], _T]:
    """Make a function keep its answers in what it is asked about: a dozen rules ask the same of each text."""

    alone = cast("Callable[[_K], _T]", function)

    @wraps(function)
    def kept_alone(keeper: _K) -> _T:
        answers = keeper.derived
        answer: _T = answers.get(function, _ABSENT)
        if answer is _ABSENT:
            answer = answers[function] = alone(keeper)
        return answer

    @wraps(function)
    def kept(keeper: _K, /, *arguments: _P.args, **named: _P.kwargs) -> _T:
        question = (function, arguments, *named.items())
        answers = keeper.derived
        answer: _T = answers.get(question, _ABSENT)
        if answer is _ABSENT:
            answer = answers[question] = function(keeper, *arguments, **named)
        return answer

    # Most are asked without more, and often.
    code = getattr(function, "__code__")  # noqa: B009 - no type of ours has it.
    is_alone = code.co_argcount + code.co_kwonlyargcount == 1
    return cast("Callable[Concatenate[_K, _P], _T]", kept_alone) if is_alone else kept
