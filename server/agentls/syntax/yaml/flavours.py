"""How one program's YAML differs from another's: what a plain value means, and what is refused though it is YAML.

Seen in Claude Code 2.1.330, Copilot CLI 1.0.102, OpenCode 1.18.34 (js-yaml 3), Gemini CLI 0.61.0
(js-yaml 4), Qwen Code 0.24.4, Codex 0.171.0.
"""

from collections.abc import Callable
from typing import NamedTuple

from agentls.syntax.nodes import Atom
from agentls.syntax.yaml import scalars

# The tags that js-yaml's safe schema has; it refuses any other.
_JS_YAML_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in (
        "str", "int", "float", "bool", "null", "seq", "map", "set", "omap", "pairs", "binary", "timestamp", "merge"
    )
)  # fmt: skip


class Flavour(NamedTuple):
    """`resolve` gives the value of a plain scalar.

    `rejects_duplicates`: a key that stands twice in one map makes the block unreadable. `merges`: `<<` brings in the
    keys of another map. `tags`: the tags that are known, all when `None`. `flow`: whether `[a]` and `{a: b}` are
    allowed. `anchors`: whether anchors, aliases and tags are. `leading_comma`: whether a plain value may begin with
    one. `comment_after_quote`: whether `"a"# b` is a value with a comment. `control_characters`: whether such may stand
    in the block. `separators`: whether U+0085, U+2028 and U+2029 end lines. `lone_tag_is_null`: whether a value that is
    `!` alone is none, and not an empty text.
    """

    resolve: Callable[[str], Atom]
    rejects_duplicates: bool = False
    merges: bool = False
    tags: frozenset[str] | None = None
    flow: bool = True
    anchors: bool = True
    leading_comma: bool = True
    comment_after_quote: bool = True
    control_characters: bool = False
    separators: bool = False
    lone_tag_is_null: bool = False


CLAUDE_CODE = Flavour(scalars.resolve, comment_after_quote=False, control_characters=True)
CORE = Flavour(scalars.core, rejects_duplicates=True)
LIBYAML = Flavour(scalars.finite, rejects_duplicates=True, leading_comma=False, separators=True, lone_tag_is_null=True)
SERDE = Flavour(scalars.core, leading_comma=False, separators=True, lone_tag_is_null=True)
JS_YAML_3 = Flavour(
    scalars.js_yaml_3,
    rejects_duplicates=True,
    merges=True,
    tags=_JS_YAML_TAGS,
    leading_comma=False,
    lone_tag_is_null=True,
)
JS_YAML_4 = JS_YAML_3._replace(resolve=scalars.js_yaml_4)
STRICT = Flavour(str, rejects_duplicates=True, flow=False, anchors=False, leading_comma=False)
