"""Notes on people of another vault."""
