"""Which known key an unknown one was probably meant to be."""

from collections.abc import Iterable
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


def capitals_are_foreign(keys: Iterable[str], known: tuple[str, ...]) -> bool:
    """Tell whether capitals are how another program writes its keys here, as `FN` and `TEL` are.

    One key in capitals that is no slip is enough; then `UID` is that program's word too.
    """
    return any(key.isupper() and meant_key(key, known) is None for key in keys)
