"""Fill `vscode-extension/bundled` with agentls and all it runs on, as pure Python.

    python vscode-extension/scripts/bundle.py [FOLDER]

One folder has to serve every platform and every Python from 3.10, so nothing compiled may stay in it. The script itself
needs Python 3.11.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import tomllib

SCRIPTS = Path(__file__).resolve().parent
EXTENSION = SCRIPTS.parent
ROOT = EXTENSION.parent
COMPILED = {".so", ".pyd", ".dylib"}
# The pins name the wheels of one platform; pip has to ask for that one wherever the bundle is made.
PLATFORM = ["--platform", "manylinux2014_x86_64", "--implementation", "cp", "--python-version", "3.10"]
# Parts of the packages that never run in a server.
UNUSED = ["jsonschema/benchmarks", "jsonschema/tests", "referencing/tests", "bin"]


def install_dependencies(libs: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-compile", *PLATFORM]
    command += ["--target", str(libs), "--requirement", str(SCRIPTS / "requirements.txt")]
    subprocess.run(command, check=True)  # noqa: S603  every word of it is ours
    for path in [*(libs / name for name in UNUSED), *libs.rglob("__pycache__")]:
        shutil.rmtree(path, ignore_errors=True)
    for path in libs.rglob("*"):
        if path.suffix in COMPILED or path.name in {"RECORD", "direct_url.json"}:
            path.unlink()


def settings() -> dict[str, Any]:
    """Return what `pyproject.toml` says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def copy_agentls(libs: Path) -> None:
    """Lay out the checkout as its wheel would: the package, its data inside, its name and version beside it."""
    wheel = settings()["tool"]["hatch"]["build"]["targets"]["wheel"]
    places = {package: Path(package).name for package in wheel["packages"]} | wheel["force-include"]
    ignore = shutil.ignore_patterns("__pycache__", "*.py[cod]", "py.typed")
    for source, target in places.items():
        shutil.copytree(ROOT / source, libs / target, ignore=ignore, dirs_exist_ok=True)
    version = settings()["project"]["version"]
    info = libs / f"agentls-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: agentls\nVersion: {version}\n", "utf-8")


def bundle(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    libs = target / "libs"
    libs.mkdir(parents=True)
    install_dependencies(libs)
    copy_agentls(libs)
    shutil.copy(SCRIPTS / "stand_in" / "rpds.py", libs)
    shutil.copy(SCRIPTS / "launch.py", target)
    shutil.copy(ROOT / "LICENSE", EXTENSION / "LICENSE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=EXTENSION / "bundled")
    bundle(parser.parse_args().folder)
