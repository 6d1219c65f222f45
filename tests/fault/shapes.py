"""Texts that nobody means well with, for tests that make them up and for the fuzzer: pieces, trees, and one edit."""

from __future__ import annotations

import json
import random

from agentls.knowledge.dialect import Dialect, all_dialects

_WORDS = """\
--- [ ] { } ( ) " ' | > # & * ! % @ ` , : - ? ~ null true yes 0x1F 1e999 -0 .inf 012 = << !!str &a *a name: tools: model:
description: hooks: mcpServers: skills: color: permissionMode: allowed-tools: paths: Read Bash(git:*) Agent(a,b) mcp__s
mcp__s__t sonnet red #ff0000 $ARGUMENTS ${CLAUDE_PLUGIN_ROOT}/x.sh $1 @docs/a.md @~/x [a](../b.md) [a]:<b> ]((  `` ``` ~~~
<!-- --> !`ls` === |-|- ../../.. file:///etc/passwd //x/y C:\\a \\ %00 \\u0000 \\ud800 {"a": "hooks":{ [[[[ ]]]] /* */ //
"""
PIECES = [
    *_WORDS.split(),
    "---\n", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\x0c", "\x00", "\ufeff", "😀", "é", "\U0010ffff", "\x1b[31m",
    "\u200b", "\u202e", " ", "  ", "\t", ": ", "- ", ", ", " # c", "|-\n", ">2\n", "...\n", "%YAML 1.2\n", "9" * 30, "9" * 500,
    "tools:\n  - ", "hooks:\n  PreToolUse:\n    - matcher: ", "mcpServers:\n  a:\n    command: ", "\nname: x", "# H\n",
]  # fmt: skip
TREES = [
    "{k}: {v}\n", "{k}:\n  - {v}\n  - {v}\n", "{k}: [{v}, {v}]\n", "{k}: {{{v}: {v}}}\n", "{k}:\n  {v}: {v}\n  {k}: {v}\n",
    "{k}: |\n  {v}\n  {v}\n", "{k}: >-\n  {v}\n\n  {v}\n", '{k}: "{v}\n  {v}"\n', "{k}: '{v}'\n", "{k}: &x {v}\n{k}: *x\n",
    "? {k}\n: {v}\n", "<<: {{{k}: {v}}}\n", "{k}: {v} # {v}\n", "{k}:{v}\n", "{k} : {v}\n", "\t{k}: {v}\n", "{k}:\n- {v}\n-\n",
]  # fmt: skip
KEYS = [
    *sorted({name for one in all_dialects() for name in one.properties}),
    "x",
    "Name",
    "tool",
    "a b",
    "é",
    "0",
    "true",
]
_OPENINGS = ["---\n", "---\r\n", "\ufeff---\n", "\n---\n", ""]


def values() -> list[str]:
    """Return words that mean something somewhere, and others that mean trouble."""
    known = {
        value.name
        for one in all_dialects()
        for known in one.properties.values()
        if known.catalog
        for value in known.catalog.values
    }
    return sorted(known)[:400] + PIECES


_VALUES = values()


def block(rnd: random.Random) -> str:
    """Return some lines that look like YAML."""
    lines = (rnd.choice(TREES).format(k=rnd.choice(KEYS), v=rnd.choice(_VALUES)) for _ in range(rnd.randint(1, 9)))
    return "".join(lines)


def markdown(rnd: random.Random) -> str:
    """Return a file with frontmatter."""
    body = "".join(rnd.choice(PIECES) for _ in range(rnd.randint(0, 40)))
    return rnd.choice(_OPENINGS) + block(rnd) + rnd.choice(["---\n", "--- x\n", "...\n", ""]) + body


def data(rnd: random.Random, depth: int = 0) -> str:
    """Return something that looks like JSON, and often is."""
    if depth > 6 or rnd.random() < 0.35:
        leaf = json.dumps(rnd.choice(_VALUES))
        return rnd.choice(
            [leaf, leaf, "1", "-1.5e9", "true", "null", "1e999", "9" * 5000, "nope", "'s'", '"\\ud800"', "[", "{", ""]
        )
    if rnd.random() < 0.4:
        inner = rnd.choice([",", ", ", "\n", ",,"]).join(data(rnd, depth + 1) for _ in range(rnd.randint(0, 4)))
        return f"[{inner}{rnd.choice([']', ']', ',]', ''])}"
    names = [
        *KEYS,
        "hooks",
        "mcpServers",
        "command",
        "args",
        "PreToolUse",
        "env",
        "permissions",
        "allow",
        "plugins",
        "source",
    ]
    entries = (
        json.dumps(rnd.choice(names)) + rnd.choice([":", ": ", ""]) + data(rnd, depth + 1)
        for _ in range(rnd.randint(0, 5))
    )
    return "{" + ",\n ".join(entries) + rnd.choice(["}", "}", "}", ",}", ""])


def text_for(kind: Dialect, rnd: random.Random) -> str:
    """Return a text as a file of this dialect might have it."""
    return markdown(rnd) if kind.format == "markdown" else data(rnd)


def path_for(kind: Dialect, rnd: random.Random) -> str:
    """Return a path at which the dialect is read."""
    glob = rnd.choice([one for one in kind.files if not one.startswith("!")] or ["**/x.md"])
    folders = glob.replace("**/", rnd.choice(["", "sub/"])).replace("**", "x")
    return "/p/" + folders.replace("*", rnd.choice(["a", "SKILL", "é b", "-x"]))


def edited(text: str, at: int, rnd: random.Random, others: list[str]) -> tuple[str, int]:
    """Return the text after one edit near `at`, and where that was; `others` are texts to paste from."""
    at = rnd.randint(0, len(text)) if at > len(text) or rnd.random() < 0.1 else at
    kind = rnd.random()
    if kind < 0.35:
        new = rnd.choice(PIECES)
    elif kind < 0.55:
        new = rnd.choice("abcXYZ -:,\n\t[]{}\"'#&*!|>%@`0123456789")
    elif kind < 0.62:
        new = block(rnd)
    elif kind < 0.66:
        new = rnd.choice(_VALUES) * rnd.randint(1, 8)
    elif kind < 0.8:
        return text[:at] + text[at + rnd.choice([1, 1, 1, 2, 5, 40, 400]) :], at
    elif kind < 0.85:
        return text[:at] + text[at : at + rnd.choice([5, 40, 200])] + text[at:], at
    elif kind < 0.88:
        other = rnd.choice(others)
        start = rnd.randint(0, len(other))
        new = other[start : start + rnd.choice([10, 100, 1000])]
    elif kind < 0.9:
        return text.replace("\n", rnd.choice(["\r\n", "\r"])), at
    elif kind < 0.92:
        return text[: rnd.randint(0, len(text))], at
    else:
        new = rnd.choice(PIECES)
        return text[:at] + new + text[at + rnd.choice([1, 3, 20]) :], at + len(new)
    return text[:at] + new + text[at:], at + len(new)
