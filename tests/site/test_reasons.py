"""Numbers taken apart for a page: what views and macros make of scores."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.site.sites import text_of
from tests.site.test_anchors import context
from vaultnet.domain.node import NodeId
from vaultnet.language import translator
from vaultnet.resources import templates_root
from vaultnet.site.render import Renderer
from vaultnet.site.views.reasons import (
    MAX_SOURCES,
    ScoreView,
    open_sentence,
    view_score,
    view_sources,
)
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, no_data, total

ANA = NodeId("ana-garcia")
CONTEXT = context()


def part(points: float, *facts: Fact, name: str = "fit") -> Part:
    return Part(name, points, Sentence("because of {what}", {"what": name}), facts)


def bill(view: ScoreView) -> str:
    """Return the words of the macro that shows the parts of a score."""
    renderer = Renderer(templates_root() / "site", translator("en"))
    source = '{% import "reasons.html" as reasons %}{{ reasons.number(score, "#why") }}'
    source += ' {{ reasons.confidence(score) }} {{ reasons.bill(score, "Parts") }}'
    return renderer._environment.from_string(source).render(score=view)


def test_a_number_shows_its_parts_with_sign_and_their_sum() -> None:
    view = view_score(CONTEXT, total([part(20.25), part(-5.5, name="risk")]))
    assert view.value == "15"
    assert view.total == "14.8"
    assert [item.points for item in view.parts] == ["+20.2", "−5.5"]
    assert [item.share for item in view.parts] == [100.0, 27.2]
    assert [item.is_negative for item in view.parts] == [False, True]
    shown = text_of(bill(view))
    assert "because of fit" in shown
    assert "in all 14.8" in shown


def test_bars_can_stand_on_the_scale_of_a_whole() -> None:
    whole = total([part(40), part(10)])
    view = view_score(CONTEXT, total([part(10)]), beside=whole)
    assert view.parts[0].share == 25.0


def test_no_data_is_no_number() -> None:
    view = view_score(CONTEXT, no_data(Sentence("nothing is known")))
    assert (view.value, view.total, view.parts) == ("", "", ())
    shown = text_of(bill(view))
    assert "no data" in shown
    assert "nothing is known" in shown
    assert "0" not in shown


def test_nothing_is_a_number_where_data_say_so() -> None:
    assert view_score(CONTEXT, total([part(0.0)])).value == "0"


def test_confidence_is_shown_only_where_something_is_unknown() -> None:
    parts = (part(1.0),)
    assert view_score(CONTEXT, Score(1.0, parts, 0.75)).confidence == "75%"
    assert "75% of it is known" in text_of(bill(view_score(CONTEXT, Score(1.0, parts, 0.75))))
    assert view_score(CONTEXT, Score(1.0, parts, 1.0)).confidence == ""


def test_sources_stand_file_by_file_in_the_order_of_lines() -> None:
    facts = [Fact(ANA, "log/3"), Fact(NodeId("tom-okafor"), "tier"), Fact(ANA, "log/0")]
    sources = view_sources(CONTEXT, [*facts, facts[0]])
    assert [item.text for item in sources] == [
        "contacts/ana-garcia.md:78",
        "contacts/ana-garcia.md:81",
        "contacts/tom-okafor.md:4",
    ]
    assert [item.short for item in sources] == [sources[0].text, "81", sources[2].text]
    assert sources[1].href == "contacts/ana-garcia.html#log-3"


def test_many_sources_are_counted_and_not_all_shown() -> None:
    log = CONTEXT.strategy.contacts[ANA].log
    facts = [Fact(ANA, f"log/{at}") for at in range(len(log))]
    shown = view_score(CONTEXT, total([part(1.0, *facts)])).parts[0]
    assert len(shown.sources) == MAX_SOURCES
    assert shown.more_sources == len(log) - MAX_SOURCES > 0


def test_a_sentence_among_others_begins_with_a_capital() -> None:
    assert open_sentence(CONTEXT, Sentence("rank {n}", {"n": 2})) == "Rank 2"
    assert open_sentence(CONTEXT, None) == ""


@given(st.lists(st.floats(-200, 200, allow_nan=False), min_size=1, max_size=8))
def test_the_parts_shown_add_up_to_the_number_shown(points: list[float]) -> None:
    view = view_score(CONTEXT, total([part(value) for value in points]))
    shown = math.fsum(float(item.points.replace("−", "-")) for item in view.parts)
    assert abs(shown - float(view.total.replace("−", "-"))) <= 0.05 * (len(points) + 1) + 1e-9
    assert all(0 <= item.share <= 100 for item in view.parts)
