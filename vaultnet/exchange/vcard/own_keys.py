"""Properties that a vault has no field for, and the keys under which it keeps them.

`X-PHONETIC-FIRST-NAME` is kept as `x-phonetic-first-name`, and `GENDER` as `x-gender`: never a key
that means something in a vault. On the way back the standard names lose the `x-` again. A key that
somebody made up, `github`, goes out as `X-VAULTNET-GITHUB` and comes back as it was.
"""

from typing import Final

from vaultnet.domain.node import Kind
from vaultnet.late import pattern
from vaultnet.vault.fields.schema import fields_of
from vaultnet.vault.settings import DEFAULT_CRITERIA

_NOT_PLAIN = pattern(r"[^a-z0-9_-]+")
_PLAIN_KEY = pattern(r"[a-z][a-z0-9_-]*")
_OURS: Final = "X-VAULTNET-"
_SINCE_3: Final = frozenset({"CLASS", "GEO", "IMPP", "MAILER", "ROLE", "SORT-STRING"})
_SINCE_4: Final = frozenset(
    {"ANNIVERSARY", "BIRTHPLACE", "CALADRURI", "CALURI", "CONTACT-URI", "DEATHDATE", "DEATHPLACE"}
    | {"EXPERTISE", "FBURL", "GENDER", "GEO", "GRAMGENDER", "HOBBY", "IMPP", "INTEREST"}
    | {"LANGUAGE", "ORG-DIRECTORY", "ROLE", "SOURCE"}
)
_TAKEN: Final = frozenset(
    {"X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABRELATEDNAMES", "X-ADDRESSBOOKSERVER-KIND"}
    | {"X-ADDRESSBOOKSERVER-MEMBER", "X-IMAGEHASH", "X-IMAGETYPE", "X-LANG", "X-PRONOUNS"}
    | {"X-MS-CARDPICTURE", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN"}
)
"""Properties that mean something to the reader, so that no key of a vault may become one."""


_MEANT: Final = frozenset(spec.key for spec in fields_of(Kind.CONTACT, tuple(DEFAULT_CRITERIA)))
"""Keys that mean something, which no card may set under a name of ours."""


def own_key(name: str) -> str:
    """Return the key of a property: in small letters, with `x-` in front unless it is ours."""
    plain = _NOT_PLAIN.sub("-", name.casefold()).strip("-_")
    ours = plain.removeprefix(_OURS.casefold())
    if ours != plain and ours not in _MEANT and _PLAIN_KEY.fullmatch(ours):
        return ours
    return plain if plain.startswith("x-") else f"x-{plain}"


def property_name(key: str, version: str, *, has_role: bool = True) -> str:
    """Return the property for a key that a vault does not know; nothing where it makes none.

    Without a role of its own a card must not say `ROLE`, which would be read as that.
    """
    plain = key.casefold()
    if not _PLAIN_KEY.fullmatch(plain):
        return ""
    if not plain.startswith("x-"):
        return f"{_OURS}{plain.upper()}"
    bare = plain.removeprefix("x-").upper()
    standard = _SINCE_4 if version == "4.0" else _SINCE_3
    if bare in standard and (has_role or bare != "ROLE"):
        return bare
    return f"{_OURS}{bare}" if f"X-{bare}" in _TAKEN else f"X-{bare}"
