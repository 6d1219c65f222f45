"""Drive a real VS Code: what its interfaces say, and what a person sees in its window."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from installation import Installation

HERE = Path(__file__).resolve().parent
T = TypeVar("T")
Json = dict[str, Any]
BROWSER_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--force-color-profile=srgb"),
]
SETTINGS: Json = {
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "workbench.colorTheme": "Default Light Modern",
    "workbench.enableExperiments": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoCheckUpdates": False,
    "security.workspace.trust.enabled": False,
    "editor.hover.delay": 100,
    "editor.minimap.enabled": False,
    "files.autoSave": "off",
    "files.hotExit": "off",
}


def until(look: Callable[[], T], seconds: float = 30) -> T:
    """Wait for something true, and return it."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"nothing after {seconds} s")
        time.sleep(0.05)
    return found


class Editor:
    """One VS Code with its own settings, extensions and folder, and one browser window on it."""

    def __init__(self, place: Installation, home: Path, workspace: Path, vsix: Path, settings: Json) -> None:
        self.place = place
        self.home = home
        self.workspace = workspace
        self.shots = Path(os.environ.get("AGENTLS_TEST_OUTPUT") or HERE.parents[1] / "test-output") / "vscode"
        self.shots.mkdir(parents=True, exist_ok=True)
        self._probe = home / "probe-port"
        self._user = home / "user"
        for name in ("User", "Machine"):  # the second has what concerns the machine, such as paths of programs
            (self._user / name).mkdir(parents=True)
            (self._user / name / "settings.json").write_text(json.dumps(SETTINGS | settings))
        (self._user / "code-server.yaml").touch()
        self._install(vsix)
        self._install_probe()
        self._port = free_port()
        self._server = self._start()
        self._open_window()

    def _command(self, *arguments: str) -> list[str]:
        folders = ["--user-data-dir", str(self._user), "--extensions-dir", str(self.home / "extensions")]
        return [str(self.place.node), str(self.place.code_server), *folders, *arguments]

    def _install(self, vsix: Path) -> None:
        subprocess.run(self._command("--install-extension", str(vsix)), check=True, capture_output=True)

    def _install_probe(self) -> None:
        """Packages the little extension that answers our questions as VS Code wants it: a zip with a manifest."""
        archive = self.home / "probe"
        shutil.copytree(HERE / "probe", archive / "extension")
        package = json.loads((archive / "extension" / "package.json").read_text())
        identity = f'Id="{package["name"]}" Version="{package["version"]}" Publisher="{package["publisher"]}"'
        (archive / "extension.vsixmanifest").write_text(MANIFEST.format(identity=identity))
        (archive / "[Content_Types].xml").write_text(CONTENT_TYPES)
        made = shutil.make_archive(str(self.home / "probe"), "zip", archive)
        self._install(Path(shutil.move(made, self.home / "probe.vsix")))

    def _start(self) -> subprocess.Popen[bytes]:
        command = self._command(
            *("--bind-addr", f"127.0.0.1:{self._port}", "--auth", "none"),
            *("--config", str(self._user / "code-server.yaml"), "--reconnection-grace-time", "5"),
            *("--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"),
        )
        environment = {**os.environ, "AGENTLS_TEST_PROBE": str(self._probe)}
        log = (self.home / "code-server.log").open("wb")
        # A group of its own, so that everything it starts can be ended with it and nothing else.
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        until(lambda: answers(f"http://127.0.0.1:{self._port}/healthz"))
        return server

    def _open_window(self) -> None:
        self._browser = playwright().chromium.launch_persistent_context(
            self.home / "chromium",
            executable_path=shutil.which("chromium"),
            headless=True,
            viewport={"width": 1280, "height": 800},
            args=BROWSER_FLAGS,
        )
        self.page = self._browser.pages[0]
        self.page.goto(f"http://127.0.0.1:{self._port}/?folder={urllib.parse.quote(str(self.workspace))}")
        until(self._probe.exists, 90)

    def visit(self, folder: Path) -> None:
        """Open another folder in the same window."""
        self._probe.unlink()
        self.page.goto(f"http://127.0.0.1:{self._port}/?folder={urllib.parse.quote(str(folder))}")
        until(self._probe.exists, 90)

    def reload(self) -> None:
        """Begin anew in the same window, with all extensions started again."""
        self._probe.unlink()
        self.page.reload()
        until(self._probe.exists, 90)

    def ask(self, method: str, **parameters: Any) -> Any:
        """Ask the probe inside VS Code."""
        body = json.dumps({"method": method, **parameters}).encode()
        url = f"http://127.0.0.1:{self._probe.read_text()}"
        # The browser has to be served while VS Code works, because its window is part of many answers.
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=60) as response:
            answer = json.loads(response.read())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def until_asked(self, good: Callable[[Any], bool], method: str, seconds: float = 30, **parameters: Any) -> Any:
        """Ask until the answer is good, and return it."""
        answer: Any = None

        def look() -> bool:
            nonlocal answer
            answer = self.ask(method, **parameters)
            return good(answer)

        try:
            until(look, seconds)
        except TimeoutError:
            raise AssertionError(f"{method} {parameters} answered {answer!r} to the end") from None
        return answer

    def palette(self, title: str) -> None:
        """Run a command as a person does."""
        self.page.keyboard.press("F1")
        self.page.wait_for_selector('.quick-input-widget:not([style*="display: none"]) input')
        self.page.keyboard.type(title)
        self.page.wait_for_selector(f".quick-input-list .monaco-list-row:has-text('{title}')")
        self.page.keyboard.press("Enter")

    def shoot(self, name: str, height: int = 800) -> None:
        """Take a picture of the whole window, and one of its editor down to `height`, for pages of documentation."""
        self.page.wait_for_timeout(400)  # what has just appeared fades in
        self.page.screenshot(path=self.shots / f"{name}.png")
        area = {"x": 352, "y": 36, "width": 928, "height": height - 36}
        self.page.screenshot(path=self.shots / f"{name}-editor.png", clip=area)

    def processes(self, word: str) -> list[int]:
        """Return the processes started by this VS Code whose command line has `word` in it."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command, session = (folder / "cmdline").read_text(), os.getsid(int(folder.name))
            except (OSError, UnicodeDecodeError):
                continue
            if word in command and session == self._server.pid:
                found.append(int(folder.name))
        return found

    def logs(self) -> str:
        """Return what the extension host and our output channel have written."""
        files = [*self._user.rglob("*exthost*.log"), *self._user.rglob("*agentls*.log")]
        return "\n".join(path.read_text("utf-8", "replace") for path in sorted(set(files)))

    def close(self) -> None:
        self._browser.close()
        os.killpg(self._server.pid, signal.SIGTERM)
        self._server.wait(20)


def ours(diagnostics: list[Json]) -> list[Json]:
    return [each for each in diagnostics if each["source"] == "agentls"]


def found(code: Editor, path: str, rule: str) -> list[Json]:
    """Open a file, and return our diagnostics of it once one of them is by that rule."""
    code.ask("open", path=path)
    return ours(code.until_asked(lambda all_: rule in [each["code"] for each in all_], "diagnostics", path=path))


@cache
def playwright() -> Any:
    """Return the one driver of browsers that a process may have; it ends with the process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  importable once the cache is on the path

    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(url: str) -> bool:
    try:
        return bool(urllib.request.urlopen(url, timeout=1).status == 200)
    except OSError:
        return False


MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata><Identity Language="en-US" {identity}/><DisplayName>Probe</DisplayName><Description>Probe</Description></Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets>
</PackageManifest>
"""
CONTENT_TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json"/><Default Extension=".js" ContentType="application/javascript"/>
  <Default Extension=".vsixmanifest" ContentType="text/xml"/>
</Types>
"""
