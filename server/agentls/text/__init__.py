"""Positions, edits and comparisons of plain text: nothing here knows of YAML or of assistants."""
