"""Front matter: the YAML at the top of a note, and the fields that it holds."""
