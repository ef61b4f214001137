"""LinkedIn: its archive, and the tables out of it."""
