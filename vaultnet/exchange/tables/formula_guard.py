"""Cells that a spreadsheet would take for formulas: how they are written, and read back.

A spreadsheet computes what begins with one of a few signs, and one that expects semicolons takes
a line of ours apart at those inside of a text, or at its line ends. A `'` before the sign makes
text of it again, for every program; reading takes it away, so that nothing is lost on the way.
"""

from typing import Final

from vaultnet.late import pattern

_SIGNS: Final = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_FORMULA: Final = rf"(?=[\s'\"]*{_SIGNS})"
_BEGINNING = pattern(_FORMULA)
_INSIDE = pattern(rf"([;\t|\r\n]){_FORMULA}")
_GUARDED_INSIDE = pattern(rf"([;\t|\r\n])'{_FORMULA}")


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet computes anything of: `+34 600` gives `'+34 600`."""
    inside = _INSIDE.sub(r"\1'", text)
    return f"'{inside}" if _BEGINNING.match(text) else inside


def unguarded(text: str) -> str:
    """Return the text that a guarded cell stands for; any other cell stays as it is."""
    if "'" not in text:
        return text
    inside = text[1:] if text[0] == "'" and _BEGINNING.match(text, 1) else text
    return _GUARDED_INSIDE.sub(r"\1", inside)
