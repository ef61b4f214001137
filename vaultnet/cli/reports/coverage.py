"""How needs are covered, for people: bars, gaps in words, and who could fill them."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import (
    Column,
    Stacked,
    Styled,
    Written,
    heading,
    lay_out,
    natural_width,
    paragraph,
)
from vaultnet.cli.reports.outlook import Outlook, kind_of_gap
from vaultnet.labels import gap_label
from vaultnet.strategy.coverage import Candidate, Cover, GapKind

_VIA = 4
_CELLS = 10
_WARM, _THERE, _MISSING = "█", "▓", "░"
_STYLES = {GapKind.UNCOVERED: "warning", GapKind.COLD: "warning", GapKind.HANGING: "info"}


def cover_bar(needed: int, have: int, warm: int) -> str:
    """Return a bar of what is needed: who is warm, who is there, and what is missing.

    Each contact takes two signs; a need of many is drawn to scale.
    """
    size = min(_CELLS, 2 * needed)
    full, there = (_share(count, needed, size) for count in (warm, have))
    there = max(there, full)
    return _WARM * full + _THERE * (there - full) + _MISSING * (size - there)


def _share(count: int, needed: int, size: int) -> int:
    return min(size, round(size * count / needed)) if needed else size


def cover_key(outlook: Outlook) -> str:
    """Return what the signs of the bars mean."""
    text = outlook.desk.words.text(
        "{warm} warm · {there} there, not warm · {missing} missing",
        warm=_WARM * 2,
        there=_THERE * 2,
        missing=_MISSING * 2,
    )
    return paragraph(outlook.desk.terminal, text, indent=2)


def cover_row(outlook: Outlook, cover: Cover) -> tuple[Written, ...]:
    """Return a need as a row: function, bar, counts, and what it lacks."""
    words, kind = outlook.desk.words, kind_of_gap(cover)
    have, warm = len(cover.have), len(cover.warm)
    counts = words.text(
        "{have} of {needed}, {warm} warm", have=have, needed=cover.needed, warm=warm
    )
    style = _STYLES.get(kind, "faint") if kind else "faint"
    label = Styled(gap_label(words, kind), style)
    if outlook.is_narrow:
        told = Stacked((counts, label))
        return (_function(outlook, cover), cover_bar(cover.needed, have, warm), told)
    return (_function(outlook, cover), cover_bar(cover.needed, have, warm), counts, label)


def cover_columns(outlook: Outlook, covers: Sequence[Cover]) -> list[Column]:
    """Return columns for the rows of some needs, so wide that several tables stand in line."""
    rows = [cover_row(outlook, cover) for cover in covers]
    widths = [max(map(natural_width, held)) for held in zip(*rows, strict=True)]
    most = outlook.desk.terminal.width // 3
    return [
        Column(flexible=place == 0, least=width if place else min(width, most))
        for place, width in enumerate(widths)
    ]


def _function(outlook: Outlook, cover: Cover) -> str:
    if cover.need.minimum is None:
        return cover.need.function
    return outlook.desk.words.text(
        "{function}, rated {least} or more", function=cover.need.function, least=cover.need.minimum
    )


def render_gaps(outlook: Outlook) -> Iterator[str]:
    """Yield what is missing, the most pressing first, each with who could fill it."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    gaps = outlook.gaps()
    if not outlook.strategy.coverage or not outlook.strategy.contacts:
        return
    title = words.text("What is missing")
    if not gaps:
        text = words.text("Every need that is written down is covered.")
        yield f"{heading(terminal, title)}\n{paragraph(terminal, text, indent=2)}"
        return
    rows = [(_label(outlook, gap), _gap(outlook, gap)) for gap in gaps[: outlook.most]]
    columns = (Column(), Column(flexible=True))
    lines = [heading(terminal, title, str(len(gaps))), lay_out(terminal, columns, rows)]
    yield "\n".join([*lines, *outlook.more(gaps)])


def _label(outlook: Outlook, cover: Cover) -> Styled:
    kind = kind_of_gap(cover)
    words = outlook.desk.words
    short = {
        GapKind.UNCOVERED: words.text("uncovered"),
        GapKind.COLD: words.text("cold"),
        GapKind.HANGING: words.text("hanging"),
        GapKind.OVER_SERVED: words.text("over-served"),
    }
    return Styled(short[kind], _STYLES.get(kind, "faint")) if kind else Styled("", "")


def _gap(outlook: Outlook, cover: Cover) -> Stacked:
    """Return what a need lacks, of which objective it is, and who is one step away."""
    desk = outlook.desk
    said = desk.say(cover.gap.sentence if cover.gap else None)
    whose = desk.words.text(
        "for {objective} ({place})",
        objective=desk.name(cover.objective),
        place=desk.cite((cover.fact,)),
    )
    return Stacked(
        (Styled(said, "strong"), Styled(whose, "faint"), *candidate_lines(outlook, cover))
    )


def candidate_lines(outlook: Outlook, cover: Cover) -> Iterator[str]:
    """Yield who could fill a need, and whose ties lead there; or that nobody is known."""
    words, gap = outlook.desk.words, cover.gap
    if gap is None or gap.kind is GapKind.OVER_SERVED:
        return
    if not gap.candidates:
        yield (
            words.text("– nobody else in the vault fills this function")
            if cover.have
            else words.text("– nobody in the vault fills this function yet")
        )
        return
    for candidate in gap.candidates:
        yield f"– {tell_candidate(outlook, candidate)}"
    if (more := gap.candidates_found - len(gap.candidates)) > 0:
        yield words.text("– and {n} more", n=more)


def tell_candidate(outlook: Outlook, candidate: Candidate) -> str:
    """Return a candidate: how warm it is, who leads there, and where the function stands."""
    desk, words = outlook.desk, outlook.desk.words
    values = {
        "name": desk.name(candidate.contact),
        "band": outlook.band(candidate.contact),
        "place": desk.cite((candidate.fact,)),
    }
    if not candidate.ties:
        return words.text("{name} ({band}, {place})", **values)
    via = outlook.joined([desk.name(tie.other(candidate.contact)) for tie in candidate.ties], _VIA)
    return words.text("{name} ({band}, {place}), known by {via}", via=via, **values)


def over_served(outlook: Outlook, covers: Sequence[Cover]) -> Iterator[str]:
    """Yield which needs have more than they need."""
    desk = outlook.desk
    for cover in covers:
        if cover.gap is not None and cover.gap.kind is GapKind.OVER_SERVED:
            yield desk.say(cover.gap.sentence)
