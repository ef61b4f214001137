"""What the query language needs in a browser: its words, its keys, and the values of a table.

The script `query-matching.js` holds no word of the language; it reads them from here, so that a
key, a day or a synonym has one source. A column holds each distinct value once, and for each row
the place of its value.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby, repeat
from typing import Final, Generic, NamedTuple, TypeVar

from vaultnet.domain.dates import DAYS_BY_UNIT, Cadence, PartialDate
from vaultnet.domain.day_words import DAYS_FROM_TODAY, STEP, UNITS, WEEKDAY, WEEKDAYS
from vaultnet.domain.words import plain
from vaultnet.query.keys import KEYS, Key
from vaultnet.query.matching import Attribute, Lexicon
from vaultnet.query.values import NO, SYNONYMS, YES, Value

Subject = TypeVar("Subject")
Json = Mapping[str, object]
_CODES: Final = (*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x1F000))
"""Code points that may have a case or be a mark: all but ideographs and syllables."""


def language_data(today: date) -> Json:
    """Return what is the same for all tables of a day: words for days, for yes, and folding."""
    return {
        "today": today.isoformat(),
        "days": {
            "from_today": DAYS_FROM_TODAY,
            "weekdays": WEEKDAYS,
            "units": UNITS,
            "lengths": DAYS_BY_UNIT,
            "step": _for_browsers(STEP.pattern),
            "named": _for_browsers(WEEKDAY.pattern),
        },
        "yes": sorted(YES),
        "no": sorted(NO),
        "synonyms": SYNONYMS,
        "folds": _odd_folds(),
        "marks": _mark_ranges(),
    }


def key_data(key: Key, *, own: bool = False) -> dict[str, object]:
    """Return a key for the browser; one's `own` gives way to the keys of the language."""
    return {
        "name": key.name,
        "form": key.form.name.lower(),
        "also": key.synonyms,
        "words": key.words,
        "apart": key.apart,
        "ranked": key.ranked,
        "digits": key.digits,
        "orders": key.orders,
        "own": own,
    }


def attributes_of(lexicon: Lexicon[Subject]) -> Iterator[tuple[Attribute[Subject], bool]]:
    """Yield all that can be asked for, with whether it belongs to one vault alone."""
    ours = {key.name for key in KEYS}
    for name in (*(key.name for key in KEYS), *lexicon.others()):
        attribute = lexicon.find(name)
        if attribute is not None:
            own = attribute.key.name not in ours
            if own or attribute.key.name == name:
                yield attribute, own


class Row(NamedTuple):
    """What queries ask of one subject, each value as JSON can hold it.

    `looked_at` are the values of those attributes that may be asked for by more than is `shown`.
    """

    shown: tuple[object, ...]
    looked_at: tuple[object, ...]
    names: str
    topics: str
    flags: tuple[bool, ...]


class RowReader(Generic[Subject]):
    """Reads what queries ask of subjects, one by one, and joins it to columns."""

    def __init__(self, lexicon: Lexicon[Subject]) -> None:
        attributes = [attribute for attribute, _ in attributes_of(lexicon)]
        self.names = tuple(attribute.key.name for attribute in attributes)
        """The names of all columns."""
        self._lexicon = lexicon
        self._reads = [attribute.read for attribute in attributes]
        self._looks = {
            place: attribute.looked_at
            for place, attribute in enumerate(attributes)
            if attribute.looked_at is not attribute.read
        }

    def read(self, subject: Subject) -> Row:
        """Return what queries ask of a subject."""
        lexicon = self._lexicon
        return Row(
            tuple([plain_value(read(subject)) for read in self._reads]),
            tuple([plain_value(look(subject)) for look in self._looks.values()]),
            _lines(lexicon.names(subject)),
            _lines(lexicon.topics(subject)),
            tuple([holds(subject) for holds in lexicon.flags.values()]),
        )

    def join(self, rows: Sequence[Row]) -> Json:
        """Return what queries ask of all subjects: columns, names, topics and flags.

        `looks` holds the columns in which a query looks at more than is shown.
        """
        columns = [[row.shown[place] for row in rows] for place in range(len(self.names))]
        looks = {
            self.names[place]: column_of(looked_at)
            for number, place in enumerate(self._looks)
            if (looked_at := [row.looked_at[number] for row in rows]) != columns[place]
        }
        return {
            "count": len(rows),
            "columns": dict(zip(self.names, map(column_of, columns), strict=True)),
            "looks": looks,
            "names": column_of([row.names for row in rows]),
            "topics": column_of([row.topics for row in rows]),
            "flags": {
                name: [place for place, row in enumerate(rows) if row.flags[number]]
                for number, name in enumerate(self._lexicon.flags)
            },
        }


def values_data(lexicon: Lexicon[Subject], subjects: Iterable[Subject]) -> Json:
    """Return what queries ask of some subjects."""
    reader = RowReader(lexicon)
    return reader.join([reader.read(subject) for subject in subjects])


def column_of(values: Sequence[object], extras: Sequence[object] = ()) -> Json:
    """Return a column: `v` are distinct values, `i` the place of each row's value among them.

    Where most values differ, `v` is as long as the table and there is no `i`; where all are the
    same, `i` is one number. `x` holds something beside each value, as an address.
    """
    pairs = list(zip(values, extras or repeat(None, len(values)), strict=True))
    places: dict[object, int] = {}  # with their types: Python takes True, 1 and 1.0 for the same
    rows = [places.setdefault((type(pair[0]), pair), len(places)) for pair in pairs]
    held = dict(zip(rows, pairs, strict=True))
    if len(places) == 1:
        column: dict[str, object] = {"v": [pairs[0][0]], "i": 0}
    elif 2 * len(places) > len(rows):
        column, held = {"v": list(values)}, dict(enumerate(pairs))
    else:
        column = {"v": [value for value, _ in held.values()], "i": rows}
    return {**column, "x": [extra for _, extra in held.values()]} if extras else column


def plain_value(value: Value) -> object:
    """Return a value as JSON can hold it; days and cadences as they are written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PartialDate | Cadence):
        return str(value)
    return None if value == () else value


def _lines(texts: Iterable[str]) -> str:
    """Return folded texts with a line break around each: they hold none themselves."""
    return "".join(f"\n{plain(text)}" for text in texts) + "\n"


def _for_browsers(pattern: str) -> str:
    """Return a pattern with its groups named as JavaScript names them."""
    return pattern.replace("(?P<", "(?<")


@cache
def _odd_folds() -> Mapping[str, str]:
    """Return the letters whose case is not folded by making them large and then small."""
    return {
        letter: folded
        for letter in map(chr, _CODES)
        if (folded := letter.casefold()) != "".join(each.lower() for each in letter.upper())
    }


@cache
def _mark_ranges() -> tuple[tuple[int, int], ...]:
    """Return the first and last code points of every stretch of combining marks."""
    marks = [code for code in _CODES if unicodedata.combining(chr(code))]
    stretches = (list(group) for _, group in groupby(enumerate(marks), lambda it: it[1] - it[0]))
    return tuple((stretch[0][1], stretch[-1][1]) for stretch in stretches)
