"""What a shared vault holds: shared parts of shared pages, under names of their own."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

from tests.vaults import make_vault
from vaultnet.domain.audience import Audience
from vaultnet.domain.contact import Contact
from vaultnet.domain.network import KIND_BY_TYPE
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.vault.audience import LeftOut, SharedVault, redact_vault
from vaultnet.vault.fields.schema import PART_NAMES, shareable_parts
from vaultnet.vault.parse import NODE_TYPES
from vaultnet.vault.settings import DEFAULT_CRITERIA
from vaultnet.vault.shown_links import OMITTED
from vaultnet.vault.shown_parts import (
    ALWAYS_SHOWN,
    NEVER_SHOWN,
    SHOWN_IN_PART,
    shown_attributes,
)
from vaultnet.vault.shown_text import without_comments

CRITERIA = tuple(DEFAULT_CRITERIA)


def shared(files: Mapping[str, str | bytes]) -> SharedVault:
    return redact_vault(make_vault(files).vault)


def ids(files: Mapping[str, str | bytes]) -> list[str]:
    return list(shared(files).vault.network.nodes)


def contact(files: Mapping[str, str | bytes], name: str = "ana") -> Contact:
    node = shared(files).vault.network.nodes[NodeId(name)]
    assert isinstance(node, Contact)
    return node


@pytest.mark.parametrize("node_type", NODE_TYPES.values())
def test_of_every_attribute_somebody_decided_whether_it_can_be_shared(
    node_type: type[Node],
) -> None:
    parts = {PART_NAMES.get(part, part) for part in shareable_parts(None, CRITERIA)}
    can_be = shown_attributes(node_type, parts, CRITERIA)
    decided = can_be | ALWAYS_SHOWN | NEVER_SHOWN | SHOWN_IN_PART
    assert {item.name for item in fields(node_type)} <= decided
    assert not can_be & (NEVER_SHOWN | SHOWN_IN_PART)


def test_every_attribute_has_one_part_that_shows_it_and_nothing_else_does() -> None:
    for kind, node_type in NODE_TYPES.items():
        assert KIND_BY_TYPE[node_type] is kind
        assert shown_attributes(node_type, frozenset(), CRITERIA) == frozenset()
    assert shown_attributes(Contact, {"organisation"}) == {"organisation", "other_organisations"}
    assert shown_attributes(Contact, {"log"}) == {"log"}
    assert shown_attributes(Contact, {"affinity", "private", "extra", "passages"}) == frozenset()


def test_what_is_not_shared_is_as_if_it_had_never_been_written() -> None:
    full = {
        "contacts/ana.md": "---\nname: Ana\nshared: [name, role]\nrole: CTO\ntier: key\n"
        "affinity: 2\nshoe: 38\nexpertise: 4\n---\nprose\n\n## Log\n\n- 2026-01-01 met: x\n\n"
        "## Private\n\ngossip\n"
    }
    bare = {"contacts/ana.md": "---\nname: Ana\nshared: [name, role]\nrole: CTO\n---\n"}
    assert contact(full) == contact(bare)
    assert contact(full).role == "CTO"


def test_the_settings_speak_for_a_page_that_does_not() -> None:
    text = "---\nname: Ana\nrole: CTO\ntier: key\n---\n"
    assert contact({"contacts/ana.md": text}).role == "CTO"
    told = {"contacts/ana.md": text, "vaultnet.toml": '[share]\nfields = ["name", "tier"]\n'}
    assert (contact(told).role, contact(told).tier) == ("", "key")
    assert ids({"contacts/ana.md": text, "vaultnet.toml": "[share]\nfields = []\n"}) == []


@pytest.mark.parametrize(
    "mark",
    [
        *("private: true", "private: maybe", "private: true\nprivate: false"),
        *("private: false\nprivate: true", "Private: true"),
        *("shared: []", "shared: [role]", "shared: [nmae]", "shared: 5", "shared:\n  name: 1"),
    ],
)
def test_a_page_that_is_private_or_has_no_shared_name_is_not_spoken_of(mark: str) -> None:
    assert ids({"contacts/ana.md": f"---\nname: Ana\n{mark}\n---\n"}) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"---\nname: [Ana\n---\n",
        b"---\nname: Ana\n---\n\0",
        b"<<<<<<< a\n=======\n>>>>>>> b\n",
    ],
)
def test_a_file_that_cannot_be_read_is_left_out_whole(content: bytes) -> None:
    found = shared({"contacts/ana.md": content})
    assert not found.vault.network.nodes
    assert found.left_out == LeftOut(unread=1)


def test_a_private_page_takes_no_id_and_makes_no_link_ambiguous() -> None:
    files = {
        "contacts/tom.md": "---\nname: Tom\nshared: [name, Ties]\n---\n## Ties\n\n- [[ana]]: x\n",
        "contacts/old/ana.md": "---\nname: Ana\nshared: [name]\n---\n",
    }
    twin = {"contacts/ana.md": "---\nname: Ana\nprivate: true\n---\n"}
    assert not make_vault({**files, **twin}).vault.network.nodes[NodeId("tom")].private
    assert shared(files).vault == shared({**files, **twin}).vault
    assert contact(files, "tom").ties[0].person == Reference("/ana")


def test_ids_come_from_names_and_not_from_files() -> None:
    files = {
        "contacts/zz-secret-project.md": "---\nname: Ana Ruiz\n---\n",
        "contacts/aa.md": "---\nname: Ana Ruiz\nrole: CTO\n---\n",
        "organisations/bb.md": "---\nname: Ana Ruiz\n---\n",
        "contacts/cc.md": "---\nname: 李静\n---\n",
        "contacts/dd.md": "---\nname: Ana Ruiz 2\n---\n",
    }
    assert ids(files) == ["ana-ruiz", "ana-ruiz-2", "ana-ruiz-3", "ana-ruiz-4", "note-61cf71b4"]
    found = shared(files).vault
    assert not any("secret" in path for path in (*found.files, *found.paths.values()))
    assert all(not file.source.text for file in found.files.values())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("met [[tom]] there", "met [[/tom-becker]] there"),
        ("met [[Tom Becker]] there", "met [[/tom-becker]] there"),
        ("met [[tom|the boss]]", "met [[/tom-becker|the boss]]"),
        ("met [[tom#Private thoughts]]", "met [[/tom-becker]]"),
        ("met [the boss](tom.md)", "met [[/tom-becker|the boss]]"),
        ("met [the boss](../contacts/tom.md)", "met [[/tom-becker|the boss]]"),
        ("met [[eva]] there", f"met {OMITTED} there"),
        ("met [[nobody-at-all]] there", f"met {OMITTED} there"),
        ("met [[eva|a friend]]", "met a friend"),
        ("met [a friend](../contacts/eva.md)", "met a friend"),
        ("saw ![[eva]] there", "saw  there"),
        ("saw ![[files/p.png]]", "saw ![[ana/picture-1.png]]"),
        ("saw ![[files/P.png]]", "saw "),
        ("saw ![cat](../files/p.png)", "saw ![cat](ana/picture-1.png)"),
        ("saw ![cat](../files/none.png)", "saw cat"),
        ("saw ![cat](https://x.example/a.png)", "saw ![cat](https://x.example/a.png)"),
        ("in `[[eva]]` code", "in `[[eva]]` code"),
        ("told %%[[eva]] said so%% me", "told me"),
    ],
)
def test_links_in_shared_text_tell_of_shared_pages_alone(written: str, read: str) -> None:
    files: dict[str, str | bytes] = {
        "contacts/ana.md": f"---\nname: Ana\nshared: [name, Offers]\n---\n## Offers\n- {written}\n",
        "contacts/tom.md": "---\nname: Tom Becker\n---\n",
        "contacts/eva.md": "---\nname: Eva\nprivate: true\n---\n",
        "files/p.png": b"\x89PNG\r\n\x1a\n",
    }
    assert contact(files).offers[0].text == read
    without = {path: text for path, text in files.items() if path != "contacts/eva.md"}
    assert contact(without) == contact(files)


def test_references_to_others_are_kept_dropped_or_said() -> None:
    files = {
        "contacts/ana.md": "---\nname: Ana\nshared: [name, organisation, serves, introduced_by, "
        'Ties]\norganisation: "[[acme]]"\nserves: ["[[lead]]", "[[hidden]]"]\n'
        'introduced_by: "[[eva|a friend]]"\n---\n## Ties\n\n- [[eva]]: cousin\n',
        "organisations/acme.md": "---\nname: Acme\nshared: []\n---\n",
        "objectives/lead.md": "---\ntitle: Lead a team\n---\n",
        "objectives/hidden.md": "---\ntitle: Quit\nprivate: true\n---\n",
    }
    ana = contact(files)
    assert ana.organisation is None
    assert ana.serves == (Reference("/lead-a-team"),)
    assert ana.introduced_by == Reference("a friend", linked=False)
    assert ana.ties[0].person == Reference(OMITTED, linked=False)
    assert ana.links == (Reference("/lead-a-team"),)


@pytest.mark.parametrize("parts", ["title", "title, status", "title, importance"])
def test_an_objective_counts_only_where_enough_is_told_of_it(parts: str) -> None:
    text = f"---\ntitle: Lead\nstatus: active\nimportance: 5\nshared: [{parts}]\n---\n"
    node = shared({"objectives/lead.md": text}).vault.network.nodes[NodeId("lead")]
    assert isinstance(node, Objective)
    assert node.status is ObjectiveStatus.IDEA


def test_notes_and_journals_without_shared_lines_are_left_out() -> None:
    files = {
        "notes/plan.md": "# Plan\n\nprose\n",
        "journal/2026-01-05.md": "- [[ana]]: coffee\n",
        "journal/2026-01-06.md": "---\nshared: [name, Log]\n---\n- [[ana]]: lunch\n",
        "contacts/ana.md": "---\nname: Ana\n---\n",
    }
    found = shared(files)
    assert list(found.vault.network.nodes) == ["2026-01-06", "ana"]
    assert found.left_out == LeftOut(empty=2)
    assert [record.entry.text for record in found.vault.network.records[NodeId("ana")]] == ["lunch"]


def test_the_log_of_a_journal_is_what_stands_under_no_other_heading() -> None:
    text = (
        "---\nshared: [name, Log]\n---\n- met: one\n\n# Day\n\n- met: two\n\n## Gossip\n\n"
        "- met: three\n\n## Log\n\n- met: four\n\n## Private\n\n- met: five\n"
    )
    (journal,) = shared({"journal/2026-01-06.md": text}).vault.network.journals
    assert [entry.text for entry in journal.entries] == ["one", "two", "four"]


def test_the_shared_vault_knows_for_whom_it_is_and_no_settings_but_those_it_needs() -> None:
    toml = 'name = "N"\nexclude = ["x/**"]\n[views]\nv = "ana"\n[folders]\ncontacts = "people"\n'
    found = shared({"vaultnet.toml": toml}).vault
    assert found.audience is Audience.SHARED
    assert (found.settings.name, found.settings.exclude, found.settings.views) == ("N", (), {})
    assert (found.diagnostics, found.ignored, found.settings_source) == ((), {}, None)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a %%x%% b", "a b"),
        ("a %%x%%", "a"),
        ("%%x%% a", "a"),
        ("one\n%%x%%\ntwo", "one\ntwo"),
        ("- a\n- %%x%%\n- b", "- a\n- b"),
        ("- a %%x\ny%% b\n- c", "- a b\n- c"),
        ("a<!-- b -->c", "ac"),
        ("a %%open\nmore", "a"),
        ("`%%` stays", "`%%` stays"),
        ("50 %, no comment", "50 %, no comment"),
    ],
)
def test_comments_are_cut_out_without_a_trace(text: str, left: str) -> None:
    assert without_comments(text) == left
