"""Monica: an export of it, read."""
