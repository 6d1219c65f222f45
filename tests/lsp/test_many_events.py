"""However many files change at once, an answer waits for one of them."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.lsp.server import create


def test_each_file_that_has_changed_is_looked_at_in_a_moment_of_its_own() -> None:
    server = create()
    looked_at: list[str] = []

    def paths() -> Iterator[str]:
        for number in range(10_000):
            looked_at.append(f"/none/{number}.md")
            yield looked_at[-1]

    server.upkeep.changed_on_disk(paths())
    assert not looked_at
    for count in (1, 2, 3):
        server.idle.step()
        assert len(looked_at) == count
