"""Saved views, as the network knows them: keys that somebody has."""

from collections.abc import Iterator, Mapping
from datetime import date

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.query.keys import find_key, nearest_key
from vaultnet.query.matching import keys_of
from vaultnet.query.parse import parse_query
from vaultnet.query.saved import SavedView
from vaultnet.source import Span
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.vault import UNKNOWN_QUERY_KEY
from vaultnet.vault.settings import SETTINGS_FILE
from vaultnet.vault.settings_views import place_in_text
from vaultnet.vault.toml_places import KeyPath, SettingPlace, find_toml_places


def check_views(vault: Vault, as_of: date) -> Iterator[Diagnostic]:  # noqa: ARG001 (a check)
    """Yield each key of a saved view that is none of ours and that no contact has."""
    asked = [
        (view, name, span)
        for view in vault.settings.views.values()
        for name, span in keys_of(parse_query(view.query))
        if find_key(name) is None
    ]
    source = vault.source(SETTINGS_FILE)
    if not asked or source is None:
        return
    known = _own_keys(vault)
    places = find_toml_places(source.text)
    for view, name, span in asked:
        if name.casefold() not in known:
            value = _query_place(places, view)
            place = Place(source.path, place_in_text(source, value, view.query, span))
            yield _complaint(view, name, place, nearest_key(name, known))


def _own_keys(vault: Vault) -> set[str]:
    """Return the keys that only this vault has: its criteria, and the fields that it made up."""
    names = {name for contact in vault.network.contacts for name in contact.extra}
    names |= {name for contact in vault.network.contacts for name in contact.ratings}
    return {name.casefold() for name in (*names, *vault.settings.criteria)}


def _query_place(places: Mapping[KeyPath, SettingPlace], view: SavedView) -> Span:
    place = places.get(("views", view.name, "query")) or places.get(("views", view.name))
    return Span(0, 0) if place is None else place.value


def _complaint(view: SavedView, key: str, place: Place, meant: str | None) -> Diagnostic:
    return Diagnostic(
        UNKNOWN_QUERY_KEY,
        place,
        'the view "{view}" asks for "{key}", which no contact has',
        {"view": view.name, "key": key, "meant": meant},
        'did you mean "{meant}"?' if meant else "take it out, or correct its name",
    )
