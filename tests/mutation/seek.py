"""Looks for odd files on which the changes that no test has noticed say something else, and keeps them as a test.

    python tests/mutation/seek.py [--seed N] [--files N] [--seconds N]

It takes the changes that the last run of mutants.py has left over. The files are made of the rules' examples and of the
samples of all dialects: lines, values and words of one go into another. The shortest that tell most changes from the
right program are added to tests/odd, with what the right program says of them, which is there to be read: where that is
wrong a fault has been found.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
SERVER = TESTS.parent / "server"
sys.path[:0] = [str(one) for one in (SERVER, HERE, TESTS, TESTS / "rules", TESTS / "samples", TESTS / "odd")]
sys.dont_write_bytecode = True

import coverage  # noqa: E402
import patch  # noqa: E402
from examples import Example, examples  # noqa: E402
from mutants import ABOVE, FOLDERS, LEFT, Mutant, mutants, source  # noqa: E402
from told import samples  # noqa: E402

import odd  # noqa: E402
from agentls.rules import all_rules  # noqa: E402
from odd import Odd  # noqa: E402

# A change may make a loop endless, and most files say all that they have to say at once.
_MOST_WORK = 60
_ENOUGH = 6
_LONGEST = 1500
_SIGNS = [
    *"\"'[](){},:#*|>-!&~?\\é\t",
    "\n",
    "- ",
    ": ",
    "[]",
    "{}",
    "null",
    "true",
    "5",
    "mcp__",
    "mcp__github__x",
    "  ",
]
_WORD = re.compile(r"[\w$./-]+")
_VALUE = re.compile(r"(?<=: ).+$", re.MULTILINE)


class Maker:
    """Makes odd files of those that there are."""

    def __init__(self, seed: int) -> None:
        self._choose = random.Random(seed)
        of_rules = [one for rule in all_rules() for one in examples(rule.id, rule.documentation)]
        of_dialects = [one for every in samples().values() for one in every]
        self._bases = [
            one for one in (*of_rules, *of_dialects) if 0 < len(one.text) < _LONGEST and "\r" not in one.text
        ]
        self._lines: dict[str, list[str]] = {}
        self._words: dict[str, list[str]] = {}
        for one in self._bases:
            self._lines.setdefault(one.dialect, []).extend(one.text.splitlines(keepends=True))
            self._words.setdefault(one.dialect, []).extend(_WORD.findall(one.text))

    def make(self) -> Odd:
        """Return an odd file."""
        base = self._elsewhere(self._choose.choice(self._bases))
        text = base.text
        for _ in range(self._choose.choice((0, 1, 1, 2, 2, 3))):
            text = self._edited(text, base) or text
        ends = [0, len(text), *(place for found in _WORD.finditer(text) for place in (found.start() + 1, found.end()))]
        return Odd(replace(base, text=text), self._choose.choice(ends))

    def _elsewhere(self, base: Example) -> Example:
        """Return the same file, now and then where other things are around it, or read as something else."""
        chance = self._choose.random()
        if chance < 0.04:
            return replace(base, beside=())
        if chance < 0.08:
            return replace(base, is_at_home=True)
        if chance < 0.12:
            return replace(base, beside=(*base.beside, *self._choose.choice(self._bases).beside))
        if chance < 0.2:
            other = self._choose.choice(self._bases)
            is_alike = other.path.rpartition(".")[2] == base.path.rpartition(".")[2]
            return replace(base, path=other.path, dialect=other.dialect) if is_alike else base
        return base

    def _edited(self, text: str, base: Example) -> str:
        return (
            self._with_other_lines(text, base) if self._choose.random() < 0.55 else self._with_other_words(text, base)
        )

    def _with_other_lines(self, text: str, base: Example) -> str:
        choose, lines = self._choose, text.splitlines(keepends=True)
        at = choose.randrange(len(lines))
        kind = choose.randrange(6)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[choose.randrange(len(lines))])
        elif kind == 2:
            lines.insert(at, choose.choice(self._lines[base.dialect]))
        elif kind == 3:
            lines[at] = choose.choice(("  ", " ", "- ", "# ")) + lines[at]
        elif kind == 4:
            lines[at] = lines[at].lstrip()
        else:
            lines[at] = lines[at] * choose.randrange(2, 9)
        return "".join(lines)

    def _with_other_words(self, text: str, base: Example) -> str:
        choose = self._choose
        kind = choose.randrange(5)
        if kind == 0:
            return self._exchanged(text, _VALUE, _VALUE.findall(choose.choice(self._bases).text) or [""])
        if kind == 1:
            return self._exchanged(text, _WORD, self._words[base.dialect])
        if kind == 2:
            return self._exchanged(text, _WORD, ["", "5", "true", "*", "Name", "a b", "a, b", '"a"', "[a]", "{a: b}"])
        if kind == 3:
            # Limits of length and number lie anywhere.
            return self._exchanged(text, _WORD, ["ab" * choose.randrange(1, 70), "a b " * choose.randrange(1, 35)])
        place = choose.randint(0, len(text))
        return text[:place] + choose.choice(_SIGNS) + text[place:]

    def _exchanged(self, text: str, what: re.Pattern[str], by: Sequence[str]) -> str:
        found = list(what.finditer(text))
        if not found:
            return text
        one = self._choose.choice(found)
        return text[: one.start()] + self._choose.choice(by) + text[one.end() :]


class Pool:
    """Odd files, what the right program says of each, and which lines it goes through for that."""

    def __init__(self, seed: int, count: int) -> None:
        maker = Maker(seed)
        self.files = sorted((maker.make() for _ in range(count)), key=lambda one: len(one.example.text))
        self.right: list[list[str]] = []
        self.found: list[list[str]] = []
        self._choose = random.Random(seed)
        self.reaching: dict[Path, dict[int, list[int]]] = {}
        with tempfile.TemporaryDirectory() as folder:
            measured = coverage.Coverage(
                data_file=f"{folder}/data",
                config_file=False,
                include=[f"{SERVER / one}/*" for one in FOLDERS],
                concurrency=[],
            )
            measured.start()
            for number, one in enumerate(self.files):
                measured.switch_context(str(number))
                self.right.append(odd.told(one))
                self.found.append(odd.found(one))
            measured.stop()
            data = measured.get_data()
            for name in data.measured_files():
                lines = data.contexts_by_lineno(name)
                self.reaching[Path(name)] = {
                    line: sorted(int(one) for one in those if one) for line, those in lines.items()
                }

    def telling(self, path: Path, line: int | None, seconds: float) -> Iterator[int]:
        """Yield the files of which this process, with a change at that place, says something else."""
        lines = self.reaching.get(path, {})
        those = list(lines.get(line, []) if line is not None else sorted(set().union(*lines.values())))
        self._choose.shuffle(those)
        # What a rule does shows in its findings, and to ask for all the rest takes five times as long.
        is_rule = path.parent.name == "rules"
        end, count = time.process_time() + seconds, 0
        for number in those:
            if count == _ENOUGH or time.process_time() > end:
                return
            try:
                one = self.files[number]
                is_other = odd.found(one) != self.found[number] if is_rule else odd.told(one) != self.right[number]
            except Exception:
                # A changed program that breaks is noticed by whoever asks it.
                is_other = True
            if is_other:
                count += 1
                yield number


def _child(mutant: Mutant, pool: Pool, loaded: patch.Loaded, seconds: float, to: Path) -> NoReturn:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_PROF, _MOST_WORK)
    found: list[int] = []
    try:
        before, after = (
            compile(one, str(mutant.path), "exec")
            for one in (source(mutant.path), mutant.change.made(source(mutant.path)))
        )
        is_inside = patch.is_inside(before, after) and loaded.replace(before, after)
        if is_inside or loaded.run_again(sys.modules[mutant.module], after):
            found = list(pool.telling(mutant.path, mutant.change.line if is_inside else None, seconds))
        to.write_text(json.dumps(found), encoding="utf-8")
    finally:
        os._exit(0)


def chosen(told: dict[int, list[int]]) -> list[int]:
    """Return files that together tell all the changes, each of which some of `told` tell; few of them, short ones."""
    files: list[int] = []
    left = dict(told)
    while left:
        counted = Counter(number for those in left.values() for number in those)
        best = min(counted, key=lambda number: (-counted[number], number))
        files.append(best)
        left = {change: those for change, those in left.items() if best not in those}
    return sorted(files)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="make other files with another number")
    parser.add_argument("--files", type=int, default=3000, metavar="N", help="make so many")
    parser.add_argument("--seconds", type=float, default=5, metavar="N", help="of the processor, for each change")
    given = parser.parse_args()
    left = json.loads(LEFT.read_text(encoding="utf-8"))
    every = [one for one in mutants() if one.key in left]
    every.sort(key=lambda one: left.index(one.key))
    pool = Pool(given.seed, given.files)
    loaded = patch.Loaded(tuple(f"agentls.{package}" for package in ABOVE))
    gc.collect()
    gc.freeze()
    told: dict[int, list[int]] = {}
    # Whoever has no more time gets what there is.
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
        for number, mutant in enumerate(every):
            to = Path(folder, str(number))
            child = os.fork()
            if child == 0:
                _child(mutant, pool, loaded, given.seconds, to)
            os.waitpid(child, 0)
            found = json.loads(to.read_text(encoding="utf-8")) if to.exists() else []
            if found:
                told[number] = found
            print(f"\r{number + 1}/{len(every)}, {len(told)} told", end="", file=sys.stderr)
    files = chosen(told)
    odd.add(pool.files[number] for number in files)
    odd.write()
    print(f"\n{len(told)} of {len(every)} changes are told by {len(files)} more files", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
