"""What an operation on several notes makes of each, before anything of it is written."""

from collections.abc import Iterable, Mapping

from vaultnet.diagnostics import Diagnostic, Severity, new_diagnostics
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.source import Source
from vaultnet.vault.assemble import Surroundings, assemble_vault
from vaultnet.vault.parse import parse_file, stem_of
from vaultnet.vault.parsed import ParsedFile, Vault


class OperationError(ValueError):
    """An operation on notes cannot be done; `reason` says why and `hint` what to do instead."""

    def __init__(self, reason: Phrase, hint: Phrase | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class NoteChange:
    """One note before and after: `before` is None for a new one, `after` for one that goes.

    `origin` is the path of the note that a new one takes the place of.
    """

    path: str
    before: Source | None
    after: Source | None
    origin: str = ""


def with_files(vault: Vault, changed: Iterable[ParsedFile], removed: Iterable[str] = ()) -> Vault:
    """Return a vault in memory with some files replaced or added, and others taken out."""
    new = {file.path: file for file in changed}
    gone = {*new, *removed}
    kept = [file for path, file in vault.files.items() if path not in gone]
    told = vault.files.keys() | new.keys()
    surroundings = Surroundings(
        ignored=vault.ignored,
        attachments=vault.attachments,
        diagnostics=tuple(each for each in vault.diagnostics if each.place.path not in told),
        settings_source=vault.settings_source,
    )
    kept = [_as_read(vault, file) for file in kept]
    return assemble_vault(vault.settings, [*kept, *new.values()], surroundings)


def changes_of(vault: Vault, sources: Mapping[str, Source]) -> tuple[NoteChange, ...]:
    """Return the changes that give files of a vault new texts; equal texts are none."""
    return tuple(
        NoteChange(path, held, source)
        for path, source in sources.items()
        if (held := vault.source(path)) is None or held.text != source.text
    )


def find_new_errors(before: ParsedFile, after: ParsedFile) -> Diagnostic | None:
    """Return the first error that reading a new text finds and reading the old one did not."""
    found = new_diagnostics(before.diagnostics, after.diagnostics)
    return next((each for each in found if each.severity is Severity.ERROR), None)


def _as_read(vault: Vault, file: ParsedFile) -> ParsedFile:
    """Return a file as it was parsed: one that lost its id to another may have it now."""
    lost = "body" in file.places and (file.node is None or file.node.id != stem_of(file.path))
    return parse_file(file.source, vault.settings) if lost else file
