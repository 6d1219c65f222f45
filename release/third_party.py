"""What others have written and we pass on, with the terms on which they let us: THIRD_PARTY_NOTICES.

of_python(libs) -> list[Notice]             # packages that lie in a folder as pip lays them out
of_node(modules, names) -> list[Notice]     # packages in a `node_modules`
write(target, notices)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

_OURS = "agentls"
_LICENSES = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*")
_RULE = "=" * 80


class Notice(NamedTuple):
    """One package; `texts` are its licence files, none where it brings none."""

    name: str
    version: str
    license: str
    home: str
    texts: tuple[str, ...]


def of_python(libs: Path) -> list[Notice]:
    """Return the packages whose metadata lies in `libs`."""
    found = []
    for info in sorted(libs.glob("*.dist-info")):
        facts = Parser().parsestr((info / "METADATA").read_text("utf-8"))
        if facts["Name"] == _OURS:
            continue
        urls = dict(one.split(", ", 1) for one in facts.get_all("Project-URL", []) if ", " in one)
        home = facts["Home-page"] or next(iter(urls.values()), "")
        licensed = facts["License-Expression"] or facts["License"] or _classified(facts.get_all("Classifier", []))
        found.append(Notice(facts["Name"], facts["Version"], licensed.split("\n")[0], home, _texts(info)))
    return found


def of_node(modules: Path, names: Iterable[str]) -> list[Notice]:
    """Return the packages of these names in `modules`."""
    found = []
    for name in sorted(set(names)):
        facts = json.loads((modules / name / "package.json").read_text("utf-8"))
        repository = facts.get("repository", "")
        home = facts.get("homepage") or (repository if isinstance(repository, str) else repository["url"])
        texts = _texts(modules / name, deep=False)
        found.append(Notice(name, facts["version"], facts["license"], home, texts))
    return found


def bundled(meta: Path) -> set[str]:
    """Return the packages of which esbuild says in its report that it took something."""
    names = set()
    for path in json.loads(meta.read_text("utf-8"))["inputs"]:
        parts = path.partition("node_modules/")[2].split("/")
        if parts != [""]:
            names.add("/".join(parts[:2]) if parts[0].startswith("@") else parts[0])
    return names


def write(target: Path, notices: Iterable[Notice]) -> None:
    """Write them to a file for people."""
    parts = ["agentls brings along the following, each under its own terms."]
    for one in notices:
        head = f"{one.name} {one.version}\nLicence: {one.license}\n{one.home}".rstrip()
        parts.append("\n\n".join([f"{_RULE}\n{head}", *one.texts]))
    target.write_text("\n\n".join(parts) + "\n", "utf-8")


def _classified(classifiers: Iterable[str]) -> str:
    return next((one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")), "see below")


def _texts(folder: Path, *, deep: bool = True) -> tuple[str, ...]:
    found = {path for pattern in _LICENSES for path in (folder.rglob if deep else folder.glob)(pattern)}
    return tuple(path.read_text("utf-8", "replace").strip() for path in sorted(found) if path.is_file())
