"""The packed extension: small, nothing compiled, and its server runs on every Python there is, with nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import tomllib
from packaging.requirements import Requirement

from agentls.knowledge.detection import detect
from agentls.knowledge.settings import DEFAULTS
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from conftest import ROOT, VSIX

COMPILED = (".so", ".pyd", ".dylib", ".dll")
# What the stand-in replaces, and what no Python that we support needs.
STOOD_IN = {"rpds-py"}
AGENT = "---\nname: reviewer\ndescription: Reviews code\ntools: Read, Grpe\n---\n\nReview.\n"


def pythons() -> list[Path]:
    """Return one interpreter of every version from 3.10 on that is at hand."""
    managed = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = {f"{path.parts[-3]}": path for path in managed.glob("3.*/bin/python")}
    names = [f"python3.{minor}" for minor in range(10, 20)]
    paths = [*found.values(), *(Path(path) for path in map(shutil.which, names) if path), Path(sys.executable)]
    versions = {version: path for path in paths if (version := version_of(path)) >= (3, 10)}
    return [versions[each] for each in sorted(versions)]


def version_of(python: Path) -> tuple[int, ...]:
    code = "import sys; print(*sys.version_info[:2])"
    run = subprocess.run([python, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    return tuple(map(int, run.stdout.split())) if run.returncode == 0 else ()


@pytest.fixture(scope="session")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not VSIX.exists():
        pytest.skip(f"no {VSIX.relative_to(ROOT)}: run `make vsix`")
    folder = tmp_path_factory.mktemp("vsix")
    with zipfile.ZipFile(VSIX) as archive:
        archive.extractall(folder)
    return folder / "extension"


def test_it_is_small_and_nothing_in_it_is_compiled(extension: Path) -> None:
    assert VSIX.stat().st_size < 5_000_000
    assert [path for path in extension.rglob("*") if path.suffix in COMPILED] == []
    assert list(extension.rglob("*.pyc")) == []


def test_it_has_what_a_marketplace_shows(extension: Path) -> None:
    package = json.loads((extension / "package.json").read_text())
    for key in ("displayName", "description", "icon", "categories", "keywords", "license"):
        assert package[key], key
    for name in ("readme.md", "changelog.md", "LICENSE.txt", package["icon"]):
        assert (extension / name).exists(), name
    # VS Code shows pictures from the web alone on this page, and ours have no address there.
    assert "](media/" not in (extension / "readme.md").read_text("utf-8")
    for page in (extension / "walkthrough").glob("*.md"):
        for picture in re.findall(r"!\[.*?\]\(\.\./(media/.*?)\)", page.read_text("utf-8")):
            assert (extension / picture).exists(), f"{picture} in {page.name}"


def test_the_page_shows_a_finding_that_is_real() -> None:
    page = (ROOT / "vscode-extension" / "README.md").read_text("utf-8")
    path = "/project/.claude/agents/reviewer.md"
    dialect = detect(path)
    assert dialect
    text = "---\nname: reviewer\ndescription: Reviews code\ntools: Read, Grpe\n---\n\nReview.\n"
    (finding,) = lint(Document(path, text, dialect), Snapshot(DEFAULTS))
    assert f"       {finding.message}\n" in page
    assert f"       Ctrl+.  {finding.fixes[0].title}\n" in page


def test_its_version_is_that_of_the_server(extension: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert json.loads((extension / "package.json").read_text())["version"] == project["version"]


def test_every_dependency_of_a_bundled_package_is_bundled(extension: Path) -> None:
    libs = extension / "bundled" / "libs"
    infos = {normal(path.name.split("-")[0]): path for path in libs.glob("*.dist-info")}
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    for path in infos.values():
        needs += re.findall(r"^Requires-Dist: (.*)$", (path / "METADATA").read_text("utf-8"), re.MULTILINE)
    for line in needs:
        requirement = Requirement(line)
        wanted = any(
            requirement.marker is None or requirement.marker.evaluate({"python_version": version, "extra": ""})
            for version in ("3.10", "3.14")
        )
        if wanted and normal(requirement.name) not in STOOD_IN:
            assert normal(requirement.name) in infos, f"{line} is not in scripts/requirements.txt"


def normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def test_the_generated_parts_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "vscode-extension" / "scripts" / "generate.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_lock_files_name_no_registry() -> None:
    for path in (
        ROOT / "vscode-extension" / "package-lock.json",
        ROOT / "tests" / "vscode" / "npm" / "package-lock.json",
    ):
        assert '"resolved"' not in path.read_text(), path


def test_there_is_more_than_one_python_to_try() -> None:
    if len(pythons()) < 2:
        pytest.skip("only one Python from 3.10 on is at hand")


@pytest.mark.parametrize("python", pythons(), ids=lambda path: ".".join(map(str, version_of(path))))
def test_the_server_answers_with_nothing_but_python(extension: Path, python: Path, tmp_path: Path) -> None:
    command = [str(python), "-I", "-S", "-X", "utf8", str(extension / "bundled" / "launch.py"), "lsp"]
    # A home and a PATH that hold nothing: whatever the server needs has to come along.
    environment = {"HOME": str(tmp_path), "PATH": "/nowhere"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=tmp_path
    ) as server:
        try:
            found = session(server, (tmp_path / ".claude" / "agents" / "reviewer.md").as_uri())
        finally:
            server.kill()
    assert [(each["code"], each["range"]["start"]) for each in found] == [
        ("unknown-tool", {"line": 3, "character": 13})
    ]


def session(server: subprocess.Popen[bytes], uri: str) -> list[dict[str, Any]]:
    """Open an agent file and return its diagnostics."""

    def send(method: str, params: Any, identity: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": identity} if identity else {})
        body = json.dumps(message).encode()
        assert server.stdin
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        server.stdin.flush()

    def receive() -> Any:
        assert server.stdout
        length = 0
        while line := server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(server.stdout.read(length))

    send(
        "initialize",
        {"processId": None, "rootUri": None, "capabilities": {"textDocument": {"publishDiagnostics": {}}}},
        1,
    )
    while receive().get("id") != 1:
        pass
    send("initialized", {})
    send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "chatagent", "version": 1, "text": AGENT}})
    while (message := receive()).get("method") != "textDocument/publishDiagnostics":
        pass
    found: list[dict[str, Any]] = message["params"]["diagnostics"]
    send("shutdown", None, 2)
    while receive().get("id") != 2:
        pass
    send("exit", None)
    assert server.wait(10) == 0
    return found
