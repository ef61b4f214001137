"""The rows of the table of fields for a contact, and those that other pages share with it."""

from vaultnet.domain.contact import ContactStatus, MetThrough, Tier
from vaultnet.vault.fields.specs import FieldType, field_row
from vaultnet.vault.rules import reading as rules

_T = FieldType

NAME = field_row(
    "name",
    _T.TEXT,
    "the name that is shown; without it the first heading, else the name of the file",
    "el nombre que se muestra; si falta, el primer título o el nombre del archivo",
    "Ana García López",
    skeleton=True,
)
ALIASES = field_row(
    "aliases",
    _T.TEXT,
    "other names that links and commands may use",
    "otros nombres que valen en enlaces y en órdenes",
    "[Ana]",
    many=True,
    synonyms=("alias",),
)
TAGS = field_row(
    "tags",
    _T.TAG,
    "tags, with or without `#`",
    "etiquetas, con `#` o sin él",
    "[kubernetes]",
    many=True,
    synonyms=("tag",),
    skeleton=True,
)
COMMON = (
    TAGS,
    field_row(
        "private",
        _T.BOOLEAN,
        "leaves the whole page out of every shared build",
        "deja toda la página fuera de cualquier versión compartida",
        "true",
    ),
    field_row(
        "shared",
        _T.PART,
        "the fields and sections of this page that a shared build may show",
        "los campos y secciones de esta página que una versión compartida puede mostrar",
        "[name, offers]",
        many=True,
        commas=True,
    ),
    field_row(
        "kind",
        _T.KIND,
        "what the page is about, where its folder does not say so",
        "de qué trata la página, si su carpeta no lo dice",
        "contact",
    ),
)
LOCATION = field_row(
    "location", _T.TEXT, "the town or region", "la ciudad o región", "Madrid", joined=True
)
URL = field_row(
    "url",
    _T.URL,
    "web addresses, each with a label or without",
    "direcciones web, con etiqueta o sin ella",
    '["https://acme.example/ana"]',
    many=True,
    commas=True,
)
FUNCTIONS = field_row(
    "functions",
    _T.TEXT,
    "the professional functions they can fill for your objectives",
    "las funciones profesionales que pueden cumplir para tus objetivos",
    "[hiring manager, platform engineering]",
    many=True,
    commas=True,
    skeleton=True,
)

CONTACT_FIRST = (
    NAME,
    ALIASES,
    field_row(
        "tier",
        _T.CHOICE,
        "the attention you decided on; without it the contact is still to be triaged",
        "la atención que has decidido; sin ella el contacto está por clasificar",
        "key",
        choices=Tier,
        rule=rules.INVALID_TIER,
        skeleton=True,
    ),
    field_row(
        "status",
        _T.CHOICE,
        "whether the relationship is kept; `closed` leaves every list of actions",
        "si la relación se mantiene; `closed` sale de toda lista de acciones",
        "active",
        choices=ContactStatus,
        rule=rules.INVALID_STATUS,
    ),
    field_row(
        "role",
        _T.TEXT,
        "what they do at work",
        "su puesto",
        "Head of Platform",
        skeleton=True,
        joined=True,
    ),
    field_row(
        "organisation",
        _T.LINK_OR_TEXT,
        "where they work: a page of the vault or a name",
        "dónde trabajan: una página de la bóveda o un nombre",
        '"[[acme]]"',
        rest="other_organisations",
        skeleton=True,
    ),
    FUNCTIONS,
    field_row(
        "serves",
        _T.LINK,
        "the objectives that this relationship serves",
        "los objetivos a los que sirve esta relación",
        '["[[lead-a-platform-team]]"]',
        many=True,
        commas=True,
        skeleton=True,
    ),
    field_row(
        "email",
        _T.EMAIL,
        "mail addresses, each with a label or without",
        "direcciones de correo, con etiqueta o sin ella",
        '["work: ana@acme.example"]',
        many=True,
        commas=True,
        skeleton=True,
    ),
    field_row(
        "phone",
        _T.PHONE,
        "telephone numbers, each with a label or without",
        "teléfonos, con etiqueta o sin ella",
        '["+34 600 000 000"]',
        many=True,
        commas=True,
    ),
    URL,
    field_row(
        "address",
        _T.ADDRESS,
        "postal addresses, each with a label or without",
        "direcciones postales, con etiqueta o sin ella",
        '"home: Calle Mayor 1, Madrid"',
        many=True,
    ),
    LOCATION,
    field_row(
        "timezone", _T.TEXT, "their time zone", "su zona horaria", "Europe/Madrid", joined=True
    ),
    field_row(
        "languages",
        _T.TEXT,
        "the languages they speak",
        "los idiomas que hablan",
        "[Spanish, English]",
        many=True,
        commas=True,
    ),
    field_row("pronouns", _T.TEXT, "their pronouns", "sus pronombres", "she/her", joined=True),
    field_row(
        "birthday",
        _T.BIRTHDAY,
        "the day they were born, with its year or without",
        "su día de nacimiento, con año o sin él",
        "1985-04-12",
    ),
    field_row(
        "met",
        _T.PARTIAL_DATE,
        "when you met, as far as you know it",
        "cuándo os conocisteis, hasta donde lo sepas",
        "2019-10",
        skeleton=True,
    ),
    field_row(
        "met_through",
        _T.CHOICE,
        "how it began",
        "cómo empezó",
        "studies",
        choices=MetThrough,
        skeleton=True,
    ),
    field_row(
        "introduced_by",
        _T.LINK_OR_TEXT,
        "who introduced you: a contact or a name",
        "quién os presentó: un contacto o un nombre",
        '"[[luis-perez]]"',
    ),
)
CONTACT_LAST = (
    field_row(
        "rated",
        _T.DAY,
        "when the ratings were last reviewed",
        "cuándo se revisaron las valoraciones por última vez",
        "2026-09-01",
    ),
    field_row(
        "cadence",
        _T.CADENCE,
        "how often to be in touch; it overrides that of the tier",
        "cada cuánto hablar; manda sobre la de la atención",
        "6w",
    ),
    field_row(
        "affinity",
        _T.AFFINITY,
        "how much you like them personally; no score and no order reads it, only the audit",
        "cuánto te agradan; ninguna puntuación ni orden lo lee, solo la auditoría",
        "1",
    ),
    field_row(
        "photo",
        _T.FILE,
        "a picture in the vault",
        "una imagen de la bóveda",
        "files/ana.png",
    ),
    field_row(
        "uid",
        _T.TEXT,
        "a stable id for vCard",
        "un identificador estable para vCard",
        "urn:uuid:7c0b6f0e-2f0d-4f7e-9a57-5a1f6f1f0a01",
    ),
    field_row(
        "source",
        _T.TEXT,
        "where an import brought the contact from",
        "de dónde trajo al contacto una importación",
        "linkedin",
    ),
    *COMMON,
)
