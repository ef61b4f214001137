"""What only the whole vault can tell: references, order of time, strategy, privacy.

Each check is a pure function of a vault and a date, or of one page of a vault.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter

from vaultnet.diagnostics import Diagnostic, Severity
from vaultnet.late import dataclass
from vaultnet.vault.checks.circles import check_circles
from vaultnet.vault.checks.dates import check_meetings
from vaultnet.vault.checks.file_names import check_file_names
from vaultnet.vault.checks.pages import PageFindings, check_pages, findings_once
from vaultnet.vault.checks.privacy import check_privacy
from vaultnet.vault.checks.strategy import check_strategy
from vaultnet.vault.checks.views import check_views
from vaultnet.vault.parsed import Vault

Check = Callable[[Vault, date], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    check_file_names,
    check_circles,
    check_meetings,
    check_strategy,
    check_privacy,
    check_views,
)
"""Every check of a vault as a whole, beside those of its pages; their order leaves no trace."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A vault that was checked on a day: all that is to be said, and what of it each page says.

    The diagnostics are in the order of files and places, with the severities that the settings ask
    for; what they silence is left out.
    """

    vault: Vault
    as_of: date
    pages: Mapping[str, PageFindings]
    diagnostics: tuple[Diagnostic, ...]


def check_vault(vault: Vault, as_of: date) -> tuple[Diagnostic, ...]:
    """Return all that is to be said about a vault on a day: reading and every check."""
    return check_again(vault, as_of, None).diagnostics


def check_again(vault: Vault, as_of: date, before: Checked | None) -> Checked:
    """Return what `check_vault` says, looking only at what changed since an earlier check."""
    held = before.pages if before is not None and _is_judged_alike(vault, as_of, before) else {}
    pages = check_pages(vault, as_of, held)
    found = [*vault.diagnostics, *findings_once(pages.values())]
    for check in CHECKS:
        found.extend(check(vault, as_of))
    weighed = (_weigh(diagnostic, vault.settings.severities) for diagnostic in found)
    kept = [diagnostic for diagnostic in weighed if diagnostic is not None]
    kept.sort(key=attrgetter("sort_key"))
    return Checked(vault, as_of, pages, tuple(kept))


def _is_judged_alike(vault: Vault, as_of: date, before: Checked) -> bool:
    """Tell whether pages are judged by what they were judged by before.

    Where no page changed the words that lead to it, a vault keeps its paths and its table of links
    as the objects that they are.
    """
    then = before.vault
    return (
        as_of == before.as_of
        and vault.settings is then.settings
        and vault.paths is then.paths
        and vault.network.link_table is then.network.link_table
        and (vault.attachments, vault.ignored) == (then.attachments, then.ignored)
    )


def _weigh(diagnostic: Diagnostic, severities: Mapping[str, Severity | None]) -> Diagnostic | None:
    """Return a diagnostic as the settings weigh it, or None where they silence its rule."""
    code = diagnostic.rule.code
    if code not in severities:
        return diagnostic
    severity = severities[code]
    return None if severity is None else replace(diagnostic, severity_override=severity)
