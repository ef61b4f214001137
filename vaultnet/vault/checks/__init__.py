"""What only the whole vault can tell: references, order of time, strategy, privacy.

Each check is a pure function of a vault and a date.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from vaultnet.diagnostics import Diagnostic, Severity
from vaultnet.vault.checks.circles import check_circles
from vaultnet.vault.checks.dates import check_dates
from vaultnet.vault.checks.evidence import check_evidence
from vaultnet.vault.checks.file_names import check_file_names
from vaultnet.vault.checks.links import check_links
from vaultnet.vault.checks.privacy import check_privacy
from vaultnet.vault.checks.strategy import check_strategy
from vaultnet.vault.checks.views import check_views
from vaultnet.vault.parsed import Vault

Check = Callable[[Vault, date], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    check_file_names,
    check_links,
    check_circles,
    check_dates,
    check_strategy,
    check_evidence,
    check_privacy,
    check_views,
)
"""Every check of a vault; their order leaves no trace."""


def check_vault(vault: Vault, as_of: date) -> tuple[Diagnostic, ...]:
    """Return all that is to be said about a vault on a day: reading and every check.

    In the order of files and places, with the severities that the settings ask for; what they
    silence is left out.
    """
    found = list(vault.diagnostics)
    for check in CHECKS:
        found.extend(check(vault, as_of))
    weighed = (_weigh(diagnostic, vault.settings.severities) for diagnostic in found)
    kept = [diagnostic for diagnostic in weighed if diagnostic is not None]
    return tuple(sorted(kept, key=lambda diagnostic: diagnostic.sort_key))


def _weigh(diagnostic: Diagnostic, severities: Mapping[str, Severity | None]) -> Diagnostic | None:
    """Return a diagnostic as the settings weigh it, or None where they silence its rule."""
    code = diagnostic.rule.code
    if code not in severities:
        return diagnostic
    severity = severities[code]
    return None if severity is None else replace(diagnostic, severity_override=severity)
