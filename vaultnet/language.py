"""The language that pages and generated notes speak: gettext catalogues and dates in words.

English stands in the code; every other language is one catalogue under `templates/locale`.
"""

import datetime as dt
import gettext
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from vaultnet.late import dataclass
from vaultnet.resources import catalogues_root

DOMAIN = "vaultnet"
SOURCE_LANGUAGE = "en"


def message(text: str) -> str:
    """Mark a text for translation where it stands, and return it as it is."""
    return text


MONTHS = message(
    "January February March April May June July August September October November December"
)
SHORT_MONTHS = message("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
SHORT_WEEKDAYS = message("Mon Tue Wed Thu Fri Sat Sun")
ONE_HALF = message("0.5")
PERCENT = message("{number}%")


@dataclass(frozen=True, slots=True)
class Translator:
    """Texts and dates in one language; `language` is its code, as in the `lang` of a page.

    `origin` is the file of its catalogue, None for a language without one.
    """

    language: str
    catalogue: gettext.NullTranslations
    origin: Path | None = None

    def text(self, msgid: str, /, **values: object) -> str:
        """Return a text in this language, with the named fields in its braces filled in.

        Fractions and percentages are written as the language does, days as `2026-03-04`.
        """
        found = self.catalogue.gettext(msgid) if msgid else ""
        if found == msgid:  # it may stand among the plurals, where Python looks from 3.12 on
            found = self.catalogue.ngettext(msgid, msgid, 1)
        return self._filled(found, values, dt.date.isoformat) if values else found

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form that a number asks for, with `{n}` and other named fields filled in."""
        found = self.catalogue.ngettext(one, many, n)
        return self._filled(found, {"n": n, **values}, dt.date.isoformat)

    def told(self, msgid: str, values: Mapping[str, object]) -> str:
        """Return a sentence of a page: as `text`, with days in words (`4 Mar 2026`)."""
        return self._filled(self.text(msgid), values, self.short_date)

    def listed(self, msgid: str, values: Mapping[str, object]) -> str:
        """Return a sentence of the terminal: as `text`, with days as `2026-03-04`."""
        return self.text(msgid, **values)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with so many digits behind the point, or what stands for it here."""
        return self._number(f"{value:.{digits}f}")

    def percent(self, share: float) -> str:
        """Return a share, 1 being all, as whole percent."""
        return self._number(f"{share:.0%}")

    def date(self, day: dt.date) -> str:
        """Return a day in full: `4 March 2026`."""
        return self.text(
            "{day} {long_month} {year}",
            day=day.day,
            long_month=self.month_name(day.month),
            year=day.year,
        )

    def short_date(self, day: dt.date) -> str:
        """Return a day in few letters: `4 Mar 2026`."""
        return self.text(
            "{day} {short_month} {year}",
            day=day.day,
            short_month=self.short_month_name(day.month),
            year=day.year,
        )

    def day(self, day: dt.date) -> str:
        """Return a day of a year that is known from elsewhere: `4 Mar`."""
        return self.text(
            "{day} {short_month}", day=day.day, short_month=self.short_month_name(day.month)
        )

    def month(self, day: dt.date) -> str:
        """Return the month of a day: `March 2026`."""
        return self.text(
            "{long_month} {year}", long_month=self.month_name(day.month), year=day.year
        )

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12."""
        return self.text(MONTHS).split()[month - 1]

    def short_month_name(self, month: int) -> str:
        """Return the short name of a month, 1 to 12."""
        return self.text(SHORT_MONTHS).split()[month - 1]

    def weekday(self, day: dt.date) -> str:
        """Return the short name of a day of the week: `Wed`."""
        return self.text(SHORT_WEEKDAYS).split()[day.weekday()]

    def _filled(
        self, template: str, values: Mapping[str, object], day: Callable[[dt.date], str]
    ) -> str:
        plain = not any(isinstance(value, float | dt.date) for value in values.values())
        if plain and ":." not in template:
            return template.format(**values)
        return _LocalFormatter(self._number, day).vformat(template, (), values)

    def _number(self, text: str) -> str:
        """Return a number that was formatted for a program as this language writes it."""
        if not text.strip("-.0%"):  # what rounds to nothing is not less than nothing
            text = text.removeprefix("-")
        text = text.replace("-", "−").replace(".", self.catalogue.gettext(ONE_HALF)[1])
        if not text.endswith("%"):
            return text
        return self.catalogue.gettext(PERCENT).format(number=text.removesuffix("%"))


class _LocalFormatter(Formatter):
    """Fills templates in with fractions and days as one language writes them."""

    def __init__(self, number: Callable[[str], str], day: Callable[[dt.date], str]) -> None:
        self._number = number
        self._day = day

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value in the form that its field asks for."""
        if isinstance(value, dt.date):
            return self._day(value)
        text = str(super().format_field(value, format_spec))
        return self._number(text) if isinstance(value, float | int) else text


def translator(language: str, folder: Path | None = None) -> Translator:
    """Return the translator of a language, or the English one where there is no catalogue.

    `folder` holds the catalogues, those of the program by default. A catalogue is read from disk
    at the first question.
    """
    return _read_translator(language, catalogues_root() if folder is None else folder)


@cache
def _read_translator(language: str, folder: Path) -> Translator:
    path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not language.isalnum() or not path.is_file():
        return Translator(SOURCE_LANGUAGE, gettext.NullTranslations())
    with path.open("rb") as file:
        return Translator(language, gettext.GNUTranslations(file), path)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """Return the codes of the languages there are, English first.

    `folder` holds the catalogues, those of the program by default.
    """
    root = catalogues_root() if folder is None else folder
    found = sorted(path.parts[-3] for path in root.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *found)
