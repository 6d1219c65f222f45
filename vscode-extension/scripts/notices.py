"""Write `THIRD_PARTY_NOTICES.txt` into the extension, for what is bundled with it; that must have been built."""

from __future__ import annotations

import sys
from pathlib import Path

EXTENSION = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(EXTENSION.parent / "release"))

import third_party  # noqa: E402 - it lies beside what builds a release.

if __name__ == "__main__":
    packages = third_party.bundled(EXTENSION / "dist" / "meta.json")
    found = third_party.of_python(EXTENSION / "bundled" / "libs") + third_party.of_node(
        EXTENSION / "node_modules", packages
    )
    third_party.write(EXTENSION / "THIRD_PARTY_NOTICES.txt", found)
