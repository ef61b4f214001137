"""GraphML: another program opens it and finds who knows whom."""

import io
from xml.etree import ElementTree as ET

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.exports import OPTIONS, example, of_texts, selection_of, shared_of
from vaultnet.exchange.documents.graphml import write_graphml
from vaultnet.exchange.export_values import Selection

VAULT = {
    "me.md": "---\nname: Irene\n---\n",
    "organisations/acme.md": "---\nname: Acme\n---\n",
    "contacts/ana.md": (
        '---\nname: Ana\ntier: key\norganisation: "[[acme]]"\nfunctions: [lead, host]\n---\n'
        "## Career\n- 2019..2021 engineer at Werft Nord\n\n"
        "## Ties\n- [[tom]]: former manager [strength:: strong] [from:: 2021]\n\n"
        "## Log\n- 2026-11-20 met: coffee\n"
    ),
    "contacts/tom.md": "---\nname: Tom\n---\n",
}


def opened(selection: Selection) -> "nx.MultiGraph[str]":
    (data,) = write_graphml(selection, OPTIONS).files.values()
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert isinstance(graph, nx.MultiGraph)
    return graph


def test_the_people_the_owner_and_the_places() -> None:
    graph = opened(of_texts(VAULT))
    assert {name: held["kind"] for name, held in graph.nodes(data=True)} == {
        "ana": "contact",
        "tom": "contact",
        "me": "me",
        "acme": "organisation",
        "organisation:werft nord": "organisation",
    }
    ana = graph.nodes["ana"]
    assert (ana["label"], ana["tier"], ana["organisation"]) == ("Ana", "key", "Acme")
    assert (ana["functions"], ana["last_contact"]) == ("lead, host", "2026-11-20")
    assert isinstance(ana["strength"], float)


def test_the_edges_say_what_they_are() -> None:
    graph = opened(of_texts(VAULT))
    (tie,) = graph.get_edge_data("ana", "tom").values()
    assert (tie["relation"], tie["tie_source"], tie["tie_strength"], tie["since"]) == (
        "former manager",
        "line",
        "strong",
        "2021-01-01",
    )
    assert tie["expired"] is False
    (career,) = graph.get_edge_data("ana", "organisation:werft nord").values()
    assert (career["relation"], career["since"], career["until"]) == ("engineer", "2019", "2021")
    (mine,) = graph.get_edge_data("me", "ana").values()
    assert (mine["tie_source"], bool(mine["band"])) == ("me", True)


def test_the_example_vault() -> None:
    graph, network = opened(selection_of(example())), example().network
    people = [name for name, held in graph.nodes(data=True) if held["kind"] == "contact"]
    assert sorted(people) == [contact.id for contact in network.contacts]
    assert graph.degree("me") == len(people)


def test_a_part_of_it_has_no_tie_to_others() -> None:
    graph = opened(selection_of(example(), "ana-garcia", "tom-okafor"))
    assert {"ana-garcia", "tom-okafor"} < set(graph)
    kinds = [held["kind"] for _, held in graph.nodes(data=True)]
    assert kinds.count("contact") == 2


def test_others_get_no_number_of_yours() -> None:
    for _, held in opened(shared_of(example())).nodes(data=True):
        assert not held.keys() & {"fruitfulness", "strength", "last_contact"}


def test_what_xml_forbids_is_left_out_and_said() -> None:
    note = "---\nname: Ana\n---\n## Ties\n- [[tom]]: old\x0b friend\n"
    made = write_graphml(of_texts({"contacts/ana.md": note, "contacts/tom.md": "# Tom"}), OPTIONS)
    assert [one.what for one in made.losses] == ["relation"]
    assert made.losses[0].origin.file == "contacts/ana.md"
    assert b">old friend<" in made.files["network.graphml"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_text_in_xml(name: str, relation: str) -> None:
    note = f"---\nname: Ana\n---\n## Ties\n- [[tom]]: {relation}\n## Career\n- 2019 at {name}\n"
    data = note.encode("utf-8", "replace")
    made = write_graphml(of_texts({"contacts/ana.md": data, "contacts/tom.md": "# T"}), OPTIONS)
    (written,) = made.files.values()
    assert ET.fromstring(written).tag.endswith("graphml")
