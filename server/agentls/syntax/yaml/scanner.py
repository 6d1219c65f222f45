"""PyYAML's own scanner, which hosts' parsers go beyond in a few places."""

from __future__ import annotations

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from agentls.syntax.yaml.flavours import Flavour


class LenientScanner(Reader, Scanner, Parser):
    """It reads what was seen to pass in hosts: a leading comma, and tabs around and in values."""

    def __init__(self, stream: str, flavour: Flavour) -> None:
        self._leading_comma = flavour.leading_comma
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)

    def fetch_flow_entry(self) -> None:
        if self.flow_level or not self._leading_comma:
            super().fetch_flow_entry()
        else:
            self.fetch_plain()

    def scan_plain_spaces(self, indent: int, start_mark: object) -> list[str]:
        spaces: list[str] = super().scan_plain_spaces(indent, start_mark) or []
        if self.peek() != "\t" or (self.column < indent and not self.flow_level):
            return spaces
        run = ""
        while self.peek() in " \t":
            run += self.peek()
            self.forward()
        if self.peek() in "\r\n\0":
            return spaces + self.scan_plain_spaces(indent, start_mark)
        return [*spaces, run]

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            while self.peek() in " \t":
                self.forward()
            super().scan_to_next_token()
