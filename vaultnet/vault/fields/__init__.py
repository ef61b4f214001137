"""The table of fields: what front matter may hold, and the readers of one value."""
