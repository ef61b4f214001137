"""The audit of professional judgement, and the ratings that should be looked at again."""

from collections.abc import Mapping

from vaultnet.domain.node import NodeId
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.anchors import WHY_FRUITFULNESS
from vaultnet.site.attention_chart import AttentionPlot, Far, Point, Share, draw_attention
from vaultnet.site.charts import Column, scales_bar
from vaultnet.site.map_names import shortened
from vaultnet.site.reading_direction import isolated
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.figures import reasons_href, view_figure
from vaultnet.site.views.lines import duration
from vaultnet.site.views.network_shape import ConcentrationView, view_concentrations
from vaultnet.site.views.reasons import SourceView, view_sentence, view_sources
from vaultnet.strategy.audit import Attention, Audit
from vaultnet.strategy.judgement import (
    Verdict,
    WeakJudgement,
    WeakLine,
    find_verdicts,
    minutes_asked,
    order_weaknesses,
    tell_rate,
    tell_spread,
)

MAX_FAR = 12
MAX_ROWS = 60
MAX_WEAK = 40
MAX_SOURCES = 3
_LONGEST_NAME = 24
_SMALL, _LEAST = 0.0095, 0.001


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A correlation: its number, drawn from −1 to 1, how strong it is, and what it means."""

    title: str
    value: str
    bar: Column | None
    size: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FavouritismView:
    """Whether attention follows liking; `state` is `flagged`, `clear` or `unknown`."""

    state: str
    sentence: str
    rate: str


@dataclass(frozen=True, slots=True)
class AttentionView:
    """A contact with its time and that it asks for, both as shares too, and the lines.

    `due` is the time that its fruitfulness asks for.
    """

    person: PageLink
    far: Far
    given: str
    time: str
    asked: PageLink
    due: str
    sources: tuple[SourceView, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class PointView:
    """A mark of the drawing as a link; `title` says whose it is, and both shares."""

    point: Point
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class AttentionChart:
    """The drawing; lines stand where attention is `factor` times, and its inverse, of the asked.

    `steep_x` and `flat_y` are where these lines leave the plot, in percent.
    """

    plot: AttentionPlot
    points: tuple[PointView, ...]
    top: str
    factor: str
    steep_x: float
    flat_y: float


@dataclass(frozen=True, slots=True)
class WeakLineView:
    """What is weak, in a sentence, and where it stands."""

    kind: str
    sentence: str
    href: str
    sources: tuple[SourceView, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class WeakView:
    """A contact whose ratings should be looked at again."""

    person: PageLink
    fruitfulness: PageLink
    lines: tuple[WeakLineView, ...]


@dataclass(frozen=True, slots=True)
class SpreadView:
    """How unequally attention and fruitfulness are spread, in words and as Gini coefficients."""

    sentences: tuple[str, ...]
    attention: str
    fruitfulness: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The audit, ready for its template.

    `is_enough` is false where too few contacts are rated; `has_time` where no time is noted.
    """

    frame: Frame
    steps: tuple[StepView, ...]
    standing: str
    months: str
    needed: int
    is_enough: bool
    has_time: bool
    verdicts: tuple[VerdictView, ...]
    favouritism: FavouritismView | None
    chart: AttentionChart | None
    far_more: tuple[AttentionView, ...]
    more_far_more: int
    far_less: tuple[AttentionView, ...]
    more_far_less: int
    rows: tuple[AttentionView, ...]
    more_rows: int
    spread: SpreadView | None
    concentrations: tuple[ConcentrationView, ...]
    weak: tuple[WeakView, ...]
    more_weak: int
    is_rated: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """What holds for all contacts: who is far off, and how many minutes each asks for."""

    far: Mapping[NodeId, Far]
    asked: Mapping[NodeId, float]


def view_review(context: Context) -> ReviewPage:
    """Return the page of the audit and of the ratings to look at again."""
    strategy, words = context.strategy, context.words
    audit = strategy.audit
    has_time = audit.is_enough and audit.attention_gini is not None
    ground = _Ground(_far(audit), minutes_asked(audit))
    ranked = sorted(audit.attention, key=lambda item: (-item.asked, item.contact))
    weak = order_weaknesses(strategy.weaknesses, strategy.fruitfulness)
    return ReviewPage(
        frame=context.frame(words.text("Review"), urls.REVIEW),
        steps=view_first_steps(context),
        standing=view_sentence(context, audit.sentence),
        months=words.number(strategy.constants.audit_months),
        needed=audit.needed,
        is_enough=audit.is_enough,
        has_time=has_time,
        verdicts=tuple(_verdict(context, item) for item in find_verdicts(audit))
        if has_time
        else (),
        favouritism=_favouritism(context, audit) if has_time else None,
        chart=_chart(context, audit, ground.far) if has_time else None,
        far_more=tuple(_attention(context, item, ground) for item in audit.far_more[:MAX_FAR]),
        more_far_more=max(0, len(audit.far_more) - MAX_FAR),
        far_less=tuple(_attention(context, item, ground) for item in audit.far_less[:MAX_FAR]),
        more_far_less=max(0, len(audit.far_less) - MAX_FAR),
        rows=tuple(_attention(context, item, ground) for item in ranked[:MAX_ROWS]),
        more_rows=max(0, len(ranked) - MAX_ROWS),
        spread=_spread(context, audit) if has_time else None,
        concentrations=view_concentrations(context),
        weak=tuple(_weak(context, item) for item in weak[:MAX_WEAK]),
        more_weak=max(0, len(weak) - MAX_WEAK),
        is_rated=any(contact.ratings for contact in strategy.contacts.values()),
    )


