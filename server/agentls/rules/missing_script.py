"""A hook whose script cannot run.

The command of a hook names a script that does not exist, or one that is called directly but may not be run. Claude Code
then reports an error each time, or the check that the hook was meant to do is never done: with most programs what a
guard cannot look at is let pass. It is a warning where the
place of the script is certain, as with `$CLAUDE_PROJECT_DIR` or `${CLAUDE_PLUGIN_ROOT}`, and otherwise information,
because the working folder may be another one.

```text beside path=scripts/check.sh
echo checked
```

```json bad path=.claude/settings.json
{
  "hooks": {
    "Stop": [
      { "hooks": [{ "type": "command", "command": "$CLAUDE_PROJECT_DIR/scripts/check.sh" }] },
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unfixed
      { "hooks": [{ "type": "command", "command": "bash $CLAUDE_PROJECT_DIR/scripts/tidy.sh" }] }
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unfinished unfixed
    ]
  }
}
```

```json bad path=.claude/settings.json
{
  "hooks": {
    "PreToolUse": [
      {
        "matcher": "Bash",
        "hooks": [{ "type": "command", "command": "uv run --quiet scripts/guard.py" }]
                                                                  ^^^^^^^^^^^^^^^^ information unfinished unfixed
      }
    ]
  }
}
```

```text beside path=scripts/check.sh runnable=yes
echo checked
```

Each command of a line counts. Files that it writes or asks for itself need not be there.

```json bad path=.claude/settings.json
{
  "hooks": {
    "Stop": [
      { "hooks": [{ "type": "command", "command": "cd $CLAUDE_PROJECT_DIR && ./a.sh | tee ./log; sh b/c.sh" }] }
                                                                             ^^^^^^ unfinished unfixed
                                                                                                    ^^^^^^ unfinished unfixed
    ]
  }
}
```

```json good path=.claude/settings.json
{
  "hooks": {
    "Stop": [
      { "hooks": [{ "type": "command", "command": "$CLAUDE_PROJECT_DIR/scripts/check.sh" }] },
      { "hooks": [{ "type": "command", "command": "bash scripts/check.sh >> $CLAUDE_PROJECT_DIR/log.txt || true" }] },
      { "hooks": [{ "type": "command", "command": "[ -x ./tidy.sh ] && ./tidy.sh; echo 'bash ./other.sh'" }] }
    ]
  }
}
```
"""  # noqa: E501 - examples show a command as people write it.

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.hooks import is_guard
from agentls.meaning.scripts import Script, scripts
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.project.telling import telling_places
from agentls.syntax.nodes import Scalar

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES | Section.BODY


def concerns(shape: Shape) -> bool:
    """Only with commands."""
    return shape.tells("refers", "script")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the scripts that do not exist, and those that are called by their name but may not be run."""
    if not is_meant(document):
        return
    for node, place, _ in telling_places(document, "refers"):
        if place.facts.refers == "script" and isinstance(node, Scalar):
            guards = is_guard(document, node)
            for script in scripts(document, node, snapshot.home):
                if not script.is_needed:
                    continue
                finding = _of_plugin(document, script, snapshot) or _judged(script, snapshot, guards=guards)
                if finding is not None:
                    yield finding


def _of_plugin(document: Document, script: Script, snapshot: Snapshot) -> Finding | None:
    """Return the finding on a path that holds in the plugin's folder, while commands run in that of the project."""
    if document.dialect.root_marker is None or not script.written.startswith(("./", "../")):
        return None
    if not snapshot.files.exists(script.path):
        return None
    return Finding(
        script.span,
        f"{shown(script.written, 40)} is looked for in the project, not in the plugin; begin with "
        "`${CLAUDE_PLUGIN_ROOT}`.",
        unfinished=True,
    )


def _judged(script: Script, snapshot: Snapshot, *, guards: bool) -> Finding | None:
    fails = "the guard lets all pass" if guards and script.fails_open else "the command fails"
    severity = None if script.is_certain else Severity.INFORMATION
    if not snapshot.files.exists(script.path):
        if not script.is_certain and not _looks_like_script(script):
            return None
        message = f"There is no script {shown(script.written, 50)}: {fails}; correct the path or add it."
        return Finding(script.span, message, severity=severity, unfinished=True)
    is_folder = bool(snapshot.files.listing(script.path))
    if script.is_program and not is_folder and not snapshot.files.is_runnable(script.path):
        message = f"{shown(script.written, 50)} may not be run: {fails}; make it executable (`chmod +x`)."
        return Finding(script.span, message, severity=severity)
    return None


def _looks_like_script(script: Script) -> bool:
    """Tell whether a word without a variable is sure to be meant as a file: it has an ending or begins with a dot."""
    name = script.written.rpartition("/")[2]
    return script.is_run or script.written.startswith(("./", "../")) or (script.is_program and "." in name)
