"""Reading a block line by line and text by text, with no idea yet of what belongs below what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.syntax.sketch.outline.parts import Text
from agentls.text.expressions import expression
from agentls.text.positions import Span

QUOTES = "\"'"

_LINE = expression(r"[^\r\n]*")
_INDENT = expression(r"[ \t]*")
_QUOTED = {'"': expression(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": expression(r"'(?:[^']|'')*'")}
_KEY = expression(
    r"""(?P<key>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'"""
    r"""|[^\s#\[\]{},&*!|>'"%@`?:](?:[^\r\n:#]*[^\s:#])?)[ \t]*:(?=[ \t\r\n]|\Z)"""
)
# `key:value` is no key to YAML, but it is one that somebody is about to finish.
_HASTY_KEY = expression(r"(?P<key>[A-Za-z_][\w-]*):(?!//)")
# What most lines of a block are: a key at its beginning and one unquoted text, without a comment.
_KEY_AND_TEXT = expression(r"([A-Za-z_][\w-]*):[ \t]+([A-Za-z0-9(./*][^\r\n#]*?)[ \t]*(?=[\r\n]|\Z)")
_BLOCK_SCALAR = expression(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_COMMENT = expression(r"(?:^|(?<=[ \t]))#")


class Lines:
    """The lines of one block of a source. `comments` gathers the comments that were passed."""

    def __init__(self, source: str, block: Span) -> None:
        self.source = source
        self.block = block
        self.comments: list[Span] = []

    def key_and_text(self, at: int) -> tuple[Text, int, Text, int] | None:
        """Return what begins and fills the line at `at`, if that is a key and a text and nothing else.

        The key comes with the place behind its colon, the text with the end of the line. What is found so is what all
        the other ways of looking at the line would find.
        """
        found = _KEY_AND_TEXT.match(self.source, at, self.block.end)
        if found is None:
            return None
        return Text(Span(*found.span(1))), found.end(1) + 1, Text(Span(*found.span(2))), found.end()

    def line_end(self, at: int) -> int:
        """Return where the line of `at` ends, without its line break."""
        found = _LINE.match(self.source, at, self.block.end)
        return found.end() if found else self.block.end

    def after_break(self, end: int) -> int:
        """Return the start of the line after the one that ends at `end`."""
        return end + (2 if self.source.startswith("\r\n", end) else 1)

    def skip_blanks(self, at: int, end: int) -> int:
        """Return the first place from `at` on that is no blank."""
        found = _INDENT.match(self.source, at, end)
        return found.end() if found else at

    def is_dash(self, at: int, end: int) -> bool:
        """Tell whether a list item begins at `at`."""
        return self.source.startswith("-", at, end) and (at + 1 >= end or self.source[at + 1] in " \t")

    def begins_key(self, at: int, column: int) -> bool:
        """Tell whether the line at `at` begins a key that is not indented deeper than `column`."""
        content = self.skip_blanks(at, self.block.end)
        return content - at <= column and _KEY.match(self.source, content, self.block.end) is not None

    def _keys_below(self, start: int, end: int, column: int) -> Iterator[bool]:
        at = self.after_break(start)
        while at < end:
            yield self.begins_key(at, column)
            at = self.after_break(self.line_end(at))

    def indented_end(self, end: int, column: int) -> int:
        """Return where the lines below that are indented deeper than `column` end."""
        stop = end
        at = self.after_break(end)
        while at < self.block.end:
            line_end = self.line_end(at)
            content = self.skip_blanks(at, line_end)
            if content < line_end:
                if content - at <= column:
                    break
                stop = line_end
            at = self.after_break(line_end)
        return stop

    def plain(self, at: int, end: int) -> Text:
        """Return the text from `at` to the comment or the end of the line."""
        comment = _COMMENT.search(self.source, at, end)
        stop = comment.start() if comment else end
        if comment:
            self.comments.append(Span(stop, end))
        while stop > at and self.source[stop - 1] in " \t":
            stop -= 1
        return Text(Span(at, stop))

    def quoted(self, at: int, column: int) -> tuple[Text, int]:
        """Return the text in quotes at `at`; one that runs into the next key counts as ending with its line."""
        quote = self.source[at]
        line_end = self.line_end(at)
        found = _QUOTED[quote].match(self.source, at, self.block.end)
        if found and (found.end() <= line_end or not any(self._keys_below(line_end, found.end(), column))):
            return Text(Span(at + 1, found.end() - 1), quote), found.end()
        return Text(Span(at + 1, line_end), quote), line_end

    def rest(self, at: int, end: int) -> int:
        """Note a comment behind a closing quote or bracket."""
        blank = self.skip_blanks(at, end)
        if blank < end and blank > at and self.source[blank] == "#":
            self.comments.append(Span(blank, end))
        return end

    def key_text(self, span: Span) -> Text:
        """Return a key without its quotes."""
        quote = self.source[span.start]
        return Text(Span(span.start + 1, span.end - 1), quote) if quote in QUOTES else Text(span)

    def key(self, at: int, end: int, *, hasty: bool) -> tuple[Text, int] | None:
        """Return the key at `at` and the place behind its colon; a `hasty` one lacks the blank behind the colon."""
        found = _KEY.match(self.source, at, end) or (_HASTY_KEY.match(self.source, at, end) if hasty else None)
        return (self.key_text(Span(*found.span("key"))), found.end()) if found else None

    def block_scalar(self, at: int, end: int, column: int) -> Text | None:
        """Return the block of text whose `|` or `>` stands at `at`, if one does; its lines are deeper than `column`."""
        if not _BLOCK_SCALAR.match(self.source, at, self.block.end):
            return None
        return Text(Span(at, self.indented_end(end, column)), "|")
