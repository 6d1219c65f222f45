"""A variable in the command of a hook that is never set.

Claude Code hands the event to a hook as JSON on its standard input; it sets no variable with the tool, its input or the
file. A command that relies on one gets an empty text: it does nothing, or lets everything pass.

```json bad path=.claude/settings.json
{
  "hooks": {
    "PostToolUse": [
      { "matcher": "Edit|Write", "hooks": [{ "type": "command", "command": "prettier --write \\"$CLAUDE_FILE_PATHS\\"" }] }
                                                                                               ^^^^^^^^^^^^^^^^^^ warning unfinished
    ]
  }
}
```

```json fixed path=.claude/settings.json
{
  "hooks": {
    "PostToolUse": [
      { "matcher": "Edit|Write", "hooks": [{ "type": "command", "command": "prettier --write \\"$(jq -r .tool_input.file_path)\\"" }] }
    ]
  }
}
```

```json good path=.claude/settings.json
{
  "hooks": {
    "PostToolUse": [
      { "hooks": [{ "type": "command", "command": "TOOL_INPUT=$(cat); echo $TOOL_INPUT $CLAUDE_PROJECT_DIR" }] }
    ]
  }
}
```
"""  # noqa: E501 - examples show a command as people write it.

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.project.telling import telling_places
from agentls.syntax.name_lists import source_offsets
from agentls.syntax.nodes import Mapping, Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES
_VARIABLE = expression(r"(?<!\\)\$(?:\{(\w+)(?:[:\-+?#%/][^}]*)?\}|(\w+))")
_SET = expression(r"(?:^|[\s;&|(])(?:export\s+|local\s+)?(\w+)=|\bread\s+(?:-\w+\s+)*(\w+)|\bfor\s+(\w+)\s")


def concerns(shape: Shape) -> bool:
    """Only with commands of which it is known what nobody sets for them."""
    return shape.tells("unset")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the uses of variables that nobody sets, neither the host nor the command or the file itself."""
    for node, place, _ in telling_places(document, "unset"):
        if not isinstance(node, Scalar) or not isinstance(node.value, str) or place.facts.unset is None:
            continue
        unset = catalog(place.facts.unset)
        text, places = node.text, source_offsets(node, document.text)
        own = _set_in(document, text)
        found = [one for one in _VARIABLE.finditer(text) if (one[1] or one[2]) not in own]
        found = [one for one in found if unset.get(one[1] or one[2]) is not None]
        for one in found:
            name = one[1] or one[2]
            value = unset.get(name)
            reading = f"$(jq -r {value.facts.read_with})" if value is not None else ""
            span = Span(places[one.start()], places[one.end() - 1] + 1)
            # The standard input can be read once.
            fixes = (
                (Fix(f"Replace with `{reading}`", (Edit(span, reading),), preferred=True),) if len(found) == 1 else ()
            )
            yield Finding(
                span,
                f"`${name}` is never set: the event comes on the standard input; read it with `{reading[2:-1]}`.",
                fixes=fixes,
                unfinished=True,
            )


def _set_in(document: Document, command: str) -> set[str]:
    """Return the variables that the command sets itself, and those of the file's `env`."""
    env = document.value("env")
    names = {entry.name for entry in env.entries} if isinstance(env, Mapping) else set()
    return names.union(*(filter(None, one) for one in _SET.findall(command)))
