"""Real projects: every reference of a sample that was checked by hand, renames there and back, and no place outside."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from agentls.features.completion.names import name_items
from agentls.features.definition import definitions
from agentls.features.folding import folds
from agentls.features.inlay import inlays
from agentls.features.lens import lenses
from agentls.features.links import links
from agentls.features.rename import RENAMED_KINDS, rename
from agentls.features.selection import selections
from agentls.features.symbols import symbols
from agentls.features.tokens import tokens
from features.projects import Project

# project | file:line | what is written | where it leads. Read one by one, in the files themselves.
CHECKED = """\
EngraphCode+castr | .claude/settings.json:15 | engraph-plan | .claude/skills/engraph-plan/SKILL.md
EngraphCode+castr | .claude/settings.json:17 | engraph-reason | .claude/skills/engraph-reason/SKILL.md
NikiforovAll+claude-code-rules | .claude/settings.json:6 | update-component-reference | .claude/commands/update-component-reference.md
centminmod+my-claude-code-setup | .claude/settings.local.json:86 | claude-docs-consultant | .claude/skills/claude-docs-consultant/SKILL.md
centminmod+my-claude-code-setup | .claude/settings.local.json:91 | consult-zai | .claude/skills/consult-zai/SKILL.md
damilola-elegbede+claude-config | system-configs/.claude/agents/tech-writer.md:9 | markdown-linting | system-configs/.claude/skills/markdown-linting/SKILL.md
GitTools+GitVersion | .claude/agents/context-explorer.md:4 | jbcontext | .mcp.json
duc01226+easy-claude | .claude/settings.json:12 | context7 | .mcp.json
duc01226+easy-claude | .claude/settings.json:12 | github | .mcp.json
duc01226+easy-claude | .claude/settings.json:12 | mongodb | .mcp.json
duc01226+easy-claude | .claude/settings.json:12 | postgres | .mcp.json
duc01226+easy-claude | .claude/settings.json:9 | chrome-devtools | .mcp.json
duc01226+easy-claude | .claude/settings.json:9 | figma | .mcp.json
duc01226+easy-claude | .claude/settings.json:9 | sequential-thinking | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:19 | serena | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:20 | serena | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:21 | serena | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:22 | serena | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:23 | serena | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:24 | serena | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:25 | serena | .mcp.json
GitTools+GitVersion | .claude/agents/context-explorer.md:4 | mcp__jbcontext__code_search | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:19 | mcp__serena__find_symbol | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:20 | mcp__serena__find_referencing_symbols | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:21 | mcp__serena__find_implementations | .mcp.json
rjmurillo+ai-agents | .claude/agents/analyst.md:22 | mcp__serena__get_symbols_overview | .mcp.json
Anselmoo+mcp-ai-agent-guidelines | .claude/rules/copilot.md:4 | ./default.md | .claude/rules/default.md
KaolaBrother+Kaola-Workflow | plugins/kaola-workflow-gitlab/.claude-plugin/plugin.json:22 | ./commands/ | plugins/kaola-workflow-gitlab/commands
RamiKrispin+my-agents | plugins/course-builder/skills/course-builder/SKILL.md:18 | ../../../workshop-builder/ | plugins/workshop-builder
Yeachan-Heo+oh-my-claudecode | .claude-plugin/plugin.json:61 | ./.mcp.json | .mcp.json
Yeachan-Heo+oh-my-claudecode | .claude-plugin/plugin.json:62 | ./commands/ | commands
damilola-elegbede+claude-config@878533d | .claude/agents/README.md:8 | ./AGENT_CATEGORIES.md | .claude/agents/AGENT_CATEGORIES.md
melodic-software+claude-code-plugins | plugins/claude-ecosystem/.claude-plugin/plugin.json:55 | ./agents/statusline-auditor.md | plugins/claude-ecosystem/agents/statusline-auditor.md
melodic-software+claude-code-plugins | plugins/claude-ecosystem/.claude-plugin/plugin.json:57 | ./commands | plugins/claude-ecosystem/commands
rohitg00+awesome-claude-code-toolkit | plugins/api-architect/.claude-plugin/plugin.json:6 | agents/api-expert.md | plugins/api-architect/agents/api-expert.md
rohitg00+awesome-claude-code-toolkit | plugins/fix-github-issue/.claude-plugin/plugin.json:5 | commands/fix-issue.md | plugins/fix-github-issue/commands/fix-issue.md
rohitg00+awesome-claude-code-toolkit | plugins/infrastructure-maintainer/.claude-plugin/plugin.json:5 | commands/update-infra.md | plugins/infrastructure-maintainer/commands/update-infra.md
EveryInc+compound-engineering-plugin | .claude-plugin/marketplace.json:26 | ./ | .
L3DigitalNet+Claude-Code-Plugins | .claude-plugin/marketplace.json:12 | ./plugins/home-assistant-dev | plugins/home-assistant-dev
NikiforovAll+claude-code-rules | .claude-plugin/marketplace.json:110 | ./plugins/handbook-code-review | plugins/handbook-code-review
RamiKrispin+my-agents | .claude-plugin/marketplace.json:147 | ./plugins/workshop-builder | plugins/workshop-builder
Yeachan-Heo+oh-my-claudecode | .claude-plugin/marketplace.json:18 | ./ | .
alirezarezvani+claude-skills | .claude-plugin/marketplace.json:17 | ./marketing-skill | marketing-skill
anthropics+knowledge-work-plugins | .claude-plugin/marketplace.json:121 | ./operations | operations
bmad-code-org+BMAD-METHOD | .claude-plugin/marketplace.json:15 | ./ | .
dotnet+skills | .claude-plugin/marketplace.json:19 | ./plugins/dotnet-diag | plugins/dotnet-diag
dpolishuk+hyperpowers | .claude-plugin/marketplace.json:16 | ./ | .
jmagly+ai-writing-guide | .claude-plugin/marketplace.json:14 | ./plugins | plugins
melodic-software+claude-code-plugins | .claude-plugin/marketplace.json:14 | ./plugins/claude-ecosystem | plugins/claude-ecosystem
rjmurillo+ai-agents | .claude-plugin/marketplace.json:17 | ./.claude | .claude
wasabeef+claude-code-cookbook | .claude-plugin/marketplace.json:104 | ./plugins/pt | plugins/pt
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in CHECKED.splitlines()]
# Projects of every make: agents, skills, commands, plugins, servers, names with colons, blanks and capitals.
RENAMED = [
    "0r0loo+my-claude-code-toolkit", "EngraphCode+castr", "centminmod+my-claude-code-setup", "jmagly+ai-writing-guide",
    "damilola-elegbede+claude-config", "qdhenry+Claude-Command-Suite", "AI-4-Phi+PhilLit",
]  # fmt: skip


