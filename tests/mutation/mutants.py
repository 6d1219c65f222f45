"""Makes small changes to rules and to what they share, one at a time, and sees whether a test notices each.

    python tests/mutation/mutants.py [--only PART-OF-A-PATH] [--every N] [--print]

A run with coverage tells which tests reach which line. Each change then lives in a process of its own, forked from one that
has loaded everything below, and meets only the tests that reach its line, the most particular first. The score and
the survivors are written to docs/quality.md.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import multiprocessing
import multiprocessing.connection
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SERVER = PROJECT / "server"
PAGE = PROJECT / "docs" / "quality.md"
BEGIN, END = "<!-- mutants: begin -->", "<!-- mutants: end -->"
FOLDERS = ("agentls/rules", "agentls/meaning")
TESTS = ("tests/rules", "tests/engine", "tests/features", "tests/cli", "tests/knowledge")
MOST_TESTS = 80
MOST_SECONDS = 120

sys.path[:0] = [str(SERVER), str(HERE)]
sys.dont_write_bytecode = True

from changes import Change, changes  # noqa: E402


@dataclass(frozen=True)
class Mutant:
    """One changed module, and the tests that reach the changed line."""

    path: Path
    change: Change
    tests: tuple[str, ...]

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(SERVER).with_suffix("").parts).removesuffix(".__init__")


def reached() -> dict[Path, dict[int, set[str]]]:
    """Return for every line of the package the tests that run it; the empty name stands for the import."""
    import coverage  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "coverage")
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "-m", "not vscode", "-p", "no:cacheprovider"]
        command += ["--cov=agentls", "--cov-context=test", "--cov-report=", *TESTS]
        environment = {**os.environ, "COVERAGE_FILE": str(data)}
        status = subprocess.run(command, cwd=PROJECT, env=environment, check=False, stdout=sys.stderr).returncode
        if status == 1:
            # On a busy machine one that waits for something may fail; an hour of work is not lost for that.
            print("some tests failed without any change: what they notice is not to be trusted", file=sys.stderr)
        elif status:
            raise SystemExit("the tests cannot be run")
        found = coverage.CoverageData(str(data))
        found.read()
        return {
            Path(name): {
                line: {context.partition("|")[0] for context in contexts}
                for line, contexts in found.contexts_by_lineno(name).items()
            }
            for name in found.measured_files()
        }


def mutants(only: str) -> Iterator[Mutant]:
    lines = reached()
    # A test that reaches few lines says more of each, and is quick.
    breadth = Counter(test for file in lines.values() for tests in file.values() for test in tests)
    for folder in FOLDERS:
        for path in sorted((SERVER / folder).rglob("*.py")):
            if only not in str(path):
                continue
            file = lines.get(path, {})
            everywhere = set().union(*file.values()) if file else set()
            for change in changes(path.read_text(encoding="utf-8")):
                tests = file.get(change.line, set()) - {""} or everywhere - {""}
                yield Mutant(path, change, tuple(sorted(tests, key=lambda test: breadth[test])[:MOST_TESTS]))


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module from a changed tree."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        folder = [str(self._mutant.path.parent)] if self._mutant.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self._mutant.path, loader=self, submodule_search_locations=folder
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._mutant.change.tree, str(self._mutant.path), "exec"), module.__dict__)

    def get_source(self, fullname: str) -> str:
        return ast.unparse(self._mutant.change.tree)


def is_noticed(mutant: Mutant) -> bool:
    """Run the tests against the change, in this process, which is good for nothing afterwards."""
    if not mutant.tests:
        return False
    import pytest  # noqa: PLC0415

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(MOST_SECONDS)
    os.chdir(PROJECT)
    sys.meta_path.insert(0, _Changed(mutant))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    return pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", *mutant.tests]) != 0


def _child(mutant: Mutant) -> None:
    os._exit(0 if is_noticed(mutant) else 3)


def judge(every: list[Mutant]) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant with whether it was noticed; a process that dies or hangs noticed it."""
    import hypothesis  # noqa: F401, PLC0415
    import pytest  # noqa: F401, PLC0415

    from agentls.knowledge.dialect import all_dialects  # noqa: PLC0415

    all_dialects()
    context = multiprocessing.get_context("fork")
    running: dict[int, tuple[multiprocessing.process.BaseProcess, Mutant]] = {}
    waiting = list(reversed(every))
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            mutant = waiting.pop()
            process = context.Process(target=_child, args=(mutant,))
            process.start()
            running[process.sentinel] = (process, mutant)
        for sentinel in multiprocessing.connection.wait(list(running)):
            assert isinstance(sentinel, int)
            process, mutant = running.pop(sentinel)
            process.join()
            yield mutant, process.exitcode != 3


def report(judged: list[tuple[Mutant, bool]], every: int) -> str:
    noticed = sum(good for _, good in judged)
    share = f"{noticed / len(judged):.1%} were noticed by a test."
    lines = [
        f"{len(judged):,} small changes to `rules/` and `meaning/`{_sampled(every)}: {share}",
        "",
        "| folder | changes | noticed |",
        "|---|--:|--:|",
    ]
    for folder in FOLDERS:
        part = [good for mutant, good in judged if str(mutant.path.relative_to(SERVER)).startswith(folder)]
        if part:
            lines.append(f"| `{folder}` | {len(part):,} | {sum(part) / len(part):.1%} |")
    lines += ["", "Not noticed:", "", "| where | was | became |", "|---|---|---|"]
    for mutant, good in judged:
        if not good:
            where = f"{mutant.path.relative_to(SERVER / 'agentls')}:{mutant.change.line}"
            lines.append(f"| {where} | {_cell(mutant.change.before)} | {_cell(mutant.change.after)} |")
    return "\n".join(lines) + "\n"


def _sampled(every: int) -> str:
    return f", one in {every} of all that can be made" if every > 1 else ""


def _cell(code: str) -> str:
    first = code.strip().split("\n", 1)[0]
    short = first if len(first) < 90 else first[:87] + "..."
    return "`` " + short.replace("|", "\\|") + " ``"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="change only modules whose path has this in it")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take only one change in N")
    parser.add_argument("--print", action="store_true", help="print the report and write nothing")
    arguments = parser.parse_args()
    every = list(mutants(arguments.only))[:: arguments.every]
    judged = []
    for number, (mutant, good) in enumerate(judge(every), 1):
        judged.append((mutant, good))
        print(f"\r{number}/{len(every)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    judged.sort(key=lambda pair: (pair[0].path, pair[0].change.line))
    text = report(judged, arguments.every)
    if arguments.print or arguments.only:
        print(text)
        return 0
    page = (
        PAGE.read_text(encoding="utf-8")
        if PAGE.exists()
        else "# Quality\n\n## Do the tests notice?\n\n" + f"{BEGIN}\n{END}\n"
    )
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{text}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
