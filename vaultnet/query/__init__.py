"""The query language: from a text to a condition on contacts, the same everywhere it is asked."""
