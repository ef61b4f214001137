"""Safe fixes applied to a vault in memory, round after round, until nothing is left to fix."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from vaultnet.diagnostics import Diagnostic, Edit
from vaultnet.late import dataclass
from vaultnet.phrase import wording
from vaultnet.source import Source
from vaultnet.vault.assemble import Surroundings, assemble_vault
from vaultnet.vault.edits.splicing import find_stray_change, plan_fixes, splice
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import Vault
from vaultnet.vault.settings import Settings, parse_settings

MAX_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Repair:
    """One file before and after its fixes, and how many edits that took."""

    before: Source
    after: Source
    edits: int

    @property
    def path(self) -> str:
        """Return the path of the file, relative to the vault."""
        return self.before.path


def repair_vault(
    vault: Vault,
    diagnostics: Iterable[Diagnostic],
    as_of: date,
    concerns: Callable[[str], bool],
) -> tuple[Repair, ...]:
    """Return what the safe fixes make of the files that `concerns` picks, ordered by path.

    A fix may make room for another, so the vault is read again after each round, ten times at
    most. Nothing is written.
    """
    from vaultnet.vault.checks import check_vault  # a single note is repaired without the checks

    repairs: dict[str, Repair] = {}
    for _ in range(MAX_ROUNDS):
        planned = plan_fixes(each for each in diagnostics if _wanted(each, concerns))
        if not planned:
            break
        edited = tuple(_edited(vault, path, edits) for path, edits in planned.items())
        for source in edited:
            _add(repairs, vault.source(source.path) or source, source, planned[source.path])
        vault = _reread(vault, edited)
        diagnostics = check_vault(vault, as_of)
    return tuple(repairs[path] for path in sorted(repairs))


def find_damage(before: Source, after: Source, settings: Settings) -> str | None:
    """Return why a repaired note must not be written, or None: it must be read as before."""
    if not before.path.endswith(".md"):
        return None
    was_read = parse_file(before, settings).node is not None
    if was_read and parse_file(after, settings).node is None:
        return wording("the result could not be read any more")
    return None


def _wanted(diagnostic: Diagnostic, concerns: Callable[[str], bool]) -> bool:
    fix = diagnostic.fix
    return fix is not None and all(concerns(edit.place.path) for edit in fix.edits)


def _edited(vault: Vault, path: str, edits: Sequence[Edit]) -> Source:
    """Return a file with edits made; raises ValueError where more than them would change."""
    before = vault.source(path)
    if before is None:
        raise ValueError(f"no text of {path}")
    after = splice(before, edits)
    stray = find_stray_change(before, after, edits)
    if stray is not None:
        raise ValueError(f"{path}: {stray}")
    return after


def _add(repairs: dict[str, Repair], before: Source, after: Source, edits: Sequence[Edit]) -> None:
    earlier = repairs.get(after.path, Repair(before, before, 0))
    repairs[after.path] = Repair(earlier.before, after, earlier.edits + len(edits))


def _reread(vault: Vault, edited: Iterable[Source]) -> Vault:
    """Return the vault with some of its files replaced."""
    changed: Mapping[str, Source] = {source.path: source for source in edited}
    settings, settings_source = vault.settings, vault.settings_source
    around: list[Diagnostic] = []
    if settings_source is not None and settings_source.path in changed:
        settings_source = changed[settings_source.path]
        settings, found = parse_settings(settings_source)
        around += found
    for diagnostic in vault.diagnostics:
        path = diagnostic.place.path
        if path not in vault.files and path not in changed:
            around.append(diagnostic)
    files = [
        parse_file(changed[path], settings) if path in changed else file
        for path, file in vault.files.items()
    ]
    surroundings = Surroundings(
        ignored=vault.ignored,
        attachments=vault.attachments,
        diagnostics=tuple(around),
        settings_source=settings_source,
    )
    return assemble_vault(settings, files, surroundings)
