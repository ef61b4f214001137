"""Whom a name means, and the note of theirs: what commands need that edit a note or two.

They read the names of all pages, and of the notes only those that they are about.
"""

from collections.abc import Sequence
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from vaultnet.cli.choosing import choose_contact_entry, choose_entry
from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.domain.links import fold
from vaultnet.domain.name_search import find_exact, matches_words, simplified
from vaultnet.domain.names import NameEntry, NameTable
from vaultnet.domain.node import Kind
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.files import FailedRead, FoundFile, read_note_file, read_settings_file
from vaultnet.vault.load import parse_note
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings
from vaultnet.vault.settings_file import load_settings

if TYPE_CHECKING:
    from vaultnet.language import Translator


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The names of a vault, and the way to its notes."""

    root: Path
    settings: Settings
    names: NameTable
    invocation: Invocation

    @property
    def words(self) -> "Translator":
        """Return the translator of messages: of the option, else of the vault's language."""
        return self.invocation.words(self.settings.language)

    def contact(self, text: str) -> NameEntry:
        """Return the contact that a name means; raises Problem for none and for several."""
        return self._heard(text, choose_contact_entry(self.names, text))

    def page(self, text: str, kinds: Sequence[Kind]) -> NameEntry:
        """Return the page of some kinds that a name means; an earlier kind goes first."""
        return self._heard(text, choose_entry(self.names, text, kinds))

    def _heard(self, text: str, entry: NameEntry) -> NameEntry:
        """Say who was understood where no name of theirs holds the words that were typed."""
        if not find_exact(self.names, text) and not matches_words(entry, simplified(text).split()):
            told = self.words.text(
                '"{text}" is taken for {name} ({id}).',
                text=clean(text),
                name=clean(entry.name),
                id=entry.id,
            )
            self.invocation.terminal.remark(told)
        return entry

    def has_contact(self, text: str) -> bool:
        """Tell whether a text is the id, the name or an alias of a contact in full."""
        return bool(find_exact(self.names, text, Kind.CONTACT))

    def read(self, path: str) -> ParsedFile:
        """Read one note; raises Problem where it cannot be read."""
        parsed = parse_note(self._read_bytes(path), self.settings)
        if parsed.node is None:
            first = parsed.diagnostics[0]
            reason = Phrase(first.template, first.values)
            hint = '"vaultnet check {path}" says more; nothing was written'
            raise Problem("{path} cannot be read: {reason}", hint, path=path, reason=reason)
        return parsed

    def read_if_named(self, path: str, page: NameEntry) -> ParsedFile | None:
        """Read a note that names a page anywhere; None, much sooner, for one that does not."""
        written = fold(self._read_bytes(path).data.decode("utf-8", "replace"))
        names = (page.id, page.name, *page.aliases)
        return self.read(path) if any(fold(name) in written for name in names) else None

    def _read_bytes(self, path: str) -> FoundFile:
        found = read_note_file(self.root, path, self.settings)
        if isinstance(found, FailedRead):
            message = "{path} cannot be read: {detail}"
            detail = Phrase(found.detail or found.failure.value)
            raise Problem(message, "check the file, then try again", path=path, detail=detail)
        return found

    def has_file(self, path: str) -> bool:
        """Tell whether something lies at a path of the vault."""
        return (self.root / path).exists() or (self.root / path).is_symlink()


def open_address_book(invocation: Invocation) -> AddressBook:
    """Open the names of the vault; raises Problem where there is no vault."""
    from vaultnet.kept import open_names

    root = invocation.root()
    settings, names = open_names(root, time_ns())
    invocation.speech.vault = settings.language
    invocation.tell_rejected(names.rejected)
    return AddressBook(root, settings, names, invocation)


def read_settings(invocation: Invocation, root: Path) -> Settings:
    """Read the settings of a vault, and let messages speak its language from now on."""
    settings, _, _ = load_settings(read_settings_file(root))
    invocation.speech.vault = settings.language
    return settings
