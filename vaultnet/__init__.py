"""VaultNet: a professional network kept as plain text, and the strategy that follows from it.

As a library: `vaultnet.open_vault(path, as_of)` gives the network, the strategy with its scores,
and the diagnostics, typed.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # known to type checkers by its name: `typing` itself is slow to import
    from vaultnet.workspace import open_vault

__version__ = "0.1.0"
__all__ = ["__version__", "open_vault"]


def __getattr__(name: str) -> object:
    """Import what reads a vault only when it is asked for: `--version` needs none of it."""
    if name == "open_vault":
        from vaultnet.workspace import open_vault

        return open_vault
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
