"""What editors are told of the samples of all dialects does not change without somebody having read it."""

from __future__ import annotations

from functools import cache

import pytest
from examples import Example
from told import SAID, file_of, samples, told
from told import kept as read

ALL = samples()
kept = cache(read)


@pytest.mark.parametrize(
    "sample", [pytest.param(one, id=f"{kind}/{one.rule}") for kind, every in ALL.items() for one in every]
)
def test_what_is_told_of_a_sample(sample: Example) -> None:
    assert told(sample) == kept(sample.dialect)[sample.rule]


def test_nothing_else_is_kept() -> None:
    assert set(SAID.iterdir()) == {file_of(kind) for kind in ALL}
    for kind, every in ALL.items():
        assert list(kept(kind)) == [one.rule for one in every]
