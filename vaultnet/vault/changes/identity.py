"""By which words a person is known in a vault, and where else than in links they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from vaultnet.domain.contact import Contact
from vaultnet.domain.likeness import email_key, phone_key, url_key
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.late import dataclass, pattern
from vaultnet.source import Span
from vaultnet.vault.parse import stem_of
from vaultnet.vault.parsed import Vault

_SCHEME = pattern(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_SIGNS = r"[\s().\-/]{0,3}"
_LEAST_LETTERS = 3
_NO_DIGITS = bytes(
    code for code in range(256) if not chr(code).isascii() or not chr(code).isdigit()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to look for in texts: a pattern, and what must stand in a text for it to be tried.

    Every text that holds a word holds all letters of one of `needles`, or one run of `digits`,
    when its accents and signs are taken out; without any the pattern is tried on every text.
    """

    pattern: re.Pattern[str]
    needles: tuple[tuple[bytes, ...], ...] = ()
    digits: tuple[bytes, ...] = ()

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where the words stand."""
        if self._may_be_in(text):
            yield from (Span(*match.span()) for match in self.pattern.finditer(text))

    def is_in(self, text: str) -> bool:
        """Tell whether one of the words stands in a text."""
        return self._may_be_in(text) and self.pattern.search(text) is not None

    def _may_be_in(self, text: str) -> bool:
        if not self.needles and not self.digits:
            return True
        plain = _plain(text)
        if any(all(part in plain for part in needle) for needle in self.needles):
            return True
        numbers = plain.translate(None, _NO_DIGITS) if self.digits else b""
        return any(number in numbers for number in self.digits)


@dataclass(frozen=True, slots=True)
class Identity:
    """The words that mean a person and nobody else, and those that may mean somebody else.

    `sure` are full names, the id, and addresses; `doubtful` are first names, and words that
    another page has too.
    """

    sure: tuple[str, ...]
    doubtful: tuple[str, ...]
    certain: Wanted
    uncertain: Wanted

    def is_in(self, data: bytes) -> bool:
        """Tell whether the bytes of a file speak of the person for sure."""
        return self.certain.is_in(data.decode("utf-8", "replace"))


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
    certain = {word: pattern for word, pattern in sure.items() if pattern}
    uncertain = {word: _spelt(word) for word in doubtful}
    phones = {phone.value: phone_key(phone.value) for phone in contact.phone}
    return Identity(
        tuple(certain), tuple(uncertain), _wanted(certain, phones), _wanted(uncertain, phones)
    )


def _wanted(patterns: Mapping[str, str], phones: Mapping[str, str]) -> Wanted:
    """Return what looks for words, each given with its pattern."""
    numbers = {word: phones[word].partition("x")[0].encode() for word in patterns if word in phones}
    needles = [_needle(word) for word in patterns if word not in numbers]
    if not all(needles):
        return Wanted(_any_of(patterns.values()))
    if not needles and not numbers:
        return Wanted(_any_of(()), ((b"\0",),))
    return Wanted(_any_of(patterns.values()), tuple(needles), tuple(numbers.values()))


def _needle(word: str) -> tuple[bytes, ...]:
    """Return letters that stand in every text that holds a word; none for other scripts."""
    bare = _SCHEME.sub("", word).rstrip("/")
    return tuple(part for part in (_plain(each) for each in bare.split()) if part)


def _plain(text: str) -> bytes:
    """Return the letters of a text that ASCII has, small and without accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return text.encode("ascii", "ignore").lower()


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
    return rf"(?<!\d)(?:(?:\+|00)\d{{1,4}}{_SIGNS}(?:\(0\){_SIGNS})?|0)?{digits}(?!\d)"


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
