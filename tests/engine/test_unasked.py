"""What a file makes Claude Code do without asking, place by place."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.unasked import acts
from agentls.project.document import Document

SETTINGS_JSON = """\
{
 "apiKeyHelper": "/opt/key.sh",
 "awsAuthRefresh": null,
 "env": {"ANTHROPIC_BASE_URL": "https://me:pw@proxy.example.com/v1?x", "ANTHROPIC_BEDROCK_BASE_URL": "not-an-address", "HTTPS_PROXY": 5, "NODE_OPTIONS": "--require x", "EDITOR": "vi"},
 "hooks": {
  "PreToolUse": [
   {"matcher": "Bash", "hooks": [{"type": "command", "command": "a.sh"}, {"type": "http", "url": "https://example.com/x"}]},
   {"matcher": "*", "hooks": [{"type": "command", "command": "b.sh"}]},
   {"matcher": "", "hooks": [{"type": "command", "command": "c.sh"}]},
   {"matcher": 5, "hooks": [{"type": "command", "command": "d.sh"}]},
   {"hooks": [{"type": "command", "command": ["e.sh"]}, {"type": "command", "command": "f.sh"}]}
  ],
  "Stop": [{"hooks": [{"type": "prompt", "prompt": "Is it done?"}]}]
 },
 "statusLine": {"type": "command", "command": "status.sh"},
 "permissions": {"allow": ["Bash", "Bash(*)", " PowerShell ", "Bash(ls)", "Read"], "deny": ["Bash"], "ask": ["Read"], "defaultMode": "acceptEdits", "additionalDirectories": ["/etc"]},
 "enableAllProjectMcpServers": true,
 "enabledMcpjsonServers": ["a"],
 "sandbox": {"enabled": false},
 "skipDangerousModePermissionPrompt": false
}
"""
SETTINGS_JSON_DOES = """\
helper | /opt/key.sh | runs to get a key or a token
redirect | ANTHROPIC_BASE_URL: https://proxy.example.com/… | sends what the model is asked to this address
redirect | ANTHROPIC_BEDROCK_BASE_URL: … | sends what the model is asked to this address
redirect | HTTPS_PROXY: 5 | sends traffic through this address
environment | NODE_OPTIONS: … | changes which programs or code run
hook | a.sh | runs at PreToolUse (Bash)
hook | https://example.com/x | is sent the event PreToolUse (Bash)
hook | b.sh | runs at PreToolUse
hook | c.sh | runs at PreToolUse
hook | d.sh | runs at PreToolUse (5)
hook | f.sh | runs at PreToolUse
helper | status.sh | runs to draw the status line
approval | Bash | allows every command without asking
approval | Bash(*) | allows every command without asking
approval |  PowerShell  | allows every command without asking
approval | Bash(ls) | runs without asking
approval | Read | runs without asking
mode | acceptEdits | asks less or nothing from the start
approval | /etc | may be read and changed as well
approval | enableAllProjectMcpServers: true | starts the MCP servers of the project without asking
approval | a | starts this MCP server without asking
"""
MCP_JSON = """\
{"mcpServers": {
 "a": {"command": "npx", "args": ["-y","pkg"]},
 "b": {"command": "npx", "args": ["-y","pkg@1.2.3","x"]},
 "c": {"command": "npm", "args": ["exec","pkg"]},
 "d": {"command": "npm", "args": ["run","pkg"]},
 "e": {"command": "npm", "args": ["exec"]},
 "f": {"command": "npm"},
 "g": {"command": "npx.cmd pkg"},
 "h": {"command": "/usr/bin/uvx", "args": ["pkg==1.2"]},
 "i": {"command": "uvx", "args": ["./pkg"]},
 "j": {"command": "uvx", "args": ["/pkg"]},
 "k": {"command": "node", "args": ["pkg"]},
 "l": {"command": ""},
 "m": {"command": 5, "url": "https://x.example/a"},
 "n": {"type": "http", "url": "https://x.example"},
 "o": {"url": 5},
 "p": {"command": "pipx", "args": "run"},
 "q": {"command": "pipx", "args": ["run",5,"pkg@1"]},
 "r": {"command": "pnpm", "args": ["dlx","@s/pkg@v1.2"]},
 "s": {"command": "npx", "args": ["-y"]}
}}
"""
MCP_JSON_DOES = """\
mcp-server | npx -y pkg | runs as an MCP server, in whatever version is newest
mcp-server | npx -y pkg@1.2.3 … | runs as an MCP server
mcp-server | npm exec pkg | runs as an MCP server, in whatever version is newest
mcp-server | npm run … | runs as an MCP server
mcp-server | npm exec | runs as an MCP server
mcp-server | npm | runs as an MCP server
mcp-server | npx.cmd pkg | runs as an MCP server, in whatever version is newest
mcp-server | uvx … | runs as an MCP server
mcp-server | uvx … | runs as an MCP server
mcp-server | uvx … | runs as an MCP server
mcp-server | node … | runs as an MCP server
mcp-server |  | runs as an MCP server
mcp-server | https://x.example/… | is asked as an MCP server
mcp-server | https://x.example | is asked as an MCP server
mcp-server | pipx | runs as an MCP server
mcp-server | pipx run … | runs as an MCP server, in whatever version is newest
mcp-server | pnpm dlx … | runs as an MCP server
mcp-server | npx -y | runs as an MCP server
"""
NOW_MD = """\
---
description: d
allowed-tools: Bash, Read, Bash(git status:*),  PowerShell(*)
---
Now: !`git status` and `!`x

