"""What completion offers, and the text as it looks after accepting it."""

from __future__ import annotations

import pytest

from agentls.features.completion import complete, documentation_of
from agentls.knowledge.detection import detect
from agentls.knowledge.settings import Settings
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from features.tables import accept, accepted, marked, offered

HANDLER = "hooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - "

# text with the cursor, item to accept, text afterwards; without snippets
PLAIN = [
    # keys
    ("$0", "name", "name: reviewer"),
    ("col$0", "color", "color: "),
    ("name: x\nco$0lor: red", "color", "name: x\ncolor: red"),
    ("co$0: red", "color", "color: red"),
    ("tool$0s Read", "tools", "tools: Read"),
    ("name: x\n$0\ncolor: red", "tools", "name: x\ntools: \ncolor: red"),
    ("$0\nname: x", "hooks", "hooks:\nname: x"),
    ('"na$0me": x', "name", '"name": x'),
    ("tools:\n- Read\nmo$0", "model", "tools:\n- Read\nmodel: "),
    ("hooks:\n  $0", "Stop", "hooks:\n  Stop:"),
    ("hooks:\n  Pre$0\n  Stop: []", "PreToolUse", "hooks:\n  PreToolUse:\n  Stop: []"),
    ("experimental:\n  ca$0", "cacheTtl", "experimental:\n  cacheTtl: "),
    ("experimental: { ca$0 }", "cacheTtl", "experimental: { cacheTtl:  }"),
    ("hooks:\n  Stop:\n    - ho$0", "hooks", "hooks:\n  Stop:\n    - hooks:"),
    (HANDLER + "ty$0", "type", HANDLER + "type: "),
    (HANDLER + "type: command\n          $0", "command", HANDLER + "type: command\n          command: "),
    ("mcpServers:\n  - gh:\n      $0", "command", "mcpServers:\n  - gh:\n      command: "),
    # values
    ("color: $0", "blue", "color: blue"),
    ("color: re$0", "blue", "color: blue"),
    ("color: re$0d", "blue", "color: blue"),
    ("color: $0red", "blue", "color: blue"),
    ("color: red$0 # mine", "blue", "color: blue # mine"),
    ("color: $0 # mine", "blue", "color: blue # mine"),
    ("color:$0", "blue", "color: blue"),
    ("color:bl$0", "blue", "color: blue"),
    ("color: 'bl$0'", "blue", "color: 'blue'"),
    ('color: "$0"', "blue", 'color: "blue"'),
    ('color: "bl$0', "blue", 'color: "blue'),
    ("color:\n  bl$0", "blue", "color:\n  blue"),
    ("model: $0", "inherit", "model: inherit"),
    ("model: so$0", "sonnet[1m]", "model: sonnet[1m]"),
    ("permissionMode: pl$0", "plan", "permissionMode: plan"),
    ("background: $0", "true", "background: true"),
    ("experimental:\n  cacheTtl: $0", "1h", "experimental:\n  cacheTtl: 1h"),
    ("experimental: {cacheTtl: $0}", "1h", "experimental: {cacheTtl: 1h}"),
    (HANDLER + "type: $0", "http", HANDLER + "type: http"),
    (HANDLER + "type:$0", "http", HANDLER + "type: http"),
    # tools on one line
    ("tools: $0", "Read", "tools: Read"),
    ("tools:$0", "Read", "tools: Read"),
    ("tools:Re$0", "Read", "tools: Read"),
    ("tools: Read, $0", "Grep", "tools: Read, Grep"),
    ("tools: Read,$0", "Grep", "tools: Read, Grep"),
    ("tools: Read, Gr$0", "Grep", "tools: Read, Grep"),
    ("tools: Read, G$0rpe, Bash", "Grep", "tools: Read, Grep, Bash"),
    ("tools: $0, Read", "Grep", "tools: Grep, Read"),
    ("tools: Read Gr$0", "Grep", "tools: Read Grep"),
    ("tools: Read, Ba$0sh(git:*), Edit", "Write", "tools: Read, Write(git:*), Edit"),
    ("tools: Bash(git add:*, git commit:*), Gr$0", "Grep", "tools: Bash(git add:*, git commit:*), Grep"),
    ("tools: 'Read, $0'", "Grep", "tools: 'Read, Grep'"),
    ('tools: "Read, Gr$0"', "Grep", 'tools: "Read, Grep"'),
    ("tools: Read,\n  Gr$0", "Grep", "tools: Read,\n  Grep"),
    ("tools:\n  Read, Gr$0", "Grep", "tools:\n  Read, Grep"),
    ("tools:\n  $0", "Grep", "tools:\n  - Grep"),
    ("tools:\n  Gr$0", "Grep", "tools:\n  - Grep"),
    ("name: $0", "reviewer", "name: reviewer"),
    ("disallowedTools: Wr$0", "Write", "disallowedTools: Write"),
    # tools in a flow list
    ("tools: [$0]", "Read", "tools: [Read]"),
    ("tools: [Read, $0]", "Grep", "tools: [Read, Grep]"),
    ("tools: [Read,$0]", "Grep", "tools: [Read, Grep]"),
    ("tools: [Re$0, Bash]", "Read", "tools: [Read, Bash]"),
    ("tools: [Read, Gr$0", "Grep", "tools: [Read, Grep"),
    ("tools: [Read, Gr$0\nmodel: opus", "Grep", "tools: [Read, Grep\nmodel: opus"),
    ('tools: ["Read", "$0"]', "Grep", 'tools: ["Read", "Grep"]'),
    ('tools: ["Read", $0]', "Grep", 'tools: ["Read", "Grep"]'),
    ("tools: [\n  Read,\n  $0\n]", "Grep", "tools: [\n  Read,\n  Grep\n]"),
    # tools in a block list
    ("tools:\n  - $0", "Read", "tools:\n  - Read"),
    ("tools:\n  -$0", "Read", "tools:\n  - Read"),
    ("tools:\n  - Read\n  - $0", "Grep", "tools:\n  - Read\n  - Grep"),
    ("tools:\n  - Read\n  - $0\n  - Bash\nmodel: opus", "Grep", "tools:\n  - Read\n  - Grep\n  - Bash\nmodel: opus"),
    ("tools:\n  - Read\n  - Gr$0", "Grep", "tools:\n  - Read\n  - Grep"),
    ("tools:\n- Read\n- $0", "Grep", "tools:\n- Read\n- Grep"),
    ("tools:\n  - Read\n  $0", "Grep", "tools:\n  - Read\n  - Grep"),
    ("tools:\n  $0\n  - Read", "Grep", "tools:\n  - Grep\n  - Read"),
    ("tools:\n  - Read\n  Gr$0", "Grep", "tools:\n  - Read\n  - Grep"),
    ("tools:\n  - 'Read'\n  - $0", "Grep", "tools:\n  - 'Read'\n  - 'Grep'"),
    ('tools:\n  - "Re$0"', "Read", 'tools:\n  - "Read"'),
    # broken or unusual elsewhere
    ("name: 'x\ndescription: a: b: c\n  d\ntools: Re$0", "Read", "name: 'x\ndescription: a: b: c\n  d\ntools: Read"),
    ("tools: [Read\ncolor: $0\nhooks: {", "red", "tools: [Read\ncolor: red\nhooks: {"),
    ("\tname: x\ncolor: $0", "red", "\tname: x\ncolor: red"),
    ("description: 🤖🤖 é\ntools: 🤖, Re$0", "Read", "description: 🤖🤖 é\ntools: 🤖, Read"),
    (
        "description: >\n  color: blue\n\n  text\ncolor: $0",
        "red",
        "description: >\n  color: blue\n\n  text\ncolor: red",
    ),
    ("description: a\u2028b\u0085c\ncolor: $0", "red", "description: a\u2028b\u0085c\ncolor: red"),
    ('{"na$0": "x"}', "name", '{"name": "x"}'),
    # unclosed, at the end of the file, CRLF
    ("---\nname: x\nco$0", "color", "---\nname: x\ncolor: "),
    (
        "---\nname: x\ntools: Read, $0\n\nYou are a reviewer.\n",
        "Grep",
        "---\nname: x\ntools: Read, Grep\n\nYou are a reviewer.\n",
    ),
    ("---\nname: x\n\nto$0\n\nYou are a reviewer.\n", "tools", "---\nname: x\n\ntools: \n\nYou are a reviewer.\n"),
    ("---\n$0", "name", "---\nname: reviewer"),
    (
        "---\r\nname: x\r\ntools:\r\n  - Read\r\n  - $0\r\n---\r\n",
        "Grep",
        "---\r\nname: x\r\ntools:\r\n  - Read\r\n  - Grep\r\n---\r\n",
    ),
    ("---\r\nname: x\r\nco$0\r\n---\r\n", "color", "---\r\nname: x\r\ncolor: \r\n---\r\n"),
    ("\ufeff---\ncolor: $0\n---\n", "red", "\ufeff---\ncolor: red\n---\n"),
]

