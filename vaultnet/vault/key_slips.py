"""Which known key an unknown one was probably meant to be."""

from functools import lru_cache

from vaultnet.vault.vocabulary import nearest


@lru_cache(maxsize=4096)
def meant_key(key: str, known: tuple[str, ...]) -> str | None:
    """Return the known key that another misspells, or None where it is simply another key.

    Capitals, blanks and hyphens are slips (`Met through`), and so is a finger's slip.
    """
    plain = "_".join(key.casefold().replace("-", " ").split())
    if plain in known:
        return plain
    return nearest(plain, known)
