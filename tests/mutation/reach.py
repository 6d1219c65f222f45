"""Which test reaches which line of the package, and how long each test takes: worked out by one run of all tests."""

from __future__ import annotations

import os
import pickle
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import NoReturn

import coverage
import pytest

# Each of these asks much, and of many lines: they would never have their turn among the particular ones.
_VARIED, _SAMPLES, _ODD = "/test_variations.py", "/test_told.py", "/test_odd.py"
ROOT = Path(__file__).resolve().parents[2]
# With so many seconds of the processor each sort of tests has had its chance; more would make a run last for days.
MOST_SECONDS_A_CHANGE = 4.0
MOST_SECONDS_A_TEST = 3.0


@dataclass
class Reach:
    """What a run without any change has shown.

    `lines` has the tests by file and line, `seconds` the processor's time of each, `failed` those that are of no use.
    """

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def add(self, other: Reach) -> None:
        for name, lines in other.lines.items():
            mine = self.lines.setdefault(name, {})
            for line, tests in lines.items():
                mine.setdefault(line, set()).update(tests)
        self.seconds.update(other.seconds)
        self.failed |= other.failed

    def breadth(self) -> Counter[str]:
        """Return how many lines each test reaches: one that reaches few says more of each, and is quick."""
        return Counter(test for file in self.lines.values() for tests in file.values() for test in tests)


class Order:
    """Puts the tests that a change must meet in the order in which they are likely to notice it."""

    def __init__(self, reach: Reach, every: Sequence[str]) -> None:
        self._reach = reach
        self._breadth = reach.breadth()
        self._examples = [test for test in every if "/test_examples.py" in test or _VARIED in test]

    def of(self, path: Path, line: int, is_outside: bool) -> list[str]:
        """Return the ids of the tests for a change: the rule's own examples, then the most particular ones.

        What runs at the import alone, or once and is kept, is the matter of all tests of the module.
        """
        file = self._reach.lines.get(path.relative_to(ROOT).as_posix(), {})
        tests = set() if is_outside else file.get(line, set())
        tests = tests or set().union(*file.values())
        rule = f"[{path.stem.replace('_', '-')}-"
        own = [test for test in self._examples if rule in test]
        module = f"agentls.{path.parent.name}.{path.stem} import"
        others = sorted(
            tests.difference(own), key=lambda test: (not _is_about(test, module), self._breadth[test], test)
        )
        sorts: dict[str, list[str]] = {_ODD: [], "": [], _VARIED: [], _SAMPLES: []}
        for test in others:
            sorts[next((one for one in (_ODD, _VARIED, _SAMPLES) if one in test), "")].append(test)
        # Of odd files those say most in which much is odd.
        sorts[_ODD].reverse()
        return [*own, *(test for one in sorts.values() for test in self._affordable(one))]

    def _affordable(self, tests: list[str]) -> Iterator[str]:
        spent = 0.0
        for test in tests:
            spent += self._reach.seconds.get(test, 0.0)
            if spent > MOST_SECONDS_A_CHANGE:
                return
            if test not in self._reach.failed:
                yield test


@cache
def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _is_about(test: str, imports: str) -> bool:
    """Tell whether the file of a test asks for the module by name, and so was written for it."""
    return imports in _text(test.partition("::")[0])


def reached(items: Sequence[pytest.Item], folders: Sequence[Path], workers: int, forget: Callable[[], None]) -> Reach:
    """Run `items` once, shared among processes forked from this one, and return what they reach below `folders`.

    `forget` empties caches before each: else what all tests need is reached by the first one alone.
    """
    files = sorted({item.path for item in items})
    with tempfile.TemporaryDirectory() as folder:
        children = []
        for worker in range(workers):
            part = set(files[worker::workers])
            child = os.fork()
            if child == 0:
                mine = [item for item in items if item.path in part]
                os._exit(_run(mine, folders, Path(folder, str(worker)), forget))
            children.append(child)
        for child in children:
            if os.waitpid(child, 0)[1]:
                raise SystemExit("the tests cannot be run")
        every = Reach()
        for worker in range(workers):
            every.add(pickle.loads(Path(folder, f"{worker}.reach").read_bytes()))
        return every


def _too_long(*_: object) -> NoReturn:
    # Where a test is interrupted there may be no line to show.
    pytest.fail("it takes too long to be asked about every change", pytrace=False)


def _run(items: Sequence[pytest.Item], folders: Sequence[Path], to: Path, forget: Callable[[], None]) -> int:
    silence()
    measured = coverage.Coverage(
        data_file=str(to), config_file=False, include=[f"{folder}/*" for folder in folders], concurrency=[]
    )
    found = Reach()
    signal.signal(signal.SIGPROF, _too_long)
    measured.start()
    for item, following in zip_longest(items, items[1:]):
        measured.switch_context(item.nodeid)
        forget()
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS_A_TEST)
        if not passes(item, following):
            found.failed.add(item.nodeid)
        found.seconds[item.nodeid] = time.process_time() - began
    signal.setitimer(signal.ITIMER_PROF, 0)
    measured.stop()
    data = measured.get_data()
    for name in data.measured_files():
        lines = data.contexts_by_lineno(name)
        # By a name that another copy of the project knows, too.
        found.lines[Path(name).relative_to(ROOT).as_posix()] = {
            line: set(tests) - {""} for line, tests in lines.items()
        }
    to.with_suffix(".reach").write_bytes(pickle.dumps(found))
    return 0


class Verdicts:
    """Hears what becomes of each test; registered once with pytest."""

    failures = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failures += report.failed


VERDICTS = Verdicts()


def passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Run one test in this process; `following` is the next one, whose fixtures are kept."""
    before = VERDICTS.failures
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return VERDICTS.failures == before


def silence() -> None:
    """Send what this process writes nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