def _far(audit: Audit) -> Mapping[NodeId, Far]:
    more = {item.contact: Far.MORE for item in audit.far_more}
    return more | {item.contact: Far.LESS for item in audit.far_less}


def _verdict(context: Context, item: Verdict) -> VerdictView:
    value = ""
    if item.value is not None:
        rounded = round(item.value, 2) or 0.0
        value = ("+" if rounded > 0 else "") + context.words.number(rounded, 2)
    return VerdictView(
        view_sentence(context, item.title),
        value,
        None if item.value is None else scales_bar(item.value),
        view_sentence(context, item.size),
        view_sentence(context, item.meaning),
    )


def _favouritism(context: Context, audit: Audit) -> FavouritismView | None:
    held = audit.favouritism
    if held is None:
        return None
    state = "flagged" if held.flagged else "clear"
    return FavouritismView(
        "unknown" if held.correlation is None else state,
        view_sentence(context, held.sentence),
        view_sentence(context, tell_rate(audit)),
    )


def _attention(context: Context, item: Attention, ground: _Ground) -> AttentionView:
    words = context.words
    sources = view_sources(context, item.facts)
    reasons = reasons_href(context, item.contact, WHY_FRUITFULNESS)
    asked = PageLink(_percent(words, item.asked), reasons)
    return AttentionView(
        context.link_id(item.contact),
        ground.far.get(item.contact, Far.NOT),
        _percent(words, item.share),
        duration(words, item.minutes),
        asked,
        duration(words, ground.asked[item.contact]),
        sources[:MAX_SOURCES],
        max(0, len(sources) - MAX_SOURCES),
    )


def _percent(words: Translator, share: float) -> str:
    """Return a share in percent; a small one with a digit more, for it is not nothing."""
    small = 0 < share < _SMALL
    return words.text("{share:.1%}", share=max(share, _LEAST)) if small else words.percent(share)


def _chart(context: Context, audit: Audit, far: Mapping[NodeId, Far]) -> AttentionChart:
    words, contacts = context.words, context.strategy.contacts
    plot = draw_attention(
        Share(
            item.contact,
            shortened(contacts[item.contact].name, _LONGEST_NAME),
            item.share,
            item.asked,
            far.get(item.contact, Far.NOT),
        )
        for item in audit.attention
    )
    factor = max(1.0, float(context.strategy.constants.audit_far))
    return AttentionChart(
        plot,
        tuple(_point(context, point) for point in plot.points),
        _percent(words, plot.top),
        words.number(factor, 0 if factor.is_integer() else 1),
        round(100 / factor, 2),
        round(100 - 100 / factor, 2),
    )


def _point(context: Context, point: Point) -> PointView:
    share, words = point.share, context.words
    title = words.text(
        "{name}: {given} of your time, {asked} of the fruitfulness",
        name=isolated(context.strategy.contacts[share.contact].name),
        given=_percent(words, share.given),
        asked=_percent(words, share.asked),
    )
    return PointView(point, context.links.to_id(share.contact), title)


def _spread(context: Context, audit: Audit) -> SpreadView | None:
    told = tell_spread(audit)
    if not told or audit.attention_gini is None or audit.fruitfulness_gini is None:
        return None
    return SpreadView(
        tuple(view_sentence(context, sentence) for sentence in told),
        context.words.number(audit.attention_gini, 2),
        context.words.number(audit.fruitfulness_gini, 2),
    )


def _weak(context: Context, item: WeakJudgement) -> WeakView:
    return WeakView(
        context.link_id(item.contact),
        view_figure(context, item.contact, item.fruitfulness, WHY_FRUITFULNESS),
        tuple(_weak_line(context, line) for line in item.lines),
    )


def _weak_line(context: Context, line: WeakLine) -> WeakLineView:
    first, sources = line.facts[0], view_sources(context, line.facts)
    return WeakLineView(
        line.weakness.value,
        view_sentence(context, line.sentence),
        context.links.to_field(first.node, first.field),
        sources[:MAX_SOURCES],
        max(0, len(sources) - MAX_SOURCES),
    )
