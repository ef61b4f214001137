"""The network as a whole: backlinks, records, look-ups, and indifference to reading order."""

from collections.abc import Iterable
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, EntryKind, Journal
from vaultnet.domain.links import LinkKeys, build_link_table
from vaultnet.domain.me import Me
from vaultnet.domain.network import KIND_BY_TYPE, Network, build_network, kind_of
from vaultnet.domain.node import Kind, Node, NodeId, Note, Reference
from vaultnet.domain.objective import Objective

ME = Me(id=NodeId("me"), name="Irene")


def ref(target: str) -> Reference:
    return Reference(target)


def met(day: str, *people: str, kind: EntryKind = EntryKind.MET) -> Entry:
    return Entry(
        text="", day=date.fromisoformat(day), kinds=(kind,), people=tuple(map(ref, people))
    )


def contact(stem: str, *log: Entry, **fields: object) -> Contact:
    return Contact(id=NodeId(stem), name=stem.title(), log=log, **fields)  # type: ignore[arg-type]


def network(*nodes: Node) -> Network:
    return network_of(nodes)


def network_of(nodes: Iterable[Node]) -> Network:
    held = list(nodes)
    keys = (LinkKeys(node.id, f"x/{node.id}", node.name, node.aliases) for node in held)
    return build_network(held, build_link_table(keys))


def test_every_kind_of_page_has_its_type() -> None:
    assert set(KIND_BY_TYPE.values()) == set(Kind)
    assert kind_of(ME) is Kind.ME


def test_pages_are_ordered_by_id_and_found_by_type() -> None:
    net = network(contact("b"), Note(id=NodeId("c"), name="C"), ME, contact("a"))
    assert list(net.nodes) == ["a", "b", "c", "me"]
    assert [person.id for person in net.contacts] == ["a", "b"]
    assert [note.id for note in net.notes] == ["c"]
    assert net.me is ME
    assert (net.objectives, net.organisations, net.journals) == ((), (), ())


def test_backlinks_leave_out_the_page_itself_and_private_links() -> None:
    net = network(
        contact("a", links=(ref("a"), ref("b"), ref("B")), private_links=(ref("c"),)),
        contact("b", links=(ref("nobody"),)),
        contact("c", links=(ref("b"),)),
    )
    assert net.backlinks == {"b": ("a", "c")}


def test_a_log_line_counts_for_the_others_whom_it_names() -> None:
    net = network(contact("a", met("2026-03-04", "b", "nobody", "a")), contact("b"))
    [own] = net.records[NodeId("a")]
    assert (own.written_in, own.field, own.entry.people[0].target) == ("a", "log/0", "b")
    assert net.records[NodeId("b")] == (own,)


def test_a_journal_line_counts_for_the_people_it_names_and_for_no_other_page() -> None:
    day = Journal(
        id=NodeId("2026-03-04"),
        name="4 March",
        day=date(2026, 3, 4),
        entries=(met("2026-03-04", "a", "b", "a-team"),),
    )
    net = network(contact("a"), contact("b"), Objective(id=NodeId("a-team"), name="Team"), day)
    assert {person: len(records) for person, records in net.records.items()} == {"a": 1, "b": 1}


def test_records_come_oldest_first_and_undated_ones_before() -> None:
    undated = Entry(text="", day=None)
    log = (met("2026-03-04"), undated, met("2025-01-01"), met("2026-03-04"))
    fields = [record.field for record in network(contact("a", *log)).records[NodeId("a")]]
    assert fields == ["log/1", "log/2", "log/0", "log/3"]


def test_the_last_contact_is_the_latest_that_counts_and_is_not_in_the_future() -> None:
    person = contact(
        "a",
        met("2026-01-01"),
        met("2026-05-01", kind=EntryKind.NOTE),
        met("2026-06-01", kind=EntryKind.PROMISED),
        met("2027-01-01"),
    )
    net = network(person)
    assert net.last_contact(person, date(2026, 11, 23)) == date(2026, 1, 1)
    assert net.last_contact(person, date(2025, 11, 23)) is None


def test_references_resolve_to_pages_of_a_type() -> None:
    goal = Objective(id=NodeId("lead"), name="Lead a team")
    a = contact("a", serves=(ref("lead"), ref("Lead a team"), ref("b"), ref("nobody")))
    net = network(a, contact("b"), goal)
    assert net.resolve(None) is None
    assert net.resolve_as(ref("b"), Objective) is None
    assert net.resolve_all(a.serves, Objective) == (goal,)
    assert net.serving(goal) == (a,)


names = st.sampled_from(["a", "b", "c", "d", "e"])
people = st.builds(
    lambda stem, links, days: contact(
        stem, *(met(f"2026-01-{day:02}", *links) for day in days), links=tuple(map(ref, links))
    ),
    names,
    st.lists(names, max_size=3),
    st.lists(st.integers(1, 28), max_size=3),
)


@given(st.lists(people, unique_by=lambda person: person.id), st.randoms())
def test_the_order_of_pages_leaves_no_trace(nodes: list[Contact], random: Random) -> None:
    shuffled = list(nodes)
    random.shuffle(shuffled)
    first, second = network_of(nodes), network_of(shuffled)
    assert first == second
    assert list(first.nodes) == list(second.nodes)
    assert list(first.backlinks) == list(second.backlinks)
    assert list(first.records) == list(second.records)
