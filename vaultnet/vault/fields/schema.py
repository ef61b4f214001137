"""The table of fields: every key of front matter that VaultNet knows, by the kind of page.

One table feeds the reader, "did you mean", the JSON Schema, the skeleton of new notes and the
field reference.
"""

from collections.abc import Mapping
from functools import lru_cache

from vaultnet.domain.me import Stage
from vaultnet.domain.node import Kind, Section
from vaultnet.domain.objective import ObjectiveStatus
from vaultnet.domain.organisation import OrganisationType
from vaultnet.vault.fields.contact import (
    ALIASES,
    COMMON,
    CONTACT_FIRST,
    CONTACT_LAST,
    LOCATION,
    NAME,
    URL,
)
from vaultnet.vault.fields.specs import FieldSpec, FieldType, field_row
from vaultnet.vault.rules import reading as rules

_T = FieldType

_TITLED = field_row(
    "name", _T.TEXT, NAME.summary, NAME.summary_es, NAME.example, synonyms=("title",)
)
_OBJECTIVE = (
    field_row(
        "title",
        _T.TEXT,
        "what you are after",
        "lo que persigues",
        "Lead a platform team",
        attribute="name",
        synonyms=("name",),
        skeleton=True,
    ),
    ALIASES,
    field_row(
        "function",
        _T.TEXT,
        "the function of yours that it belongs to",
        "la función tuya a la que pertenece",
        "Engineering management",
        skeleton=True,
    ),
    field_row(
        "status",
        _T.CHOICE,
        "where it stands; only active ones count in a score",
        "cómo va; solo los activos cuentan en una puntuación",
        "active",
        choices=ObjectiveStatus,
        rule=rules.INVALID_STATUS,
        skeleton=True,
    ),
    field_row("importance", _T.RATING, "how much it matters", "cuánto importa", "5", skeleton=True),
    field_row("start", _T.DAY, "when it begins", "cuándo empieza", "2026-01-01"),
    field_row("by", _T.DAY, "when it is to be reached", "para cuándo", "2028-06-30", skeleton=True),
    field_row(
        "criteria",
        _T.CRITERION,
        "how much each rating counts for it",
        "cuánto cuenta para él cada valoración",
        "[influence x3, access x2, expertise]",
        many=True,
        commas=True,
    ),
    *COMMON,
)
_ORGANISATION = (
    NAME,
    ALIASES,
    field_row(
        "type",
        _T.CHOICE,
        "what it is",
        "qué es",
        "company",
        choices=OrganisationType,
        skeleton=True,
    ),
    field_row(
        "parent",
        _T.LINK_OR_TEXT,
        "the organisation that it belongs to",
        "la organización a la que pertenece",
        '"[[acme-group]]"',
    ),
    URL,
    LOCATION,
    *COMMON,
)
_ME = (
    NAME,
    ALIASES,
    field_row(
        "stage",
        _T.CHOICE,
        "where you stand in your career",
        "en qué punto de tu carrera estás",
        "established",
        choices=Stage,
        skeleton=True,
    ),
    field_row(
        "functions",
        _T.TEXT,
        "your own professional functions; objectives belong to them",
        "tus funciones profesionales; los objetivos pertenecen a ellas",
        "[Engineering management]",
        many=True,
        commas=True,
        skeleton=True,
    ),
    field_row(
        "budget",
        _T.BUDGET,
        "the time you want to spend on relationships",
        "el tiempo que quieres dedicar a las relaciones",
        "3h/week",
        skeleton=True,
    ),
    *COMMON,
)
_JOURNAL_DATE = field_row(
    "date",
    _T.DAY,
    "the day of its lines; without it the date in the name of the file",
    "el día de sus líneas; sin él, la fecha del nombre del archivo",
    "2026-11-23",
    attribute="day",
    skeleton=True,
)

FIELDS: Mapping[Kind, tuple[FieldSpec, ...]] = {
    Kind.CONTACT: (*CONTACT_FIRST, *CONTACT_LAST),
    Kind.OBJECTIVE: _OBJECTIVE,
    Kind.ORGANISATION: _ORGANISATION,
    Kind.JOURNAL: (_TITLED, ALIASES, _JOURNAL_DATE, *COMMON),
    Kind.ME: _ME,
    Kind.NOTE: (_TITLED, ALIASES, *COMMON),
}
"""The fields of each kind but the ratings, which the settings name."""


PART_NAMES: Mapping[str, str] = {
    key: spec.attribute
    for specs in FIELDS.values()
    for spec in specs
    for key in (spec.key, *spec.synonyms)
    if key != spec.attribute
}
"""The one name of a field that has several, where it is shared: a `title` is the `name`."""


def rating_spec(criterion: str) -> FieldSpec:
    """Return the field of one criterion of the settings."""
    return field_row(
        criterion,
        _T.RATING,
        "a professional rating, on evidence",
        "una valoración profesional, con pruebas",
        "4",
        attribute="ratings",
    )


@lru_cache(maxsize=64)
def fields_of(kind: Kind, criteria: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    """Return the fields of a kind of page, in their order; `criteria` name the ratings."""
    if kind is not Kind.CONTACT:
        return FIELDS[kind]
    known = {spec.key for spec in FIELDS[kind]}
    ratings = (rating_spec(name) for name in criteria if name not in known)
    return (*CONTACT_FIRST, *ratings, *CONTACT_LAST)


@lru_cache(maxsize=64)
def specs_by_key(kind: Kind, criteria: tuple[str, ...]) -> Mapping[str, FieldSpec]:
    """Return the fields of a kind of page by their keys, synonyms included."""
    specs = fields_of(kind, criteria)
    found = {synonym: spec for spec in specs for synonym in spec.synonyms}
    found.update((spec.key, spec) for spec in specs)
    return found


@lru_cache(maxsize=64)
def shareable_parts(kind: Kind | None, criteria: tuple[str, ...]) -> tuple[str, ...]:
    """Return what `shared` may name: fields and sections of a kind, or of any (None).

    Fields go by their keys and synonyms; a title is also a `name`, as on every other page.
    """
    kinds = FIELDS if kind is None else (kind,)
    specs = [spec for each in kinds for spec in fields_of(each, criteria)]
    keys = [key for spec in specs for key in (spec.key, *spec.synonyms)]
    withheld = {"private", "shared", "kind", "affinity"}
    parts = (*keys, *(section.value for section in Section if section is not Section.PRIVATE))
    return tuple(dict.fromkeys(part for part in parts if part not in withheld))
