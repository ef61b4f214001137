"""Edits of one note: new fields, new lines, as changes of spans that are read back."""
