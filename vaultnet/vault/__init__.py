"""From text to a network with diagnostics, and from new values to edits of text."""
