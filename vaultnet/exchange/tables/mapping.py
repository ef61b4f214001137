"""Which column of somebody's own table goes to which field, as given or as its name suggests."""

from collections.abc import Iterable, Mapping
from typing import Final

from vaultnet.domain.node import Kind
from vaultnet.domain.words import plain
from vaultnet.exchange.tables.cells import foreign_key
from vaultnet.late import dataclass, pattern
from vaultnet.vault.fields.schema import fields_of
from vaultnet.vault.front.key_slips import meant_key
from vaultnet.vault.vocabulary import nearest

GIVEN_NAME: Final = "given name"
FAMILY_NAME: Final = "family name"
NOTES: Final = "notes"
KEY: Final = "id"
NOTHING: Final = "-"
"""What a column may also be: parts of a name, prose, what identifies a row, or of no use."""

LABELLED: Final = frozenset({"email", "phone", "url", "address"})
"""The fields whose values may have a label: `phone:mobile` gives each of a column one."""

_OTHERS = (GIVEN_NAME, FAMILY_NAME, NOTES, KEY, NOTHING)
_NEVER = frozenset({"kind", "shared", "source", "photo"})
_FIELDS = tuple(spec.key for spec in fields_of(Kind.CONTACT, ()) if spec.key not in _NEVER)
_WORDS: Final[Mapping[str, str]] = {
    word: target
    for target, words in {
        "name": "name|full name|display name|contact|contact name|person|complete name|"
        "nombre completo|nombre y apellidos|contacto|persona",
        GIVEN_NAME: "given name|first name|firstname|forename|middle name|nombre|nombre de pila|"
        "segundo nombre",
        FAMILY_NAME: "family name|last name|lastname|surname|apellido|apellidos|primer apellido|"
        "segundo apellido",
        "aliases": "aliases|alias|nickname|apodo|alias de|otros nombres",
        "role": "role|job|job title|title|position|occupation|puesto|cargo|funcion|ocupacion|"
        "profesion",
        "organisation": "organisation|organization|company|company name|employer|firm|workplace|"
        "empresa|organizacion|compania|institucion|entidad|lugar de trabajo",
        "email": "email|e-mail|mail|email address|e-mail address|mail address|correo|"
        "correo electronico|direccion de correo|direccion de correo electronico",
        "email:work": "work email|business email|correo del trabajo|correo de trabajo",
        "email:home": "home email|personal email|private email|correo personal|correo particular",
        "phone": "phone|telephone|tel|phone number|telephone number|telefono|numero de telefono",
        "phone:mobile": "mobile|mobile phone|cell|cell phone|cellphone|mobile number|movil|"
        "telefono movil|celular",
        "phone:work": "work phone|business phone|office phone|telefono del trabajo|"
        "telefono de trabajo",
        "phone:home": "home phone|telefono particular|telefono de casa",
        "url": "url|website|web|web site|web page|homepage|link|pagina web|sitio web|enlace",
        "url:linkedin": "linkedin|linkedin url|linkedin profile|perfil de linkedin",
        "address": "address|street address|postal address|direccion|direccion postal|domicilio",
        "address:work": "work address|business address|direccion del trabajo",
        "address:home": "home address|direccion particular",
        "location": "location|city|town|place|region|ubicacion|ciudad|localidad|poblacion|lugar",
        "timezone": "timezone|time zone|zona horaria|huso horario",
        "languages": "languages|language|idioma|idiomas",
        "pronouns": "pronouns|pronombres",
        "birthday": "birthday|birth date|birthdate|date of birth|born|cumpleanos|"
        "fecha de nacimiento|nacimiento",
        "met": "met|met on|first met|known since|fecha de encuentro|conocido desde|conocida desde",
        "met_through": "met through|how we met|como nos conocimos",
        "introduced_by": "introduced by|referred by|presentado por|presentada por",
        "tags": "tags|tag|labels|categories|category|groups|group|etiquetas|categorias|categoria|"
        "grupos|grupo",
        "functions": "functions|funciones",
        NOTES: "notes|note|comments|comment|remarks|notas|nota|comentarios|comentario|"
        "observaciones",
        "uid": "uid|uuid",
        KEY: "id|identifier|identificador",
    }.items()
    for word in words.split("|")
}
_FUZZY = tuple(word for word in _WORDS if len(word) > 4)
_OWN_KEY = pattern(r"[a-z][a-z0-9_-]{0,79}")
_NUMBER = pattern(r" ?\d{1,2}$")
_GAP = pattern(r"[\s_.:/()\[\]-]+")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column becomes: a field, with the label of its values."""

    field: str
    label: str = ""

    def __str__(self) -> str:
        """Return it as it is given and shown: `phone:mobile`."""
        return f"{self.field}:{self.label}" if self.label else self.field


def parse_target(text: str) -> Target | None:
    """Return the target that a word names; None for one that no column can become.

    A key that is no field, nor a misspelt one, is one's own: a rating, or anything else.
    """
    field, _, word = text.strip().partition(":")
    field = field.strip().casefold()
    if (word and field not in LABELLED) or not (field in known_targets() or _is_own(field)):
        return None
    return Target(field, " ".join(word.split()).casefold())


def _is_own(key: str) -> bool:
    is_key = _OWN_KEY.fullmatch(key) is not None and key not in _NEVER
    return is_key and meant_key(key, known_targets()) is None


def choose_mapping(
    columns: Iterable[str], saved: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """Return the saved mapping all of whose columns are there, that with most of them; or none."""
    present = {plain(column) for column in columns}
    fitting = (
        mapping
        for _name, mapping in sorted(saved.items())
        if mapping and all(plain(column) in present for column in mapping)
    )
    return max(fitting, key=len, default={})


def kept_key(column: str) -> str:
    """Return the key of a column without a field; one that could stand in a vault is its own."""
    return column if _OWN_KEY.fullmatch(column) else foreign_key(column)


def known_targets() -> tuple[str, ...]:
    """Return all that a column can become, without labels and ratings."""
    return (*_FIELDS, *_OTHERS)


def guess_mapping(columns: Iterable[str]) -> Mapping[str, Target]:
    """Return what columns are, by their names in English or Spanish; those unknown are left out.

    A key of a field is that field. A slip of the pen is forgiven, but only where a harmless field
    comes of it: how much attention somebody gets is never guessed.
    """
    found = {column: _guess(column) for column in columns}
    return {column: target for column, target in found.items() if target is not None}


def is_heading(name: str) -> bool:
    """Tell whether a name of a column, in plain form, can be understood as it stands."""
    return _exact(name) is not None


def _guess(column: str) -> Target | None:
    name = plain(column)
    exact = _exact(name)
    if exact is not None:
        return exact
    meant = nearest(_spaced(name), _FUZZY)
    return parse_target(_WORDS[meant]) if meant else None


def _exact(name: str) -> Target | None:
    if name in _FIELDS:
        return Target(name)
    spaced = _spaced(name)
    word = _WORDS.get(spaced) or _WORDS.get(_NUMBER.sub("", spaced))
    return parse_target(word) if word else None


def _spaced(name: str) -> str:
    """Return a name with blanks for signs, but for the one in `e-mail`."""
    return _GAP.sub(" ", name.replace("e-mail", "email")).strip()
