"""VaultNet: a professional network kept as plain text, and the strategy that follows from it."""

__version__ = "0.1.0"
