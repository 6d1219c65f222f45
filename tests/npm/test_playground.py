"""The playground in a real browser: what it finds, what it mends, and what its links carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import editor
import pytest

pytestmark = pytest.mark.npm
SECONDS = 120_000


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A window on the page that has loaded; what it asks of others, and what breaks in it, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, permissions=["clipboard-write"])
    made = context.new_page()
    broken: list[str] = []
    made.on("pageerror", lambda error: broken.append(str(error)))
    made.on("console", lambda line: broken.append(line.text) if line.type == "error" else None)
    made.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else broken.append(asked.url))
    made.set_default_timeout(SECONDS)
    made.goto(address)
    made.wait_for_selector("#findings li")
    yield made
    context.close()
    assert not broken


def rules(page: Any) -> list[str]:
    return [one.inner_text() for one in page.query_selector_all("#findings li .link:nth-of-type(2)")]


def until(page: Any, test: str) -> None:
    """Wait for something to be true in the page, which itself lets nobody evaluate text."""
    editor.until(lambda: page.evaluate(test), SECONDS / 1000)


def test_the_sample_is_checked_and_mended_one_by_one(page: Any) -> None:
    assert {"unknown-tool", "repaired-yaml", "unknown-key"} <= set(rules(page))
    assert page.inner_text("#kind") == "claude-code/agent"
    assert page.query_selector("#marks mark.warning").inner_text()
    page.click("#findings button:text-is('Replace with `Grep`')")
    until(page, "document.querySelector('#editor').value.includes('Read, Grep, bash')")
    until(page, "![...document.querySelectorAll('#findings p')].some(one => one.textContent.includes('Grpe'))")


def test_everything_is_mended_at_once(page: Any) -> None:
    page.click("#fix")
    until(page, "document.querySelectorAll('#findings li').length === 0")
    text = page.input_value("#editor")
    assert "Grpe" not in text
    assert "model: opus" in text


def test_what_is_pasted_is_checked_at_once_and_found_in_the_text(page: Any) -> None:
    page.fill("#editor", "---\nname: a\ndescription: 😀 Reviews.\ntools: Read, 😀x, Grpe\n---\nReview.\n")
    until(page, "[...document.querySelectorAll('#findings p')].some(one => one.textContent.includes('😀x'))")
    place = page.locator("#findings li", has_text="`Grpe`").locator(".link").first
    place.click()
    selected = page.evaluate("[editor.selectionStart, editor.selectionEnd].join()")
    # Characters outside the basic plane are two units in a browser.
    start = len("---\nname: a\ndescription: xx Reviews.\ntools: Read, xxx, ")
    assert selected == f"{start},{start + 4}"


def test_a_path_says_who_reads_a_file(page: Any) -> None:
    page.fill("#path", "notes/a.md")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#kind').textContent.startsWith('no assistant')")
    page.fill("#path", ".gemini/agents/a.md")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#kind').textContent === 'gemini/agent'")


def test_a_rule_is_explained(page: Any) -> None:
    page.click("#findings .link:text-is('unknown-tool')")
    page.wait_for_selector("dialog[open]")
    assert "unknown-tool" in page.inner_text("#explanation")


def test_a_link_carries_the_files(page: Any, browser: Any) -> None:
    page.click("#add")
    page.fill("#editor", "---\nname: second\ndescription: Ünï 😀\nmodle: x\n---\nSecond.\n")
    page.click("#share")
    until(page, "location.hash.length > 10")
    other = browser.new_page()
    other.set_default_timeout(SECONDS)
    other.goto(page.url)
    other.wait_for_selector("#findings li")
    assert [one.inner_text().split(" ")[0] for one in other.query_selector_all("#tabs button")] == [
        "agents/code-reviewer.md",
        "agents/new-1.md",
    ]
    other.click("#tabs button:nth-of-type(2)")
    assert "Ünï 😀" in other.input_value("#editor")
    other.close()


def test_a_link_that_carries_nothing_good_shows_the_sample(page: Any) -> None:
    page.goto(page.url.split("#")[0] + "#" + "A" * 30)
    page.wait_for_selector("#findings li")
    assert "code-reviewer" in page.input_value("#editor")


def test_files_that_are_dropped_are_seen_together(page: Any) -> None:
    files = {"a.md": "---\nname: one\ndescription: One.\ntools: Agent(two)\n---\nOne.\n"}
    files["b.md"] = "---\nname: two\ndescription: Two.\n---\nTwo.\n"
    page.evaluate(
        """files => {
            const transfer = new DataTransfer();
            for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
            document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        files,
    )
    until(page, "document.querySelectorAll('#tabs button').length === 3")
    until(page, "document.querySelector('#kind').textContent === 'claude-code/agent'")
    assert page.input_value("#path") == ".claude/agents/b.md"
    page.click("#tabs button:nth-of-type(2)")
    assert "unknown-agent" not in rules(page)
