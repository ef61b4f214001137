"""What changed in the last months, and what is coming, by month and by kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from vaultnet.domain.changes import Change, ChangeEvent, ChangeKind, find_changes
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.language import Translator, message
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.change_rows import ChangeView, view_change
from vaultnet.site.views.context import Context, Frame

MONTHS = 12
MAX_ROWS = 20
MAX_COMING = 30

_LABELS: Mapping[ChangeKind, str] = {
    ChangeKind.ROLE: message("Roles"),
    ChangeKind.CONTACT: message("New contacts"),
    ChangeKind.TIE: message("Ties"),
    ChangeKind.PROMISE: message("Promises and requests"),
    ChangeKind.OPPORTUNITY: message("Opportunities"),
    ChangeKind.OBJECTIVE: message("Objectives"),
    ChangeKind.RATING: message("Ratings"),
}
_ENDED = frozenset({ObjectiveStatus.ACHIEVED, ObjectiveStatus.DROPPED})


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of change that the page can be narrowed to."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """The changes of a month, or those that are coming; `more` of each kind are not shown."""

    anchor: str
    name: str
    rows: tuple[ChangeView, ...]
    more: tuple[KindView, ...]
    kinds: tuple[str, ...]

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.rows) + sum(kind.count for kind in self.more)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The page of changes; `since` is the first month that it goes back to."""

    frame: Frame
    steps: tuple[StepView, ...]
    kinds: tuple[KindView, ...]
    coming: MonthView | None
    months: tuple[MonthView, ...]
    since: str


def view_changes(context: Context) -> ChangesPage:
    """Return the page of changes."""
    first = _months_back(context.as_of, MONTHS - 1)
    found = find_changes(context.network)
    past = [one for one in found if first <= one.day.last and one.day.first <= context.as_of]
    coming = [one for one in reversed(found) if _is_coming(context, one)]
    months = tuple(_month(context, name, held) for name, held in _by_month(context, past))
    return ChangesPage(
        frame=context.frame(context.words.text("Changes"), urls.CHANGES),
        steps=view_first_steps(context),
        kinds=tuple(_kinds(context.words, (*past, *coming))),
        coming=_coming(context, coming) if coming else None,
        months=months,
        since=context.words.month(first),
    )


def _months_back(day: date, months: int) -> date:
    """Return the first day of the month that lies so many before that of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(1, year), month + 1, 1)


def _is_coming(context: Context, change: Change) -> bool:
    """Tell whether a change lies ahead; the deadline of an objective that has ended does not."""
    node = context.network.nodes[change.node]
    ended = isinstance(node, Objective) and node.status in _ENDED
    return change.day.first > context.as_of and not ended


def _kinds(words: Translator, changes: Iterable[Change]) -> Iterator[KindView]:
    counts: dict[ChangeKind, int] = {}
    for change in changes:
        counts[change.event.kind] = counts.get(change.event.kind, 0) + 1
    for kind, label in _LABELS.items():
        if kind in counts:
            yield KindView(kind.value, words.text(label), counts[kind])


def _by_month(
    context: Context, changes: Iterable[Change]
) -> Iterator[tuple[tuple[str, str], list[Change]]]:
    """Yield changes by month, each with an anchor and a name; those of a year alone follow it."""

    def order(change: Change) -> tuple[int, int]:
        return (-change.day.year, -(change.day.month or 0))

    for (year, month), held in groupby(sorted(changes, key=order), key=order):
        if month:
            day = date(-year, -month, 1)
            yield (f"{day:%Y-%m}", context.words.month(day)), list(held)
        else:
            name = context.words.text("{year}, without a month", year=-year)
            yield (f"{-year:04}", name), list(held)


def _month(context: Context, name: tuple[str, str], changes: Sequence[Change]) -> MonthView:
    return _list(context, name, list(_joined(changes)), MAX_ROWS)


def _coming(context: Context, changes: Sequence[Change]) -> MonthView:
    name = ("coming", context.words.text("Coming"))
    return _list(context, name, list(_joined(changes)), MAX_COMING)


def _list(
    context: Context, name: tuple[str, str], rows: Sequence[tuple[Change, ...]], most: int
) -> MonthView:
    """Return a list of changes, cut so that no kind of them crowds out the others."""
    ranks: dict[ChangeKind, int] = {}
    ranked = []
    for place, row in enumerate(rows):
        kind = row[0].event.kind
        ranks[kind] = ranks.get(kind, 0) + 1
        ranked.append((ranks[kind], place))
    ranked.sort()
    views = tuple(view_change(context, rows[at]) for at in sorted(at for _, at in ranked[:most]))
    more = tuple(_kinds(context.words, (rows[at][0] for _, at in ranked[most:])))
    return MonthView(*name, views, more, tuple(sorted(ranks)))


def _joined(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Yield changes as rows: ratings of one day together, every other change by itself."""
    rated: dict[date, list[Change]] = {}
    rows: list[list[Change]] = []
    for change in changes:
        if change.event is not ChangeEvent.RATED:
            rows.append([change])
        elif change.day.first in rated:
            rated[change.day.first].append(change)
        else:
            rows.append(rated.setdefault(change.day.first, [change]))
    yield from map(tuple, rows)
