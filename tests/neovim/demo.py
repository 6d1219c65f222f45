"""Opens the agent files of a folder in a real Neovim and prints what somebody sees there.

python tests/neovim/demo.py examples
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import player

COLORED = sys.stdout.isatty()
COLORS = {"error": 31, "warn": 33, "info": 34, "hint": 36}
BOLD = 1
MOST_ITEMS = 8


def main(folder: Path) -> None:
    files = sorted(folder.glob("**/.claude/agents/**/*.md"))
    if not files:
        sys.exit(f"{folder}: no agents here")
    steps = [step for file in files for step in ({"do": "open", "file": str(file)}, {"do": "diagnostics"})]
    scenes = list(scenario(files))
    every = [*steps, *(step for _, part in scenes for step in part)]
    shown = iter(player.play(*every)["steps"])
    print(styled("What Neovim underlines", BOLD))
    for file in files:
        lines, found = next(shown), next(shown)
        if found:
            print(f"\n{styled(str(file.relative_to(folder)), BOLD)}")
            show_diagnostics(lines, found)
    for title, part in scenes:
        print(f"\n{styled(title, BOLD)}")
        for step in part:
            show(step["do"], next(shown))


def scenario(files: list[Path]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield what is done in the first files where it can be: a title, and the steps."""
    if file := first(files, "tools: ", "Grpe"):
        opened = {"do": "open", "file": str(file)}
        judged = {"do": "diagnostics"}
        yield (
            "The fixes for `Grpe`, and the line after the preferred one",
            [
                opened,
                judged,
                {"do": "go", "text": "Grpe"},
                {"do": "fix"},
            ],
        )
        yield (
            "Suggestions for one more tool, and the line after taking the first",
            [
                {"do": "go", "text": "tools: "},
                {"do": "complete", "keys": "A, "},
                {"do": "accept"},
            ],
        )
    if file := first(files, "MultiEdit"):
        yield (
            "Hover on `MultiEdit`",
            [
                {"do": "open", "file": str(file)},
                {"do": "go", "text": "MultiEdit"},
                {"do": "hover"},
            ],
        )
        yield (
            "Suggestions for a new key",
            [
                {"do": "go", "text": "color: "},
                {"do": "complete", "keys": "omo", "manual": True},
                {"do": "accept"},
            ],
        )


def first(files: list[Path], *texts: str) -> Path | None:
    return next((file for file in files if all(text in file.read_text(encoding="utf-8") for text in texts)), None)


def show(what: str, shown: Any) -> None:
    if what == "complete":
        for item in shown[:MOST_ITEMS]:
            print(f"  {item['label']:<16} {styled(item['detail'] or '', 2)}")
        if len(shown) > MOST_ITEMS:
            print(f"  … and {len(shown) - MOST_ITEMS} more")
    elif what == "fix":
        for one in shown["offered"]:
            print(f"  {'●' if one.get('preferred') else '○'} {one['title']}")
        print(f"  → {shown['line']}")
    elif what == "accept":
        print(f"  → {shown}")
    elif what == "hover":
        for line in shown:
            print(f"  │ {line}".rstrip())


def show_diagnostics(lines: list[str], found: list[dict[str, Any]]) -> None:
    shown = None
    for one in found:
        if one["line"] != shown:
            shown = one["line"]
            print(f"  {shown + 1:>3} {lines[shown]}")
        text = lines[shown].encode()
        before, under = text[: one["start"]].decode(), one["text"] or " "
        mark = styled("~" * len(under), COLORS[one["severity"]])
        print(f"      {' ' * len(before)}{mark} {one['message']} {styled(one['rule'], 2)}")


def styled(text: str, code: int) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if COLORED and text else text


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "examples").resolve())
