"""Whom somebody of a source is taken for: what is sure, what is asked, and who is new."""

import pytest

from tests.exchange.imports import RECORD, Home, contact, person, source
from vaultnet.domain.likeness import likeness
from vaultnet.domain.node import NodeId, Value
from vaultnet.exchange.draft import Draft, DraftTie, Origin, PersonKey
from vaultnet.exchange.planning import matching
from vaultnet.exchange.planning.matching import People, identity_of_values
from vaultnet.exchange.planning.plan_values import EvidenceKind, Outcome, PlannedPerson
from vaultnet.exchange.planning.recognition import AnswerError, answers_of

ANA = "contacts/ana-garcia.md"


def planned(
    fields: tuple[str, ...], name: str = "Ana García", values: dict[str, Value] | None = None
) -> PlannedPerson:
    """Return what becomes of somebody, given the fields of the one contact there is."""
    home = Home({ANA: contact("Ana García", *fields)})
    return home.plan(source(person("1", name, **(values or {})))).people[0]


@pytest.mark.parametrize(
    ("field", "values", "kind"),
    [
        ("uid: 'urn:uuid:1'", {"uid": "urn:uuid:1"}, EvidenceKind.UID),
        ('email: ["work: Ana@ACME.example"]', {"email": "ana@acme.example"}, EvidenceKind.EMAIL),
        ("phone: '+34 600 000 001'", {"phone": ("mobile: 600000001",)}, EvidenceKind.PHONE),
        (
            'url: ["https://www.linkedin.com/in/Ana-Example/?utm_source=x"]',
            {"url": "http://es.linkedin.com/in/ana-example"},
            EvidenceKind.URL,
        ),
        ("organisation: Acme", {"organisation": "ACME"}, EvidenceKind.NAME_AND_ORGANISATION),
    ],
)
def test_what_identifies_somebody(field: str, values: dict[str, Value], kind: EvidenceKind) -> None:
    found = planned((field,), values=values)
    assert found.contact == "ana-garcia"
    assert [each.kind for each in found.evidence] == [kind]


@pytest.mark.parametrize(
    ("fields", "name", "values", "reason"),
    [
        ([], "Ana García", {}, "only the name is the same"),
        ([], "ana  garcia", {}, "only the name is the same"),
        ([], "García, Ana", {}, "only the name is the same"),
        (["organisation: Acme"], "Ana García", {"organisation": "Borea"}, "only the name"),
        ([], "Ana García López", {}, "the name is only similar"),
        (["organisation: Acme"], "Anna García", {"organisation": "Acme"}, "only similar"),
        (["email: a@acme.example"], "Tom Okafor", {"email": "a@acme.example"}, "another"),
    ],
)
def test_what_is_only_likely_is_asked(
    fields: list[str], name: str, values: dict[str, Value], reason: str
) -> None:
    found = planned(tuple(fields), name, values)
    assert found.outcome is Outcome.DOUBTFUL
    assert [each.contact for each in found.candidates] == ["ana-garcia"]
    assert reason in str(found.reason)


@pytest.mark.parametrize(
    ("fields", "name", "values"),
    [
        ([], "Tom Okafor", {}),
        ([], "María García", {}),
        (["phone: '+34 910 000 000'"], "Tom Okafor", {"phone": "+34 910 000 000"}),
        (["url: https://acme.example"], "Tom Okafor", {"url": "https://acme.example"}),
        (["organisation: Acme"], "Ana García López", {"organisation": "Borea"}),
        (
            ['url: "https://www.linkedin.com/in/ana-one"'],
            "Ana García",
            {"url": "https://www.linkedin.com/in/ana-two"},
        ),
    ],
)
def test_who_is_somebody_else_is_new(
    fields: list[str], name: str, values: dict[str, Value]
) -> None:
    assert planned(tuple(fields), name, values).outcome is Outcome.CREATED


def test_an_organisation_with_a_page_is_the_same_by_its_name() -> None:
    home = Home({ANA: contact("Ana García", 'organisation: "[[acme]]"')})
    home.files["organisations/acme.md"] = "---\nname: Acme Labs\naliases: [Acme]\n---\n"
    for name in ("Acme Labs", "acme"):
        found = home.plan(source(person("1", "Ana García", organisation=name))).people[0]
        assert found.outcome is Outcome.UNCHANGED


