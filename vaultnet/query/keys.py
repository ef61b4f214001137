"""The keys that a query may ask for by name: what each one holds, and how it compares.

Beside them a query may ask for any criterion of ratings and any other key of the front matter;
those belong to a vault, and whoever compiles a query knows them.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from vaultnet.domain.contact import ContactStatus, MetThrough, Tier
from vaultnet.late import dataclass
from vaultnet.phrase import wording


class Form(Enum):
    """What the values of a key are; the value is what the reference calls them."""

    TEXT = wording("text")
    WORD = wording("one of its words")
    NUMBER = wording("number")
    DAY = wording("date")
    CADENCE = wording("cadence")
    YES_NO = wording("yes or no")
    ANY = wording("text, number or date")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the query language.

    `words` are the values of a WORD, from the lowest to the highest if they are `ranked`, and
    `apart` those that stand outside of that order: never having spoken is not less than cold.
    `computed` tells that no note says it. `digits` is how precisely a number is shown to people.
    `orders` is false for what must not order anybody.
    """

    name: str
    form: Form
    summary: str
    synonyms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    ranked: bool = False
    computed: bool = False
    digits: int = 0
    orders: bool = True

    @property
    def described(self) -> str:
        """Return what its values are: the form, or the words, ranked ones with signs between."""
        words = (" < " if self.ranked else ", ").join(self.words)
        return ", ".join((words, *self.apart)) or self.form.value

    @property
    def all_words(self) -> tuple[str, ...]:
        """Return every word that a value may be."""
        return (*self.words, *self.apart)


def rating_key(criterion: str) -> Key:
    """Return the key of a criterion of ratings."""
    return Key(criterion, Form.NUMBER, "a rating, 1 to 5")


def other_key(name: str) -> Key:
    """Return the key of what VaultNet does not know and keeps: its values decide what they are."""
    return Key(name, Form.ANY, "a field of your own")


_F = Form
_TIERS: Final = tuple(tier.value for tier in reversed(Tier))
_STATUS: Final = tuple(status.value for status in ContactStatus)
_MET_THROUGH: Final = tuple(way.value for way in MetThrough)
BANDS: Final = ("cold", "cool", "warm", "strong")
URGENCIES: Final = ("fine", "soon", "due", "late")
SCALES: Final = ("you owe", "even", "they owe", "nothing exchanged")
QUADRANTS: Final = ("invest", "keep", "enjoy", "let rest")

