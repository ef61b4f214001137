"""What was noted of one card so far: values by key, ties, prose, and what was lost of it."""

from vaultnet.exchange.draft import DraftTie, Loss, Origin, Picture
from vaultnet.exchange.options import Limits
from vaultnet.exchange.text_decoding import CONTROL
from vaultnet.exchange.value_texts import labelled, single_blanks
from vaultnet.exchange.vcard.labels import label_of_text, label_of_types, words_of_label
from vaultnet.exchange.vcard.own_keys import own_key
from vaultnet.exchange.vcard.properties import Property
from vaultnet.exchange.vcard.scanning import Card
from vaultnet.exchange.vcard.text_values import decode, items, parts, unescaped
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording

_CONTROL = wording("characters that nobody sees were taken out")
_TOO_LONG = wording("it has more than {most} bytes, and at most these are kept")


@dataclass(frozen=True, slots=True)
class Source:
    """What a card is read with: its file, the limits, and the character set of what names none."""

    file: str
    limits: Limits
    fallback: str


class CardNotes:
    """Takes in what a card says, in the words of a vault, and remembers what it could not keep."""

    def __init__(self, card: Card, source: Source) -> None:
        """Begin with nothing but the labels of groups, which stand apart from what they label."""
        self.card = card
        self.source = source
        self.values: dict[str, dict[str, None]] = {}
        self.names: list[str] = []
        self.towns: list[str] = []
        self.prose: list[str] = []
        self.ties: list[DraftTie] = []
        self.picture: Picture | None = None
        self.losses: list[Loss] = []
        self.guessed: list[int] = []
        self._labels = {said.group: self.text(said) for said in card.all("X-ABLABEL") if said.group}

    def raw(self, said: Property) -> str:
        """Return the text of a property with its escapes, without what nobody sees."""
        decoded = decode(said, self.source.fallback)
        if decoded.is_guessed:
            self.guessed.append(said.line)
        text, count = CONTROL.subn("", decoded.text)
        if count:
            self.lose(said, Phrase(_CONTROL))
        return text

    def text(self, said: Property) -> str:
        """Return the text of a property as it is meant."""
        return unescaped(self.raw(said), self.card.version).strip()

    def parts(self, said: Property) -> list[str]:
        """Return the parts of a value with several, as those of a name."""
        return parts(self.raw(said), self.card.version)

    def items(self, said: Property) -> list[str]:
        """Return the items of a list of values."""
        return items(self.raw(said), self.card.version)

    def label(self, said: Property) -> str:
        """Return the label of a value: the words of its group, else its types."""
        return self.group_label(said) or label_of_types(said.types)

    def group_label(self, said: Property) -> str:
        """Return the words that stand for the group of a property, if it has any."""
        return label_of_text(self._labels.get(said.group, ""))

    def relation(self, said: Property) -> str:
        """Return who somebody is to the person of the card, in the words of its group in full."""
        return words_of_label(self._labels.get(said.group, "")) or label_of_types(said.types)

    def put(self, key: str, text: str, line: int) -> None:
        """Add a value to a field, unless it is there already or too long."""
        value = single_blanks(text)
        most = self.source.limits.value
        if len(value.encode("utf-8", "replace")) > most:
            self.losses.append(Loss(self.origin(line), key, Phrase(_TOO_LONG, {"most": most})))
        elif value:
            self.values.setdefault(key, {})[value] = None

    def put_labelled(self, key: str, said: Property, text: str) -> None:
        """Add a value with its label: `work: ana@acme.example`."""
        value = single_blanks(text)
        if value:
            self.put(key, labelled(self.label(said), value), said.line)

    def put_once(self, key: str, said: Property) -> None:
        """Keep a value in a field that has room for one, any other under a key of its own."""
        text = self.text(said)
        is_free = not self.values.get(key) or single_blanks(text) in self.values[key]
        self.put(key if is_free else own_key(key), text, said.line)

    def put_prose(self, said: Property) -> None:
        """Add a paragraph, unless it is too long."""
        text = self.text(said).replace("\r\n", "\n").replace("\r", "\n").strip()
        most = self.source.limits.prose
        if len(text.encode("utf-8", "replace")) > most:
            self.lose(said, Phrase(_TOO_LONG, {"most": most}))
        elif text:
            self.prose.append(text)

    def lose(self, said: Property, reason: Phrase) -> None:
        """Note that a property, or something of it, is not kept."""
        self.losses.append(Loss(self.origin(said.line), said.name, reason))

    def origin(self, line: int) -> Origin:
        """Return where a line of the card is."""
        return Origin(self.source.file, line)
