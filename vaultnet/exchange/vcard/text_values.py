"""The text of a value: its bytes decoded, its escapes taken out, its parts told apart."""

import quopri
import re
from typing import Final, NamedTuple

from vaultnet.exchange.vcard.properties import Property
from vaultnet.late import pattern

_ESCAPE = pattern(r"\\([nN\\,;:])")
_OLD_ESCAPE = pattern(r"\\([\\,;:])")
_PIECES: Final = {
    sign: re.compile(rf"((?:[^\\{sign}]++|\\.|\\)*+)({sign}|\Z)", re.DOTALL) for sign in ";,"
}
_OLD = "2.1"


class Decoded(NamedTuple):
    """The text of a value, and whether it was in another encoding than it should be."""

    text: str
    is_guessed: bool = False


def decode(said: Property, fallback: str) -> Decoded:
    """Return the text of a value; `fallback` is for bytes that are neither UTF-8 nor as named."""
    data = said.value
    if said.encoding == "QUOTED-PRINTABLE":
        data = quopri.decodestring(data)
    try:
        return Decoded(data.decode(said.charset or "utf-8"))
    except UnicodeDecodeError:
        # What names its character set is in it, though cut off or damaged; the rest is older.
        return Decoded(data.decode(said.charset or fallback, "replace"), is_guessed=True)


def unescaped(text: str, version: str) -> str:
    r"""Return a text as it is meant: `\,` is a comma; a `\n` is a line end since vCard 3.0."""
    if "\\" not in text:
        return text
    return (_OLD_ESCAPE if version == _OLD else _ESCAPE).sub(_meant, text)


def parts(text: str, version: str) -> list[str]:
    """Return the parts between the semicolons of a value, as those of a name."""
    return [unescaped(part, version).strip() for part in _split(text, ";")]


def items(text: str, version: str) -> list[str]:
    """Return the items between the commas of a value, as nicknames, without the empty ones."""
    found = (unescaped(item, version).strip() for item in _split(text, ","))
    return [item for item in found if item]


def _split(text: str, sign: str) -> list[str]:
    """Return what stands between a sign, wherever it is not behind a backslash."""
    if "\\" not in text:
        return text.split(sign)
    found = []
    for match in _PIECES[sign].finditer(text):
        found.append(match[1])
        if not match[2]:
            break
    return found


def _meant(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]
