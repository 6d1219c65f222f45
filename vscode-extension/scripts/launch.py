"""Run the agentls that came with the extension under the Python that started this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "libs"))

from agentls.cli.main import main

sys.exit(main())
