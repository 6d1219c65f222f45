"""What comes out of files goes to a terminal, into Markdown and into JSON as text, and as nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limited import check

import agentls
from agentls.features.completion.names import name_items
from agentls.features.effective import as_markdown, effective
from agentls.features.hover import as_plain_text, hover
from agentls.features.hover.names import name_hover
from agentls.rules.lint import lint
from agentls.text.visible import code, is_hidden, markdown, prose, to_json, visible
from features.projects import ROOT, Project, at_cursor

NASTY = "x\x1b]0;pwned\x07\x1b[31m\u202e\u200b\x9b31m::stop-commands::pwn ##[add-mask]読"
EVIL = "[Click](command:x) ![i](https://evil.example/x.png) <img src=https://evil.example/y> `a` **bold**\n# H https://evil.example"
AGENT = "---\nname: {name}\ndescription: b\ntools: Read, {tool}\n{key}: 1\n---\nx\n"


def nasty_project(top: Path) -> Path:
    """A project with the nasty text as the name of a file, a key, a value, a setting, and in a manifest."""
    folder = top / "project"
    agents = folder / ".claude/agents"
    agents.mkdir(parents=True)
    text = AGENT.format(name="a", tool=NASTY.replace("::", "-"), key=NASTY.replace(":", ""))
    (agents / f"{NASTY.replace('::', '')}.md").write_text(text, encoding="utf-8")
    (agents / "b.md").write_text("---\n::stop-commands::pwn\nname: [\n---\n", encoding="utf-8")
    (agents / "up\x1b]0;pwned\x07").symlink_to("../..")
    (folder / "agentls.toml").write_text('[rules]\n"a\\u001b]0;pwned\\u0007" = "x"\n', encoding="utf-8")
    (folder / ".claude/settings.json").write_text(
        '{"hooks": {"\\ud800": []}, "\\ud83d": 1, "\\u202e": 1}', encoding="utf-8"
    )
    odd = folder / "::stop-commands::pwn/.claude/agents"
    odd.mkdir(parents=True)
    (odd / "c.md").write_text(AGENT.format(name="c", tool="Reed", key="k"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_writes_what_can_be_seen(tmp_path: Path, encoding: str, form: str) -> None:
    run = check(nasty_project(tmp_path), "--format", form, encoding=encoding)
    assert "internal error" not in run.err
    assert "Traceback" not in run.err
    assert "unknown-tool" in run.out
    out = run.out.encode(encoding, "surrogateescape").decode("utf-8" if form == "json" else encoding)
    for stream in (out, run.err):
        assert not [character for character in stream.replace("\n", "") if is_hidden(character)]
    if form == "json":
        assert json.loads(out)["findings"]
    else:
        assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in out


def test_a_closed_standard_output_is_no_accident(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m agentls check --allow-empty . >&-'
    folder = Path(agentls.__file__).parent.parent
    run = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is full here")
@pytest.mark.parametrize(
    "words", ["check --allow-empty .", "check --allow-empty --no-cache .", "rules", "schema codex/agent"]
)
def test_an_output_that_takes_nothing_is_said_in_a_line(tmp_path: Path, words: str) -> None:
    environment = {"PYTHONPATH": str(Path(agentls.__file__).parent.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    project = tmp_path / "project"
    project.mkdir()
    for where in ("/dev/null", "/dev/full"):
        command = f'"{sys.executable}" -m agentls {words} > {where}'
        run = subprocess.run(
            ["sh", "-c", command], cwd=project, env=environment, capture_output=True, text=True, check=False
        )
        if where == "/dev/full":
            assert run.stderr == "agentls: the report cannot be written: No space left on device\n"
            assert run.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can take a folder away there that somebody is in")
def test_a_folder_that_is_gone_is_said_in_a_line(tmp_path: Path) -> None:
    command = f'cd gone; rmdir ../gone; "{sys.executable}" -m agentls check'
    (tmp_path / "gone").mkdir()
    environment = {"PYTHONPATH": str(Path(agentls.__file__).parent.parent)}
    run = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "agentls: the current folder is gone; change to one that is there\n"


def team(evil: str) -> dict[str, str]:
    quoted = json.dumps(evil)
    server = json.dumps(f"srv`{evil}")
    return {
        ".claude/skills/sk/SKILL.md": f'---\nname: sk\ndescription: {quoted}\nallowed-tools: "Bash(`[x](command:y)`)"\n---\nx\n',
        ".claude/agents/b.md": f'---\nname: b\ndescription: {quoted}\nmodel: "x` [m](command:z) `"\ntools: "Read, `[t](command:q)`"\n---\n',
        ".mcp.json": f'{{"mcpServers": {{{server}: {{"command": "run", "type": {quoted}, "env": {{{quoted}: "x"}}}}}}}}',
        ".claude/settings.json": f'{{"hooks": {{{quoted}: [{{"matcher": {quoted}, "hooks": [{{"type": "command", "command": "x"}}]}}]}}}}',
        ".claude/agents/a.md": f"---\nname: a\ndescription: c\nskills: [sk]\ntools: Agent(b), mcp__x\nmcpServers:\n  - {server}\n---\n",
    }


def harmless(text: str) -> bool:
    """Tell whether a renderer of Markdown makes no link, picture or tag of any of the nasty parts."""
    outside = re.sub(r"(`+).*?\1(?!`)", "", re.sub(r"\\.", "", text))
    return not any(one in outside for one in ("](", "<img", "https://evil", "\n# H", "**bold**"))


@pytest.mark.parametrize("path", sorted(team("")))
def test_no_hover_renders_what_stands_in_a_file(path: str) -> None:
    files = team(EVIL)
    seen = set()
    project, document, _ = at_cursor({**files, path: files[path] + "$0"})
    for offset in range(len(document.text)):
        found = name_hover(document, project.snapshot, offset)
        other = hover(document, project.snapshot, offset)
        for told in ({found[1]} if found else set()) | ({other.markdown} if other else set()):
            seen.add(told)
            # What we say ourselves of keys and tools has links; of what a file says nothing may become one.
            assert harmless(told) or ("evil" not in told and "](command" not in told), told
        for item in name_items(document, project.snapshot, offset) if offset % 7 == 0 else ():
            assert item.text or item.label
    assert seen


@pytest.mark.parametrize("name", ["a", "b"])
def test_no_page_renders_what_stands_in_a_file(name: str) -> None:
    project = Project.of(team(EVIL))
    document = project.documents[f"{ROOT}/.claude/agents/{name}.md"]
    found = effective(document, project.snapshot, lint(document, project.snapshot))
    assert found is not None
    assert harmless(as_markdown(found)), as_markdown(found)


@given(st.text())
def test_nothing_stays_hidden(text: str) -> None:
    for shown in (visible(text), to_json(text), markdown(text), code(text)):
        # What belongs to an emoji may stay beside it.
        bare = shown.replace("\u200d", "").replace("\ufe0f", "")
        assert not [character for character in bare if is_hidden(character)]
    assert json.loads(to_json(text)) == text or any("\ud800" <= character <= "\udfff" for character in text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200bb", "aU+200Bb"),
        ("\x1b[31m", "U+001B[31m"),
        ("a\tb\r\nc", "a b  c"),
        ("👩\u200d💻 ❤\ufe0f", "👩\u200d💻 ❤\ufe0f"),
        ("a\u200db", "aU+200Db"),
        ("\U000e0041", "U+E0041"),
        ("é 読 ö", "é 読 ö"),
    ],
)
def test_hidden_characters_are_shown_by_their_numbers(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_markdown_can_be_read_without_a_renderer() -> None:
    text = "![x](https://a.b) `c` **d** www.e.f 1. g"
    assert as_plain_text(markdown(text)) == text
    assert as_plain_text(code("a`b")) == "a`b"
    assert prose("Unknown tool `Grpe`; did you mean `Grep`?") == "Unknown tool `Grpe`; did you mean `Grep`?"