COMMAND = "type: command\n{0}command: make check"
# the same with snippets, every placeholder left at its default
WITH_SNIPPETS = [
    ("$0", "name", "name: reviewer"),
    ("$0", "color", "color: red"),
    ("$0", "background", "background: true"),
    ("$0", "model", "model: inherit"),
    ("$0", "tools", "tools:\n  - "),
    ("$0", "mcpServers", "mcpServers:\n  - "),
    ("$0", "hooks", "hooks:\n  "),
    ("tools: $0", "read only …", "tools: Read, Grep, Glob"),
    ("hooks:\n  $0", "Stop", "hooks:\n  Stop:\n    - hooks:\n        - " + COMMAND.format(" " * 10)),
    ("hooks:\n  Stop:\n    - $0", "hooks", "hooks:\n  Stop:\n    - hooks:\n        - " + COMMAND.format(" " * 10)),
    (
        "hooks:\n  Stop:\n    - hooks:\n        - $0",
        "command …",
        "hooks:\n  Stop:\n    - hooks:\n        - " + COMMAND.format(" " * 10),
    ),
    ("mcpServers: $0", "by name …", "mcpServers:\n  - server"),
    ("mcpServers:$0", "by name …", "mcpServers:\n  - server"),
    ("mcpServers:\n  $0", "by name …", "mcpServers:\n  - server"),
    (
        "mcpServers:\n  - $0",
        "remote server …",
        "mcpServers:\n  - server:\n      type: http\n      url: https://example.com/mcp",
    ),
    ("mcpServers:\n  - a\n  $0", "by name …", "mcpServers:\n  - a\n  - server"),
    ("tools: $0", "list …", "tools:\n  - Read\n  - Grep"),
    ("description: $0", "several lines …", "description: >-\n  What the agent does.\n  Use it when …"),
    (HANDLER + "type: http\n          $0", "url", HANDLER + "type: http\n          url: https://example.com/hook"),
    (
        "---\r\nhooks:\r\n  $0\r\n---\r\n",
        "Stop",
        "---\r\nhooks:\r\n  Stop:\r\n    - hooks:\r\n        - "
        + COMMAND.format(" " * 10).replace("\n", "\r\n")
        + "\r\n---\r\n",
    ),
]


