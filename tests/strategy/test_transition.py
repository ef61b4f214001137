"""Relationships that only the studies hold."""

from tests.strategy.networks import contact, entry, identity, me, objective, step, strategy
from vaultnet.domain.contact import ContactStatus, MetThrough, Tier
from vaultnet.domain.me import Me, Stage
from vaultnet.domain.node import Node, NodeId
from vaultnet.domain.organisation import Organisation, OrganisationType
from vaultnet.strategy.transition import Fading

UNIVERSITY = Organisation(id=NodeId("upm"), name="UPM", type=OrganisationType.UNIVERSITY)
STUDENT = me(stage=Stage.STUDIES, career=(step("2023-09", "2027-06", "upm", "student"),))


def fading(*nodes: Node, owner: Me = STUDENT) -> tuple[Fading, ...]:
    return strategy(UNIVERSITY, owner, *nodes).fading


def test_a_classmate_fades_when_the_studies_end() -> None:
    (only,) = fading(contact("ana", met_through=MetThrough.STUDIES))
    assert (only.contact, str(only.ends), only.over) == ("ana", "2027-06-30", False)
    assert only.sentence.text == "only your studies hold this, until 2027-06-30"
    assert only.facts == (("ana", "met_through"), ("me", "career/0"))


def test_an_overlap_at_the_university_ends_with_whoever_leaves_first() -> None:
    (only,) = fading(contact("ana", career=(step("2022", "2026-12", "upm", "student"),)))
    assert str(only.ends) == "2026-12-31"
    assert only.facts == (("me", "career/0"), ("ana", "career/0"))


def test_any_other_context_holds_the_relationship() -> None:
    working = me(
        stage=Stage.STUDIES,
        career=(step("2023-09", "2027-06", "upm", "student"), step("2025", None, "acme", "intern")),
    )
    classmate_and_colleague = contact(
        "ana", met_through=MetThrough.STUDIES, career=(step("2024", None, "acme"),)
    )
    assert fading(classmate_and_colleague, owner=working) == ()
    assert fading(contact("ana", met_through=MetThrough.EVENT)) == ()
    assert fading(contact("ana")) == ()
    closed = contact("ana", met_through=MetThrough.STUDIES, status=ContactStatus.CLOSED)
    assert fading(closed) == ()


def test_the_item_says_what_is_there_already() -> None:
    lead = objective("lead")
    people = (
        contact("ana", met_through=MetThrough.STUDIES),
        contact("tom", met_through=MetThrough.STUDIES, tier=Tier.KEY, serves=["lead"],
                ratings={"access": 3}, log=(entry("met", 1),)),
    )  # fmt: skip
    held = {item.contact: item for item in fading(lead, *people)}
    ana, tom = held[identity("ana")], held[identity("tom")]
    assert (ana.band.value, ana.has_rhythm, ana.serves) == ("never spoken", False, False)
    assert (tom.band.value, tom.has_rhythm, tom.serves) == ("cool", True, True)
    assert list(held) == ["tom", "ana"]


def test_studies_that_go_on_have_no_end_and_those_that_ended_are_over() -> None:
    endless = me(stage=Stage.STUDIES, career=(step("2023", None, "upm"),))
    (only,) = fading(contact("ana", met_through=MetThrough.STUDIES), owner=endless)
    assert (only.ends, only.over) == (None, False)
    past = me(stage=Stage.EARLY, career=(step("2015", "2019", "upm", "MSc student"),))
    (only,) = fading(contact("ana", met_through=MetThrough.STUDIES), owner=past)
    assert (str(only.ends), only.over) == ("2019-12-31", True)
    assert "they ended on" in only.sentence.text


def test_a_lecturer_at_a_university_is_at_work_there() -> None:
    lecturer = me(stage=Stage.SENIOR, career=(step("2020", None, "upm", "lecturer"),))
    ana = contact("ana", career=(step("2021", None, "upm", "dean"),))
    assert fading(ana, owner=lecturer) == ()
    assert strategy(UNIVERSITY, ana).fading == ()
