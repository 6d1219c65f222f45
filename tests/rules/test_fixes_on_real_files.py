"""Every fix makes its finding go away, leaves a file that can be read, and brings nothing of the same weight or worse.

The suite looks at a sample; `python tests/rules/every_fix.py` looks at everything.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from every_fix import Judge, made_files, real_files

from agentls.project.document import Document

Files = Callable[[Path], Iterator[Document]]


@pytest.mark.parametrize(
    ("files", "share", "part"),
    [*((real_files, 2, part) for part in range(2)), *((made_files, 8, part) for part in range(2))],
)
def test_fixes(shared: Path, files: Files, share: int, part: int) -> None:
    judge = Judge()
    for document in files(shared):
        # Which ones are in the sample hangs on their text alone, so that it is the same one on every machine.
        if zlib.crc32(document.text.encode("utf-8", "replace")) % (share * 2) == part:
            judge.look_at(document)
    assert judge.counts["fixes"] > 100
    assert not judge.complaints, "\n".join(judge.complaints)
