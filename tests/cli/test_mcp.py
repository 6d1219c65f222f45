"""`agentls mcp` as a client of the protocol's own library sees it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

AGENT = "---\nname: a\ndescription: Reviews a diff.\ntools: Read, Grpe, Read\n---\nReview it.\n"
PATH = ".claude/agents/a.md"


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    file.write_text(AGENT, encoding="utf-8")
    return file


def asked(folder: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[dict[str, Any], list[Any]]:
    """Return the tools by their names, and the answers to the calls, one after the other."""

    async def talk() -> tuple[dict[str, Any], list[Any]]:
        program = StdioServerParameters(command=sys.executable, args=["-m", "agentls.cli.main", "mcp"], cwd=str(folder))
        async with Client(stdio_client(program)) as client:
            tools = {one.name: one for one in (await client.list_tools()).tools}
            return tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(talk())


def test_an_assistant_checks_and_mends_its_files(agent: Path, tmp_path: Path) -> None:
    tools, answers = asked(
        tmp_path,
        ("check", {"paths": [PATH]}),
        ("fix", {"paths": [PATH], "unsafe": True, "only_show": True}),
        ("fix", {"paths": [PATH], "unsafe": True}),
        ("check", {"paths": ["."]}),
    )
    assert {name: one.annotations.read_only_hint for name, one in tools.items()} == {
        "check": True,
        "fix": False,
        "explain": True,
        "catalog": True,
    }
    before, shown, mended, after = (one.structured_content for one in answers)
    assert [one["rule"] for one in before["findings"]] == ["unknown-tool", "duplicate-tool"]
    assert "+tools: Read, Grep\n" in shown["files"][0]["diff"]
    assert mended["files"] == [{"path": PATH, "fixed": 2, "left": 0}]
    assert "tools: Read, Grep\n" in agent.read_text(encoding="utf-8")
    assert (after["findings"], after["checked"]) == ([], 1)


def test_an_assistant_looks_things_up(agent: Path, tmp_path: Path) -> None:
    answers = asked(
        tmp_path,
        ("explain", {"rule": "unknown-tool"}),
        ("explain", {"rule": "unknown-tol"}),
        ("catalog", {"name": "tools", "host": "gemini"}),
        ("check", {"paths": [PATH], "targets": ["gemni"]}),
        # A path is a path, whatever it begins with.
        ("check", {"paths": ["--output=x"]}),
    )[1]
    page, unknown, names, target, odd = answers
    assert page.structured_content["severity"] == "warning"
    assert unknown.is_error
    assert "did you mean `unknown-tool`?" in unknown.content[0].text
    assert "read_file" in {one["name"] for one in names.structured_content["names"]}
    assert target.is_error
    assert "did you mean `gemini`?" in target.content[0].text
    assert odd.structured_content["errors"][0]["path"] == "--output=x"
    assert not (tmp_path / "x").exists()


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from agentls.cli.main import main  # noqa: PLC0415 - beside those above it would be out of order.

    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main(["mcp"]) == 2
    assert "pip install 'agentls[mcp]'" in capsys.readouterr().err
