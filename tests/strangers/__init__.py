"""Vaults that others wrote, never for us: read, mapped, shown, and left as they are."""
