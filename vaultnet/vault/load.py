"""From the bytes of a folder to a vault: decode, parse, assemble."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.domain.node import Kind
from vaultnet.source import Source, Span, decode_source
from vaultnet.vault.assemble import Surroundings, assemble_vault
from vaultnet.vault.files import FailedRead, Failure, FoundFile, VaultFiles
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.rules.reading import (
    FILE_TOO_LARGE,
    NULL_CHARACTER,
    UNREADABLE_ENCODING,
    UNREADABLE_FILE,
)
from vaultnet.vault.rules.vault import SYMBOLIC_LINK
from vaultnet.vault.settings import Settings

_START = Span(0, 0)

FEWEST_SPREAD = 300
"""So many notes must there be to parse that more processes are worth starting."""

Watch = Callable[[Sequence[FoundFile]], Iterable[FoundFile]]
"""Passes on the notes of a vault one by one, and may show how far reading them is."""


def load_vault(
    files: VaultFiles,
    settings: Settings,
    settings_source: Source | None = None,
    settings_diagnostics: tuple[Diagnostic, ...] = (),
    *,
    watch: Watch = tuple,
) -> Vault:
    """Make a vault of what was found in a folder; never raises, whatever the bytes are."""
    parsed = [parse_note(note, settings) for note in watch(files.notes)]
    parsed += [reject_note(failed, settings) for failed in files.failed]
    return assemble_vault(
        settings, parsed, surroundings_of(files, settings_source, settings_diagnostics)
    )


def surroundings_of(
    files: VaultFiles, settings_source: Source | None, settings_diagnostics: tuple[Diagnostic, ...]
) -> Surroundings:
    """Return what a vault holds beside its notes, of what was found in its folder."""
    return Surroundings(
        ignored=files.ignored,
        attachments=files.attachments,
        diagnostics=(*settings_diagnostics, *_folder_diagnostics(files)),
        settings_source=settings_source,
    )


def read_note(note: FoundFile | FailedRead, settings: Settings) -> ParsedFile:
    """Parse what became of one note on the disk."""
    if isinstance(note, FailedRead):
        return reject_note(note, settings)
    return parse_note(note, settings)


def parse_note(note: FoundFile, settings: Settings) -> ParsedFile:
    """Parse the bytes of one note; bytes that are no text give a rejected file."""
    try:
        source = decode_source(note.path, note.data)
    except UnicodeDecodeError as error:
        return _undecodable(note, error.start)
    null = source.text.find("\0")
    if null < 0:
        return parse_file(source, settings)
    diagnostic = Diagnostic(
        NULL_CHARACTER,
        Place(note.path, Span(null, null + 1)),
        "a NUL character: this is not text",
        hint="save the file as UTF-8 text, or take it out of the vault",
    )
    return ParsedFile(source, Kind.NOTE, None, diagnostics=(diagnostic,))


def _undecodable(note: FoundFile, offset: int) -> ParsedFile:
    """Return a rejected file whose text shows where the first foreign byte stands."""
    before = note.data[:offset].decode("utf-8").removeprefix("\ufeff")
    text = before + note.data[offset:].decode("utf-8", "replace")
    diagnostic = Diagnostic(
        UNREADABLE_ENCODING,
        Place(note.path, Span(len(before), len(before) + 1)),
        "byte 0x{byte:02x} is not UTF-8",
        {"byte": note.data[offset]},
        hint="save the file as UTF-8; editors call it the encoding of the file",
    )
    return ParsedFile(Source(note.path, text), Kind.NOTE, None, diagnostics=(diagnostic,))


def reject_note(failed: FailedRead, settings: Settings) -> ParsedFile:
    """Return a rejected file of which nothing is known but why."""
    return ParsedFile(
        Source(failed.path, ""), Kind.NOTE, None, diagnostics=(_failure(failed, settings),)
    )


def _failure(failed: FailedRead, settings: Settings) -> Diagnostic:
    place = Place(failed.path, _START)
    if failed.failure is Failure.TOO_LARGE:
        return Diagnostic(
            FILE_TOO_LARGE,
            place,
            "more than {limit} bytes, the most that a note may have",
            {"limit": settings.max_note_size},
            hint="split the note, or raise `max_note_size` under `[limits]` in vaultnet.toml",
        )
    if failed.failure is Failure.FOREIGN_NAME:
        return Diagnostic(
            UNREADABLE_FILE,
            place,
            "the name of the file is not UTF-8",
            hint="rename the file",
        )
    return Diagnostic(
        UNREADABLE_FILE,
        place,
        "cannot be read: {detail}",
        {"detail": failed.detail},
        hint="check that the file is there and that you may read it",
    )


def _folder_diagnostics(files: VaultFiles) -> Iterator[Diagnostic]:
    """Yield what is to be said about things in the folder that are no notes."""
    for folder in files.failed_folders:
        yield Diagnostic(
            UNREADABLE_FILE,
            Place(folder.path or ".", _START),
            "the folder cannot be read: {detail}",
            {"detail": folder.detail},
            hint="check that you may read the folder; nothing in it was counted",
        )
    for path in files.skipped_links:
        yield Diagnostic(
            SYMBOLIC_LINK,
            Place(path, _START),
            "a symbolic link is not followed",
            hint="move what it leads to into the vault, or delete the link",
        )
