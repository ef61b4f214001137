"""Pages made of a network."""
