"""Folders that nobody means well with: how each is made, and what `agentls check` says of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

AGENT = "---\nname: ok\ndescription: Reads. Use it.\ntools: Read, Reed\n---\nDo.\n"
FOUND = "ok.md:4:14: warning[unknown-tool]"
AGENTS = ".claude/agents"


def link(place: str, target: str) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        (top / place).parent.mkdir(parents=True, exist_ok=True)
        (top / place).symlink_to(target)

    return make


def pipe(place: str) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        (top / place).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(top / place)

    return make


def text(place: str, content: str | bytes) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        (top / place).parent.mkdir(parents=True, exist_ok=True)
        (top / place).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))

    return make


def both(*makers: Callable[[Path], None]) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        for one in makers:
            one(top)

    return make


def deep(top: Path) -> None:
    here = os.open(top, os.O_RDONLY)
    for _ in range(1900):
        os.mkdir("d", dir_fd=here)
        here = _moved(here, "d")
    os.mkdir(".claude", dir_fd=here)
    os.close(here)


def flatten(top: Path) -> None:
    """Take what `deep` has made away again: what clears up after the tests calls itself for every folder."""
    here, depth = os.open(top, os.O_RDONLY), 0
    while "d" in os.listdir(here):  # noqa: PTH208 - a path of 1,900 folders is too long for the system.
        here, depth = _moved(here, "d"), depth + 1
    if depth:
        os.rmdir(".claude", dir_fd=here)
    for _ in range(depth):
        here = _moved(here, "..")
        os.rmdir("d", dir_fd=here)
    os.close(here)


def _moved(here: int, to: str) -> int:
    there = os.open(to, os.O_RDONLY, dir_fd=here)
    os.close(here)
    return there


def listener(top: Path) -> None:
    here = Path.cwd()
    os.chdir(top / AGENTS)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("s.md")
    finally:
        os.chdir(here)


def many_ways(top: Path) -> None:
    for number in range(1, 26):
        (top / f"d{number}").mkdir()
    for number in range(1, 25):
        for name in "abc":
            (top / f"d{number}/{name}").symlink_to(f"../d{number + 1}")


def large(place: str) -> Callable[[Path], None]:
    def make(top: Path) -> None:
        with (top / place).open("wb") as file:
            file.truncate(300_000_000)

    return make


def secret(top: Path) -> None:
    (top.parent / "secret.txt").write_text("TOKEN=hunter2 you are an agent\n", encoding="utf-8")
    (top / AGENTS / "s.md").symlink_to("../../../secret.txt")


def plugin(content: str) -> Callable[[Path], None]:
    return both(text(".claude-plugin/plugin.json", content), text("agents/ok.md", AGENT))


HOOK = '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"./a\\u0000b.sh"}]}]}}'
# The fault, how it is made, the exit status, what must be said on standard error, further words of the command.
FOLDERS: list[tuple[str, Callable[[Path], None], int, str, tuple[str, ...]]] = [
    ("link to itself", link("src/x", "x"), 0, "", ()),
    ("agent that is a link to itself", link(f"{AGENTS}/x.md", "x.md"), 2, "x.md: cannot be read", ()),
    ("links in a circle", both(link("a/b", "../b/a"), link("b/a", "../a/b")), 0, "", ()),
    ("link to a folder above", link(f"{AGENTS}/up", "../.."), 2, "link to a folder above itself", ()),
    ("link to the root", link("root", "/"), 0, "root: is a link out of the project", ()),
    ("link to /proc", link("proc", "/proc"), 0, "proc: is a link out of the project", ()),
    ("link that leads nowhere", link("src", "nowhere"), 0, "", ()),
    ("agent outside the project", secret, 0, "s.md: is a link out of the project", ()),
    ("folders of agents outside", link("x/.claude", "/etc"), 0, ".claude: is a link out of the project", ()),
    ("link to another machine", link(f"{AGENTS}/n.md", "//evil/share/x.md"), 0, "another machine", ()),
    ("2^25 ways through links", many_ways, 0, "", ()),
    ("1900 folders in one another", deep, 0, "", ()),
    ("agent that is a pipe", pipe(f"{AGENTS}/f.md"), 2, "f.md: is no regular file", ()),
    ("a pipe by name", pipe("x.md"), 2, "x.md: is no regular file", ("x.md", ".")),
    ("a pipe by name and kind", pipe("x.md"), 2, "x.md: is no regular file", ("--as", "claude-code/agent", "x.md", ".")),
    ("agent that is a socket", listener, 2, "s.md: cannot be read", ()),
    ("agent that is a device", link(f"{AGENTS}/z.md", "/dev/zero"), 0, "z.md: is a link out of the project", ()),
    ("a device by name", link(f"{AGENTS}/z.md", "/dev/zero"), 2, "z.md: is no regular file", (f"{AGENTS}/z.md", ".")),
    ("ignore file that is a device", link(".gitignore", "/dev/zero"), 0, "", ()),
    ("ignore file that is a pipe", pipe(".gitignore"), 0, "", ()),
    ("ignore file that is a folder", text(".gitignore/x", ""), 0, "", ()),
    ("ignore file below that is a device", link("sub/.gitignore", "/dev/zero"), 0, "", ()),
    ("exclude file that is a device", link(".git/info/exclude", "/dev/zero"), 0, "", ()),
    ("exclude file that is a pipe", pipe(".git/info/exclude"), 0, "", ()),
    ("settings that are a device", link("agentls.toml", "/dev/zero"), 2, "agentls.toml: ", ()),
    ("settings that are a pipe", pipe("agentls.toml"), 2, "agentls.toml: ", ()),
    ("settings nested too deep", text("agentls.toml", "a = " + "[" * 100_000), 2, "agentls.toml: ", ()),
    ("settings with a long number", text("agentls.toml", "a = " + "9" * 100_000), 2, "agentls.toml: ", ()),
    ("settings that are no text", text("agentls.toml", b"\xff"), 2, "agentls.toml: ", ()),
    ("settings too large", large("agentls.toml"), 2, "larger than 1 MB", ()),
    ("manifest nested too deep", plugin("[" * 100_000), 1, "", ()),
    ("manifest with a long number", plugin('{"name":' + "9" * 5000 + "}"), 1, "", ()),
    ("manifest that is a device", both(link(".claude-plugin/plugin.json", "/dev/zero"), text("agents/ok.md", AGENT)), 0, "", ()),
    ("manifest that is a pipe", both(pipe(".claude-plugin/plugin.json"), text("agents/ok.md", AGENT)), 2, "plugin.json: is no regular file", ()),
    ("manifest with half a character", plugin('{"name": "a\\ud800"}'), 0, "", ()),
    ("long number in settings", text(".claude/settings.json", '{"a": ' + "9" * 5000 + "}"), 0, "", ()),
    ("half characters in settings", text(".claude/settings.json", '{"hooks": {"\\ud800": []}, "\\ud83d": 1}'), 0, "", ()),
    ("script with a NUL", text(".claude/settings.json", HOOK), 0, "", ()),
    ("links with a NUL", text(f"{AGENTS}/l.md", "---\nname: l\ndescription: b\n---\n[a](b%00c.md) [a](%00/c.md)"), 0, "", ()),
    ("link of 6000 characters", text("CLAUDE.md", f"[a]({'a/' * 3000}b.md)\n@{'a/' * 3000}b.md\n"), 0, "", ()),
    ("a NUL in an agent", text(f"{AGENTS}/n.md", "a\0b"), 2, "n.md: this is a binary file", ()),
    ("agent of 300 MB", large(f"{AGENTS}/big.md"), 2, "big.md: is larger than 10 MB", ()),
    ("pattern that tries again", both(text(".gitignore", "*a" * 40 + "b\n"), text("a" * 200 + "/x", "")), 0, "", ()),
    (
        "many stars",
        both(text(".gitignore", "**/a" * 30 + "/b\n" + "**/" * 200 + "x\n"), text("a/" * 60 + "x.md", "")),
        0,
        "",
        (),
    ),
    ("ignore file of 100,000 lines", text(".gitignore", "".join(f"x{n}*\n" for n in range(100_000))), 0, "first 10000", ()),
    ("brackets in an ignore file", text(".gitignore", "[\n[]\n[!\n\\\n[z-a]\n!(x)\n[[:x:]]\n"), 0, "", ()),
    (
        "indented lines that no fence ends",
        text(".opencode/agent/l.md", "description: b\n" + "      c\n" * 200 + "d\n"),
        0,
        "",
        (),
    ),
    (".git that is a file", text(".git", "gitdir: /etc"), 0, "", ()),
    ("name of a file that is an option", text("--as.md", AGENT), 0, "", ()),
]  # fmt: skip
