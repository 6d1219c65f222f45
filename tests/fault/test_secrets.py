"""What MCP servers are told on their command lines and in their addresses stays in their files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from limited import check

from agentls.features.hover.names import name_hover
from agentls.knowledge.dialect import dialect
from agentls.meaning.secrets import address, command_line, secret_spans
from agentls.project.document import Document
from features.projects import at_cursor

SECRET = "s3cret-hunter2"
LONG = "BSAh7Qm2xPw9KfT4vLz8"
# Each form of a server's configuration has the secret once.
SERVERS = [
    '"command": "npx", "args": ["mcp-remote", "https://x.y", "--header", "Authorization: Bearer s3cret-hunter2"]',
    '"command": "npx", "args": ["--header", "X-Api-Key: s3cret-hunter2"]',
    '"command": "docker", "args": ["run", "-e", "DB_PW=s3cret-hunter2", "mysql"]',
    '"command": "docker", "args": ["run", "--env=DB_PW=s3cret-hunter2", "mysql"]',
    '"command": "mysql", "args": ["-p", "s3cret-hunter2"]',
    '"command": "mysql", "args": ["-ps3cret-hunter2"]',
    '"command": "srv", "args": ["--pass=s3cret-hunter2"]',
    '"command": "srv", "args": ["--pwd", "s3cret-hunter2"]',
    '"command": "srv", "args": ["--key", "s3cret-hunter2"]',
    '"command": "srv", "args": ["--license", "s3cret-hunter2"]',
    '"command": "srv", "args": ["--connection", "Server=x;Pwd=s3cret-hunter2"]',
    '"command": "srv", "args": ["--dsn", "mysql://root:s3cret-hunter2@x"]',
    '"command": "bash", "args": ["-c", "PW=s3cret-hunter2 exec srv"]',
    '"command": "bash -c \'PW=s3cret-hunter2 exec srv\'"',
    '"command": "env TOKEN=s3cret-hunter2 srv"',
    '"command": "TOKEN=s3cret-hunter2 srv"',
    '"command": "srv", "args": ["--config", "{\\"apiKey\\":\\"s3cret-hunter2\\"}"]',
    '"command": "srv", "args": ["s3cret-hunter2"]',
    '"command": "npx", "args": ["-y", "srv", "s3cret-hunter2"]',
    '"command": "npx", "args": ["--api-key=s3cret-hunter2"]',
    '"command": "npx", "args": ["--password", "s3cret-hunter2"]',
    '"command": "npx s --token s3cret-hunter2"',
    '"command": "npx", "args": ["sk-s3cret-hunter2"]',
    '"command": "npx", "args": ["postgres://me:s3cret-hunter2@host/db"]',
    '"command": "npx", "args": [["s3cret-hunter2"]]',
    '"command": "npx", "env": {"A": "s3cret-hunter2"}',
    '"type": "http", "url": "https://x.y/mcp?token=s3cret-hunter2"',
    '"type": "http", "url": "https://x.y/s3cret-hunter2/mcp"',
    '"type": "http", "url": "https://x.y/mcp;key=s3cret-hunter2"',
    '"type": "http", "url": "https://x.y/mcp#s3cret-hunter2"',
    '"type": "http", "url": "https://s3cret-hunter2@x.y/mcp"',
    '"type": "http", "url": "https://me:s3cret-hunter2@x.y/mcp"',
    '"type": "http", "url": "https://x.y", "headers": {"Authorization": "Bearer s3cret-hunter2"}',
]


@pytest.mark.parametrize("config", SERVERS)
@pytest.mark.parametrize("secret", [SECRET, LONG, "abc"])
def test_no_hover_shows_it(config: str, secret: str) -> None:
    files = {
        ".mcp.json": f'{{"mcpServers": {{"db": {{{config.replace(SECRET, secret)}}}}}}}',
        ".claude/agents/a.md": "---\nname: a\ndescription: b\ntools: mcp__d$0b\n---\n",
    }
    project, document, offset = at_cursor(files)
    found = name_hover(document, project.snapshot, offset)
    assert found is not None
    assert secret not in found[1]


@pytest.mark.parametrize("config", [one for one in SERVERS if '["s3cret' not in one or '[["' in one])
def test_no_excerpt_of_a_check_shows_it(tmp_path: Path, config: str) -> None:
    """All on one line, beside a mistake that is reported; `args` and `headers` that are of the wrong kind as well."""
    project = tmp_path / "project"
    project.mkdir()
    wrong = '"disabledd": 1, "timeout": "x", "env": {"T": ["s3cret-hunter2"]}'
    config = config.replace('"env": {"A": "s3cret-hunter2"}', '"cwd": 1')
    (project / ".mcp.json").write_text(f'{{"mcpServers": {{"db": {{{wrong}, {config}}}}}}}', encoding="utf-8")
    run = check(project)
    assert "[" in run.out
    # A command line in one text is the server's program as a whole, and stays: what is wrong with it must be seen.
    if '"command": "' in config and "s3cret" in config.partition('"args"')[0]:
        return
    assert SECRET not in run.out


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["npx", "-y", "@modelcontextprotocol/server-github"], "npx -y @modelcontextprotocol/server-github"),
        (["npx", "-y", "server@1.2.3", "--port", "80"], "npx -y server@1.2.3 --port …"),
        (["uvx", "mcp-server-git", "--repository", "/home/me/x"], "uvx mcp-server-git --repository …"),
        (["/usr/local/bin/node", "server.js"], "node …"),
        (["docker", "run", "-i", "--rm", "image"], "docker … -i --rm …"),
        (["npm", "exec", "server"], "npm exec server"),
        ([], ""),
    ],
)
def test_what_is_surely_harmless_is_told(words: list[str], shown: str) -> None:
    assert command_line(words) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example.com/", "https://a.example.com"),
        ("https://a.example.com?key=1", "https://a.example.com/…"),
        ("https://a.example.com#key", "https://a.example.com/…"),
        ("https://a.example.com/#", "https://a.example.com"),
        ("https://me:pw@a.example.com", "https://a.example.com"),
        ("wss://a.example.com", "wss://a.example.com"),
        ("ftp://a.example.com", "…"),
        ("https://a_b.example.com", "…"),
        ("https://sk-abc123.example.com", "…"),
        ("https://0123456789abcdef.example.com", "…"),
        ("https://", "…"),
    ],
)
def test_of_an_address_the_host_is_told(url: str, shown: str) -> None:
    assert address(url) == shown


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ('{"mcpServers": {"a": {"command": "x", "args": ["y", ["z"], {"k": "w"}]}}}', ['"y"', '"z"', '"w"']),
        ('{"mcpServers": {"a": {"command": "x", "args": "y"}}}', []),
        ('{"mcpServers": {"a": {"args": ["y"]}}}', []),
        ('{"mcpServers": {"a": {"type": "http", "url": "https://a.example.com"}}}', []),
        ('{"mcpServers": {"a": {"type": "http", "url": "https://a.example.com/k"}}}', ['"https://a.example.com/k"']),
        ('{"mcpServers": {"a": {"command": "x", "env": {"K": "v", "L": 5}}}}', ['"v"', "5"]),
        ('{"mcpServers": {"a": {"command": "x", "env": "v"}}}', ['"v"']),
        ('{"mcpServers": {"a": {"url": "x", "headers": {"K": "v"}}}}', ['"x"', '"v"']),
    ],
)
def test_what_is_hidden_in_a_report(text: str, hidden: list[str]) -> None:
    document = Document("/p/.mcp.json", text, dialect("claude-code/mcp"))
    assert sorted({span.of(text) for span in secret_spans(document)}) == sorted(hidden)


def test_addresses() -> None:
    assert address("https://api.example.com") == "https://api.example.com"
    assert address("https://api.example.com:8080/mcp") == "https://api.example.com:8080/…"
    assert address("http://[::1]/x") == "http://[::1]/…"
    assert address("https://[") == "…"
    assert address("javascript:alert(1)") == "…"
    assert json.dumps(address("")) == '"\\u2026"'
