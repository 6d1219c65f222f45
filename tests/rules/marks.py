"""Writes what the rules say of their examples; the change is there to be read.

Behind each mark goes what it must say of its finding, into `said/` the sentences and what every fix does, and into `varied/`
what is said of variations. What is told of the samples of all dialects goes into `tests/samples/said`, and
what is said of odd files into `tests/odd/said.txt`.

python tests/rules/marks.py [RULE...]
"""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "server"), str(HERE), str(HERE.parent / "samples"), str(HERE.parent / "odd")]

import told  # noqa: E402
import variations  # noqa: E402
from examples import MORE, Example, all_examples, examples, words_of  # noqa: E402
from said import SAID, record  # noqa: E402

import odd  # noqa: E402
from agentls.knowledge.settings import Settings  # noqa: E402
from agentls.meaning.finding import Finding  # noqa: E402
from agentls.rules import Rule, all_rules  # noqa: E402
from agentls.rules.lint import lint  # noqa: E402

_FENCE = re.compile(r"^```(?:markdown|json|toml|text) bad[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"^([ \t]*\^+)(?: [a-z ]+)?$", re.MULTILINE)


def found_in(rule: Rule, example: Example) -> list[Finding]:
    rules = {} if rule.is_on else {rule.id: rule.severity.label}
    every = lint(example.document(), example.snapshot(Settings(rules=rules)))
    return [one for one in every if one.rule == rule.id]


def annotate(rule: Rule) -> None:
    """Rewrite the examples of one rule whose places are right; others are left to their author."""
    bad = iter(one for one in all_examples(rule.id, rule.documentation) if one.kind == "bad")

    def rewritten(fence: re.Match[str]) -> str:
        example = next(bad)
        usual = None if example.is_first else rule.severity
        found = {one.span: words_of(one, usual) for one in found_in(rule, example)}
        words = [found.get(span, known) for span, known in zip(example.spans, example.words, strict=True)]
        # Marks stand in the order of lines; those of one line are in the order of their columns only by custom.
        order = sorted(range(len(words)), key=lambda number: example.spans[number])
        texts = iter(words[number] for number in order)
        return fence[0].replace(
            fence["text"], _MARK.sub(lambda mark: f"{mark[1]} {next(texts)}".rstrip(), fence["text"])
        )

    module = Path(inspect.getfile(import_module(f"agentls.rules.{rule.id.replace('-', '_')}")))
    for path in [one for one in (module, MORE / f"{rule.id}.md") if one.exists()]:
        text = path.read_text(encoding="utf-8")
        changed = _FENCE.sub(rewritten, text)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
            print(path.name)


if __name__ == "__main__":
    for each in [one for one in all_rules() if one.id in sys.argv[1:] or not sys.argv[1:]]:
        annotate(each)
        every = [one for one in all_examples(each.id, each.documentation) if one.kind == "bad"]
        (SAID / f"{each.id}.txt").write_text(record((one, found_in(each, one)) for one in every), encoding="utf-8")
        variations.write(each, examples(each.id, each.documentation))
    told.write()
    odd.write()
