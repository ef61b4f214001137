"""Properties that a vault has no field for, and the keys under which it keeps them.

`X-PHONETIC-FIRST-NAME` is kept as `x-phonetic-first-name`, and `GENDER` as `x-gender`: never a key
that means something in a vault. On the way back the standard names lose the `x-` again.
"""

import re
from typing import Final

_NOT_PLAIN = re.compile(r"[^a-z0-9_-]+")
_PLAIN_KEY = re.compile(r"[a-z][a-z0-9_-]*")
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


def own_key(name: str) -> str:
    """Return the key of a property: in small letters, and always with `x-` in front."""
    plain = _NOT_PLAIN.sub("-", name.casefold()).strip("-_")
    return plain if plain.startswith("x-") else f"x-{plain}"


def property_name(key: str, version: str, *, has_role: bool = True) -> str:
    """Return the property for a key that a vault does not know; nothing where it makes none.

    Without a role of its own a card must not say `ROLE`, which would be read as that.
    """
    plain = key.casefold()
    if not _PLAIN_KEY.fullmatch(plain):
        return ""
    bare = plain.removeprefix("x-").upper()
    standard = _SINCE_4 if version == "4.0" else _SINCE_3
    if plain.startswith("x-") and bare in standard and (has_role or bare != "ROLE"):
        return bare
    return f"{_OURS}{bare}" if f"X-{bare}" in _TAKEN else f"X-{bare}"