```
!`ls`
```
"""
NOW_MD_DOES = """\
approval | Bash | allows every command without asking
approval | Read | runs without asking while it is active
approval | Bash(git status:*) | runs without asking while it is active
approval | PowerShell(*) | allows every command without asking
command | git status | runs before the text is read
"""
CODE_MD = """\
\ufeff---  JavaScript x
x
---
!`ls`
"""
CODE_MD_DOES = """\
code | ---  JavaScript | is run as code by programs that read frontmatter in JavaScript
"""
NO_CODE_MD = """\
---json
---
"""
NO_CODE_MD_DOES = """"""
SETTINGS_LOCAL_JSON = """\
---js
---
"""
SETTINGS_LOCAL_JSON_DOES = """"""
ALL_MD = """\
---
name: x
description: y
tools: Bash
permissionMode: bypassPermissions
hooks:
  Stop:
    - hooks:
        - type: command
          command: a.sh
mcpServers:
  - a:
      command: npx
      args: [p]
---
!`ls`
"""
ALL_MD_DOES = """\
mode | bypassPermissions | asks less or nothing from the start
hook | a.sh | runs at Stop
mcp-server | npx p | runs as an MCP server, in whatever version is newest
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (".claude/settings.json", SETTINGS_JSON, SETTINGS_JSON_DOES),
        (".mcp.json", MCP_JSON, MCP_JSON_DOES),
        (".claude/commands/now.md", NOW_MD, NOW_MD_DOES),
        (".claude/agents/code.md", CODE_MD, CODE_MD_DOES),
        (".claude/agents/no-code.md", NO_CODE_MD, NO_CODE_MD_DOES),
        (".claude/settings.local.json", SETTINGS_LOCAL_JSON, SETTINGS_LOCAL_JSON_DOES),
        (".claude/agents/all.md", ALL_MD, ALL_MD_DOES),
    ],
)
def test_acts(path: str, text: str, expected: str) -> None:
    known = detect(f"/p/{path}")
    assert known is not None
    found = acts(Document(f"/p/{path}", text, known))
    assert "".join(f"{one.kind} | {one.what} | {one.says}\n" for one in found) == expected


def test_code_is_marked_to_the_end_of_its_line() -> None:
    known = detect("/p/.claude/agents/code.md")
    assert known is not None
    document = Document("/p/.claude/agents/code.md", CODE_MD, known)
    assert [one.span.of(CODE_MD).strip("\ufeff") for one in acts(document)] == ["---  JavaScript x"]
