"""What `make npm` has built, installed as its users install it and served as they see it."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "vscode"))

from editor import BROWSER_FLAGS, playwright  # noqa: E402  the folder of those tests is no package
from installation import installation  # noqa: E402

from needed import do_without  # noqa: E402


def built(name: str) -> Path:
    folder = ROOT / "dist" / name
    if not folder.is_dir():
        do_without(f"no {folder.relative_to(ROOT)}: run `make npm`")
    return folder


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which somebody has installed the package, so that `npx` there needs no network."""
    folder = tmp_path_factory.mktemp("installed")
    (packed,) = built("npm").parent.glob("agentls-*.tgz")
    (folder / "package.json").write_text('{"private": true}\n', "utf-8")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefer-offline"]
    subprocess.run([*command, str(packed)], check=True, cwd=folder, capture_output=True)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the playground, and return where."""
    handler = functools.partial(_Quiet, directory=str(built("playground")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    place = installation()
    if not place.has_browser:
        do_without("no Chromium: run `python tests/vscode/installation.py --browser`")
    sys.path.append(str(place.python_packages))
    chromium = playwright().chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER_FLAGS)
    yield chromium
    chromium.close()
