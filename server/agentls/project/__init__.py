"""One file, one moment, and the names of all files; nothing here reads a disk."""
