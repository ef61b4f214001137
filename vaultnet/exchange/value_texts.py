"""Values in the forms in which a vault writes them: labels, tags, and texts of one line."""

from functools import lru_cache

from vaultnet.late import pattern

_LABEL_SIGN = pattern(r"[^\w \-/]")
_LABEL_START = pattern(r"[^\W\d_]")
_LONGEST_LABEL = 24


@lru_cache(maxsize=2048)
def label(text: str) -> str:
    """Return a label as a vault writes it: `* Work` gives `work`; nothing where none is left."""
    words = " ".join(_LABEL_SIGN.sub(" ", text).split())
    start = _LABEL_START.search(words)
    return words[start.start() :][:_LONGEST_LABEL].strip().lower() if start else ""


def labelled(word: str, value: str) -> str:
    """Return a value with its label, if it has one: `work: ana@acme.example`."""
    return f"{word}: {value}" if word else value


def tag(word: str) -> str:
    """Return a tag as a vault writes it: one word, without the sign."""
    return "-".join(word.replace(",", " ").strip(" #*").split())


def single_blanks(text: str) -> str:
    """Return a text with its blanks and line ends made one blank each."""
    return " ".join(text.split())
