"""The settings of a vault, from the bytes of their file."""

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.source import Source, Span, decode_source
from vaultnet.vault.files import FailedRead, FoundFile
from vaultnet.vault.rules.reading import UNREADABLE_SETTINGS
from vaultnet.vault.settings import CLOSED_SETTINGS, SETTINGS_FILE, Settings, parse_settings


def load_settings(
    found: FoundFile | FailedRead | None,
) -> tuple[Settings, Source | None, tuple[Diagnostic, ...]]:
    """Read the bytes of `vaultnet.toml`; where they cannot be read, nothing is shared."""
    if isinstance(found, FailedRead):
        return (
            CLOSED_SETTINGS,
            None,
            (_unreadable_settings(found.detail or found.failure.value, 0),),
        )
    source: Source | None = None
    if found is not None:
        try:
            source = decode_source(found.path, found.data)
        except UnicodeDecodeError as error:
            return CLOSED_SETTINGS, None, (_unreadable_settings("not UTF-8", error.start),)
    settings, diagnostics = parse_settings(source)
    return settings, source, diagnostics


def _unreadable_settings(detail: str, offset: int) -> Diagnostic:
    """Report settings that are no text, so that nobody knows what they would share."""
    return Diagnostic(
        UNREADABLE_SETTINGS,
        Place(SETTINGS_FILE, Span(0, 0)),
        "the settings cannot be read: {detail}",
        {"detail": detail if not offset else f"{detail} at byte {offset}"},
        hint="save the file as UTF-8 text; until then nothing is shared, and the rest is default",
    )
