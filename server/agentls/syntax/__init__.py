"""From text to trees, never failing: nothing here knows what a key means."""
