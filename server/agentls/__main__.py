"""Makes `python -m agentls` the same as `agentls`."""

import sys

from agentls.cli.main import main

sys.exit(main())