def test_two_contacts_with_one_address_are_asked_about_unless_the_name_tells() -> None:
    shared = 'email: "office@acme.example"'
    home = Home(
        {ANA: contact("Ana García", shared), "contacts/tom.md": contact("Tom Okafor", shared)}
    )
    found = home.plan(source(person("1", "Tom Okafor", email="office@acme.example"))).people[0]
    assert found.contact == "tom"
    found = home.plan(source(person("1", "office", email="office@acme.example"))).people[0]
    assert [each.contact for each in found.candidates] == ["ana-garcia", "tom"]


def test_people_of_the_source_who_may_be_one_are_asked_about() -> None:
    home = Home({})
    both = source(
        person("1", "Ana García", email="ana@acme.example"),
        person("2", "Ana García", phone="+34 600 000 001"),
        person("3", "A. García", email="ana@acme.example"),
    )
    plan = home.plan(both)
    assert [each.outcome.value for each in plan.people] == ["created", "doubtful", "doubtful"]
    assert plan.people[1].candidates[0].is_new
    home.answers = {"2": "ana-garcia", "3": "new"}
    home.apply(both)
    assert set(home.files) == {ANA, "contacts/a-garcia.md", RECORD}
    assert '"+34 600 000 001"' in home.front(ANA)
    home.answers = {}
    assert {each.outcome for each in home.plan(both).people} == {Outcome.UNCHANGED}


def test_two_people_of_the_source_are_never_one_contact_unasked() -> None:
    home = Home({ANA: contact("Ana García", "email: a@acme.example", "phone: '600000001'")})
    both = source(
        person("1", "Ana García", email="a@acme.example"),
        person("2", "Ana García", phone="600000001"),
    )
    assert [each.outcome.value for each in home.plan(both).people] == ["unchanged", "doubtful"]
    home.answers = {"2": "ana-garcia"}
    home.apply(both)
    home.answers = {}
    assert {each.outcome for each in home.plan(both).people} == {Outcome.UNCHANGED}


def test_somebody_said_twice_is_one_person() -> None:
    home = Home({})
    twice = (
        person("1", "Ana García", email=("a@acme.example",), role="CTO"),
        person("1", "Ana García", email=("b@acme.example",), role="CEO", location="Madrid"),
    )
    plan = home.apply(source(*twice))
    assert [each.count for each in plan.ignored] == [1]
    assert 'email: ["a@acme.example", "b@acme.example"]' in home.front(ANA)
    assert "role: CTO\n" in home.front(ANA)
    assert "location: Madrid\n" in home.front(ANA)


def test_people_without_a_key_are_known_again() -> None:
    home = Home({})
    people = source(
        person("", "Ana García", email="a@acme.example"),
        person("", "Tom Okafor", organisation="Hill"),
        person("", "Luis Pérez"),
        person("", "Eva Pérez", email="a@acme.example"),
    )
    plan = home.apply(people)
    assert [each.key for each in plan.people] == [
        "email:a@acme.example",
        "name:tom okafor | hill",
        "name:luis pérez",
        "email:a@acme.example | eva pérez",
    ]
    assert plan.people[3].outcome is Outcome.DOUBTFUL
    again = home.plan(people)
    assert [each.outcome.value for each in again.people] == [*["unchanged"] * 3, "doubtful"]


def test_a_note_that_was_taken_away_does_not_come_back() -> None:
    home = Home({})
    home.apply(source(person("1", "Ana García")))
    del home.files[ANA]
    plan = home.apply(source(person("1", "Ana García")))
    assert str(plan.people[0].reason) == "the note ana-garcia was taken away"
    assert ANA not in home.files
    home.answers = {"1": "new"}
    home.apply(source(person("1", "Ana García")))
    assert ANA in home.files


def test_a_note_that_cannot_be_read_gets_no_twin() -> None:
    home = Home({})
    home.apply(source(person("1", "Ana García")))
    home.files[ANA] = "---\nname: [\n---\n"
    for record in (home.files[RECORD], ""):
        home.files[RECORD] = record
        plan = home.plan(source(person("1", "Ana García")))
        assert plan.people[0].outcome is Outcome.IGNORED
        assert f"{ANA} cannot be read" in str(plan.people[0].reason)


def test_a_note_that_was_renamed_is_found_by_what_identifies_it() -> None:
    home = Home({})
    home.apply(source(person("1", "Ana García", email="a@acme.example")))
    home.files["contacts/ana.md"] = home.files.pop(ANA)
    plan = home.apply(source(person("1", "Ana García", email="a@acme.example")))
    assert plan.people[0].contact == "ana"
    assert '"contact":"ana"' in home.files[RECORD]


def test_the_owner_is_no_contact() -> None:
    home = Home({"me.md": "---\nname: Irene Soto\n---\n"})
    plan = home.plan(source(person("1", "irene soto")))
    assert (plan.people[0].outcome, str(plan.people[0].reason)) == (Outcome.IGNORED, "it is you")


