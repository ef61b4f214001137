"""Names of files: twins, names that cannot be spelt everywhere, and files that were left out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from unicodedata import normalize

from vaultnet.diagnostics import Diagnostic, Place, Related
from vaultnet.domain.links import fold
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Kind, NodeId
from vaultnet.phrase import Phrase
from vaultnet.source import Span
from vaultnet.vault.files import IgnoredBecause
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.vault import (
    CASE_TWINS,
    CONFLICT_COPY,
    NORMALISATION_TWINS,
    ODD_FILE_NAME,
    RESERVED_FILE_NAME,
    SAME_NAME,
    SYMBOLIC_LINK,
)

_START = Span(0, 0)
_UNLINKABLE = frozenset("#^|[]")
_UNPORTABLE = frozenset('<>:"\\|?*')
_DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def check_file_names(vault: Vault, as_of: date) -> Iterator[Diagnostic]:  # noqa: ARG001 (a check)
    """Yield what is to be said about names of files and of people, and files not loaded."""
    yield from _check_ignored(vault)
    yield from _check_twins(vault)
    yield from _check_spelling(vault)
    yield from _check_same_names(vault)


def _check_ignored(vault: Vault) -> Iterator[Diagnostic]:
    """Yield what somebody should know about files that were counted but not read."""
    for path, reason in vault.ignored.items():
        if reason == IgnoredBecause.CONFLICT_COPY:
            yield Diagnostic(
                CONFLICT_COPY,
                Place(path, _START),
                "a second version that a synchroniser left; it is not loaded",
                hint="take over what is new in it, then delete it",
            )
        if reason == IgnoredBecause.SYMBOLIC_LINK:
            yield Diagnostic(
                SYMBOLIC_LINK,
                Place(path, _START),
                "a symbolic link is not followed",
                hint="put the note itself into the vault",
            )


def _check_twins(vault: Vault) -> Iterator[Diagnostic]:
    """Yield files of one folder whose names another system takes for the same."""
    for paths in _alike((path, fold(path)) for path in vault.files).values():
        first = paths[0]
        for path in paths[1:]:
            same_letters = normalize("NFC", path) == normalize("NFC", first)
            yield Diagnostic(
                NORMALISATION_TWINS if same_letters else CASE_TWINS,
                Place(path, _START),
                'another file is called "{first}", which looks the same'
                if same_letters
                else 'another file is called "{first}", which differs only in capital letters',
                {"first": first},
                hint="rename one of them: other systems take both for one file",
                related=(Related(Place(first, _START), "the other file"),),
            )


def _check_spelling(vault: Vault) -> Iterator[Diagnostic]:
    """Yield file names that links, or systems other than this one, cannot spell.

    Blanks, capitals and accents are fine: other editors make them. Plain notes are left alone.
    """
    for node_id, path in vault.paths.items():
        stem = path.rpartition("/")[2][:-3]
        if stem.partition(".")[0].casefold() in _DEVICES:
            yield _reserved(path, stem)
        if kind_of(vault.network.nodes[node_id]) is Kind.NOTE:
            continue
        problem = _problem_of(stem)
        if problem is not None:
            yield Diagnostic(
                ODD_FILE_NAME,
                Place(path, _START),
                problem.template,
                problem.values,
                hint="rename the file, best to small letters, digits and hyphens",
            )


def _problem_of(stem: str) -> Phrase | None:
    """Return what is wrong with a stem, in words; None where nothing is."""
    for character in stem:
        sign = {"sign": character}
        if character in _UNLINKABLE:
            return Phrase('no link can spell the "{sign}" in the name of the file', sign)
        if character in _UNPORTABLE:
            return Phrase('other systems cannot spell the "{sign}" in the name of the file', sign)
        if not character.isprintable():
            return Phrase("the name of the file holds a character that nobody can see")
    if stem != stem.strip():
        return Phrase("the name of the file begins or ends with a blank")
    return None


def _reserved(path: str, stem: str) -> Diagnostic:
    return Diagnostic(
        RESERVED_FILE_NAME,
        Place(path, _START),
        'Windows keeps the name "{stem}" for a device',
        {"stem": stem},
        hint="rename the file, so that the vault can be copied to any computer",
    )


def _check_same_names(vault: Vault) -> Iterator[Diagnostic]:
    """Yield contacts that are called like an earlier one: two people, or one twice."""
    names = ((contact.id, fold(contact.name)) for contact in vault.network.contacts)
    for same in _alike(names).values():
        first = vault.place(NodeId(same[0]), "name")
        for node_id in same[1:]:
            node = vault.network.nodes[NodeId(node_id)]
            yield Diagnostic(
                SAME_NAME,
                vault.place(node.id, "name"),
                'another contact is called "{name}" too',
                {"name": node.name},
                hint="give each a name that tells them apart, or make one page of the two",
                related=(Related(first, "the other contact"),),
            )


def _alike(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return the items that share a key with another one, in their order."""
    groups: dict[str, list[str]] = {}
    for item, key in pairs:
        groups.setdefault(key, []).append(item)
    return {key: items for key, items in groups.items() if len(items) > 1}
