"""Whatever stands in names, keys, values and paths: an editor is given nothing to show that cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import EVERYTHING, lay_out
from wire import Wire

from agentls.text.visible import is_hidden

# Turns the direction of writing, takes no room, steers a terminal: as they are, and as YAML and JSON write the last.
HIDDEN = "\u202e\u200b\x9b"
NAME, LATE = f"ev{HIDDEN}il", f"sk{HIDDEN}ill"
AGENT = (
    f'---\nname: {NAME}\ndescription: |\n  {HIDDEN}{{text}}\nx: "\\e"\ntools: Agent({NAME}), Reed{HIDDEN}, mcp__s{HIDDEN}\n'
    f"skills: [{LATE}, not{HIDDEN}there]\nmodel: son{HIDDEN}net\nmcpServers:\n  - s{HIDDEN}:\n      command: r{HIDDEN}\n"
    f"hooks:\n  Stop{HIDDEN}:\n    - matcher: x{HIDDEN}\n      hooks:\n"
    f"        - {{{{type: command, command: c{HIDDEN}.sh, timeout: 1}}}}\nk{HIDDEN}: 1\n---\n"
    f"# Head{HIDDEN}ing\n\n## Be{HIDDEN}low\n\n[l](x{HIDDEN}.md) @y{HIDDEN}.md\n"
)
FILES = {
    f".claude/agents/o{HIDDEN}ne.md": AGENT.format(text="a"),
    f".claude/agents/t{HIDDEN}wo.md": AGENT.format(text="b"),
    ".claude/agents/plain.md": f"---\nname: plain\ndescription: b\ntools: Read, Agent({NAME})\nskills: \n---\n",
    f".claude/skills/{LATE}/SKILL.md": f"---\nname: {LATE}\ndescription: d{HIDDEN}\nagent: {NAME}\n---\nx\n",
    ".claude/commands/go.md": f"---\ndescription: b\nallowed-tools: Agent({NAME})\n---\nx\n",
    f".claude/commands/g{HIDDEN}o.md": "---\ndescription: b\n---\nx\n",
    ".mcp.json": f'{{"mcpServers": {{"s{HIDDEN}\\u001b": {{"command": "x{HIDDEN}", "k{HIDDEN}": 1}}}}}}',
    ".claude/settings.json": f'{{"hooks": {{"Stop{HIDDEN}\\u001b": [1]}}, "permissions": {{"allow": ["B{HIDDEN}(x)"]}}}}',
    "agentls.toml": f'[rules]\n"a\\u001b{HIDDEN}" = "x"\n',
}
# What goes into files, what is compared with what is typed there, and what only finds its way back to us.
NOT_SHOWN = frozenset({"newText", "filterText", "sortText", "placeholder", "data", "uri", "targetUri", "arguments"})
OF_A_FILE = ("documentSymbol", "codeLens", "inlayHint", "documentLink", "codeAction")
AT_A_PLACE = ("completion", "hover", "prepareRename", "rename", "prepareCallHierarchy", "definition")
# These may have nothing to show of such a project.
SILENT = frozenset(
    {
        "prepareRename",
        "documentLink",
        "definition",
        "inlayHint",
        "standard error",
        "agentls/checkWorkspace",
        "agentls/fixAll",
    }
)
CALLS = ("callHierarchy/incomingCalls", "callHierarchy/outgoingCalls")


def shown(answer: object) -> Iterator[str]:
    """Yield each text of an answer that an editor may show."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, list):
        for one in answer:
            yield from shown(one)
    elif isinstance(answer, dict):
        for name, one in answer.items():
            if name not in NOT_SHOWN:
                yield from shown(one)


def questions(wire: Wire, uri: str, text: str) -> Iterator[tuple[str, object]]:
    """Ask about a file as a whole, and where something hidden stands in it or a line ends."""
    lines = text.split("\n")
    document = {"textDocument": {"uri": uri}}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
    for method in OF_A_FILE:
        context = {"context": {"diagnostics": []}}
        yield method, wire.request(f"textDocument/{method}", {**document, "range": whole, **context})
    yield "effective", wire.request("agentls/effective", {"uri": uri})
    for line, content in enumerate(lines):
        for character in {len(content), *(at for at, one in enumerate(content) if one == HIDDEN[0])}:
            params = {**document, "position": {"line": line, "character": character}}
            for method in AT_A_PLACE:
                answer = wire.request(f"textDocument/{method}", {**params, "newName": f"a{HIDDEN}, b"})
                yield method, answer
                for item in (answer.get("result") or ()) if method == "prepareCallHierarchy" else ():
                    yield from ((other, wire.request(other, {"item": item})) for other in CALLS)


ABLE = {
    **EVERYTHING,
    "textDocument": {
        **EVERYTHING["textDocument"],
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
}


@pytest.mark.parametrize("is_rich", [True, False])
def test_an_editor_is_shown_nothing_hidden(tmp_path: Path, is_rich: bool) -> None:
    top = lay_out(tmp_path / f"p{HIDDEN}", FILES)
    seen: dict[str, set[str]] = {}
    with Wire() as wire:
        wire.initialize(ABLE if is_rich else {}, rootUri=top.as_uri())
        sent = wire.settle()
        for name, text in FILES.items():
            wire.open((top / name).as_uri(), text)
            sent += wire.settle()
            for method, answer in questions(wire, (top / name).as_uri(), text):
                seen.setdefault(method, set()).update(shown(answer))
        for method in ("workspace/symbol", "agentls/checkWorkspace", "agentls/fixAll"):
            seen[method] = set(shown(wire.request(method, {"query": "", "uri": ""})))
        sent += wire.settle()
        seen["sent"] = {text for message in sent for text in shown(message)}
        seen["standard error"] = {line.rstrip("\n") for line in wire.errors}
    bad = {
        (method, text)
        for method, texts in seen.items()
        for text in texts
        if any(is_hidden(character) for character in text.replace("\n", ""))
    }
    assert not bad, sorted(bad)
    # What was asked in a wrong way would show nothing hidden either.
    silent = {method for method, texts in seen.items() if not any("U+200B" in text for text in texts)}
    assert silent <= {*SILENT, *(() if is_rich else ("codeAction",))}
