"""Names written from right to left in sentences that are not: each is kept to itself."""

from collections.abc import Mapping

from vaultnet.late import pattern

_RIGHT_TO_LEFT = pattern(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a text so that its direction does not turn what stands beside it.

    A text without letters from right to left is returned as it is.
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def isolated_values(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a sentence, each text among them isolated."""
    return {
        name: isolated(value) if isinstance(value, str) else value for name, value in values.items()
    }
