"""The bytes of a foreign text file as text: by its mark, as UTF-8, else as old Windows wrote."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from vaultnet.exchange.draft import Complaint, Origin, SourceFile
from vaultnet.late import pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

CONTROL: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""A character that means something to a machine and nothing to a reader."""

_LINE = pattern(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def decode_text(file: SourceFile) -> tuple[str, tuple[Complaint, ...]]:
    """Return the text of a file without its mark, and what is to be said of its encoding."""
    data = file.data
    if data.startswith(BOM_UTF8):
        data = data[len(BOM_UTF8) :]
    elif data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _decode_utf16(file, "utf-16")
    elif _is_wide(data):
        return _decode_utf16(file, "utf-16-le" if data[1] == 0 else "utf-16-be")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_mixed(file.name, data)


def _is_wide(data: bytes) -> bool:
    """Tell whether every second byte of the beginning is zero, as in UTF-16 without a mark."""
    head = data[:64]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[::2])) and any(head)


def _decode_utf16(file: SourceFile, encoding: str) -> tuple[str, tuple[Complaint, ...]]:
    text = file.data.decode(encoding, errors="replace")
    if "\ufffd" not in text:
        return text, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    said = Phrase(wording("something here is no UTF-16; it is replaced by a mark"))
    return text, (Complaint(rules.INVALID_SOURCE_VALUE, Origin(file.name, line), said),)


def _decode_mixed(name: str, data: bytes) -> tuple[str, tuple[Complaint, ...]]:
    """Decode each line as UTF-8 where it is, else by the Windows code page of the West."""
    parts: list[str] = []
    first, count = 0, 0
    for number, match in enumerate(_LINE.finditer(data), start=1):
        try:
            parts.append(match[0].decode("utf-8"))
        except UnicodeDecodeError:
            parts.append(match[0].decode("cp1252", errors="replace"))
            first, count = first or number, count + 1
    template = wording("the file is not UTF-8 throughout: lines read as Windows-1252: {n}")
    said = Phrase(template, {"n": count})
    hint = Phrase(wording("look at accents and names; if they are wrong, export it as UTF-8"))
    return "".join(parts), (Complaint(rules.INVALID_SOURCE_VALUE, Origin(name, first), said, hint),)
