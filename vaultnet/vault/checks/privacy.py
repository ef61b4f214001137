"""What a shared build would let out although it should not."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from vaultnet.diagnostics import Diagnostic, Place, Related
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import Node, NodeId
from vaultnet.late import dataclass, pattern
from vaultnet.source import Span
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.rules.vault import (
    CONTACT_DETAILS_SHARED,
    PRIVATE_CONTACT_NAMED,
)
from vaultnet.vault.settings import SETTINGS_FILE
from vaultnet.vault.vocabulary import plain

_WORD = pattern(r"\w+")
_HIDDEN = pattern(r"%%.*?(?:%%|\Z)", re.DOTALL)
_DETAILS = ("email", "phone", "address", "birthday")


@dataclass(frozen=True, slots=True)
class _PrivateNames:
    """The names of private contacts, by their first word, each as its words."""

    by_first_word: Mapping[str, tuple[tuple[tuple[str, ...], Contact], ...]]

    def find(self, text: str) -> Iterator[tuple[Span, Contact]]:
        """Yield where a text names a private contact."""
        matches = list(_WORD.finditer(text))
        words = [plain(match.group()) for match in matches]
        for start, word in enumerate(words):
            for name, contact in self.by_first_word.get(word, ()):
                last = start + len(name) - 1
                if tuple(words[start : last + 1]) == name:
                    span = Span(matches[start].start(), matches[last].end())
                    if len(name) > 1 or text[span.start].isupper():
                        yield span, contact


def check_privacy(vault: Vault, as_of: date) -> Iterator[Diagnostic]:  # noqa: ARG001 (a check)
    """Yield details that are shared of everybody, and private people in shared text."""
    yield from _check_settings(vault)
    names = _private_names(vault)
    for node in vault.network.nodes.values() if names.by_first_word else ():
        if not node.private:
            yield from _check_names(vault, node, names)


def _check_settings(vault: Vault) -> Iterator[Diagnostic]:
    """Yield the ways to reach people that the settings share of every contact."""
    for part in vault.settings.share_fields:
        if part in _DETAILS:
            yield Diagnostic(
                CONTACT_DETAILS_SHARED,
                _settings_place(vault, part),
                'a shared build shows "{part}" of every contact',
                {"part": part},
                hint="share it on single pages instead, with `shared:` in their front matter",
            )


def _settings_place(vault: Vault, part: str) -> Place:
    """Return where the settings name a part, as far as their text can be searched."""
    text = "" if vault.settings_source is None else vault.settings_source.text
    table = max(text.find("[share]"), 0)
    found = re.compile(rf"""["']{re.escape(part)}["']""").search(text, table)
    return Place(SETTINGS_FILE, Span(0, 0) if found is None else Span(*found.span()))


def _private_names(vault: Vault) -> _PrivateNames:
    """Return the names and aliases of the contacts that are left out of shared builds."""
    found: dict[str, list[tuple[tuple[str, ...], Contact]]] = {}
    for contact in vault.network.contacts:
        for name in (contact.name, *contact.aliases) if contact.private else ():
            words = tuple(plain(word) for word in _WORD.findall(name))
            if words:
                found.setdefault(words[0], []).append((words, contact))
    return _PrivateNames({word: tuple(names) for word, names in found.items()})


def _check_names(vault: Vault, node: Node, names: _PrivateNames) -> Iterator[Diagnostic]:
    """Yield the first mention of each private contact in what a page shares."""
    file = vault.file_of(node.id)
    shared = vault.settings.share_fields if node.shared is None else node.shared
    seen: set[NodeId] = set()
    for span in sorted(_shared_spans(file, set(shared))):
        for where, contact in sorted(
            _mentions(vault, file, span, names), key=lambda mention: (mention[0], mention[1].id)
        ):
            if contact.id not in seen:
                seen.add(contact.id)
                yield _named(vault, Place(file.path, where), contact)


def _mentions(
    vault: Vault, file: ParsedFile, span: Span, names: _PrivateNames
) -> Iterator[tuple[Span, Contact]]:
    """Yield the places of a stretch of text that link to or name a private contact."""
    for link in file.links:
        if span.start <= link.span.start and link.span.end <= span.end and not link.private:
            contact = vault.network.resolve_as(link.reference, Contact)
            if contact is not None and contact.private:
                yield link.span, contact
    text = _HIDDEN.sub(lambda hidden: " " * len(hidden.group()), file.source.slice(span))
    for found, contact in names.find(text):
        yield found.shifted(span.start), contact


def _shared_spans(file: ParsedFile, parts: set[str]) -> Iterator[Span]:
    """Yield the stretches of a file that its shared parts cover."""
    for name, span in file.places.items():
        head, _, rest = name.partition("/")
        if head == "section" and rest in parts:
            yield Span(span.start, _next_heading(file, span))
        elif head in parts:
            yield span


def _next_heading(file: ParsedFile, heading: Span) -> int:
    """Return where the text under a heading ends."""
    starts = (
        span.start
        for name, span in file.places.items()
        if name.startswith("heading/") and span.start >= heading.end
    )
    return min(starts, default=len(file.source.text))


def _named(vault: Vault, place: Place, contact: Contact) -> Diagnostic:
    return Diagnostic(
        PRIVATE_CONTACT_NAMED,
        place,
        'shared text names "{name}", whose page is private',
        {"name": contact.name},
        hint="leave the name out, take this part out of `shared`, or hide it between %% signs",
        related=(Related(vault.place(contact.id, "private"), "the page is private"),),
    )
