"""Of what kind a whole text is, by the names that `contentMediaType` in a schema may have."""

from __future__ import annotations

import json


def is_of(media_type: str, text: str) -> bool:
    """Tell whether a text is of a media type; of one that nobody can judge here, every text may be."""
    return media_type != "application/json" or _is_json(text)


def _is_json(text: str) -> bool:
    """Tell whether a text is JSON to JavaScript: Python takes `NaN` and `Infinity`, too."""
    try:
        json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        return False
    return True


def _refused(constant: str) -> None:
    raise ValueError(constant)
