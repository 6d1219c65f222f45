"""Between our answers and the protocol's."""
