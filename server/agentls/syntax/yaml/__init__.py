"""Reading a block of YAML as a host reads it."""
