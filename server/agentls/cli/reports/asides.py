"""Folders beside the rest of a project: documentation, backups and translations, which repeat what others say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from agentls.text.expressions import expression
from agentls.text.globs import is_called

_FOLDERS = ("doc", "docs", "backup*", "*[-_.]backup", "*.bak", "bak", "translations", "i18n", "locales")
# Those of languages that no department and no technology is called by; English is what the others repeat.
_LANGUAGES = "ar br cn cs da de el es fa fi fr he hi hu ja jp ko kr nl pl pt ro ru sv th tr uk vi zh".split()  # noqa: SIM905
_LANGUAGE = expression(rf"(?:{'|'.join(_LANGUAGES)})(?:[-_][a-z]{{2,4}})?")


def aside_of(path: str, asked: Iterable[str] = ()) -> str | None:
    """Return the folder of that kind in which the file lies, the outermost one; `None` for a file of the rest.

    `asked` are the paths that the user named: what is asked for is not beside anything.
    """
    *folders, _ = path.replace("\\", "/").split("/")
    for depth, name in enumerate(folders, start=1):
        folder = "/".join(folders[:depth])
        inside = any(
            f"{one.strip('/')}/".startswith(f"{folder}/") for one in (part.replace("\\", "/") for part in asked)
        )
        if _is_aside(name.lower()) and not inside:
            return folder
    return None


@cache
def _is_aside(name: str) -> bool:
    return is_called(name, _FOLDERS) or bool(_LANGUAGE.fullmatch(name))
