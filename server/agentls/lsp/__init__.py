"""The language server: the only part of agentls that knows the protocol."""
