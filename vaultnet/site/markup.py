"""HTML that is safe to put into a page, told apart from text by its type."""

from vaultnet.late import dataclass, pattern

_CONTROLS = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """HTML of our own making, in which everything that others wrote is escaped.

    Templates put it into a page as it is, because it says so by `__html__`; all else they escape.
    """

    html: str = ""

    def __html__(self) -> str:
        """Return the HTML, for the template engine."""
        return self.html

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.html)


NOTHING = SafeHtml()


def escape(text: str) -> str:
    """Return a text as HTML, for content and for quoted attributes."""
    return visible(text).translate(_ESCAPES)


def visible(text: str) -> str:
    """Return a text with the control characters replaced that no page may hold."""
    return _CONTROLS.sub("\ufffd", text)
