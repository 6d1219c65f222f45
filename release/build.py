"""Build everything that a release consists of, try it, and write the sums of the files: nothing is published.

    python release/build.py [FOLDER]

What comes out is the same, byte for byte, whenever it is built from the same commit: its time is the time of all files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "vscode-extension"
OLDEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)
AGENT = "---\nname: a\ndescription: Reviews.\ntools: Read, Grpe\n---\nReview.\n"


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run a command that must end well, and return what it says."""
    done = subprocess.run(command, check=False, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - every word of it is ours.
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}")
    return done.stdout


def sources() -> None:
    """Check that what is generated is fresh, so that everything says the same."""
    run(sys.executable, str(EXTENSION / "scripts" / "generate.py"), "--check")


def python_packages(target: Path) -> Path:
    """Write the sdist, and the wheel that is built from it; return the wheel."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT))
    return next(target.glob("*.whl"))


def tried(wheel: Path) -> None:
    """Install the wheel in an environment of its own, and let it find something."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(Path(folder, "environment"), with_pip=True)
        binaries = Path(folder, "environment", "Scripts" if sys.platform == "win32" else "bin")
        run(str(binaries / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
        agent = Path(folder, "project", ".claude", "agents", "a.md")
        agent.parent.mkdir(parents=True)
        agent.write_text(AGENT, "utf-8")
        said = run(str(binaries / "agentls"), "check", cwd=agent.parents[2])
        if "Unknown tool `Grpe`" not in said:
            raise SystemExit(f"the wheel does not find what it should:\n{said}")
        version = run(str(binaries / "agentls"), "--version").split()[-1]
        if f"-{version}-" not in wheel.name:
            raise SystemExit(f"{wheel.name} calls itself {version}")


def extension(target: Path, version: str) -> None:
    """Write the extension for VS Code."""
    run("make", "--silent", "vsix", f"BIN={Path(sys.executable).parent}")
    shutil.copy(EXTENSION / "agentls.vsix", target / f"agentls-{version}.vsix")


def webassembly(target: Path) -> None:
    """Write the npm package, and the playground for the site."""
    run(sys.executable, str(ROOT / "npm" / "scripts" / "build.py"))
    for packed in (ROOT / "dist").glob("agentls-*.tgz"):
        shutil.copy(packed, target)


def site(target: Path, version: str) -> None:
    """Write the site with the playground in it, as a zip."""
    built = ROOT / "dist" / "site"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(built))
    shutil.copytree(ROOT / "dist" / "playground", built / "playground")
    run(sys.executable, str(ROOT / "docs" / "publish.py"), str(built), *filter(None, [os.environ.get("SITE")]))
    with zipfile.ZipFile(target / f"agentls-site-{version}.zip", "w") as packed:
        for path in sorted(one for one in built.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(built).as_posix(), OLDEST_IN_A_ZIP)
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def sums(target: Path) -> str:
    """Write and return the sum of every file, as `sha256sum --check` takes them."""
    files = sorted(path for path in target.iterdir() if path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (target / "SHA256SUMS").write_text("".join(lines), "utf-8")
    return "".join(lines)


def main(target: Path) -> None:
    """Build everything into `target`, which is emptied first."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", run("git", "log", "-1", "--format=%ct").strip())
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    sources()
    wheel = python_packages(target)
    tried(wheel)
    version = wheel.name.split("-")[1]
    extension(target, version)
    webassembly(target)
    site(target, version)
    sys.stdout.write(sums(target))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "dist" / "release")