def test_a_new_id_takes_no_link_away_from_anybody() -> None:
    home = Home({ANA: contact("Ana García", "aliases: [Ani]", body="[[Ani]] and [[acme]]")})
    home.files["organisations/acme-labs.md"] = "---\nname: Acme\n---\n"
    plan = home.plan(source(person("1", "ani!"), person("2", "Acme"), person("3", "me")))
    found = [each.contact for each in plan.people]
    assert found[1:] == ["acme-2", "me"]
    table = home.workspace.vault.network.link_table
    assert table.resolve("ani") == "ana-garcia"
    home.answers = {"1": "new"}
    home.apply(source(person("1", "ani!")))
    assert "contacts/ani-2.md" in home.files


def test_ties_lead_to_people_and_keep_the_names_of_others() -> None:
    home = Home({ANA: contact("Ana García", "uid: '1'")})
    ties = (
        DraftTie(PersonKey(uid="1"), "boss: of [[x]]"),
        DraftTie(PersonKey(name="Nobody Here"), "spouse"),
        DraftTie(PersonKey(uid="2"), "herself"),
    )
    tom = Draft(origin=Origin("x", 1), key="2", name="Tom Okafor", values={"uid": "2"}, ties=ties)
    home.apply(source(tom))
    assert home.files["contacts/tom-okafor.md"] == (
        '---\nname: Tom Okafor\nuid: 2\nsource: phone\nx-related: ["spouse: Nobody Here"]\n---\n\n'
        "## Ties\n- [[ana-garcia]]: boss: of \\[\\[x\\]\\]\n"
    )
    assert home.plan(source(tom)).people[0].outcome is Outcome.UNCHANGED


def test_answers_that_cannot_be_followed() -> None:
    home = Home({ANA: contact("Ana García")})
    for answers in ({"9": "new"}, {"1": "nobody"}):
        home.answers = answers
        with pytest.raises(AnswerError):
            home.plan(source(person("1", "Ana García")))
    for text in ("1", "=new", "1=", ""):
        with pytest.raises(AnswerError):
            answers_of([text])
    with pytest.raises(AnswerError):
        answers_of(["1=new", "1=skip"])
    assert answers_of(["a=b=new"]) == {"a=b": "new"}


def test_the_order_of_contacts_makes_no_difference() -> None:
    files = {f"contacts/{n}.md": contact(f"Ana García {n}", "organisation: Acme") for n in "abcd"}
    drafts = [person(n, "Ana García", organisation="Acme") for n in "12"]
    plans = [
        Home(dict(order)).plan(source(*drafts))
        for order in (files.items(), reversed(files.items()))
    ]
    assert plans[0] == plans[1]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by each comparison of two names."""
    made: list[str] = []

    def compare(first: str, second: str) -> int:
        made.append(first)
        return likeness(first, second)

    monkeypatch.setattr(matching, "likeness", compare)
    return made


def test_each_is_compared_with_few_of_ten_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    people = People()
    first = [f"{a}{b}a" for a in "bcdfghjklm" for b in "aeiouy"]
    last = [f"{a}{b}{c}ez" for a in "bcdfghjklmnp" for b in "aeiou" for c in "lmnrst"]
    names = [f"{given} {family}" for family in last for given in first]
    for number, name in enumerate(names[:10_000]):
        firm: Value = f"Firm {number % 50}"
        people.add(NodeId(f"id-{number}"), identity_of_values(name, {"organisation": firm}))
    made = counted(monkeypatch)
    found = [
        people.find(identity_of_values(name, {"organisation": "Firm 1"})) for name in names[:500]
    ]
    assert len(made) < 500 * 800
    assert sum(each.contact is not None for each in found) >= 10
    assert all(each.candidates or each.contact for each in found)


@pytest.mark.parametrize(
    "values", [{"phone": "+34 600 000 001"}, {"email": "info@acme.example"}, {}]
)
@pytest.mark.parametrize("name", ["Ana García {}", "Ana García"])
def test_what_a_crowd_has_in_common_tells_nobody_from_another(
    monkeypatch: pytest.MonkeyPatch, name: str, values: dict[str, Value]
) -> None:
    people = People()
    for number in range(2_000):
        identity = identity_of_values(name.format(number), values)
        people.add(NodeId(f"id-{number}"), identity)
    made = counted(monkeypatch)
    for _ in range(20):
        assert people.find(identity_of_values("Ana García", values)).contact is None
    assert len(made) < 20 * 1_000
