"""An attribute that is worked out when it is first asked for, and stays.

    @lazy
    def lines(self) -> LineIndex: ...

As `functools.cached_property`, which before Python 3.12 waits for a lock each time. Two threads that ask at once may
both work it out here, as they may there since: what is kept in this way is the same whoever finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_T = TypeVar("_T")


class lazy(Generic[_T]):  # noqa: N801 - it is written as a decorator, like `property`.
    """Calls a method once, and lies between its answer and whoever asks no more."""

    def __init__(self, method: Callable[[Any], _T]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[_T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...

    def __get__(self, instance: object | None, owner: type) -> lazy[_T] | _T:
        """Return the answer, and put it into the instance under the name of the attribute, where Python looks first."""
        if instance is None:
            return self
        answer = instance.__dict__[self._name] = self._method(instance)
        return answer
