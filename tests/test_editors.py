"""The files in `editors/` in the editors that they are for, as far as these are installed: what is wrong is shown there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import agentls

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PROJECT = Path(__file__).resolve().parent.parent
EDITORS = PROJECT / "editors"
ELPA = Path("/usr/share/emacs/site-lisp/elpa")
AGENT = "---\nname: reviewer\ndescription: Reviews diffs.\ntools: Read, Grpe\ncolor: purpel\n---\nRead the diff.\n"
EMACS = """
(dolist (folder (file-expand-wildcards "{elpa}/*")) (when (file-directory-p folder) (add-to-list 'load-path folder)))
(require 'eglot) (require 'markdown-mode)
(load "{configuration}")
(setq eglot-sync-connect 60)
(find-file "{file}")
(unless (derived-mode-p 'markdown-mode) (markdown-mode))
(call-interactively #'eglot)
(with-timeout (60) (while (< (length (flymake-diagnostics)) 2) (accept-process-output nil 0.05)))
(dolist (one (flymake-diagnostics)) (princ (format "%s\\n" (flymake-diagnostic-text one))))
(goto-char (point-min)) (search-forward "color: ") (delete-region (point) (line-end-position))
(eglot--signal-textDocument/didChange)
(princ (all-completions "" (nth 2 (eglot-completion-at-point))))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
"""
VIM = """
set nocompatible
filetype plugin on
packadd ale
let g:ale_linters_explicit = 1
let g:ale_linters = {'markdown': ['agentls'], 'json': ['agentls']}
source CONFIGURATION
doautocmd agentls VimEnter
edit FILE
set filetype=markdown
call ale#Queue(0)
let s:left = 300
while s:left > 0 && len(ale#engine#GetLoclist(bufnr(''))) < 2
  sleep 100m
  let s:left -= 1
endwhile
call writefile(map(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.text'), 'OUT')
qall!
"""


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    """An agent with two mistakes, in a project of its own."""
    file = tmp_path / "project" / ".claude" / "agents" / "reviewer.md"
    file.parent.mkdir(parents=True)
    file.write_text(AGENT, encoding="utf-8")
    (tmp_path / "project" / ".git").mkdir()
    return file


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """What an editor finds around it: `agentls` on the PATH, and an empty home."""
    command = tmp_path / "bin" / "agentls"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m agentls "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    server = str(Path(agentls.__file__).parent.parent)
    return {**os.environ, "PATH": path, "PYTHONPATH": server, "HOME": str(tmp_path), "TERM": "xterm"}


def _run(*command: str, env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def test_emacs_with_eglot(agent: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    emacs = shutil.which("emacs")
    if emacs is None or not list(ELPA.glob("eglot-*")) or not list(ELPA.glob("markdown-mode-*")):
        pytest.skip("Emacs with eglot and markdown-mode is not installed")
    script = tmp_path / "session.el"
    text = EMACS.format(elpa=ELPA, configuration=EDITORS / "emacs" / "agentls.el", file=agent)
    script.write_text(text, encoding="utf-8")
    shown = _run(emacs, "-Q", "--batch", "-l", str(script), env=surroundings)
    assert "`Grpe`" in shown, shown
    assert "`purpel`" in shown, shown
    assert "(red blue green" in shown, shown


def test_vim_with_ale(agent: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    vim = shutil.which("vim")
    if vim is None or not list(Path("/usr/share").glob("vim*/**/autoload/ale/linter.vim")):
        pytest.skip("Vim with ALE is not installed")
    script, out = tmp_path / "session.vim", tmp_path / "out.txt"
    text = VIM.replace("CONFIGURATION", str(EDITORS / "vim" / "agentls.vim"))
    script.write_text(text.replace("FILE", str(agent)).replace("OUT", str(out)), encoding="utf-8")
    start = f"{vim} -N -u NONE -i NONE -n -S {script}"
    shown = _run("script", "-qec", start, "/dev/null", env=surroundings)
    found = out.read_text(encoding="utf-8") if out.exists() else shown[-2000:]
    assert "`Grpe`" in found, found
    assert "`purpel`" in found, found


def test_helix_finds_the_server(surroundings: dict[str, str], tmp_path: Path) -> None:
    helix = shutil.which("hx") or shutil.which("helix")
    if helix is None:
        pytest.skip("Helix is not installed")
    configuration = tmp_path / ".config" / "helix" / "languages.toml"
    configuration.parent.mkdir(parents=True)
    shutil.copy(EDITORS / "helix" / "languages.toml", configuration)
    environment = {**surroundings, "XDG_CONFIG_HOME": str(tmp_path / ".config")}
    shown = _run(helix, "--health", "markdown", env=environment)
    assert "agentls" in shown, shown


def test_the_files_of_other_editors_can_be_read() -> None:
    helix = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text(encoding="utf-8"))
    kate = json.loads((EDITORS / "kate" / "settings.json").read_text(encoding="utf-8"))
    sublime = json.loads((EDITORS / "sublime" / "LSP.sublime-settings").read_text(encoding="utf-8"))
    server = helix["language-server"]["agentls"]
    commands = [
        [server["command"], *server["args"]],
        kate["servers"]["markdown"]["command"],
        sublime["clients"]["agentls"]["command"],
    ]
    assert commands == [["agentls", "lsp"]] * 3
    page = (EDITORS / "README.md").read_text(encoding="utf-8")
    for folder in EDITORS.iterdir():
        assert folder.is_file() or f"]({folder.name}" in page
