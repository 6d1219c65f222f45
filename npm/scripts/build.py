"""Write the npm package to `dist/npm` and packed beside it, and the playground to `dist/playground`, with one engine.

    python npm/scripts/build.py

The engine is what the extension bundles, less what speaks to editors, compiled for the Python that runs it: half of a
first check would be spent on that. Both folders are the same, byte for byte, whenever they are made.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "vscode-extension" / "scripts"
sys.path[:0] = [str(SCRIPTS), str(SCRIPTS.parents[1] / "release")]

import bundle  # noqa: E402 - it lies beside the extension that it was written for.
import third_party  # noqa: E402 - it lies beside what builds a release.

NPM = Path(__file__).resolve().parents[1]
ROOT = NPM.parent
PACKAGE, PLAYGROUND = ROOT / "dist" / "npm", ROOT / "dist" / "playground"
# There are no threads, so no server either; and the Python that runs here reads TOML by itself.
LEFT_OUT = ("cattr", "cattrs", "exceptiongroup", "lsprotocol", "pygls", "tomli", "agentls/lsp")
# What a browser loads of Python itself; in Node it is a dependency.
PYTHON = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
NOTICES = "THIRD_PARTY_NOTICES.txt"
OLDEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)


def archive() -> tuple[bytes, list[third_party.Notice]]:
    """Return the engine as a zip, and who else has written what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        libs = Path(folder, "libs")
        libs.mkdir()
        bundle.install_dependencies(libs)
        bundle.copy_agentls(libs)
        shutil.copy(SCRIPTS / "stand_in" / "rpds.py", libs)
        for name in LEFT_OUT:
            shutil.rmtree(libs / name, ignore_errors=True)
            for info in libs.glob(f"{name}-*.dist-info"):
                shutil.rmtree(info)
        _run("node", "scripts/compile.mjs", str(libs))
        target = Path(folder, "agentls.zip")
        with zipfile.ZipFile(target, "w") as packed:
            for path in sorted(one for one in libs.rglob("*") if one.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(libs).as_posix(), OLDEST_IN_A_ZIP)
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
        return target.read_bytes(), third_party.of_python(libs)


def package(engine: bytes, others: list[third_party.Notice]) -> None:
    """Write what is published to npm, and what `npx agentls` runs."""
    _empty(PACKAGE)
    for name in ("agentls.js", "engine.js"):
        shutil.copy(NPM / "out" / name, PACKAGE)
    (PACKAGE / "agentls.zip").write_bytes(engine)
    shutil.copy(NPM / "README.md", PACKAGE)
    shutil.copy(ROOT / "LICENSE", PACKAGE)
    third_party.write(PACKAGE / NOTICES, others)
    project = bundle.settings()["project"]
    dependencies = json.loads((NPM / "package.json").read_text("utf-8"))["dependencies"]
    manifest = {
        "name": "agentls",
        "version": project["version"],
        "description": project["description"],
        "license": "MIT",
        "type": "module",
        "bin": {"agentls": "agentls.js"},
        "files": ["agentls.js", "agentls.zip", "engine.js", NOTICES],
        "engines": {"node": ">=20"},
        "dependencies": dependencies,
    }
    (PACKAGE / "package.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    for old in PACKAGE.parent.glob("agentls-*.tgz"):
        old.unlink()
    _run("npm", "pack", "--silent", "--pack-destination", str(PACKAGE.parent), str(PACKAGE))


def playground(engine: bytes, others: list[third_party.Notice]) -> None:
    """Write a folder that any server of files can serve."""
    _empty(PLAYGROUND)
    shutil.copytree(NPM / "page", PLAYGROUND, dirs_exist_ok=True)
    for path in (NPM / "out").glob("*.js"):
        if path.name != "agentls.js":
            shutil.copy(path, PLAYGROUND)
    (PLAYGROUND / "agentls.zip").write_bytes(engine)
    third_party.write(PLAYGROUND / NOTICES, [*others, *third_party.of_node(NPM / "node_modules", ["pyodide"])])
    (PLAYGROUND / "pyodide").mkdir()
    for name in PYTHON:
        shutil.copy(NPM / "node_modules" / "pyodide" / name, PLAYGROUND / "pyodide")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=NPM)  # noqa: S603 - every word of it is ours.


if __name__ == "__main__":
    shutil.rmtree(NPM / "out", ignore_errors=True)
    _run("npm", "ci", "--no-audit", "--no-fund", "--silent")
    _run("npm", "run", "--silent", "build")
    made, written_by_others = archive()
    package(made, written_by_others)
    playground(made, written_by_others)
    sys.stdout.write(f"{PACKAGE.relative_to(ROOT)} and {PLAYGROUND.relative_to(ROOT)}\n")
