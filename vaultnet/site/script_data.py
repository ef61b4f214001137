"""Data as a script holds them: a page opened from a disk may load scripts and nothing else.

They stand as JSON in a text of the script, which is quicker to read than a script of the same data.
"""

import json
from collections.abc import Sequence

from vaultnet import encoding

_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "\\": "\\\\",
    "'": "\\'",
}
"""First what could end an element or a line, as JSON; then all of that as a text of a script."""


def json_of(content: object) -> str:
    """Return JSON without blanks, in the letters of the texts themselves."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def json_of_texts(texts: Sequence[Sequence[str]]) -> str:
    """Return the same JSON of nothing but texts, in an eighth of the time."""
    try:
        return encoding.json_of_texts(texts)
    except encoding.EncodingError:
        return json_of(texts)  # half of a pair of surrogates, which has no bytes of its own


def literal_of(json_text: str) -> str:
    """Return JSON as a text of a script.

    Whatever a text in it holds, it can end neither the text, nor the script, nor an element
    around it.
    """
    for sign, escaped in _ESCAPES.items():
        json_text = json_text.replace(sign, escaped)
    return f"'{json_text}'"
