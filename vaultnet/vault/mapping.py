"""What in a stranger's vault marks people, organisations and days: settings to suggest."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind, Node, Value
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.parsed import Vault

_ENGLISH_PEOPLE = ("people", "person", "persons", "contact", "contacts", "colleagues", "clients")
_SPANISH_PEOPLE = ("persona", "personas", "contacto", "contactos", "clientes")
_ENGLISH_COMPANIES = ("company", "companies", "organisations", "organizations", "universities")
_SPANISH_COMPANIES = ("empresa", "empresas", "organizaciones", "universidades")
_WORDS: Mapping[Kind, frozenset[str]] = {
    Kind.CONTACT: frozenset(_ENGLISH_PEOPLE + _SPANISH_PEOPLE),
    Kind.ORGANISATION: frozenset(_ENGLISH_COMPANIES + _SPANISH_COMPANIES),
    Kind.JOURNAL: frozenset(["journal", "daily", "diario"]),
}
_MARKS = {
    Kind.CONTACT: (
        wording("{n} of {all} notes at the root look like people"),
        wording('{n} of {all} notes in "{folder}" look like people'),
    ),
    Kind.JOURNAL: (
        wording("{n} of {all} notes at the root are named by a day"),
        wording('{n} of {all} notes in "{folder}" are named by a day'),
    ),
}
_KEYS = ("categories", "category", "type")
_PERSON_KEY = pattern(
    r"(?:n\.(?:fn|gn)|fn|bday|birthday|birth|e-?mail|tel|phone|mobile|whatsapp|linkedin|org)"
    r"(?:\[.*\])?",
    re.IGNORECASE,
)
_TAG = pattern(r"(?<!\S)#(\w+)")
_DAY = pattern(r"\d{4}-\d{2}-\d{2}")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Lines for `vaultnet.toml`: folders by kind, and words of `categories:` by kind.

    `evidence` says for each of them, in words, how many notes speak for it.
    """

    folders: Mapping[Kind, tuple[str, ...]]
    categories: Mapping[str, Kind]
    evidence: tuple[Phrase, ...]


def suggest_mapping(vault: Vault) -> Suggestion:
    """Return what would give the plain notes of a vault a kind; empty where nothing is clear."""
    notes = [(note, vault.paths[note.id]) for note in vault.network.notes]
    categories, words = _categories(note for note, _path in notes)
    uncategorised = [(note, path) for note, path in notes if not _is_named(note, categories)]
    folders, reasons = _folders(uncategorised)
    return Suggestion(folders, categories, (*words, *reasons))


def render_suggestion(suggestion: Suggestion) -> str:
    """Return the lines to put into `vaultnet.toml`."""
    lines = []
    if suggestion.folders:
        lines.append("[folders]")
        for kind, folders in suggestion.folders.items():
            key = kind.value if kind is Kind.JOURNAL else f"{kind.value}s"
            lines.append(f"{key} = [{', '.join(_quoted(folder) for folder in folders)}]")
    if suggestion.categories:
        lines.append("[categories]")
        for word, kind in suggestion.categories.items():
            lines.append(f'{_quoted(word)} = "{kind.value}"')
    return "\n".join(lines)


def _categories(notes: Iterable[Node]) -> tuple[dict[str, Kind], list[Phrase]]:
    found = Counter(word for note in notes for word in _category_words(note))
    categories: dict[str, Kind] = {}
    evidence: list[Phrase] = []
    for word, count in sorted(found.items()):
        kind = next((kind for kind, words in _WORDS.items() if fold(word) in words), None)
        if kind is not None:
            categories[word] = kind
            one = count == 1
            evidence.append(
                Phrase(
                    '1 note has the category "{word}"'
                    if one
                    else '{n} notes have the category "{word}"',
                    {"n": count, "word": word},
                )
            )
    return categories, evidence


def _category_words(note: Node) -> Iterator[str]:
    """Yield the words of `categories:`, of which settings can make a kind."""
    yield from _texts(note.extra.get("categories", ()))


def _texts(value: Value) -> Iterator[str]:
    for text in (value,) if isinstance(value, str) else value:
        word = text.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
        if word:
            yield word


def _is_named(note: Node, categories: Mapping[str, Kind]) -> bool:
    return any(word in categories for word in _category_words(note))


def _folders(
    notes: Iterable[tuple[Node, str]],
) -> tuple[dict[Kind, tuple[str, ...]], list[Phrase]]:
    """Return the folders of which at least half of the notes look like people, or like days."""
    by_folder: dict[str, list[Node]] = {}
    days: Counter[str] = Counter()
    for note, path in notes:
        folder, _, name = path.rpartition("/")
        by_folder.setdefault(folder or ".", []).append(note)
        days[folder or "."] += _DAY.fullmatch(name.removesuffix(".md")) is not None
    folders: dict[Kind, tuple[str, ...]] = {}
    evidence: list[Phrase] = []
    for folder, inside in sorted(by_folder.items()):
        counts = {Kind.CONTACT: sum(map(_is_person, inside)), Kind.JOURNAL: days[folder]}
        for kind, count in counts.items():
            if count >= _FEWEST and count * 2 >= len(inside):
                folders[kind] = (*folders.get(kind, ()), folder)
                at_root, within = _MARKS[kind]
                values = {"n": count, "all": len(inside), "folder": folder}
                evidence.append(Phrase(at_root if folder == "." else within, values))
    return folders, evidence


def _is_person(note: Node) -> bool:
    """Tell whether a note has the keys or the tag that programs give to people."""
    written = (tag for passage in note.passages for tag in _TAG.findall(passage.text))
    if any(fold(tag) in _WORDS[Kind.CONTACT] for tag in (*note.tags, *written)):
        return True
    typed = (word for key in _KEYS for word in _texts(note.extra.get(key, ())))
    if any(fold(word) in _WORDS[Kind.CONTACT] for word in typed):
        return True
    return sum(_PERSON_KEY.fullmatch(key) is not None for key in note.extra) >= _FEWEST


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
