"""However many processes judge, the report is the same to the letter, and so is what is kept for the next run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import agentls
from agentls.cli.jobs import Jobs, possible

FILES = 120
pytestmark = pytest.mark.skipif(possible() == 1, reason="a process cannot copy itself here, or there is one processor")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("jobs") / "project"
    agents = top / ".claude/agents"
    agents.mkdir(parents=True)
    for number in range(FILES):
        tools = "Read, Grpe" if number % 7 == 0 else f"Read, Agent(a{number // 2}, a{number + 1})"
        broken = "\tx: [\n" if number % 11 == 0 else ""
        text = f"---\nname: a{number % 50}\ndescription: Reads. Use it.\ntools: {tools}\n{broken}---\nDo it.\n"
        (agents / f"{number:03}.md").write_text(text, encoding="utf-8")
    (agents / "050b.md").write_bytes(b"a\0b")
    (agents / "100b.md").symlink_to("nowhere.md")
    return top


def check(project: Path, *words: str, code: str = "") -> subprocess.CompletedProcess[bytes]:
    run = f"import sys; from agentls.cli.main import main; {code}\nsys.exit(main(['check', *sys.argv[1:]]))"
    server = os.fspath(Path(agentls.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": server, "XDG_CACHE_HOME": os.fspath(project.parent / "cache")}
    return subprocess.run(
        [sys.executable, "-c", run, *words], cwd=project, env=environment, capture_output=True, check=False
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_report_does_not_tell_how_many_have_judged(project: Path, form: str) -> None:
    one, three = (check(project, "--no-cache", "--format", form, "--jobs", jobs) for jobs in "13")
    assert b"unknown-tool" in one.stdout
    assert b"050b.md: this is a binary file" in one.stderr
    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)


def test_what_several_have_found_is_kept(project: Path) -> None:
    several = check(project, "--jobs", "3")
    # Whoever asks a rule now ends with 2 and says so.
    code = "import importlib; importlib.import_module('agentls.rules.lint').judge = None"
    again = check(project, "--jobs", "3", code=code)
    assert (several.stdout, several.stderr) == (again.stdout, again.stderr)


def test_a_rule_that_breaks_is_told_from_wherever_it_was_asked(project: Path) -> None:
    # Before it becomes known, a rule is taken for one that breaks in every file.
    code = "from agentls.rules import unknown_tool; unknown_tool.check = lambda document, snapshot: 1 / 0"
    one, three = (check(project, "--no-cache", "--jobs", jobs, code=code) for jobs in "13")
    assert one.returncode == 2
    assert one.stderr.count(b"internal error") >= FILES
    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)


_JOBS = """
import sys
from agentls.cli.jobs import Jobs
def work(number):
    if number == 777: raise ValueError("no")
    return number * 2
wanted, last, hole = eval(sys.argv[1])
tasks = [None if number % hole == 1 else number for number in range(last)]
print(list(Jobs(wanted, work, send=str, receive=int).answers(iter(tasks))) == [None if one is None else work(one) for one in tasks])
"""


@pytest.mark.parametrize("wanted", [None, 1, 2, 5])
@pytest.mark.parametrize(("last", "hole"), [(0, 2), (31, 2), (33, 1000), (2300, 2), (770, 7), (600, 1)])
def test_answers_come_in_the_order_of_the_tasks(wanted: int | None, last: int, hole: int) -> None:
    # In a process of its own, which has no threads that a copy would miss.
    argument = repr((wanted, last, hole))
    run = subprocess.run([sys.executable, "-c", _JOBS, argument], env=_environment(), capture_output=True, check=False)
    assert (run.stdout, run.stderr) == (b"True\n", b"")


def test_a_failure_is_that_of_the_task() -> None:
    argument = repr((2, 800, 1000))
    run = subprocess.run([sys.executable, "-c", _JOBS, argument], env=_environment(), capture_output=True, check=False)
    assert run.stderr.endswith(b"ValueError: no\n")


def test_nothing_is_looked_at_long_before_its_turn() -> None:
    taken: list[int] = []

    def tasks() -> object:
        for number in range(10_000):
            taken.append(number)
            yield number

    jobs: Jobs[int, int] = Jobs(1, _same, send=_same, receive=_same)
    answers = jobs.answers(tasks())  # type: ignore[arg-type]
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    assert len(taken) == 3


def _same(number: int) -> int:
    return number


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.fspath(Path(agentls.__file__).parent.parent)}
