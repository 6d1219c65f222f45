"""The comment on a pull request, written to a server that answers as GitHub does: one, kept current."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

PROJECT = Path(__file__).resolve().parents[2]
BAD = "---\nname: a\ndescription: Reviews code.\ntools: Read, Grpe, @all<b>|x\n---\nReview.\n"


class GitHub(BaseHTTPRequestHandler):
    """Comments of one pull request, a page of a hundred at a time, as documented at docs.github.com/rest/issues/comments."""

    comments: list[dict[str, Any]]

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        assert asked.path == "/repos/o/r/issues/7/comments"
        page = int(parse_qs(asked.query)["page"][0])
        self._answer(200, self.comments[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        assert self.path == "/repos/o/r/issues/7/comments"
        self.comments.append({"id": len(self.comments) + 1000, "body": self._sent()})
        self._answer(201, self.comments[-1])

    def do_PATCH(self) -> None:
        number = re.fullmatch(r"/repos/o/r/issues/comments/(\d+)", self.path)
        assert number is not None
        (one,) = [one for one in self.comments if one["id"] == int(number[1])]
        one["body"] = self._sent()
        self._answer(200, one)

    def _sent(self) -> str:
        return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

    def _answer(self, status: int, data: object) -> None:
        if self.headers["Authorization"] != "Bearer secret":
            status, data = 403, {"message": "Resource not accessible by integration"}
        content = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture
def comments() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    found = [{"id": number, "body": f"comment {number}"} for number in range(100)]
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Server", (GitHub,), {"comments": found}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", found
    server.shutdown()
    server.server_close()


def commented(folder: Path, address: str, event: object, token: str = "secret") -> str:
    agents = {**os.environ, "PYTHONPATH": str(PROJECT / "server")}
    command = [sys.executable, "-m", "agentls", "check", "--format", "json"]
    report = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=agents).stdout
    (folder / "event.json").write_text(json.dumps(event), "utf-8")
    environment = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": token}
    environment["GITHUB_EVENT_PATH"] = str(folder / "event.json")
    done = subprocess.run(
        [sys.executable, str(PROJECT / "docs" / "ci" / "comment.py")],
        input=report,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    file = tmp_path / ".claude" / "agents" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text(BAD, "utf-8")
    return file


PULL = {"pull_request": {"number": 7}}


def test_one_comment_is_kept_current(agent: Path, comments: tuple[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    address, found = comments
    commented(tmp_path, address, PULL)
    assert len(found) == 101
    text = found[-1]["body"]
    assert ".claude/agents/a.md:4" in text
    assert "Unknown tool &#96;Grpe&#96;" in text
    assert not re.search(r"@all|<b>", text), "what stands in a file is text in the comment"
    agent.write_text(BAD.replace("Grpe", "Grep"), "utf-8")
    commented(tmp_path, address, PULL)
    assert len(found) == 101
    assert "Grpe" not in found[-1]["body"]
    agent.write_text(BAD.replace(", Grpe, @all<b>|x", ""), "utf-8")
    commented(tmp_path, address, PULL)
    assert "finds nothing any more" in found[-1]["body"]


def test_a_clean_change_gets_no_comment(
    agent: Path, comments: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    agent.write_text(BAD.replace(", Grpe, @all<b>|x", ""), "utf-8")
    commented(tmp_path, comments[0], PULL)
    assert len(comments[1]) == 100


def test_what_is_no_pull_request_gets_none(agent: Path, tmp_path: Path) -> None:
    assert "no pull request" in commented(tmp_path, "http://127.0.0.1:1", {"ref": "refs/heads/main"})


def test_a_comment_that_may_not_be_written_breaks_nothing(
    agent: Path, comments: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert "::warning title=agentls::the comment cannot be written" in commented(tmp_path, comments[0], PULL, "other")
