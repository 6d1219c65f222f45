"""A rule that breaks is no clean file: what it would have found is not known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agentls.cli.main import main
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import Rule, asking, rules_for

AGENT = "---\nname: a\ndescription: Reads. Use it.\ntools: Read, Reed\n---\nDo.\n"


def broken(document: Document, snapshot: Snapshot) -> Iterator[object]:
    del document, snapshot
    raise ValueError("the rule's \x1b own mistake")
    yield


@pytest.fixture
def _one_rule_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rules(form: str) -> tuple[Rule, ...]:
        first, *rest = rules_for(form)
        return (first._replace(check=broken), *rest)  # type: ignore[arg-type]

    # Without settings for them, the rules that are on are known once and for all.
    monkeypatch.setattr(asking, "rules_for", rules)
    monkeypatch.setattr(
        asking,
        "_usually_asked",
        lambda shape, _: tuple((one, None) for one in rules(shape.dialect.format) if one.is_on),
    )
    folder = tmp_path / ".claude/agents"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(AGENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_one_rule_is_broken")
def test_a_check_ends_with_2_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    told = capsys.readouterr()
    [line] = [one for one in told.err.splitlines() if "internal error" in one]
    name = rules_for("markdown")[0].id
    assert f"a.md: internal error in the rule `{name}`: ValueError: the rule's U+001B own mistake" in line
    assert "Traceback" not in told.err
    # The others have been asked.
    assert "unknown-tool" in told.out


@pytest.mark.usefixtures("_one_rule_is_broken")
@pytest.mark.parametrize("words", [("--exit-zero",), ("--fail-on", "error"), ("--quiet",)])
def test_no_option_makes_it_clean(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *words]) == 2
    assert "internal error" in capsys.readouterr().err


@pytest.mark.usefixtures("_one_rule_is_broken")
def test_a_report_for_programs_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert any("internal error" in json.dumps(one) for one in report["errors"])
