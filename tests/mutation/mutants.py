"""Makes small changes to rules and to what they share, one at a time, and sees whether a test notices each.

    python tests/mutation/mutants.py [--only PART-OF-A-PATH] [--sample N [--seed M]] [--again] [--print]

One run without a change tells which tests reach which line. Each change then lives in a process of its own, forked from
the one that has loaded all tests, and meets first the rule's own examples, then the tests that reach its line, the most
particular ones first. What no test notices is shown to the type checker, which runs before any test does. The score and the survivors are written to docs/quality.md; test-output/mutants.json keeps what
survived for `--again`, which tries those alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import random
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SERVER = PROJECT / "server"
PAGE = PROJECT / "docs" / "quality.md"
LEFT = PROJECT / "test-output" / "mutants.json"
REACH = PROJECT / "test-output" / "reach.pickle"
EQUIVALENT = HERE / "equivalent.json"
FOLDERS = ("agentls/rules", "agentls/meaning")
# Tests that start processes say nothing of what is changed in this one, and some ask for hours what others ask for seconds.
TESTS = (
    "tests/rules",
    "tests/engine",
    "tests/features",
    "tests/hosts",
    "tests/samples",
    "tests/odd",
    "tests/knowledge/test_schemas.py",
    "tests/fault/test_byte_order_marks.py",
    "tests/fault/test_secrets.py",
)
LEFT_OUT = (
    "tests/engine/test_layers.py",
    "tests/engine/test_cost.py",
    "tests/features/test_real_projects.py",
    "tests/features/test_convert.py",
    "tests/features/test_promises.py",
    "tests/rules/test_fixes_on_real_files.py",
)
# What imports the changed modules, and so has to be loaded again with them where a function's code is not all.
ABOVE = ("meaning", "features", "rules", "lsp", "cli")
OPTIONS = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "-p", "no:rerunfailures"]
MOST_WORKERS = 2
# To find tests by their names takes longer than to run them.
MOST_BY_NAME = 60
# A change may make a loop endless: seconds of the processor, and by the clock for one that waits.
MOST_WORK, MOST_TIME = 60, 600
NOTICED, SURVIVED, TROUBLE = 0, 3, 4

sys.path[:0] = [str(SERVER), str(HERE), str(HERE.parent)]
sys.dont_write_bytecode = True

import patch  # noqa: E402
import reach  # noqa: E402
import typed  # noqa: E402
from changes import Change, changes  # noqa: E402

from sections import write_section  # noqa: E402


@dataclass(frozen=True)
class Mutant:
    """One changed module."""

    path: Path
    change: Change

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(SERVER).with_suffix("").parts).removesuffix(".__init__")

    @property
    def key(self) -> dict[str, str]:
        """What tells it from all others although lines move."""
        line = source(self.path).splitlines()[self.change.line - 1].strip()
        path = self.path.relative_to(SERVER / "agentls").as_posix()
        return {"module": path, "line": line, "was": self.change.before, "became": self.change.after}


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def mutants() -> Iterator[Mutant]:
    for folder in FOLDERS:
        for path in sorted((SERVER / folder).rglob("*.py")):
            for change in changes(source(path)):
                yield Mutant(path, change)


def known_as_equivalent(every: list[Mutant]) -> list[Mutant]:
    """Return the mutants that no test can notice, as equivalent.json says with the reason; each must be one of `every`."""
    listed = [{**one, "why": ""} for one in json.loads(EQUIVALENT.read_text(encoding="utf-8"))]
    found = [one for one in every if {**one.key, "why": ""} in listed]
    stale = [one for one in listed if all({**other.key, "why": ""} != one for other in found)]
    if stale:
        raise SystemExit(f"equivalent.json lists what cannot be changed any more: {stale}")
    return found


class Judge:
    """The plugin that runs the changes in place of the tests, when pytest has collected those."""

    def __init__(self, every: list[Mutant], workers: int, *, is_known: bool) -> None:
        self.judged: list[tuple[Mutant, bool]] = []
        self._is_known = is_known
        self._every = every
        self._workers = workers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        loaded = patch.Loaded(tuple(f"agentls.{package}" for package in ABOVE))
        if self._is_known:
            known: reach.Reach = pickle.loads(REACH.read_bytes())
        else:
            folders = [SERVER / folder for folder in FOLDERS]
            known = reach.reached(session.items, folders, self._workers, loaded.forget)
            REACH.write_bytes(pickle.dumps(known))
        if known.failed:
            print(
                "not of use, they fail or take long without any change:",
                *sorted(known.failed),
                sep="\n  ",
                file=sys.stderr,
            )
        order = reach.Order(known, list(items))
        # The children shall share the memory of this process for as long as they can.
        gc.collect()
        gc.freeze()
        gc.disable()
        running: dict[int, Mutant] = {}
        began = time.monotonic()
        for mutant in self._every:
            if len(running) >= self._workers:
                self._wait(running)
            print(f"\r{len(self.judged)}/{len(self._every)} {time.monotonic() - began:.0f} s", end="", file=sys.stderr)
            child = os.fork()
            if child == 0:
                _child(mutant, items, order, loaded)
            running[child] = mutant
        while running:
            self._wait(running)
        print(file=sys.stderr)
        return True

    def _wait(self, running: dict[int, Mutant]) -> None:
        child, status = os.wait()
        mutant = running.pop(child)
        code = os.waitstatus_to_exitcode(status)
        if code == TROUBLE:
            raise SystemExit(f"{mutant.key} cannot be tried")
        self.judged.append((mutant, code != SURVIVED))
        if code == SURVIVED:
            print(f"\r{_place(mutant)}: {mutant.change.before!r} -> {mutant.change.after!r}", file=sys.stderr)


def _child(mutant: Mutant, items: dict[str, pytest.Item], order: reach.Order, loaded: patch.Loaded) -> NoReturn:
    code, heard = TROUBLE, os.dup(2)
    try:
        reach.silence()
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, MOST_WORK)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(MOST_TIME)
        code = NOTICED if is_noticed(mutant, items, order, loaded) else SURVIVED
    except BaseException:
        os.write(heard, traceback.format_exc().encode())
    finally:
        os._exit(code)


def is_noticed(mutant: Mutant, items: dict[str, pytest.Item], order: reach.Order, loaded: patch.Loaded) -> bool:
    """Run the tests against the change, in this process, which is good for nothing afterwards."""
    tree = mutant.change.made(source(mutant.path))
    before, after = (compile(one, str(mutant.path), "exec") for one in (source(mutant.path), tree))
    is_inside = patch.is_inside(before, after) and loaded.replace(before, after)
    tests = order.of(mutant.path, mutant.change.line, not is_inside)
    try:
        is_there = is_inside or loaded.run_again(sys.modules[mutant.module], after)
    except Exception:
        # Whoever imports the module hears of it.
        return True
    if is_there:
        chosen = [items[test] for test in tests if test in items]
        return any(not reach.passes(item, nxt) for item, nxt in zip_longest(chosen, chosen[1:]))
    patch.unload([*(SERVER / "agentls" / package for package in ABOVE), PROJECT / "tests"])
    sys.meta_path.insert(0, patch.Changed(mutant.module, mutant.path, tree))
    return pytest.main(["-x", *OPTIONS, *tests[:MOST_BY_NAME]]) not in {
        pytest.ExitCode.OK,
        pytest.ExitCode.NO_TESTS_COLLECTED,
    }


def refused(mutants_: list[Mutant]) -> set[Mutant]:
    """Return those that the type checker refuses."""
    if not mutants_:
        return set()
    with typed.checker() as checker:
        return {one for one in mutants_ if checker.refuses(one.path, one.change.made(source(one.path)))}


def report(judged: list[tuple[Mutant, bool]], mistyped: set[Mutant], equivalent: int, sample: str) -> str:
    lines = [
        f"{len(judged):,} small changes to `rules/` and `meaning/`{sample}: {_share(judged, mistyped)} were noticed.",
        f"{equivalent:,} others make no difference, for the reasons in `tests/mutation/equivalent.json`; they do not count.",
        "",
        "| folder | changes | noticed | by a test | by the types alone |",
        "|---|--:|--:|--:|--:|",
    ]
    for folder in FOLDERS:
        part = [pair for pair in judged if str(pair[0].path.relative_to(SERVER)).startswith(folder)]
        if part:
            types = {mutant for mutant, _ in part} & mistyped
            columns = _share(part, mistyped), _share(part, set()), f"{len(types) / len(part):.1%}"
            lines.append(f"| `{folder}` | {len(part):,} | {' | '.join(columns)} |")
    lines += ["", "Not noticed:", "", "| where | was | became |", "|---|---|---|"]
    for mutant, good in judged:
        if not good and mutant not in mistyped:
            lines.append(f"| {_place(mutant)} | {_cell(mutant.change.before)} | {_cell(mutant.change.after)} |")
    return "\n".join(lines) + "\n"


def _share(judged: list[tuple[Mutant, bool]], mistyped: set[Mutant]) -> str:
    return f"{sum(good or mutant in mistyped for mutant, good in judged) / len(judged):.1%}"


def _place(mutant: Mutant) -> str:
    return f"{mutant.path.relative_to(SERVER / 'agentls')}:{mutant.change.line}"


def _cell(code: str) -> str:
    first = code.strip().split("\n", 1)[0]
    short = first if len(first) < 90 else first[:87] + "..."
    return "`` " + short.replace("|", "\\|") + " ``"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="change only modules whose path has this in it")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="draw so many changes from all of them")
    parser.add_argument("--seed", type=int, default=0, metavar="M", help="draw others with another number")
    parser.add_argument("--workers", type=int, default=MOST_WORKERS, metavar="N", help="try so many side by side")
    parser.add_argument("--again", action="store_true", help="take only the changes that survived the last run")
    parser.add_argument("--known", action="store_true", help="believe the last run about which test reaches what")
    parser.add_argument("--print", action="store_true", help="print the report and write nothing")
    given = parser.parse_args(arguments)
    everywhere = list(mutants())
    equivalent = known_as_equivalent(everywhere)
    every = [one for one in everywhere if given.only in str(one.path)]
    if given.sample:
        drawn = set(random.Random(given.seed).sample(every, min(given.sample, len(every))))
        every = [one for one in every if one in drawn]
    ignored = [one for one in every if one in equivalent]
    every = [one for one in every if one not in ignored]
    if given.again:
        last = json.loads(LEFT.read_text(encoding="utf-8"))
        every = [one for one in every if one.key in last]
    judge = Judge(every, min(given.workers, os.cpu_count() or 1), is_known=given.known)
    os.chdir(PROJECT)
    LEFT.parent.mkdir(exist_ok=True)
    left_out = [f"--ignore={test}" for test in LEFT_OUT]
    status = pytest.main([*OPTIONS, *left_out, *TESTS], plugins=[judge, reach.VERDICTS])
    if len(judge.judged) != len(every):
        raise SystemExit(f"the tests cannot be run: {status}")
    judged = sorted(judge.judged, key=lambda pair: (pair[0].path, pair[0].change.line))
    mistyped = refused([one for one, good in judged if not good])
    left = [one.key for one, good in judged if not good and one not in mistyped]
    LEFT.write_text(json.dumps(left, indent=1), encoding="utf-8")
    drawn_from = f", drawn with the seed {given.seed} from all {len(everywhere):,}" if given.sample else ""
    text = report(judged, mistyped, len(ignored), drawn_from)
    if given.print or given.only or given.again:
        print(text)
        return 0
    write_section(PAGE, "mutants", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
