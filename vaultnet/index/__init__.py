"""The disposable index: what was read before, so that a command need not read it again."""
