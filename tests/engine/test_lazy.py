"""What is worked out once stays, and belongs to its own instance."""

from __future__ import annotations

from agentls.text.lazy import lazy


class _Counting:
    def __init__(self, start: int) -> None:
        self.start = start
        self.calls = 0

    @lazy
    def double(self) -> int:
        """Twice the start."""
        self.calls += 1
        return 2 * self.start


def test_a_method_is_called_once_for_each_instance() -> None:
    two, three = _Counting(2), _Counting(3)
    assert [two.double, two.double, three.double] == [4, 4, 6]
    assert (two.calls, three.calls) == (1, 1)


def test_what_is_put_there_counts_without_a_call() -> None:
    one = _Counting(1)
    one.__dict__["double"] = 5
    assert (one.double, one.calls) == (5, 0)


def test_the_class_tells_what_it_is() -> None:
    assert isinstance(_Counting.double, lazy)
    assert _Counting.double.__doc__ == "Twice the start."
