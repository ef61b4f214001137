"""The language that pages and generated notes speak: gettext catalogues and dates in words.

English stands in the code; every other language is one catalogue under `templates/locale`.
"""

import datetime as dt
import gettext
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import TypeVar

from vaultnet.late import dataclass
from vaultnet.resources import catalogues_root

Key = TypeVar("Key")

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
LONG_DATE = message("{day} {long_month} {year}")
SHORT_DATE = message("{day} {short_month} {year}")
SHORT_DAY = message("{day} {short_month}")
MONTH_OF_YEAR = message("{long_month} {year}")
ONE_HALF = message("0.5")
PERCENT = message("{number}%")
_LOCAL = frozenset({float, dt.date, dt.datetime})
"""What a language writes in a way of its own; all else is filled in as it is."""
_MOST_KEPT = 20_000
"""So many texts, numbers or days are kept as they were said; there are seldom more."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Texts and dates in one language; `language` is its code, as in the `lang` of a page.

    `origin` is the file of its catalogue, None for a language without one.
    """

    language: str
    catalogue: gettext.NullTranslations
    origin: Path | None = None
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _numbers: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _days: dict[tuple[str, dt.date], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def text(self, msgid: str, /, **values: object) -> str:
        """Return a text in this language, with the named fields in its braces filled in.

        Fractions and percentages are written as the language does, days as `2026-03-04`.
        """
        found = self._texts.get(msgid)
        if found is None:
            found = _keep(self._texts, msgid, self._looked_up(msgid))
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
        return self._day(LONG_DATE, day)

    def short_date(self, day: dt.date) -> str:
        """Return a day in few letters: `4 Mar 2026`."""
        return self._day(SHORT_DATE, day)

    def day(self, day: dt.date) -> str:
        """Return a day of a year that is known from elsewhere: `4 Mar`."""
        return self._day(SHORT_DAY, day)

    def month(self, day: dt.date) -> str:
        """Return the month of a day: `March 2026`."""
        return self._day(MONTH_OF_YEAR, day)

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12."""
        return _listed(self.text(MONTHS))[month - 1]

    def short_month_name(self, month: int) -> str:
        """Return the short name of a month, 1 to 12."""
        return _listed(self.text(SHORT_MONTHS))[month - 1]

    def weekday(self, day: dt.date) -> str:
        """Return the short name of a day of the week: `Wed`."""
        return _listed(self.text(SHORT_WEEKDAYS))[day.weekday()]

    def _day(self, form: str, day: dt.date) -> str:
        found = self._days.get((form, day))
        if found is not None:
            return found
        values = {
            "day": day.day,
            "short_month": self.short_month_name(day.month),
            "long_month": self.month_name(day.month),
            "year": day.year,
        }
        return _keep(self._days, (form, day), self.text(form, **values))

    def _looked_up(self, msgid: str) -> str:
        found = self.catalogue.gettext(msgid) if msgid else ""
        if found == msgid:  # it may stand among the plurals, where Python looks from 3.12 on
            found = self.catalogue.ngettext(msgid, msgid, 1)
        return found

    def _filled(
        self, template: str, values: Mapping[str, object], day: Callable[[dt.date], str]
    ) -> str:
        if ":." not in template and _LOCAL.isdisjoint(map(type, values.values())):
            return template.format_map(values)
        told = []
        for before, name, form in _parts_of(template):
            told.append(before)
            if name is not None:
                told.append(self._said(values[name], form, day))
        return "".join(told)

    def _said(self, value: object, form: str, day: Callable[[dt.date], str]) -> str:
        """Return a value that fills a field in, in the form that the field asks for."""
        if isinstance(value, str):
            return format(value, form)
        if isinstance(value, dt.date):
            return day(value)
        text = format(value, form)
        return self._number(text) if isinstance(value, float | int) else text

    def _number(self, text: str) -> str:
        """Return a number that was formatted for a program as this language writes it."""
        found = self._numbers.get(text)
        return _keep(self._numbers, text, self._localised(text)) if found is None else found

    def _localised(self, text: str) -> str:
        if not text.strip("-.0%"):  # what rounds to nothing is not less than nothing
            text = text.removeprefix("-")
        text = text.replace("-", "−").replace(".", self.catalogue.gettext(ONE_HALF)[1])
        if not text.endswith("%"):
            return text
        return self.catalogue.gettext(PERCENT).format(number=text.removesuffix("%"))


def _keep(kept: dict[Key, str], key: Key, text: str) -> str:
    """Keep what was said, and return it; what was kept before is let go of when it is too much."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = text
    return text


@lru_cache(maxsize=16)
def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


@lru_cache(maxsize=_MOST_KEPT)
def _parts_of(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return the parts of a template: a text, the name of the field behind it, and its form."""
    parts = Formatter().parse(template)
    return tuple((before, name, form or "") for before, name, form, _ in parts)


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
