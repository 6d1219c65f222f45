"""Texts of any length that once took more than their share of time, or that might: `CASES[name](n)` has n characters."""

from __future__ import annotations

from collections.abc import Callable

# Each reads a block in its own way.
OTHER_READERS = (
    "cursor/rule",
    "cursor/agent",
    "qwen/agent",
    "gemini/skill",
    "gemini/agent",
    "opencode/agent",
    "copilot/agent",
    "codex/skill",
)
AGENT, COMMAND, RULE = "claude-code/agent", "claude-code/command", "claude-code/rule"
SETTINGS, MCP = "claude-code/settings", "claude-code/mcp"
_HEAD = "---\nname: a\ndescription: b\n"
_FULL = f"{_HEAD}---\n"


def block(lines: str) -> str:
    return f"{_HEAD}{lines}---\nb\n"


def repeated(kind: str, unit: str) -> Callable[[int], tuple[str, str]]:
    """Return a case whose block has the same lines again and again."""
    return lambda n: (kind, block(unit * (n // len(unit))))


def numbered(kind: str, unit: str, before: str = "", after: str = "") -> Callable[[int], tuple[str, str]]:
    """Return a case whose block has lines that differ by a number, written `%d` in them."""
    return lambda n: (
        kind,
        block(before + "".join(unit.replace("%d", str(i)) for i in range(n // (len(unit) + 1))) + after),
    )


def body(kind: str, unit: str) -> Callable[[int], tuple[str, str]]:
    return lambda n: (kind, _FULL + unit * (n // len(unit)))


def data(kind: str, before: str, unit: str, after: str, separator: str = ",") -> Callable[[int], tuple[str, str]]:
    def make(n: int) -> tuple[str, str]:
        units = (unit.replace("%d", str(i)) for i in range(n // (len(unit) + 1)))
        return kind, before + separator.join(units) + after

    return make


def chain(n: int) -> tuple[str, str]:
    lines = "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, n // 60))
    return AGENT, block(f"a0: &a0 [x,x,x,x,x,x,x,x,x]\n{lines}")


def steps(n: int) -> tuple[str, str]:
    return AGENT, block("x:\n" + "".join(f"{' ' * (i + 1)}a:\n" for i in range(int((2 * n) ** 0.5))))


def hooks(n: int) -> tuple[str, str]:
    unit = "  Ev{i}:\n  - matcher: Bsh{i}\n    hooks:\n    - {{type: command, command: 'x/y{i}.sh'}}\n"
    return AGENT, block("hooks:\n" + "".join(unit.format(i=i) for i in range(n // 80)))


_HOOK = '"Ev%d":[{"matcher":"Bsh","hooks":[{"type":"command","command":"a/b%d.sh"}]}]'
CASES: dict[str, Callable[[int], tuple[str, str]]] = {
    "blanks and a CR in a heading": lambda n: (AGENT, f"{_FULL}# {' ' * n}\rx\n"),
    "number signs and a CR in a heading": lambda n: (AGENT, f"{_FULL}# {' #' * (n // 2)}\rx\n"),
    "blanks after what is not underlined": lambda n: (AGENT, f"{_FULL}\n\nx{' ' * n}\ny\n"),
    "code spans": body(AGENT, "`a` "),
    "code spans on lines": body(AGENT, "`a` b\n"),
    "ticks of all widths": lambda n: (AGENT, _FULL + " ".join("`" * k for k in range(1, int((2 * n) ** 0.5)))),
    "open comments": body(AGENT, "<!-- a --> "),
    "blanks and a CR in a repair": lambda n: (AGENT, f"---\nname: a\nb: [\ndescription:{' ' * n}x\ry\n---\nb\n"),
    "empty lines before the fence": lambda n: (AGENT, "\n" * n + "x\n---\nname: a\n---\n"),
    "comments before the fence": lambda n: (AGENT, "<!-- -->" * (n // 8) + "x\n---\nname: a\n---\n"),
    "unknown keys": numbered(AGENT, "k%d: v\n"),
    "keys that are nearly known": numbered(AGENT, "tols%d: v\n"),
    "one key again and again": repeated(AGENT, "tools: a\n"),
    "unknown tools": numbered(AGENT, "Reed%d, ", "tools: ", "Read\n"),
    "phrases for tools": numbered(AGENT, "Nice tool%d, ", "tools: [", "Read]\n"),
    "one tool again and again": lambda n: (AGENT, block(f"tools: {', '.join(['Read'] * (n // 6))}\n")),
    "open parentheses": lambda n: (AGENT, block(f"tools: {'Bash(' * (n // 5)}\n")),
    "a long description": lambda n: (AGENT, f"---\nname: a\ndescription: {'word ' * (n // 5)}\n---\nb\n"),
    "a long description in quotes": lambda n: (AGENT, f'---\nname: a\ndescription: "{"w " * (n // 2)}"\n---\nb\n'),
    "links": body(AGENT, "[a](b.md) "),
    "links beyond ASCII": body(AGENT, "[é](b.md) "),
    "imports": body(AGENT, "@a/b.md "),
    "substitutions": body(COMMAND, "$ARGUMENTZ "),
    "headings": body(AGENT, "# a\n"),
    "headings of four levels": body(AGENT, "# a\n## b\n### c\n#### d\n"),
    "brackets in brackets": lambda n: (AGENT, block(f"x: {'[' * n}\n")),
    "braces in braces": lambda n: (AGENT, block(f"x: {'{a: ' * (n // 4)}\n")),
    "hyphens": lambda n: (AGENT, block(f"x:\n{'- ' * (n // 2)}\n")),
    "ever deeper": steps,
    "a quote left open": lambda n: (AGENT, f'---\nname: a\ndescription: "b\n{"k: v" * 1}\n' + "k: v\n" * (n // 5) + "---\nb\n"),
    "a bracket left open on each line": repeated(AGENT, "k: [a\n"),
    "a colon in each line": repeated(AGENT, "k: a: b\n"),
    "a colon in each line of another key": numbered(AGENT, "k%d: a: b\n"),
    "a tab before each line": repeated(AGENT, "\tk: a\n"),
    "colons on one line": lambda n: (AGENT, f"---\nname: a\ndescription: b: {'c: d ' * (n // 5)}\n---\nb\n"),
    "lines at three indentations": repeated(AGENT, "k: a\n k: a\n  k: a\n"),
    "one unknown tool again and again": lambda n: (AGENT, block("tools:\n" + "  - Reed\n" * (n // 9))),
    "a list with a hole": lambda n: (AGENT, block(f"x: [,{'a, ' * (n // 3)}]\n")),
    "anchors": numbered(AGENT, "k%d: &a%d v\n"),
    "aliases": lambda n: (AGENT, block(f"x: &a v\ny: [{'*a , ' * (n // 5)}]\n")),
    "a chain of aliases": chain,
    "merges": lambda n: (AGENT, block("x: &a {b: c}\n" + "<<: *a\n" * (n // 7))),
    "lines without a closing fence": lambda n: (AGENT, "---\nname: a\n" + "a b\n" * (n // 4)),
    "keys without a closing fence": lambda n: (AGENT, "---\nname: a\n" + "ab:\n" * (n // 4)),
    "fences": body(AGENT, "---\n"),
    "blocks without a beginning": lambda n: (AGENT, "x\n" + "---\na: b\n" * (n // 9)),
    "lines that end in CR": lambda n: (AGENT, (_FULL + "a\n" * (n // 2)).replace("\n", "\r")),
    "hooks": hooks,
    "servers": numbered(AGENT, "  - s%d:\n      command: x\n", "mcpServers:\n"),
    "skills": numbered(AGENT, "  - s%d\n", "skills:\n"),
    "steps up from a folder": lambda n: (MCP, "../" * (n // 3) + "x"),
    "steps in a folder": lambda n: (MCP, "./" * (n // 2) + ".json.json x"),
    "a long key": lambda n: (AGENT, block(f"{'k' * n}: v\n")),
    "a long name": lambda n: (AGENT, f"---\nname: {'a' * n}\ndescription: b\n---\nb\n"),
    "a long tool": lambda n: (AGENT, block(f"tools: R{'a' * n}\n")),
    "a long model": lambda n: (AGENT, block(f"model: sonnet{'a' * n}\n")),
    "a long color": lambda n: (AGENT, block(f"color: red{'a' * n}\n")),
    "paths of a rule": lambda n: (RULE, "---\npaths:\n" + "".join(f"  - 'a/{i}/**'\n" for i in range(n // 14)) + "---\nb\n"),
    "fenced code": body(AGENT, "```\na\n```\n"),
    "quotes in quotes": body(AGENT, "> "),
    "ticks in a list": lambda n: (AGENT, _FULL + "".join("`" * (3 + i % 5) + "\n" for i in range(n // 6))),
    "a command of many": lambda n: (COMMAND, f"{_FULL}!`git log {'a;' * (n // 2)}`\n"),
    "commands": lambda n: (COMMAND, "---\nallowed-tools: Bash(ls:*)\n---\n" + "!`git log` " * (n // 11) + "\n"),
    "a table": body(AGENT, "| a | b |\n"),
    "JSON: brackets": lambda n: (SETTINGS, "[" * n),
    "JSON: braces": lambda n: (SETTINGS, '{"a":' * (n // 5)),
    "JSON: hooks": data(SETTINGS, '{"hooks":{', _HOOK, "}}"),
    "JSON: keys": data(SETTINGS, "{", '"k%d": 1', "}"),
    "JSON: one key again and again": data(SETTINGS, "{", '"hooks": 1', "}"),
    "JSON: one key again and again inside": data(SETTINGS, '{"env":{', '"A":"b"', "}}"),
    "JSON: permissions": data(SETTINGS, '{"permissions":{"allow":[', '"Bsh(a%d:*)"', "]}}"),
    "JSON: a long number": lambda n: (SETTINGS, f'{{"a": {"9" * n}}}'),
    "JSON: no colons": lambda n: (SETTINGS, '{"a" "b" ' * (n // 8)),
    "JSON: comments": lambda n: (SETTINGS, "/* a */" * (n // 7) + "{}"),
    "JSON: open strings": lambda n: (SETTINGS, '["\n' * (n // 3)),
    "JSON: servers": data(MCP, '{"mcpServers":{', '"s%d":{"command":"x"}', "}}"),
}  # fmt: skip
for _reader in OTHER_READERS:
    CASES[f"keys without values, {_reader}"] = repeated(_reader, "k:\n")
    CASES[f"broken lines, {_reader}"] = repeated(_reader, "k: [a: b\n  - c\n")