@pytest.mark.parametrize(("before", "label", "after"), PLAIN)
def test_text_after_accepting(before: str, label: str, after: str) -> None:
    assert accepted(before, label) == after


@pytest.mark.parametrize(("before", "label", "after"), WITH_SNIPPETS)
def test_text_after_accepting_a_snippet(before: str, label: str, after: str) -> None:
    assert accepted(before, label, snippet=True) == after


NOTHING = [
    "# a comment $0",
    "color: red # a com$0ment",
    "description: some words $0",
    "description: |\n  color: $0\nname: x",
    "tools: Bash(git $0)",
    "name: x\n  $0",
    "---\nname: x\n---\n$0",
    "---\nname: x\n---\ncol$0\n",
    "---\nname: x\n$0---\n",
    "--$0-\nname: x\n---\n",
    "unknown: $0",
    "unknown:\n  $0",
    "foo ba$0",
    "tools: 'Read'$0",
    "tools: [Read] $0",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_offered(text: str) -> None:
    assert [item.label for item in offered(text).values() if item.kind != "snippet"] == []


def test_keys_that_are_there_are_left_out_and_required_ones_come_first() -> None:
    assert list(offered("$0"))[:2] == ["name", "description"]
    assert {"description", "color"} <= offered("name: x\n$0\ntools: Read").keys()
    assert not {"name", "tools"} & offered("name: x\n$0\ntools: Read").keys()
    assert "name" in offered("na$0me: x")
    handler = list(offered(HANDLER + "type: mcp_tool\n          $0"))
    assert handler[:2] == ["server", "tool"]
    assert not {"command", "url", "type"} & set(handler)


def test_present_keys_are_known_while_the_map_is_broken() -> None:
    text = HANDLER + "type: command\n          com$0\n          timeout: 5"
    assert "command" in offered(text)
    assert not {"type", "timeout"} & offered(text).keys()


def test_handler_types_follow_the_event_and_the_other_keys() -> None:
    assert list(offered("hooks:\n  SessionStart:\n    - hooks:\n        - type: $0")) == ["command", "mcp_tool"]
    assert list(offered("mcpServers:\n  - gh:\n      url: https://x\n      type: $0")) == ["http", "sse", "ws"]
    assert "compact" in offered("hooks:\n  SessionStart:\n    - matcher: $0")


@pytest.mark.parametrize(
    "text",
    ["tools: Read, $0", "tools: [Read, $0]", "tools:\n  - Read\n  - $0", 'tools: "Read, $0"', "tools: $0\ndisallowedTools: Read",
     "disallowedTools:\n  - $0\ntools: Read", "tools: [$0, 'Read']", "tools: Read(x), $0", "tools:\n  - $0\n  - Edit, Read"],
)  # fmt: skip
def test_tools_that_are_listed_are_left_out(text: str) -> None:
    assert "Read" not in offered(text)
    assert "Grep" in offered(text)


@pytest.mark.parametrize(
    ("rule", "is_offered"),
    [("$0", True), ("Re$0", True), ("Read$0(x)", True), ("Read($0)", False), ("Read(./$0", False)],
)
def test_tools_are_offered_before_the_parenthesis_of_a_rule(rule: str, is_offered: bool) -> None:
    kind = detect("/p/.claude/settings.json")
    assert kind is not None
    text = f'{{"permissions": {{"allow": ["{rule}"]}}}}\n'
    document = Document("/p/.claude/settings.json", text.replace("$0", ""), kind)
    labels = [one.label for one in complete(document, Snapshot(), text.index("$0"), snippets=True)]
    assert ("Grep" in labels) == is_offered


def test_an_empty_text_is_no_value_to_choose() -> None:
    kind = detect("/p/.cursor/rules/a.mdc")
    assert kind is not None
    document = Document("/p/.cursor/rules/a.mdc", "---\nalwaysApply: \n---\nText.\n", kind)
    labels = [one.label for one in complete(document, Snapshot(), document.text.index(": ") + 2, snippets=True)]
    assert labels[:2] == ["true", "false"]
    assert "" not in labels


def test_only_current_values_are_offered() -> None:
    tools = offered("tools: $0")
    assert not {"MultiEdit", "REPL"} & tools.keys()
    assert {name for name, item in tools.items() if item.is_retired} >= {"Task", "LS"}
    assert list(offered("model: $0"))[:4] == ["inherit", "sonnet", "opus", "haiku"]
    assert list(offered("color: $0")) == ["red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan"]
    assert all(item.kind == "color" and item.hex for item in offered("color: $0").values())


def test_tools_of_declared_servers_are_offered() -> None:
    text = "mcpServers:\n  - issues\n  - my docs:\n      command: x\ntools: Read, $0"
    assert {"mcp__issues", "mcp__my_docs"} <= offered(text).keys()


def test_names_of_the_users_settings_are_offered() -> None:
    assert "our-model" in offered("model: $0", snapshot=Snapshot(Settings(models=frozenset({"our-model"}))))
    assert "Deploy" in offered("tools: Read, $0", snapshot=Snapshot(Settings(tools=frozenset({"Deploy"}))))


@pytest.mark.parametrize(
    "text",
    ["$0", "tools: $0", "color: $0", "hooks:\n  $0", HANDLER + "$0", "mcpServers:\n  - x:\n      $0", "background: $0"],
)
def test_every_item_is_documented(text: str) -> None:
    for item in offered(text).values():
        assert documentation_of(item.documentation_key), item.label
        assert documentation_of(list(item.documentation_key)) == documentation_of(item.documentation_key)
        assert item.detail


def test_documentation_of_something_unknown_is_empty() -> None:
    assert documentation_of(()) == ""
    assert documentation_of(("key", "no/such", "name")) == ""
    assert documentation_of(("value", "claude-code/agent", "nothing", "color")) == ""


def test_without_snippets_no_text_has_placeholders_or_several_lines() -> None:
    for text in ("$0", "hooks:\n  $0", "mcpServers: $0", "tools: $0", "description: $0", HANDLER + "$0"):
        for item in offered(text, snippets=False).values():
            assert item.snippet is None
            assert item.text
            assert "\n" not in item.text
            assert "$" not in item.text


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        ("{ $0 }", "mcpServers", '{ "mcpServers":  }'),
        ('{ "mcp$0" }', "mcpServers", '{ "mcpServers" }'),
        ('{"mcpServers": {"gh": {"co$0"}}}', "command", '{"mcpServers": {"gh": {"command"}}}'),
        ('{"mcpServers": {"gh": {"type": $0}}}', "http", '{"mcpServers": {"gh": {"type": "http"}}}'),
        ('{"mcpServers": {"gh": {"type": "ht$0"}}}', "http", '{"mcpServers": {"gh": {"type": "http"}}}'),
        (
            '{"mcpServers": {"gh": {\n  "type": "sse",\n  $0\n}}}',
            "url",
            '{"mcpServers": {"gh": {\n  "type": "sse",\n  "url": \n}}}',
        ),
    ],
)
def test_in_json_everything_stands_in_quotes(before: str, label: str, after: str) -> None:
    here = marked(before, whole=True, path=".mcp.json", dialect_id="claude-code/mcp")
    found = {item.label: item for item in complete(here.document, Snapshot(), here.offset, snippets=True)}
    assert accept(here, found[label], snippet=True) == after


