"""The few persistent collections of rpds that `jsonschema` and `referencing` use, in pure Python.

The real package is compiled for one platform and one Python, so it cannot travel in a universal VSIX.
Every change copies: the collections of a schema registry are small, and a copied dict is faster at that
size than a trie written in Python would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

__all__ = ["HashTrieMap", "HashTrieSet", "List"]

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class HashTrieMap(Mapping[K, V]):
    """A mapping whose changes return a new mapping."""

    __slots__ = ("_items",)

    def __init__(self, value: Mapping[K, V] | Iterable[tuple[K, V]] = (), **kwds: Any) -> None:
        self._items: dict[K, V] = dict(value, **kwds)

    @classmethod
    def convert(cls, value: Any) -> HashTrieMap[Any, Any]:
        return value if isinstance(value, cls) else cls(value)

    @classmethod
    def fromkeys(cls, keys: Iterable[K], value: Any = None) -> HashTrieMap[K, Any]:
        return cls(dict.fromkeys(keys, value))

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, HashTrieMap) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"HashTrieMap({self._items})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._items,)

    def insert(self, key: K, val: V) -> HashTrieMap[K, V]:
        return type(self)({**self._items, key: val})

    def update(self, *args: Any, **kwds: Any) -> HashTrieMap[Any, Any]:
        items: dict[Any, Any] = dict(self._items)
        for each in (*args, kwds):
            items.update(each)
        return type(self)(items)

    def discard(self, key: K) -> HashTrieMap[K, V]:
        return self.remove(key) if key in self._items else self

    def remove(self, key: K) -> HashTrieMap[K, V]:
        items = dict(self._items)
        del items[key]
        return type(self)(items)


class HashTrieSet(frozenset[T]):
    """A set whose changes return a new set."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"HashTrieSet({{{', '.join(map(repr, self))}}})"

    def insert(self, value: T) -> HashTrieSet[T]:
        return HashTrieSet(chain(self, (value,)))

    def update(self, *args: Iterable[T]) -> HashTrieSet[T]:
        return HashTrieSet(chain(self, *args))

    def discard(self, value: T) -> HashTrieSet[T]:
        return HashTrieSet(self - {value})

    def remove(self, value: T) -> HashTrieSet[T]:
        if value not in self:
            raise KeyError(value)
        return self.discard(value)


class List(Iterable[T]):
    """A list that grows and shrinks at its front, and whose changes return a new list."""

    __slots__ = ("_items",)

    def __init__(self, value: Iterable[T] | T = (), *more: T) -> None:
        self._items: tuple[Any, ...] = (value, *more) if more else tuple(value)  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[T]:
        return iter(self._items[::-1])

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, List) else NotImplemented

    def __hash__(self) -> int:
        return hash((List, self._items))

    def __repr__(self) -> str:
        return f"List({list(self._items)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._items,)

    @property
    def first(self) -> T:
        if not self._items:
            raise IndexError("empty list has no first element")
        return self._items[0]  # type: ignore[no-any-return]

    @property
    def rest(self) -> List[T]:
        return List(islice(self._items, 1, None))

    def push_front(self, value: T) -> List[T]:
        return List((value, *self._items))

    def drop_first(self) -> List[T]:
        if not self._items:
            raise IndexError("empty list has no first element")
        return self.rest
