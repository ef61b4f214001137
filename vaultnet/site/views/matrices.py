"""Opportunities and risks of many people at once: what they are worth by how likely they are."""

from collections.abc import Iterable, Sequence

from vaultnet.domain.prospect import Level, Opportunity
from vaultnet.labels import foresight_label, level_label
from vaultnet.late import dataclass
from vaultnet.site.charts import MatrixCell, matrix_cells
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import view_people
from vaultnet.site.views.lines import DueView, view_due
from vaultnet.site.views.reasons import ScoreView, view_score
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.portfolio import Matrix, Record

STEPS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
MAX_TOP = 5
MAX_IN_CELL = 3
MAX_SIDE = 4
MAX_NAMES = 3
FEW_CLOSED = 10


@dataclass(frozen=True, slots=True)
class ProspectItem:
    """An open opportunity or risk: its text, whose line it is, its levels and its day."""

    text: SafeHtml
    source: PageLink
    others: tuple[PageLink, ...]
    levels: str
    by: DueView | None
    is_lessened: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a matrix with its place, its fragment, and the first of what is in it."""

    place: MatrixCell
    anchor: str
    label: str
    items: tuple[ProspectItem, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MatrixView:
    """A matrix of open opportunities or risks; `name` is the fragment of its section.

    `top` are the weightiest, `filled` the cells that are not empty, the gravest first.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[CellView, ...]
    filled: tuple[CellView, ...]
    top: tuple[ProspectItem, ...]
    total: int
    unweighed: tuple[ProspectItem, ...]
    more_unweighed: int
    past: tuple[ProspectItem, ...]
    more_past: int


@dataclass(frozen=True, slots=True)
class RecordView:
    """What became of the closed ones; `verdict` sets the guesses against the base rate.

    `is_thin` tells that there are too few closed ones to make much of it.
    """

    closed: int
    hits: int
    rate: ScoreView
    brier: ScoreView
    reference: str
    verdict: str
    is_thin: bool


def view_matrix(context: Context, name: str, matrix: Matrix) -> MatrixView:
    """Return a matrix with what is in it, as links; `name` tells the two of a page apart."""
    counts = {(STEPS[w], STEPS[p]): len(held) for (w, p), held in matrix.cells.items()}
    held = {(STEPS[w], STEPS[p]): _by_weight(items) for (w, p), items in matrix.cells.items()}
    cells = tuple(
        _cell(context, name, place, held[place.worth, place.likelihood])
        for place in matrix_cells(counts)
    )
    weighed = _by_weight(item for items in matrix.cells.values() for item in items)
    labels = {step: level_label(context.words, level) for level, step in STEPS.items()}
    return MatrixView(
        name=name,
        rows=tuple(labels[step] for step in (3, 2, 1)),
        columns=tuple(labels[step] for step in (1, 2, 3)),
        cells=cells,
        filled=tuple(sorted((cell for cell in cells if cell.items), key=_gravest)),
        top=_items(context, weighed[:MAX_TOP]),
        total=len(weighed) + len(matrix.unweighed),
        unweighed=_items(context, matrix.unweighed[:MAX_SIDE]),
        more_unweighed=max(0, len(matrix.unweighed) - MAX_SIDE),
        past=_items(context, matrix.past[:MAX_SIDE]),
        more_past=max(0, len(matrix.past) - MAX_SIDE),
    )


def view_record(context: Context, record: Record) -> RecordView | None:
    """Return the record of the closed ones; None where none is closed."""
    if not record.closed:
        return None
    reference = record.reference
    return RecordView(
        record.closed,
        record.hits,
        view_score(context, record.hit_rate, digits=2),
        view_score(context, record.brier, digits=2),
        "" if reference is None else context.words.number(reference, 2),
        foresight_label(context.words, record.brier.value, reference),
        record.closed < FEW_CLOSED,
    )


def _by_weight(items: Iterable[Prospect]) -> list[Prospect]:
    """Order by worth × likelihood, then the nearest day, then as they stand in the vault."""
    return sorted(items, key=lambda item: (-(item.weight or 0.0), _day(item), item.fact))


def _day(item: Prospect) -> str:
    by = item.line.by if isinstance(item.line, Opportunity) else None
    return by.isoformat() if by else "9999"


def _cell(context: Context, name: str, place: MatrixCell, held: Sequence[Prospect]) -> CellView:
    labels = {step: level for level, step in STEPS.items()}
    worth, likelihood = labels[place.worth], labels[place.likelihood]
    return CellView(
        place,
        f"{name}-{worth.value}-{likelihood.value}",
        _levels(context, worth, likelihood),
        _items(context, held[:MAX_IN_CELL]),
        max(0, len(held) - MAX_IN_CELL),
    )


def _gravest(cell: CellView) -> tuple[int, int]:
    return (-cell.place.weight, -cell.place.worth)


def _items(context: Context, held: Iterable[Prospect]) -> tuple[ProspectItem, ...]:
    return tuple(_item(context, prospect) for prospect in held)


def _item(context: Context, prospect: Prospect) -> ProspectItem:
    line, fact = prospect.line, prospect.fact
    node = context.network.nodes[fact.node]
    is_opportunity = isinstance(line, Opportunity)
    worth = line.value if isinstance(line, Opportunity) else line.severity
    others = (contact for contact in prospect.contacts if contact != fact.node)
    return ProspectItem(
        context.line(fact.node, line.text),
        PageLink(node.name, context.links.to_field(fact.node, fact.field)),
        view_people(context, others, MAX_NAMES).shown,
        _levels(context, worth, line.likelihood),
        view_due(context.words, line.by, context.as_of) if isinstance(line, Opportunity) else None,
        not is_opportunity and bool(getattr(line, "mitigation", "")),
    )


def _levels(context: Context, worth: Level | None, likelihood: Level | None) -> str:
    words = context.words
    values = {
        "worth": level_label(words, worth) or words.text("not said"),
        "likelihood": level_label(words, likelihood) or words.text("not said"),
    }
    return words.text("{worth}, likelihood {likelihood}", **values)