@pytest.mark.parametrize("text", ["$0", "na$0", "{}\n$0", "name: $0"])
def test_outside_the_braces_of_json_nothing_is_offered(text: str) -> None:
    here = marked(text, whole=True, path=".mcp.json", dialect_id="claude-code/mcp")
    assert complete(here.document, Snapshot(), here.offset, snippets=True) == ()


SCAFFOLD = "---\nname: reviewer\ndescription: What the agent does. Use it when ….\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("$0", SCAFFOLD + "\nWrite the instructions here.\n"),
        ("--$0", SCAFFOLD + "\nWrite the instructions here.\n"),
        ("-$0", SCAFFOLD + "\nWrite the instructions here.\n"),
        ("\ufeff$0", "\ufeff" + SCAFFOLD + "\nWrite the instructions here.\n"),
        ("$0# Title\n\nText.\n", SCAFFOLD + "# Title\n\nText.\n"),
        ("$0\n# Title\n", SCAFFOLD + "\n# Title\n"),
    ],
)
@pytest.mark.parametrize("snippet", [True, False])
def test_a_whole_file_is_offered_where_there_is_none(before: str, after: str, snippet: bool) -> None:
    here = marked(before, whole=True)
    found = complete(here.document, Snapshot(), here.offset, snippets=snippet)
    assert [item.kind for item in found] == ["file"]
    assert accept(here, found[0], snippet=snippet) == after


@pytest.mark.parametrize("text", ["# Title\n$0", "# Ti$0tle", "Text $0", "---$0", "# Title\n\ncol$0\n"])
def test_no_whole_file_is_offered_elsewhere(text: str) -> None:
    assert offered(text, whole=True) == {}
