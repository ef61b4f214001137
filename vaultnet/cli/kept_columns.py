"""The columns of a table, kept in the settings by a name for the next time."""

from collections.abc import Mapping

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.problem import Problem
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.exchange.tables.saved_mapping import MappingError, with_mapping
from vaultnet.late import dataclass
from vaultnet.source import Source
from vaultnet.storage import Change, digest, write_changes
from vaultnet.vault.settings import SETTINGS_FILE
from vaultnet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class KeptColumns:
    """The settings before and after; `before` is None where there are none yet."""

    name: str
    before: Source | None
    after: Source


def plan_columns(workspace: Workspace, name: str, columns: Mapping[str, str]) -> KeptColumns:
    """Return the settings with the columns in them; raises Problem where they cannot be."""
    if not columns:
        raise Problem("there are no columns to keep", "only a table of csv has columns to map")
    if not name.strip() or not name.isprintable():
        raise Problem("the mapping has no name", "name it: --save-mapping NAME")
    before = workspace.vault.settings_source
    try:
        after = with_mapping(before or Source(SETTINGS_FILE, ""), name, columns)
    except MappingError as error:
        hint = "choose another name, or change vaultnet.toml by hand"
        raise Problem("{reason}", hint, reason=error.reason) from None
    return KeptColumns(name, before, after)


def write_columns(
    invocation: Invocation, workspace: Workspace, kept: KeptColumns, *, apply: bool
) -> None:
    """Write the settings, or say that they would be written."""
    words = invocation.words(workspace.vault.settings.language)
    terminal = invocation.terminal
    if kept.before == kept.after:
        terminal.remark(words.text("vaultnet.toml has these columns already."))
        return
    if not apply:
        terminal.remark(words.text("With --apply the columns are kept in vaultnet.toml."))
        return
    expected = None if kept.before is None else digest(kept.before.encoded())
    change = Change(kept.after.path, expected, kept.after.encoded())
    written = write_changes(workspace.root, (change,), "import --save-mapping", _no_doubt)
    terminal.remark(words.text("the columns are kept in vaultnet.toml as {name}", name=kept.name))
    tell_unless_flushed(written, terminal, words)


def _no_doubt(_change: Change, _before: bytes | None) -> str | None:
    """Accept settings that have been read back already."""
    return None
