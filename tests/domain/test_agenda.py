"""What is pending: promises, requests, tasks, birthdays, contacts without a tier."""

from datetime import date

from tests.domain.test_network import contact, network, ref
from vaultnet.domain.agenda import (
    coming_birthdays,
    open_promises,
    open_requests,
    open_tasks,
    untriaged,
)
from vaultnet.domain.contact import ContactStatus, Tier
from vaultnet.domain.dates import Birthday
from vaultnet.domain.entry import Entry, EntryKind, Journal, Task
from vaultnet.domain.node import NodeId

TODAY = date(2026, 11, 23)


def promise(text: str, due: date | None = None, *, done: bool = False, to: str = "") -> Entry:
    return Entry(
        text=text,
        day=date(2026, 1, 1),
        kinds=(EntryKind.PROMISED,),
        due=due,
        done=done,
        people=(ref(to),) if to else (),
    )


def test_promises_come_by_their_date_and_those_without_last() -> None:
    net = network(
        contact("a", promise("late"), promise("kept", done=True)),
        contact("b", promise("first", date(2026, 2, 1)), promise("second", date(2026, 3, 1))),
    )
    assert [item.entry.text for item in open_promises(net)] == ["first", "second", "late"]
    assert open_requests(net) == ()


def test_a_promise_to_two_people_is_one_promise() -> None:
    net = network(contact("a", promise("to both", to="b")), contact("b"))
    [item] = open_promises(net)
    assert [person.id for person in item.contacts] == ["a", "b"]
    assert (item.written_in, item.field) == ("a", "log/0")


def test_a_promise_in_a_journal_is_a_promise_to_those_it_names() -> None:
    day = Journal(id=NodeId("j"), name="j", day=TODAY, entries=(promise("paper", to="a"),))
    [item] = open_promises(network(contact("a"), day))
    assert ([person.id for person in item.contacts], item.written_in) == (["a"], "j")


def test_a_request_is_open_until_it_is_ticked() -> None:
    asked = Entry(text="intro", day=TODAY, kinds=(EntryKind.ASKED,))
    answered = Entry(text="advice", day=TODAY, kinds=(EntryKind.ASKED,), done=True)
    assert [item.entry for item in open_requests(network(contact("a", asked, answered)))] == [asked]


def test_tasks_come_by_their_date() -> None:
    soon, someday = Task(text="soon", due=TODAY), Task(text="someday")
    net = network(
        contact("a", next=(someday, Task(text="done", done=True))), contact("b", next=(soon,))
    )
    assert [(item.node.id, item.task, item.field) for item in open_tasks(net)] == [
        ("b", soon, "next/0"),
        ("a", someday, "next/0"),
    ]


def test_closed_contacts_leave_every_list() -> None:
    closed = contact(
        "a",
        promise("paper"),
        status=ContactStatus.CLOSED,
        next=(Task(text="task"),),
        birthday=Birthday(11, 24),
    )
    net = network(closed)
    assert (open_promises(net), open_tasks(net), untriaged(net)) == ((), (), ())
    assert coming_birthdays(net, TODAY, 30) == ()


def test_contacts_without_a_tier_are_to_be_triaged() -> None:
    net = network(contact("a"), contact("b", tier=Tier.NONE))
    assert [person.id for person in untriaged(net)] == ["a"]


def test_birthdays_come_nearest_first_with_the_age_where_it_is_known() -> None:
    net = network(
        contact("a", birthday=Birthday(12, 4)),
        contact("b", birthday=Birthday(11, 23, 1985)),
        contact("c", birthday=Birthday(12, 24)),
        contact("d"),
    )
    coming = coming_birthdays(net, TODAY, 30)
    assert [(item.contact.id, item.day, item.age) for item in coming] == [
        ("b", TODAY, 41),
        ("a", date(2026, 12, 4), None),
    ]