_WRITTEN: tuple[Key, ...] = (
    Key("id", _F.TEXT, "the name of the file, without `.md`"),
    Key("name", _F.TEXT, "the name"),
    Key("aliases", _F.TEXT, "other names", ("alias",)),
    Key("tier", _F.WORD, "the attention that you decided on", words=_TIERS, ranked=True),
    Key("status", _F.WORD, "whether the relationship is kept", words=_STATUS),
    Key("role", _F.TEXT, "what they do at work"),
    Key(
        "organisation",
        _F.TEXT,
        "where they work, by name, id or alias; the other places of work too",
        ("org", "organization"),
    ),
    Key("functions", _F.TEXT, "the functions they can fill", ("function", "fn")),
    Key("serves", _F.TEXT, "the objectives they serve, by name, id or alias", ("objective",)),
    Key("email", _F.TEXT, "mail addresses", ("mail",)),
    Key("phone", _F.TEXT, "telephone numbers", ("tel",)),
    Key("url", _F.TEXT, "web addresses"),
    Key("address", _F.TEXT, "postal addresses"),
    Key("location", _F.TEXT, "the town or region"),
    Key("timezone", _F.TEXT, "the time zone"),
    Key("languages", _F.TEXT, "the languages they speak", ("language",)),
    Key("pronouns", _F.TEXT, "their pronouns"),
    Key("birthday", _F.TEXT, "the day they were born, as it is written"),
    Key("met", _F.DAY, "when you met, as far as it is known"),
    Key("met_through", _F.WORD, "how it began", words=_MET_THROUGH),
    Key("introduced_by", _F.TEXT, "who introduced you"),
    Key("rated", _F.DAY, "when the ratings were last reviewed"),
    Key("cadence", _F.CADENCE, "their own cadence, not that of the tier"),
    Key("affinity", _F.NUMBER, "how much you like them; nobody is ordered by it", orders=False),
    Key("photo", _F.TEXT, "the picture"),
    Key("uid", _F.TEXT, "the id for vCard"),
    Key("source", _F.TEXT, "where an import brought them from"),
    Key("tags", _F.TEXT, "tags of the page; `#tag` looks for topics too", ("tag",)),
    Key("private", _F.YES_NO, "whether a shared build leaves the page out"),
    Key("shared", _F.TEXT, "what a shared build may show of the page"),
    Key("kind", _F.TEXT, "the kind of the page, which is contact"),
    Key("offers", _F.TEXT, "the lines of Offers", ("offer",)),
    Key("needs", _F.TEXT, "the lines of Needs", ("need",)),
)
_C: Final = True
_COMPUTED: tuple[Key, ...] = (
    Key("topics", _F.TEXT, "the topics of all lines that concern them", ("topic",), computed=_C),
    Key("last", _F.DAY, "the day of the last contact", computed=_C),
    Key("due", _F.DAY, "the day on which contact comes due", computed=_C),
    Key(
        "overdue",
        _F.NUMBER,
        "days since the last contact over the cadence: 1 is due",
        computed=_C,
        digits=1,
    ),
    Key(
        "urgency",
        _F.WORD,
        "how overdue they are, in words",
        words=URGENCIES,
        apart=("first contact",),
        ranked=True,
        computed=_C,
    ),
    Key("fruitfulness", _F.NUMBER, "how much of the strategy they can move", computed=_C),
    Key(
        "confidence",
        _F.NUMBER,
        "how much of what fruitfulness rests on is known, 0 to 1",
        computed=_C,
        digits=2,
    ),
    Key("strength", _F.NUMBER, "how warm the relationship is, 0 to 100", computed=_C),
    Key(
        "band",
        _F.WORD,
        "how warm it is, in words",
        words=BANDS,
        apart=("never spoken",),
        ranked=True,
        computed=_C,
    ),
    Key("quadrant", _F.WORD, "what to do with the relationship", words=QUADRANTS, computed=_C),
    Key(
        "suggested",
        _F.WORD,
        "the tier that fruitfulness suggests",
        words=_TIERS,
        ranked=True,
        computed=_C,
    ),
    Key("rank", _F.NUMBER, "the rank in fruitfulness; 1 is the first", computed=_C),
    Key("priority", _F.NUMBER, "fruitfulness × overdue ratio, at most 3", computed=_C),
    Key(
        "balance",
        _F.NUMBER,
        "what you gave less what you received, over both: -1 to 1",
        computed=_C,
        digits=2,
    ),
    Key("scales", _F.WORD, "where the scales stand, in words", words=SCALES, computed=_C),
    Key("given", _F.NUMBER, "what still counts of all that you gave", computed=_C, digits=1),
    Key("received", _F.NUMBER, "what still counts of what you received", computed=_C, digits=1),
    Key("promises", _F.NUMBER, "your open promises", ("promise",), computed=_C),
    Key("requests", _F.NUMBER, "your open requests", ("request",), computed=_C),
    Key("ready", _F.YES_NO, "whether something was given since the last request", computed=_C),
    Key("tasks", _F.NUMBER, "the open lines of Next", ("task",), computed=_C),
    Key("entries", _F.NUMBER, "the dated log lines so far, of all pages", computed=_C),
    Key("opportunities", _F.NUMBER, "the open opportunities", computed=_C),
    Key("risks", _F.NUMBER, "the open risks", computed=_C),
)

KEYS: Final[tuple[Key, ...]] = (*_WRITTEN, *_COMPUTED)
"""Every key with a meaning of its own, in the order of the reference."""

_BY_NAME: Final[Mapping[str, Key]] = {
    name: key for key in KEYS for name in (key.name, *key.synonyms)
}


def find_key(name: str) -> Key | None:
    """Return the key that a word names, by its name or a synonym; None where it is no such."""
    return _BY_NAME.get(name) or _BY_NAME.get(name.casefold())


def find_own_key(keys: Mapping[str, Key], name: str) -> Key | None:
    """Return a key of one vault by its name, as it is written or without regard to case."""
    if (found := keys.get(name)) is not None:
        return found
    folded = {held.casefold(): key for held, key in reversed(tuple(keys.items()))}
    return folded.get(name.casefold())


def nearest_key(name: str, others: Iterable[str] = ()) -> str | None:
    """Return the key that a word probably misspells, one of ours or of others."""
    from difflib import get_close_matches

    known = {key.casefold(): key for key in (*others, *_BY_NAME)}
    close = get_close_matches(name.casefold(), known, 1)
    return known[close[0]] if close else None


def key_reference() -> str:
    """Return the table of keys as Markdown: those that are written, and those that are computed."""
    lines: list[str] = []
    for heading, keys in (("In the notes", _WRITTEN), ("Computed", _COMPUTED)):
        lines += [f"### {heading}", "", "| key | also | is | meaning |", "|---|---|---|---|"]
        for key in keys:
            also = ", ".join(f"`{name}`" for name in key.synonyms)
            lines.append(f"| `{key.name}` | {also} | {key.described} | {key.summary} |")
        lines.append("")
    lines.append("")
    return "\n".join(lines)
