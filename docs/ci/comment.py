"""Says in one comment of a pull request what `agentls check --format json` has found, and keeps that comment current.

    agentls check --format json | python comment.py

The environment is that of a GitHub Action: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, and GITHUB_TOKEN with
the right to write to pull requests. Our comment is found again by a mark that nobody sees. While nothing is found
there is none, unless there was one before.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- agentls -->"
# GitHub takes 65,536 characters; a table that long is read by nobody.
MOST = 50
_A_PAGE = 100


def body(report: dict[str, Any]) -> str:
    """Return the comment: a table with a line for each finding."""
    found = report["findings"]
    if not found:
        return f"{MARK}\n**agentls** finds nothing any more.\n"
    lines = [MARK, f"**agentls** finds {len(found)} thing{'' if len(found) == 1 else 's'}:", ""]
    lines += ["| where | severity | rule | what |", "|---|---|---|---|"]
    for one in found[:MOST]:
        place = f"{one['path']}:{one['start']['line']}"
        lines.append(f"| {_cell(place)} | {one['severity']} | {one['rule']} | {_cell(one['message'])} |")
    if len(found) > MOST:
        lines.append(f"\nand {len(found) - MOST} more.")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return text of a file as a cell shows it: no mark-up, no mention of anybody, nothing that ends the cell."""
    return re.sub(r"[\\`*_\[\]<>|~&@#!]", lambda match: f"&#{ord(match[0])};", " ".join(text.split()))


class GitHub:
    """The part of GitHub's interface that comments need."""

    def __init__(self) -> None:
        repository = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
        self._issues = f"{repository}/issues"

    def comment(self, number: int) -> int | None:
        """Return the number of our comment on a pull request."""
        page = 1
        while True:
            found = self._ask("GET", f"{self._issues}/{number}/comments?per_page={_A_PAGE}&page={page}")
            for one in found:
                if one["body"].startswith(MARK):
                    return int(one["id"])
            if len(found) < _A_PAGE:
                return None
            page += 1

    def write(self, number: int, comment: int | None, text: str) -> None:
        """Write our comment anew, or for the first time."""
        if comment is None:
            self._ask("POST", f"{self._issues}/{number}/comments", {"body": text})
        else:
            self._ask("PATCH", f"{self._issues}/comments/{comment}", {"body": text})

    def _ask(self, method: str, address: str, data: object = None) -> Any:
        headers = {
            "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
        }
        sent = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(address, sent, headers, method=method)  # noqa: S310 - GitHub's own address.
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)


def main() -> int:
    """Write the comment; a report that was made all the same is no reason to fail."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    number = event.get("pull_request", {}).get("number")
    if number is None:
        sys.stdout.write("agentls: this is no pull request, so there is no comment\n")
        return 0
    report = json.load(sys.stdin)
    try:
        github = GitHub()
        comment = github.comment(number)
        if report["findings"] or comment is not None:
            github.write(number, comment, body(report))
    except (urllib.error.URLError, OSError) as error:
        sys.stdout.write(f"::warning title=agentls::the comment cannot be written: {error}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
