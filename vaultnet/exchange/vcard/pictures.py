"""Photographs in cards: base64 in a line, a `data:` address, or only an address, never fetched."""

import base64
import binascii
import re
from typing import Final

from vaultnet.exchange.draft import Picture
from vaultnet.exchange.vcard.properties import Property
from vaultnet.late import pattern
from vaultnet.phrase import Phrase, wording

_DATA = pattern(rb"data:[^,]{0,200};base64,", re.IGNORECASE)
_SIGNS: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_TYPES: Final = {"jpg": "jpeg", "png": "png", "gif": "gif", "webp": "webp"}
_TOO_LARGE = wording("the picture has more than {most} bytes, and at most these are kept")
_NO_PICTURE = wording("it is no picture that can be shown")
_ELSEWHERE = wording("the picture is elsewhere, and nothing is fetched: {url}")


def picture_of(said: Property, most: int) -> Picture | Phrase:
    """Return a picture by what its bytes are, or why there is none."""
    data = said.value.strip().replace(b"\\,", b",")
    start = _DATA.match(data)
    if start is None and said.encoding != "B":
        url = data[:80].decode("utf-8", "replace")
        return Phrase(_ELSEWHERE if b":" in data[:20] else _NO_PICTURE, {"url": url})
    coded = data[start.end() :] if start else data
    if len(coded) > most * 4 // 3 + 8:
        return Phrase(_TOO_LARGE, {"most": most})
    try:
        decoded = base64.b64decode(coded)
    except (binascii.Error, ValueError):
        return Phrase(_NO_PICTURE)
    ending = _ending(decoded)
    if not ending:
        return Phrase(_NO_PICTURE)
    return Phrase(_TOO_LARGE, {"most": most}) if len(decoded) > most else Picture(decoded, ending)


def media_type(data: bytes) -> str:
    """Return what kind of image bytes are, `jpeg`; nothing where they are none."""
    return _TYPES.get(_ending(data), "")


def _ending(data: bytes) -> str:
    for sign, ending in _SIGNS:
        if data.startswith(sign):
            return ending
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""
