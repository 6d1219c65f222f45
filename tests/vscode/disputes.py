"""Files on which VS Code has a word, too: in agents, skills and rules, what is wrong and what only VS Code takes for wrong."""

from __future__ import annotations

_HANDLER = "hooks:\n  Stop:\n    - hooks:\n        - "
_GUARD = "hooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - "

_AGENTS = {
    "model": "model: opus5",
    "model-full": "model: claude-opus-4-6",
    "model-map": "model:\n  a: b",
    "mode": "permissionMode: Plan",
    "mode-theirs": "permissionMode: delegate",
    "mode-map": "permissionMode:\n  a: b",
    "memory": "memory: global",
    "memory-list": "memory: [user]",
    "tools-map": "tools: {a: b}",
    "duplicate": "color: red\ncolor: blue",
    "duplicate-deep": f"{_HANDLER}type: command\n          type: command\n          command: x",
    "unclosed": "tools: [Read",
    "hooks": "hooks: x",
    "event": f"{_HANDLER.replace('Stop', 'Foo')}type: command\n          command: x",
    "event-text": "hooks:\n  Stop: x",
    "entry-text": "hooks:\n  Stop:\n    - x",
    "entry-empty": "hooks:\n  Stop:\n    - matcher: x",
    "inner-text": "hooks:\n  Stop:\n    - hooks: x",
    "handler-text": f"{_HANDLER}x",
    "type-missing": f"{_HANDLER}command: x",
    "type": f"{_HANDLER}type: cmd\n          command: x",
    "type-map": f"{_HANDLER}type:\n            a: b\n          command: x",
    "command-missing": f"{_HANDLER}type: command",
    "command-number": f"{_HANDLER}type: command\n          command: 3",
    "command-list": f"{_HANDLER}type: command\n          command: [a]",
    "timeout": f"{_HANDLER}type: command\n          command: x\n          timeout: soon",
    "timeout-negative": f"{_HANDLER}type: command\n          command: x\n          timeout: -1",
    "timeout-quoted": f'{_HANDLER}type: command\n          command: x\n          timeout: "5"',
    "prompt": f"{_HANDLER}type: prompt\n          prompt: x",
    "prompt-missing": f"{_HANDLER}type: prompt",
    "guard-command": f"{_GUARD}type: command",
    "guard-prompt": f"{_GUARD}type: prompt",
    "guard-timeout": f"{_GUARD}type: http\n          url: x\n          timeout: x",
}
_SKILLS = {
    "duplicate": "metadata:\n  a: b\n  a: c",
    "tools": "allowed-tools: 3",
    "model": "model: opus5",
    "flag": "disable-model-invocation: maybe",
    "flag-empty": "disable-model-invocation:",
    "flag-list": "user-invocable: [a]",
    "hint": "argument-hint: [issue]",
    "hook": f"{_HANDLER}type: command",
}
_RULES = {
    "duplicate": "paths: a\npaths: b",
    "paths": "paths: 3",
    "description": "description: [a]",
    "start": "paths: *.ts",
    "text": "hello",
}
_JSON = {
    "comma": '{"mcpServers": {"a": {"command": "x",}}}',
    "colon": '{"mcpServers": {"a": {"command"}}}',
    "quotes": "{'mcpServers': {}}",
    "string": '{"mcpServers": {"a": {"command": "x}}}',
    "bracket": '{"mcpServers": {"a": {"command": "x"}}',
    "escape": '{"mcpServers": {"a": {"command": "\\x"}}}',
    "comment": '// c\n{"mcpServers": {}}',
    "duplicate": '{"mcpServers": {"a": {"command": "x"}, "a": {"command": "y"}}}',
    "empty": "",
    "list": "[]",
}
_WHOLE = {
    ".claude/agents/no-name.md": "---\ndescription: x\n---\nBody\n",
    ".claude/agents/name-number.md": "---\nname: 3\ndescription: x\n---\nBody\n",
    ".claude/agents/name-list.md": "---\nname: [a]\ndescription: x\n---\nBody\n",
    ".claude/agents/empty.md": '---\nname:\ndescription: ""\n---\nBody\n',
    ".claude/agents/description-map.md": "---\nname: description-map\ndescription:\n  a: b\n---\nBody\n",
    ".claude/agents/text.md": "---\nhello\n---\nBody\n",
    ".claude/skills/description-list/SKILL.md": "---\nname: description-list\ndescription: [x]\n---\nBody\n",
    ".claude/skills/unclosed/SKILL.md": "---\nname: unclosed\n",
}

DISPUTES = {
    **{
        f".claude/agents/{name}.md": f"---\nname: {name}\ndescription: x\n{text}\n---\nB\n"
        for name, text in _AGENTS.items()
    },
    **{
        f".claude/skills/{name}/SKILL.md": f"---\nname: {name}\ndescription: x\n{text}\n---\nB\n"
        for name, text in _SKILLS.items()
    },
    **{f".claude/rules/{name}.md": f"---\n{text}\n---\nB\n" for name, text in _RULES.items()},
    **{f"{name}/.mcp.json": f"{text}\n" for name, text in _JSON.items()},
    **{f"{name}/.claude/settings.json": f"{text}\n" for name, text in _JSON.items()},
    **_WHOLE,
}
