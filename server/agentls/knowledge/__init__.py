"""Typed views on the JSON files in `schemas/`."""
