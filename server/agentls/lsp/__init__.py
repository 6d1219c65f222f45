"""The language server: the only part of agentls that knows the protocol.

Its library brings asyncio, and that brings all of TLS where it finds it: five megabytes for a server that speaks to
nobody but its editor.
"""

import sys

if "asyncio" not in sys.modules and "ssl" not in sys.modules:
    # To asyncio this is a Python that was built without it.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
