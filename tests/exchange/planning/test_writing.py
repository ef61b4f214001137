"""What an import writes beside fields: logs, the journal, careers, prose and pictures."""

from dataclasses import replace
from datetime import date

import pytest

from tests.exchange.imports import RECORD, Home, contact, person, source
from tests.vaults import AS_OF, described
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.node import NodeId
from vaultnet.exchange.draft import Draft, Encounter, Origin, PersonKey, Picture, Step
from vaultnet.exchange.planning.last_seen import LastSeen
from vaultnet.exchange.planning.plan import plan_import
from vaultnet.exchange.planning.plan_values import ImportPlan, Outcome, PlanOptions
from vaultnet.exchange.planning.writing import WritingError, compose
from vaultnet.language import translator
from vaultnet.source import Source

ANA, TOM = "contacts/ana.md", "contacts/tom.md"
DAY = date(2026, 11, 19)
LOG = "## Log\n- 2026-01-02 call: x\n"


def two() -> Home:
    return Home(
        {
            ANA: contact(
                "Ana García", "email: ana@acme.example", body="## Log\n- 2026-01-02 call: x\n"
            ),
            TOM: contact("Tom Okafor", "email: tom@hill.example"),
        }
    )


def met(key: str, *addresses: str, day: date = DAY, text: str = "lunch") -> Encounter:
    people = tuple(PersonKey(emails=(address,)) for address in addresses)
    origin = Origin("calendar.ics", 1)
    return Encounter(
        origin=origin, key=key, day=day, kinds=(EntryKind.MET,), people=people, text=text
    )


def test_what_happened_with_one_goes_where_its_day_belongs_in_their_log() -> None:
    home = two()
    home.files[ANA] += "- 2026-11-20 met: y\n"
    happened = (met("b", "ana@acme.example"), met("a", "ana@acme.example", day=date(2025, 5, 5)))
    home.apply(source(encounters=happened))
    assert home.files[ANA].endswith(
        "## Log\n- 2025-05-05 met: lunch\n- 2026-01-02 call: x\n"
        "- 2026-11-19 met: lunch\n- 2026-11-20 met: y\n"
    )


def test_what_happened_with_several_goes_into_the_journal_once() -> None:
    home = two()
    both = source(encounters=(met("1", "ana@acme.example", "tom@hill.example", "x@y.example"),))
    home.apply(both)
    assert home.files["journal/2026-11-19.md"] == "- met [[ana]], [[tom]]: lunch\n"
    assert home.plan(both).encounters[0].outcome is Outcome.UNCHANGED
    more = source(encounters=(met("2", "tom@hill.example", "ana@acme.example", text="tea"),))
    home.apply(more)
    assert home.files["journal/2026-11-19.md"] == (
        "- met [[ana]], [[tom]]: lunch\n- met [[tom]], [[ana]]: tea\n"
    )
    assert described(home.workspace) == []


def test_who_is_a_contact_only_later_gets_the_line_too() -> None:
    home = two()
    happened = source(encounters=(met("1", "ana@acme.example", "eva@acme.example"),))
    home.apply(happened)
    assert "- 2026-11-19 met: lunch" in home.files[ANA]
    home.files["contacts/eva.md"] = contact("Eva Ruiz", "email: eva@acme.example")
    home.apply(happened)
    assert "- 2026-11-19 met: lunch" in home.files["contacts/eva.md"]
    assert home.files[ANA].count("lunch") == 1


def test_without_its_record_nothing_is_written_twice() -> None:
    home = two()
    happened = source(
        person("1", "Nils Aker", email="nils@fjord.example"),
        person("2", "Eva Ruiz"),
        encounters=(
            met("1", "ana@acme.example", text="a #b [[c]]"),
            met("2", "ana@acme.example", "nils@fjord.example"),
        ),
    )
    home.apply(happened)
    del home.files[RECORD]
    before = dict(home.files)
    plan = home.apply(happened)
    assert {each.outcome for each in plan.encounters} == {Outcome.UNCHANGED}
    assert {each.outcome for each in plan.people} == {Outcome.UNCHANGED}
    assert {path: text for path, text in home.files.items() if path != RECORD} == before


