"""What can be said of one field: its key, how its text is read, what it means."""

from enum import Enum, StrEnum

from vaultnet.diagnostics import Rule
from vaultnet.late import dataclass
from vaultnet.vault.rules import reading as rules


class FieldType(Enum):
    """How the text of a field is read; the value is what the reference calls it."""

    TEXT = "text"
    LINK = "link"
    LINK_OR_TEXT = "link or text"
    FILE = "file of the vault"
    DAY = "date"
    PARTIAL_DATE = "date, month or year"
    BIRTHDAY = "date, or `--MM-DD`"
    CADENCE = "`10d` `6w` `3m` `1y` or `never`"
    RATING = "1 to 5"
    AFFINITY = "-2 to 2"
    BOOLEAN = "true or false"
    CHOICE = "one of its words"
    BUDGET = "time in a period"
    CRITERION = "criterion and weight"
    EMAIL = "mail address"
    PHONE = "telephone number"
    URL = "web address"
    ADDRESS = "postal address"
    TAG = "tag"
    PART = "field or section"
    KIND = "kind of page"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One key that a kind of page may have.

    `attribute` is the argument of the domain class that takes the value, most often the key.
    `many` is true for a list. `synonyms` are other keys that are read without a word. `choices`
    are the words of a CHOICE and `rule` complains about others. `commas` tells that one text
    with commas is surely a list. `skeleton` puts the key into new notes.
    Of a list for a field that is no list, `joined` makes one text, and `rest` is the argument
    that takes all values but the first.
    """

    key: str
    form: FieldType
    summary: str
    summary_es: str
    example: str
    attribute: str
    many: bool = False
    synonyms: tuple[str, ...] = ()
    choices: type[StrEnum] | None = None
    rule: Rule = rules.INVALID_CHOICE
    commas: bool = False
    skeleton: bool = False
    joined: bool = False
    rest: str = ""

    def described(self, language: str) -> str:
        """Return the summary in a language, `en` or `es`."""
        return self.summary_es if language == "es" else self.summary


def field_row(
    key: str, form: FieldType, summary: str, summary_es: str, example: str, **more: object
) -> FieldSpec:
    """Make one row of the table; `more` are the fields of a `FieldSpec` that are not usual."""
    parts = {"key": key, "form": form, "summary": summary, "summary_es": summary_es}
    parts = {"attribute": key, "example": example, **parts, **more}
    return FieldSpec(**parts)  # type: ignore[arg-type]
