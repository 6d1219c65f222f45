"""The scripts for shells, run by the shells themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from agentls.cli import commands
from agentls.cli.main import main

_IN_BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_shtab_agentls
printf '%s\\n' "${COMPREPLY[@]}"
"""


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completions", shell]) == 0
    return capsys.readouterr().out


def needed(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not on this machine")
    return found


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ch"], ["check"]),
        (["check", "--fo"], ["--format"]),
        (["check", "--fail-on", "e"], ["error"]),
        (["explain", "unknown-t"], ["unknown-tool"]),
        (["fix", "--rule", "removed-"], ["removed-tool"]),
        (["schema", "claude-code/agent"], ["claude-code/agent"]),
        (["check", "no-such-fi"], [""]),
    ],
)
def test_bash_completes(
    words: list[str], offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bash, file = needed("bash"), tmp_path / "agentls.bash"
    file.write_text(script("bash", capsys), encoding="utf-8")
    command = [bash, "-c", _IN_BASH, "bash", str(file), "agentls", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.rstrip("\n").split("\n") == offered
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_to_the_shell(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program, file = needed(shell), tmp_path / "script"
    file.write_text(script(shell, capsys), encoding="utf-8")
    subprocess.run([program, "-n", str(file)], check=True, timeout=30)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_rule_is_in_it(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    written = script(shell, capsys)
    assert all(name in written for name in (*commands.COMMANDS, "unknown-tool", "claude-code/agent"))


def test_another_shell_gets_the_names_of_those_that_work(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["completions", "tcsh"])
    assert end.value.code == 2
    assert "bash" in capsys.readouterr().err