def test_only_contacts_are_logged_and_nothing_that_is_to_come() -> None:
    home = two()
    home.files["me.md"] = contact("Irene Soto", "email: irene@x.example")
    plan = home.plan(
        source(
            encounters=(
                met("1", "irene@x.example"),
                met("2", "x@y.example"),
                met("3", "ana@acme.example", day=date(2026, 11, 24)),
            )
        )
    )
    assert {each.outcome for each in plan.encounters} == {Outcome.IGNORED}
    assert "to come" in str(plan.encounters[2].reason)


def test_a_name_alone_is_enough_only_in_full_and_of_one() -> None:
    home = two()
    home.files["contacts/tom-2.md"] = contact("Tom Okafor")
    keys = (PersonKey(name="ana garcia"), PersonKey(name="Ana"), PersonKey(name="Tom Okafor"))
    happened = tuple(replace(met(str(n)), people=(key,)) for n, key in enumerate(keys))
    plan = home.plan(source(encounters=happened))
    assert [each.people for each in plan.encounters] == [("ana",), (), ()]


def test_a_new_page_of_the_journal_says_so_where_its_folder_does_not() -> None:
    home = two()
    home.files["vaultnet.toml"] = '[folders]\norganisations = ["journal"]\n'
    both = source(encounters=(met("1", "ana@acme.example", "tom@hill.example"),))
    home.apply(both)
    text = home.files["journal/2026-11-19.md"]
    assert text.startswith("---\nkind: journal\n---\n")
    assert text.endswith("- met [[ana]], [[tom]]: lunch\n")
    assert len(home.workspace.vault.network.records[NodeId("ana")]) == 2


def test_a_journal_that_cannot_be_read_is_left_alone() -> None:
    home = two()
    home.files["journal/2026-11-19.md"] = "---\nname: [\n---\n"
    both = source(encounters=(met("1", "ana@acme.example", "tom@hill.example"),))
    plan = home.apply(both)
    assert "journal/2026-11-19.md cannot be read" in str(plan.encounters[0].reason)
    assert home.files["journal/2026-11-19.md"] == "---\nname: [\n---\n"


def test_nobody_is_met_after_the_first_entry() -> None:
    home = two()
    new = person("1", "Nils Aker", email="nils@fjord.example", met="2026-11-20")
    known = person("2", "Ana García", email="ana@acme.example", met="2026-03-01")
    home.apply(source(new, known, encounters=(met("1", "nils@fjord.example"),)))
    assert "met: 2026-11-19\n" in home.front("contacts/nils-aker.md")
    assert "met: 2026-01-02\n" in home.front(ANA)
    assert described(home.workspace) == []


def step(role: str, begin: str, end: str = "", organisation: str = "Acme", text: str = "") -> Step:
    return Step(
        origin=Origin("x", 1), role=role, organisation=organisation, begin=begin, end=end, text=text
    )


def test_my_career_goes_into_my_page_once() -> None:
    home = Home({"me.md": "---\nname: Irene Soto\n---\n\n## Career\n- 2010..2012 Tester at Acme\n"})
    steps = (
        step("Tester", "2010", "2012"),
        step("Lead: at @ work", "2012-03", "2015-01", text="one\ntwo"),
        step("CTO", "2015-02"),
        step("Nobody knows when", ""),
    )
    plan = home.apply(source(my_career=steps))
    assert home.files["me.md"].endswith(
        "- 2010..2012 Tester at Acme\n"
        "- 2012-03..2015-01 Lead\\: at\u00a0@\u00a0work at Acme: one two\n"
        "- 2015-02.. CTO at Acme\n"
    )
    assert [loss.what for loss in plan.losses] == ["Nobody knows when"]
    assert home.plan(source(my_career=steps)).my_career == ()
    assert described(home.workspace) == []


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (step("CTO", "2020", "2019"), "2020 CTO at Acme"),
        (step("CTO", "2020", "2030"), "2020 CTO at Acme"),
        (step("CTO", "2020-05-01", "soon"), "2020-05-01 CTO at Acme"),
        (step("2021 intern", "2020"), "2020..: 2021 intern at Acme"),
        (step("Now what", "2020"), "2020..: Now what at Acme"),
        (step("", "2020"), "2020.. at Acme"),
        (step("CTO", "2020", organisation=""), "2020.. CTO"),
        (step("", "2020", organisation="", text="a year off"), "2020..: a year off"),
        (
            step("CTO | Speaker", "2020", organisation="[[x]] %%"),
            r"2020.. CTO | Speaker at \[\[x\]\] %\%",
        ),
    ],
)
def test_a_step_is_one_line(made: Step, line: str) -> None:
    home = Home({})
    draft = Draft(origin=Origin("x", 1), key="1", name="Ana García", career=(made,))
    home.apply(source(draft))
    assert f"## Career\n- {line}\n" in home.files["contacts/ana-garcia.md"]
    assert described(home.workspace) == []
    assert home.plan(source(draft)).people[0].outcome is Outcome.UNCHANGED


