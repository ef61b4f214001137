"""By which words a person is known in a vault, and where else than in links they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaultnet.domain.contact import Contact
from vaultnet.domain.likeness import email_key, phone_key, url_key
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.source import Span
from vaultnet.vault.parse import stem_of
from vaultnet.vault.parsed import Vault

_SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_SIGNS = r"[\s().\-/]{0,3}"
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """The words that mean a person and nobody else, and those that may mean somebody else.

    `sure` are full names, the id, and addresses; `doubtful` are first names, and words that
    another page has too.
    """

    sure: tuple[str, ...]
    doubtful: tuple[str, ...]
    sure_pattern: re.Pattern[str]
    doubtful_pattern: re.Pattern[str]

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where a text speaks of the person by a word that means nobody else."""
        return (Span(*match.span()) for match in self.sure_pattern.finditer(text))

    def doubts(self, text: str) -> Iterator[Span]:
        """Yield where a text may speak of the person, and may not."""
        return (Span(*match.span()) for match in self.doubtful_pattern.finditer(text))

    def is_in(self, data: bytes) -> bool:
        """Tell whether the bytes of a file speak of the person for sure."""
        return self.sure_pattern.search(data.decode("utf-8", "replace")) is not None


def identity_of(vault: Vault, contact: Contact) -> Identity:
    """Return the words by which a contact is known in a vault."""
    network = vault.network
    taken = {*_words_of_others(network, contact)}
    stem = stem_of(vault.paths[contact.id]) if contact.id in vault.paths else contact.id
    names = [contact.name, *contact.aliases]
    known = [name for name in names if len(name.split()) > 1]
    short = [name for name in names if len(name.split()) == 1]
    first = contact.name.split()[:1] if len(contact.name.split()) > 1 else []
    ids = [stem] if "-" in stem else []
    sure: dict[str, str] = {}
    for word in (*known, *ids):
        sure[word] = "" if fold(word) in taken else _spelt(word)
    sure.update(_addresses(network, contact))
    doubtful = [word for word, pattern in sure.items() if not pattern]
    doubtful += [word for word in (*short, *first) if len(word) >= _LEAST_LETTERS]
    patterns = [pattern for pattern in sure.values() if pattern]
    return Identity(
        tuple(word for word, pattern in sure.items() if pattern),
        tuple(dict.fromkeys(doubtful)),
        _any_of(patterns),
        _any_of(map(_spelt, dict.fromkeys(doubtful))),
    )


def _words_of_others(network: Network, contact: Contact) -> Iterator[str]:
    for node in network.nodes.values():
        if node.id != contact.id:
            yield from map(fold, (node.id, node.name, *node.aliases))


def _addresses(network: Network, contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield each address of a contact with its pattern; without one where others have it too."""
    others = {*_addresses_of_others(network, contact)}
    for email in contact.email:
        key = email_key(email.value)
        yield email.value, "" if key in others else rf"(?<![\w.+-]){re.escape(email.value)}(?!\w)"
    for phone in contact.phone:
        key = phone_key(phone.value)
        if key:
            yield phone.value, "" if key in others else _spelt_number(key)
    for url in contact.url:
        key = url_key(url.value)
        if "/" in key:
            bare = re.escape(_SCHEME.sub("", url.value).rstrip("/"))
            pattern = rf"(?:(?:https?:)?//)?(?:www\.)?{bare}(?![\w-])/?"
            yield url.value, "" if key in others else pattern
    if contact.uid:
        yield contact.uid, re.escape(contact.uid)


def _addresses_of_others(network: Network, contact: Contact) -> Iterator[str]:
    for other in network.contacts:
        if other.id != contact.id:
            yield from (email_key(item.value) for item in other.email)
            yield from (phone_key(item.value) for item in other.phone)
            yield from (url_key(item.value) for item in other.url)


def _spelt_number(key: str) -> str:
    """Return the pattern of a telephone number, with its country or without."""
    digits = _SIGNS.join(key.partition("x")[0])
    return rf"(?<!\d)(?:\+?\d{{1,4}}{_SIGNS})?{digits}(?!\d)"


def _spelt(words: str) -> str:
    """Return the pattern of some words, with their accents or without."""
    joined = r"\s+".join(_letters(word) for word in words.split())
    return rf"(?<![\w-]){joined}(?![\w-])"


def _letters(word: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(letter: str) -> str:
    split = unicodedata.normalize("NFD", letter)
    if split == letter:
        return re.escape(letter)
    forms = (letter, split, split[0])
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(longest_first) or r"(?!)", re.IGNORECASE)