@lru_cache(maxsize=4)
def project_at(folder: Path) -> Project:
    return Project.at(folder)


@pytest.mark.parametrize(("name", "place", "written", "target"), CASES, ids=[f"{one[0]}:{one[2]}" for one in CASES])
def test_reference_leads_where_a_reader_finds_it(
    shared: Path, name: str, place: str, written: str, target: str
) -> None:
    folder = shared / "corpus" / name
    project = project_at(folder)
    path, _, line = place.rpartition(":")
    document = project.documents[f"{folder}/{path}"]
    start = document.lines.line_start(int(line) - 1)
    # At its end, as the cursor stands after the word, the tool of a server is told from the server.
    offset = document.text.index(written, start) + len(written)
    found = definitions(document, project.snapshot, offset)
    assert [one.origin.of(document.text) for one in found[:1]] == [written]
    assert found[0].location.path == (folder / target).as_posix()


@pytest.mark.parametrize("name", RENAMED)
def test_rename_there_and_back_changes_nothing(shared: Path, name: str) -> None:
    there_and_back(shared / "corpus" / name)


def there_and_back(folder: Path) -> int:
    """Rename every agent, skill and command of a project to a fresh name and back; return how many there are."""
    project = Project.at(folder)
    count = 0
    for path in sorted(project.documents):
        facts = project.snapshot.index.facts(path)
        for one in facts.definitions if facts else ():
            # A name that two have already can be given up by one of them, and not be taken back.
            if one.kind in RENAMED_KINDS and len(project.snapshot.index.definitions(one.kind, one.name, one.view)) == 1:
                fresh = f"{one.name}-renamed"
                away, moved = renamed(project, path, one.span.start, fresh)
                index = away.snapshot.index
                facts_there = index.facts(moved)
                assert facts_there is not None
                now = next(other for other in facts_there.definitions if other.kind == one.kind)
                assert now.name == fresh
                assert len(index.references(now)) == len(project.snapshot.index.references(one))
                back, _ = renamed(away, moved, now.span.start, one.name)
                assert back.texts == project.texts
                count += 1
    return count


def renamed(project: Project, path: str, offset: int, new: str) -> tuple[Project, str]:
    """Return the project after a rename, and where the file is then."""
    found = rename(project.documents[path], project.snapshot, offset, new)
    assert not found.refused, (path, found.refused)
    for move in found.moves:
        if path == move.old or path.startswith(f"{move.old}/"):
            path = move.new + path[len(move.old) :]
    edits: dict[str, list[object]] = {one.path: list(one.edits) for one in found.files}
    return project.changed(edits, [(one.old, one.new) for one in found.moves]), path


@pytest.mark.parametrize("name", RENAMED)
def test_every_answer_lies_in_its_file(shared: Path, name: str) -> None:
    project = Project.at(shared / "corpus" / name)
    snapshot = project.snapshot
    for document in project.documents.values():
        end = len(document.text)
        spans = [one.span for one in (*links(document, snapshot), *lenses(document, snapshot), *symbols(document))]
        spans += [one.span for one in tokens(document, snapshot)] + list(folds(document))
        assert all(0 <= span.start <= span.end <= end for span in spans)
        assert all(0 <= one.offset <= end for one in inlays(document, snapshot))
        for offset in range(0, end + 1, max(1, end // 12)):
            around = selections(document, offset)
            assert around[-1] == (0, end)
            assert all(b.start <= a.start and a.end <= b.end for a, b in pairwise(around))
            assert all(item.replace.touches(offset) for item in name_items(document, snapshot, offset))


if __name__ == "__main__":
    for found in sorted(Path("../shared/corpus").resolve().iterdir()):
        if found.is_dir() and not found.name.startswith("_"):
            print(found.name, there_and_back(found))
