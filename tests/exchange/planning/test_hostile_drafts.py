"""Whatever a source says of people, their notes are sound, private things stay private, and the
texts are read back."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.imports import Home, contact, person, source
from tests.vaults import AS_OF
from vaultnet.diagnostics import Severity
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.domain.node import NodeId, Value
from vaultnet.exchange.draft import Draft, DraftTie, Encounter, Origin, PersonKey, Step
from vaultnet.exchange.planning.plan_values import Outcome
from vaultnet.exchange.safe_text import one_line, plain_value
from vaultnet.workspace import Workspace

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "200"))
SAFE = {"private": "true"}
NASTY = (
    *("\u2028private: false", "\nprivate: false\n", "---", "\n---\n", "[[acme]]", "![[x.png]]"),
    *("%%", "%% %%", "<!--", "-->", "<script>alert(1)</script>", "::", "[due:: 2026-01-01]"),
    *("(due:: 2026-01-01)", "📅 2026-01-01", "✅ 2026-01-01", "#tag", "# Log", "\n## Private\n"),
    *("```", "~~~", "`", "\\", "\x00", "\x1b[31m", "\ufeff", "\ud800", "\u202e", "مرحبا"),
    *(
        "🙂",
        "- x",
        "1. x",
        "> x",
        "| a |\n|---|",
        "at",
        "en",
        "@ ",
        ":",
        ": ",
        "2021-01..2022",
        "now",
    ),
    *("met [[ana]]: x", "- [ ] x", "{name}", "{0}", '"', "'", "=1+1", "[a](b.md)", "[x]: /y"),
    *(
        "private: false",
        "<<<<<<< a\n=======\n>>>>>>> b",
        "&amp;",
        "\t",
        "\r",
        "\x85",
        "\x0b",
        "_x_",
    ),
)
texts = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(max_size=8), st.sampled_from((" ", "Ana", "x"))),
    max_size=6,
).map("".join)
filled = texts.filter(lambda text: bool(one_line(text)))
keys = st.one_of(
    st.sampled_from(
        (
            *("role", "organisation", "location", "email", "phone", "url", "address", "birthday"),
            *("met", "met_through", "tags", "aliases", "pronouns", "languages", "uid", "serves"),
            *("introduced_by", "tier", "status", "cadence", "expertise", "rated", "affinity"),
            *("private", "shared", "kind", "source", "photo", "privat", "e-mail", "rol", "x-a"),
            *(
                "categories",
                "cssclasses",
                "title",
                "date",
                "alias",
                "tag",
                "PRIVATE",
                "Met through",
            ),
        )
    ),
    texts,
)
values = st.dictionaries(keys, st.one_of(texts, st.lists(texts, max_size=3).map(tuple)), max_size=6)
steps = st.builds(
    Step,
    origin=st.just(Origin("x", 1)),
    role=texts,
    organisation=texts,
    begin=st.sampled_from(("2019", "2021-03", "2020-02-02", "", "soon", "2030", "\n")),
    end=st.sampled_from(("2020", "2022-01", "", "2031", "2018", "\x00")),
    text=texts,
)
encounters = st.builds(
    Encounter,
    origin=st.just(Origin("x", 1)),
    key=texts,
    day=st.dates(max_value=AS_OF),
    kinds=st.lists(st.sampled_from(EntryKind), max_size=3).map(tuple),
    people=st.lists(st.sampled_from((PersonKey(uid="1"), PersonKey(uid="2"))), max_size=2).map(
        tuple
    ),
    text=texts,
    time=st.sampled_from(("", "09:30")),
    initiator=st.sampled_from((None, Initiator.ME, Initiator.THEM)),
    weight=st.sampled_from((None, 1, 3, 5)),
)


def loud(workspace: Workspace, path: str = "") -> list[str]:
    """Return what is found fault with, beside advice."""
    return [
        f"{each.place.path} {each.rule.code} {each.message}"
        for each in workspace.diagnostics
        if each.severity is not Severity.INFO and each.place.path.startswith(path)
    ]


@given(
    st.lists(st.tuples(filled, values), min_size=1, max_size=2), texts, st.lists(steps, max_size=2)
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_new_note_checks_clean_and_is_not_un_privated(
    people: list[tuple[str, dict[str, Value]]], prose: str, career: list[Step]
) -> None:
    home = Home({"organisations/acme.md": "---\nname: Umbrella Works\n---\n"})
    drafts = [
        Draft(
            origin=Origin("x", number),
            key=f"{number}",
            name=name,
            values={**held, "uid": f"{number}", **SAFE},
            prose=prose,
            career=tuple(career),
            ties=(DraftTie(PersonKey(uid="1"), prose), DraftTie(PersonKey(name=prose), name)),
        )
        for number, (name, held) in enumerate(people, 1)
    ]
    plan = home.apply(source(*drafts))
    workspace = home.workspace
    assert not loud(workspace)
    for each in plan.of(Outcome.CREATED):
        assert each.contact is not None
        node = workspace.vault.network.nodes[each.contact]
        assert isinstance(node, Contact)
        assert node.private
        assert node.name == " ".join(plain_value(each.draft.name).split())
        assert node.log == ()
        assert node.private_text == ""
        assert len(node.career) == len([x for x in each.lines if x.section.value == "career"])
        assert {link.target for link in node.links if link.linked} <= {
            "acme",
            *workspace.vault.network.nodes,
        }
        written = "".join(passage.text for passage in node.passages)
        assert unescaped(written) == "".join(one_line(prose).split())
    again = home.plan(source(*drafts))
    assert {each.outcome for each in again.people} <= {Outcome.UNCHANGED, Outcome.DOUBTFUL}


def unescaped(text: str) -> str:
    """Return what Markdown shows of an escaped text, without blanks."""
    shown, skip = "", False
    for letter, following in zip(text, f"{text[1:]}\n", strict=False):
        if letter == "\\" and not skip and following != "\n":
            skip = True
            continue
        if letter == "\\" and not skip:
            continue
        shown, skip = shown + letter, False
    return "".join(shown.split())


@given(st.lists(encounters, min_size=1, max_size=3), st.sampled_from(("en", "es")))
@settings(max_examples=EXAMPLES, deadline=None)
def test_an_encounter_is_one_line_and_says_what_it_said(
    happened: list[Encounter], language: str
) -> None:
    home = Home({"vaultnet.toml": f'language = "{language}"\n'})
    home.files["contacts/ana.md"] = contact(
        "Ana García", "uid: '1'", body="## Log\n- 2020-01-01 call: x\n"
    )
    home.files["contacts/tom.md"] = contact("Tom Okafor", "uid: '2'")
    plan = home.apply(source(encounters=tuple(happened)))
    workspace = home.workspace
    assert not loud(workspace)
    network = workspace.vault.network
    for each in plan.encounters:
        if each.outcome is not Outcome.LOGGED:
            continue
        for who in each.people:
            found = [record.entry for record in network.records[who]]
            kinds = tuple(dict.fromkeys(each.encounter.kinds)) or (EntryKind.CONTACT,)
            wanted = one_line(each.encounter.text)
            assert any(
                entry.day == each.encounter.day
                and entry.kinds == kinds
                and unescaped(entry.text) == "".join(wanted.split())
                and entry.time == each.encounter.time
                and entry.initiator is each.encounter.initiator
                and entry.weight == (each.encounter.weight or 1)
                and not entry.fields
                and not entry.topics
                and entry.due is None
                for entry in found
            ), (each.line, found)
    ana = network.nodes[NodeId("ana")]
    assert len(ana.passages) == 0 or not any(passage.text for passage in ana.passages)
    again = home.plan(source(encounters=tuple(happened)))
    assert {each.outcome for each in again.encounters} <= {Outcome.UNCHANGED, Outcome.IGNORED}


@given(values, st.sampled_from(("true", "nonsense", "")))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_note_that_is_private_stays_private(held: dict[str, Value], private: str) -> None:
    note = contact("Ana García", "uid: '1'", f"private: {private}", "shared: []", body="My own.\n")
    home = Home({"contacts/ana.md": note})
    was_private = private != ""
    home.apply(source(person("1", "Ana García", **{**held, "uid": "1"})))
    node = home.workspace.vault.network.nodes[NodeId("ana")]
    assert node.private or not was_private
    assert node.shared == ()
    assert "My own." in home.files["contacts/ana.md"]
    assert "private: false" not in home.front("contacts/ana.md").splitlines()


@pytest.mark.parametrize(
    "name", ["Ana\u2028private: false", "---", "[[x]]", "A" * 10_000, "🙂", "\u202eana", "a\x00b"]
)
def test_hostile_names_by_hand(name: str) -> None:
    home = Home({})
    home.apply(source(person("1", name, role=name, x=name)))
    [path] = [path for path in home.files if path.startswith("contacts/")]
    workspace = home.workspace
    assert not loud(workspace)
    [node] = workspace.vault.network.contacts
    assert node.name == plain_value(name)
    assert node.role == plain_value(name)
    assert not node.private
    assert len(path) < 100


@pytest.mark.parametrize("said", ["true", "TRUE", "yes", "sí", "1", "x", "private", "nonsense"])
def test_what_is_not_clearly_public_is_private(said: str) -> None:
    home = Home({})
    home.apply(source(person("1", "Ana García", private=said)))
    [node] = home.workspace.vault.network.contacts
    assert node.private
    home.apply(source(person("1", "Ana García", private="false")))
    [node] = home.workspace.vault.network.contacts
    assert node.private


@pytest.mark.parametrize("said", ["false", "No", "0", "FALSO"])
def test_what_is_clearly_public_decides_nothing(said: str) -> None:
    home = Home({})
    plan = home.apply(source(person("1", "Ana García", private=said)))
    [node] = home.workspace.vault.network.contacts
    assert not node.private
    assert [loss.what for loss in plan.losses] == ["private"]


def test_a_name_without_end_stops_nobody_else() -> None:
    home = Home({})
    plan = home.apply(source(person("1", "A" * 1_000_000), person("2", "Ana García")))
    assert sorted(len(node.name) for node in home.workspace.vault.network.contacts) == [10, 10_001]
    assert [loss.what for loss in plan.losses] == ["name"]
    again = home.plan(source(person("1", "A" * 1_000_000), person("2", "Ana García")))
    assert {each.outcome for each in again.people} == {Outcome.UNCHANGED}


def test_a_source_decides_nothing_about_privacy() -> None:
    home = Home({})
    shared: Value = ("email", "private")
    draft = person("1", "Ana García", private="false", shared=shared, kind="objective")
    plan = home.apply(source(draft))
    [node] = home.workspace.vault.network.contacts
    assert node.shared is None
    assert {loss.what for loss in plan.losses} == {"private", "shared", "kind"}


def test_what_is_too_long_for_front_matter_is_said() -> None:
    home = Home({})
    plan = home.apply(source(person("1", "Ana García", role="x", **{"x-long": "é" * 60_000})))
    assert [loss.what for loss in plan.losses] == ["x-long"]
    assert not loud(home.workspace)
