"""The site: it builds without a warning, has a page for everything, and fetches nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from agentls.rules import all_rules

ROOT = Path(__file__).resolve().parents[2]
_FETCHED = re.compile(
    r"<(?:script|img|iframe)[^>]*\ssrc=\"?(?:https?:)?//|<link[^>]*stylesheet[^>]*href=\"?(?:https?:)?//"
)
_LINK = re.compile(r'(?:href|src)="(?!https?:|data:|#|mailto:)([^"#?]+)')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    done = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    assert done.returncode == 0, done.stderr
    return target


def test_every_rule_has_a_page(site: Path) -> None:
    rules = (site / "rules.html").read_text("utf-8")
    for rule in all_rules():
        assert (site / "rules" / f"{rule.id}.html").is_file()
        assert f'href="rules/{rule.id}.html"' in rules


def test_what_is_included_from_the_project_is_there(site: Path) -> None:
    assert "vim.lsp" in (site / "editors.html").read_text("utf-8")
    assert "Unreleased" in (site / "changelog.html").read_text("utf-8")


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(all_rules())
    assert [page.name for page in pages if _FETCHED.search(page.read_text("utf-8"))] == []


def test_every_link_leads_somewhere(site: Path) -> None:
    found = ((page, link) for page in site.rglob("*.html") for link in _LINK.findall(page.read_text("utf-8")))
    # The page for what is not there stands for every address, and has its links from the top.
    gone = {link for page, link in found if page.name != "404.html" and not (page.parent / link).exists()}
    assert gone == set()
