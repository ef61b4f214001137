"""The lines of one card: properties with their types, labels in groups, and folding."""

from collections.abc import Iterable, Sequence

from vaultnet.exchange.property_lines import folded, text_line, texts_line
from vaultnet.exchange.vcard.labels import NO_LABEL, WrittenLabel


class CardLines:
    """Collects the lines of a card, and numbers the groups that labels need."""

    def __init__(self, version: str) -> None:
        """Begin a card of a version."""
        self.version = version
        self._lines: list[str] = ["BEGIN:VCARD", f"VERSION:{version}"]
        self._groups = 0

    def add_text(self, name: str, text: str, label: WrittenLabel = NO_LABEL) -> None:
        """Add a property whose value is text, unless there is none."""
        if text:
            self.add(name, text_line("", text).removeprefix(":"), label)

    def add_texts(self, name: str, texts: Iterable[str]) -> None:
        """Add a property whose value is a list of texts, unless it is empty."""
        held = tuple(texts)
        if held:
            self._lines.append(texts_line(name, held))

    def add_parts(self, name: str, parts: Sequence[str], label: WrittenLabel = NO_LABEL) -> None:
        """Add a property whose value has parts, as those of a name."""
        value = ";".join(text_line("", part).removeprefix(":") for part in parts)
        self.add(name, value, label)

    def add(self, name: str, value: str, label: WrittenLabel = NO_LABEL) -> None:
        """Add a property whose value is written as it is to be."""
        typed = f"{name};TYPE={','.join(label.types)}" if label.types else name
        if not label.text:
            self._lines.append(f"{typed}:{value}")
            return
        self._groups += 1
        group = f"item{self._groups}"
        self._lines.append(f"{group}.{typed}:{value}")
        self._lines.append(text_line(f"{group}.X-ABLabel", label.text))

    def rendered(self) -> bytes:
        """Return the card as bytes, in lines of at most 75 octets."""
        lines = (piece for line in (*self._lines, "END:VCARD") for piece in folded(line))
        return "".join(f"{line}\r\n" for line in lines).encode()
