"""Where fuzzers keep what they have found: outside of the checkout, so that a later run begins where this one ended."""

from __future__ import annotations

import os
from pathlib import Path

KEPT = Path(os.environ.get("AGENTLS_FUZZ", Path.home() / ".cache" / "agentls-fuzz"))
