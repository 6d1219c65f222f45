"""What a server has no use for is not in its memory, and is there for whoever wants it all the same."""

from __future__ import annotations

import subprocess
import sys

from wire import ENVIRONMENT

_CODE = """
import sys
import agentls.lsp.server
assert "asyncio" in sys.modules
assert "ssl" not in sys.modules
import ssl
assert ssl.create_default_context()
import asyncio
assert asyncio.run(asyncio.sleep(0, 5)) == 5
"""


def test_a_server_does_without_tls() -> None:
    subprocess.run([sys.executable, "-c", _CODE], env=ENVIRONMENT, check=True)


def test_who_has_loaded_tls_before_keeps_it() -> None:
    code = "import ssl, sys; import agentls.lsp.server; assert sys.modules['ssl'] is ssl"
    subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=True)
