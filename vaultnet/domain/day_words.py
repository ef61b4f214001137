"""Days as people type them: `yesterday`, `monday`, `2w ago`, `hace 2 semanas`."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from vaultnet.domain.dates import CalendarError, month_length, parse_date
from vaultnet.late import pattern
from vaultnet.phrase import Phrase

DAYS_FROM_TODAY: Mapping[str, int] = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "hoy": 0,
    "ayer": -1,
    "anteayer": -2,
    "manana": 1,
}
WEEKDAYS: Mapping[str, int] = {
    word: index
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "lunes martes miercoles jueves viernes sabado domingo",
    )
    for index, word in enumerate(words.split())
}
UNITS: Mapping[str, str] = {
    word: words.split()[0]
    for words in (
        "d day days dia dias",
        "w week weeks semana semanas",
        "m month months mes meses",
        "y year years ano anos",
    )
    for word in words.split()
}
STEP = pattern(
    r"(?P<before>in |en |dentro de |hace )?(?P<count>\d{1,4}) ?(?P<unit>[a-z]+)(?P<ago> ago)?",
    re.ASCII,
)
WEEKDAY = pattern(
    r"(?:(?P<first>last|next|proximo|pasado|el) )?(?P<day>[a-z]+)(?: (?P<after>pasado|proximo))?",
    re.ASCII,
)


def parse_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read a day: a date, a word for one, a weekday, or a stretch of time from today.

    A weekday is the nearest one up to today, or with `ahead` the nearest one after; `3d` lies
    ahead and `3d ago` behind. Raises ValueError that says what is wrong.
    """
    words = _plain(text)
    if words in DAYS_FROM_TODAY:
        return _moved(today, DAYS_FROM_TODAY[words], "d")
    if words[:1].isdigit() and "-" in words:
        return parse_date(words)
    if (step := STEP.fullmatch(words)) and step["unit"] in UNITS:
        behind = step["before"] == "hace " or step["ago"] is not None
        count = int(step["count"])
        return _moved(today, -count if behind else count, UNITS[step["unit"]])
    if (named := WEEKDAY.fullmatch(words)) and named["day"] in WEEKDAYS:
        direction = named["after"] or named["first"]
        return _weekday(WEEKDAYS[named["day"]], today, direction, ahead=ahead)
    raise CalendarError(Phrase("not a day"))


def _plain(text: str) -> str:
    """Return the words without case, accents and surplus blanks."""
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(kept.split())


def _weekday(index: int, today: date, direction: str | None, *, ahead: bool) -> date:
    """Return the day of the week meant; "last" and "next" never mean today."""
    if direction in {"last", "pasado"}:
        return _moved(today, -((today.weekday() - index - 1) % 7 + 1), "d")
    if ahead or direction in {"next", "proximo"}:
        return _moved(today, (index - today.weekday() - 1) % 7 + 1, "d")
    return _moved(today, -((today.weekday() - index) % 7), "d")


def _moved(today: date, count: int, unit: str) -> date:
    """Return the day so many units away; the 31st becomes the last day of a shorter month."""
    try:
        if unit in {"d", "w"}:
            return today + timedelta(count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        last = month_length(year, month + 1)
        return date(year, month + 1, min(today.day, last))
    except (OverflowError, ValueError):
        raise CalendarError(Phrase("outside of the calendar")) from None