def test_prose_is_added_once_and_not_again_when_it_was_taken_out() -> None:
    home = two()
    said = replace(
        person("1", "Ana García", email="ana@acme.example"), prose="# likes *tea*\n- a\n\n\nb"
    )
    home.apply(source(said))
    assert "\\# likes \\*tea\\*\\\n\\- a\n\nb\n" in home.files[ANA]
    home.files[ANA] = home.files[ANA].replace("\\# likes \\*tea\\*\\\n\\- a\n\nb\n", "")
    assert home.plan(source(said)).people[0].outcome is Outcome.UNCHANGED


def with_picture(
    home: Home, attachments: dict[str, bytes], draft: Draft
) -> tuple[ImportPlan, dict[str, bytes]]:
    """Return a plan and its pictures in a vault with some attachments."""
    vault = replace(home.workspace.vault, attachments=frozenset(attachments))
    options = PlanOptions(as_of=AS_OF, words=translator("en"), read_attachment=attachments.get)
    plan = plan_import(source(draft), vault, LastSeen(), options)
    return plan, dict(compose(plan, vault, None).pictures)


def test_a_picture_goes_where_no_other_is() -> None:
    drawn = Picture(b"picture", "png")
    new = replace(person("1", "Nils Aker"), picture=drawn)
    plan, pictures = with_picture(two(), {}, new)
    assert pictures == {"files/nils-aker.png": b"picture"}
    assert plan.people[0].values["photo"] == "files/nils-aker.png"
    _, pictures = with_picture(two(), {"files/nils-aker.png": b"picture"}, new)
    assert pictures == {}
    _, pictures = with_picture(two(), {"files/nils-aker.png": b"other"}, new)
    [path] = pictures
    assert path.startswith("files/nils-aker-")
    known = replace(person("1", "Ana García", email="ana@acme.example"), picture=drawn)
    plan, pictures = with_picture(two(), {}, known)
    assert pictures == {"files/ana.png": b"picture"}
    assert [each.key for each in plan.people[0].changes] == ["photo"]
    home = two()
    home.files[ANA] = contact("Ana García", "email: ana@acme.example", "photo: files/a.png")
    _, pictures = with_picture(home, {"files/a.png": b"mine"}, known)
    assert pictures == {}


def test_the_tier_is_for_those_who_are_new() -> None:
    home = two()
    home.tier = "light"
    home.apply(
        source(person("1", "Nils Aker"), person("2", "Ana García", email="ana@acme.example"))
    )
    assert "tier: light\n" in home.front("contacts/nils-aker.md")
    assert "tier" not in home.front(ANA)


def test_a_note_that_would_not_be_read_as_planned_is_an_error() -> None:
    home = two()
    plan = home.plan(source(encounters=(met("1", "ana@acme.example"),)))
    damaged = replace(plan.encounters[0], line="")
    with pytest.raises(WritingError) as raised:
        compose(replace(plan, encounters=(damaged,)), home.workspace.vault, Source(RECORD, ""))
    assert raised.value.path == ANA


def test_a_note_does_not_outgrow_what_is_read() -> None:
    home = two()
    home.files["vaultnet.toml"] = "[limits]\nmax_note_size = 1000\n"
    happened = tuple(met(str(n), "ana@acme.example", text=f"lunch {n}") for n in range(100))
    with pytest.raises(WritingError, match="more than the 1000 that are read"):
        home.apply(source(encounters=happened))


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    home = two()
    home.files[ANA] = "\ufeff" + home.files[ANA].replace("\n", "\r\n").removesuffix("\r\n")
    home.apply(
        source(
            person("1", "Ana García", email=("ana@acme.example", "b@acme.example"), role="CTO"),
            encounters=(met("1", "ana@acme.example"),),
        )
    )
    assert home.files[ANA] == (
        "---\r\nname: Ana García\r\nrole: CTO\r\n"
        'email: ["ana@acme.example", "b@acme.example"]\r\n---\r\n## Log\r\n'
        "- 2026-01-02 call: x\r\n- 2026-11-19 met: lunch"
    )
