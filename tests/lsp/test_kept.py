"""What the server shows of a text after many keystrokes is what it shows of the same text when it is opened."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest
from lsprotocol import types

from agentls.lsp.state.session import Session

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_TYPED = [*"aeR :,-#\"'[]()\n", "  - x\n", "Grpe", "tools: Read\n", "model: opsu\n"]


def _session(project: Path) -> Session:
    session = Session()
    session.workspace.set_folders([project.as_posix()])
    for _ in session.workspace.scan():
        pass
    return session


def _typed(text: str, choose: Random) -> str:
    end = len(text) if choose.random() < 0.2 else max(text.find("\n---", 4), 1) + 4
    at = choose.randint(4, max(min(len(text), end), 4))
    if choose.random() < 0.7:
        return text[:at] + choose.choice(_TYPED) + text[at:]
    return text[:at] + text[at + choose.randint(1, 4) :]


@pytest.mark.parametrize("seed", range(3))
def test_findings_are_those_of_a_fresh_look(tmp_path: Path, seed: int) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "p")
    project, choose = tmp_path / "p", Random(seed)
    session = _session(project)
    kept = 0
    for path in sorted(project.glob(".claude/*/*.md")):
        uri, whole = path.as_uri(), path.read_text(encoding="utf-8")
        file = session.open(uri, 1, whole, "markdown")
        assert file is not None, path
        text = whole
        for version in range(2, 40):
            text = _typed(text, choose) if version % 12 else whole
            file = session.change(uri, version, [types.TextDocumentContentChangeWholeDocument(text)])
            assert file is not None
            session.workspace.take(file.document)
            kept += "reading" in vars(file.document)
            shown = [(one.rule, one.span, one.message, one.fixes) for one in file.findings]
            anew = session.renew(file)
            assert anew is None, (shown, [(one.rule, one.span, one.message) for one in anew.findings], text)
            # What is typed next builds on what has been kept, and not on the fresh look.
            session._files[uri] = file
    assert kept > 50
