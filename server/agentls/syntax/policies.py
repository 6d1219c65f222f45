"""How each host reads a block of frontmatter. A dialect names its reader.

A reader is a record of strategies: where the block is, which flavour of YAML stands in it or which line reader takes
it, and what is tried when the YAML is broken. Seen in Claude Code 2.1.330, Copilot CLI 1.0.102, Codex 0.171.0, OpenCode
1.18.34, Kilo 7.7.9, Gemini CLI 0.61.0, Qwen Code 0.24.4, Cursor's SDK 1.0.32 and the Agent Skills validator 0.1.1.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from agentls.syntax import lines
from agentls.syntax.fences import Fences
from agentls.syntax.nodes import Mapping
from agentls.syntax.yaml import flavours
from agentls.syntax.yaml.flavours import Flavour
from agentls.syntax.yaml.repair import Repaired, repair
from agentls.syntax.yaml.rewriting import as_js_yaml_3, colons_to_blocks, values_to_quotes
from agentls.text.expressions import expression
from agentls.text.positions import Span

LineReader = Callable[[str, Span], Mapping]


class Reader(NamedTuple):
    """`fences`: how the block is found; Claude Code's own way when there are none.

    `repair`: after a failure the host rewrites values and tries again; `mark_prevents_repair`: not behind a byte order
    mark. `fallback`: after a failure it reads line by line, but for a block that has one of the keys
    `without_fallback`. `lines`: it never reads YAML; `keeps_quotes`: and quotes stay a part of a value.
    `leniency`: how the host reads what is no YAML to others, `None` for a text without it. `takes_lists`,
    `takes_words`: a block that is a list or a word is as good as none. `executes`: the words behind the
    opening fence with which the block is a program that the host runs. `reads_escaped_newlines`: the two characters
    `\\n` in a description become a line break. `whole_file`: there are no fences, the file is data from its first
    character to its last.
    """

    fences: Fences | None = None
    flavour: Flavour = flavours.CLAUDE_CODE
    repair: Callable[[str], Repaired] | None = None
    fallback: LineReader | None = None
    without_fallback: frozenset[str] = frozenset()
    lines: LineReader | None = None
    keeps_quotes: bool = False
    mark_prevents_repair: bool = False
    leniency: Callable[[str], Repaired | None] | None = None
    takes_lists: bool = False
    takes_words: bool = False
    executes: frozenset[str] = frozenset()
    reads_escaped_newlines: bool = False
    whole_file: bool = False


# What comes behind the closing fence, when it is more than the end of the line, costs a Gemini agent its text.
_GEMINI = Fences(
    expression(r"(?P<fence>---)\r?\n"),
    expression(r"\r?\n(?P<fence>---)(?:\r?\n|\Z|(?P<lost>[^\n]+))"),
    byte_order_mark=False,
)
# A skill was not seen to lose anything by it.
_GEMINI_SKILL = _GEMINI._replace(closing=expression(r"\r?\n(?P<fence>---)"))
_LINE = expression(r"(?:(?<=\n)|(?<=\r))(?P<fence>---)[ \t]*(?:\r?\n|\Z)")
_COPILOT = Fences(expression(r"(?P<fence>---)[ \t]*\r?\n"), _LINE)
_CODEX = Fences(_COPILOT.opening, _LINE, byte_order_mark=False)
_GRAY_MATTER = Fences(
    expression(r"(?P<fence>---)[ \t]*(?:ya?ml|json|js|javascript)?[ \t\r]*(?=\n)"),
    expression(r"\n(?P<fence>---)"),
    takes_rest=True,
)
_BREAK = r"(?:\r\n|\r|\n)"
_QWEN_AGENT = Fences(expression(rf"(?P<fence>---){_BREAK}"), expression(rf"{_BREAK}(?P<fence>---){_BREAK}"))
_QWEN_SKILL = Fences(_QWEN_AGENT.opening, expression(rf"{_BREAK}(?P<fence>---)(?:{_BREAK}|\Z)"))
_CURSOR_RULE = Fences(expression(r"\s*(?P<fence>---)[ \t]*\r?\n"), expression(r"(?P<fence>---)"))
_CURSOR_AGENT = Fences(
    expression(r"^(?P<fence>---)[ \t]*\r?\n", re.MULTILINE),
    expression(r"\n(?P<fence>---)"),
    byte_order_mark=False,
    anywhere=True,
)
_ANY_SKILL = Fences(_COPILOT.opening, expression(r"[\r\n](?P<fence>---)"))
_VALIDATOR = Fences(
    expression(rf"(?P<fence>---) *(?:#[^\r\n]*)?{_BREAK}"), expression(r"(?P<fence>---)"), byte_order_mark=False
)

_JS = Reader(
    fences=_GRAY_MATTER,
    flavour=flavours.JS_YAML_3,
    leniency=as_js_yaml_3,
    takes_lists=True,
    takes_words=True,
    executes=frozenset({"js", "javascript"}),
    repair=colons_to_blocks,
    mark_prevents_repair=True,
)

READERS = {
    "claude-code": Reader(repair=repair, reads_escaped_newlines=True),
    "json": Reader(whole_file=True),
    "toml": Reader(whole_file=True),
    "libyaml-strict": Reader(fences=_COPILOT, flavour=flavours.LIBYAML),
    "libyaml-strict-skill": Reader(fences=_COPILOT, flavour=flavours.LIBYAML, takes_lists=True, takes_words=True),
    "libyaml-quoting": Reader(fences=_CODEX, flavour=flavours.SERDE, repair=values_to_quotes),
    "js-yaml-3": _JS,
    "js-yaml-4": Reader(fences=_GEMINI, flavour=flavours.JS_YAML_4),
    "gemini-skill": Reader(fences=_GEMINI_SKILL, flavour=flavours.JS_YAML_4, fallback=lines.gemini_skill),
    "yaml-core-lenient": Reader(
        fences=_QWEN_AGENT,
        flavour=flavours.CORE,
        fallback=lines.qwen,
        without_fallback=frozenset({"executor", "executionBackend"}),
    ),
    "yaml-core-lenient-skill": Reader(fences=_QWEN_SKILL, flavour=flavours.CORE, fallback=lines.qwen),
    "cursor-agent": Reader(fences=_CURSOR_AGENT, lines=lines.cursor_agent, keeps_quotes=True),
    "cursor-rule": Reader(fences=_CURSOR_RULE, lines=lines.cursor_rule),
    # What all of its readers take: whatever one of them mends is no mistake.
    "agent-skills": Reader(
        fences=_ANY_SKILL, flavour=flavours.CORE, fallback=lines.gemini_skill, takes_lists=True, takes_words=True
    ),
    "strictyaml": Reader(fences=_VALIDATOR, flavour=flavours.STRICT),
}
