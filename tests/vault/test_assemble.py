"""From parsed files to a vault: ids, twins, links, and the tally that always adds up."""

from collections.abc import Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.me import Me
from vaultnet.domain.node import Kind, Node, NodeId, Note
from vaultnet.domain.objective import Objective
from vaultnet.source import Source
from vaultnet.vault.assemble import Surroundings, assemble_vault
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import Settings

TYPES: Mapping[str, tuple[Kind, type[Node]]] = {
    "contacts": (Kind.CONTACT, Contact),
    "objectives": (Kind.OBJECTIVE, Objective),
    "journal": (Kind.JOURNAL, Journal),
    "notes": (Kind.NOTE, Note),
    "me": (Kind.ME, Me),
}


def file(path: str, *, loaded: bool = True, name: str = "") -> ParsedFile:
    """Make the parsed file of a page that has only a name."""
    stem = path.rpartition("/")[2][:-3]
    kind, node_type = TYPES[path.partition("/")[0].removesuffix(".md")]
    fields = {"day": None} if node_type is Journal else {}
    node = node_type(id=NodeId(stem), name=name or stem, **fields)  # type: ignore[arg-type]
    return ParsedFile(Source(path, ""), kind, node if loaded else None)


def assemble(*paths: str) -> Vault:
    return assemble_vault(Settings(), [file(path) for path in paths])


def codes(vault: Vault) -> list[tuple[str, str]]:
    return [(found.place.path, found.rule.name) for found in vault.diagnostics]


def test_pages_are_known_by_their_stem() -> None:
    vault = assemble("contacts/work/ana.md", "me.md")
    assert dict(vault.paths) == {"ana": "contacts/work/ana.md", "me": "me.md"}
    assert vault.network.me is not None
    assert (vault.tally.found, vault.tally.loaded) == (2, 2)


def test_the_second_page_of_a_name_is_rejected() -> None:
    vault = assemble("contacts/b/ana.md", "objectives/ana.md", "contacts/a/ana.md")
    assert vault.paths[NodeId("ana")] == "contacts/a/ana.md"
    assert codes(vault) == [
        ("contacts/b/ana.md", "duplicate-id"),
        ("objectives/ana.md", "duplicate-id"),
    ]
    assert (vault.tally.loaded, vault.tally.rejected) == (1, 2)
    assert vault.files["contacts/b/ana.md"].node is None


def test_notes_and_journals_give_way_and_keep_their_path_as_id() -> None:
    vault = assemble("journal/ana.md", "notes/ana.md", "notes/old/ana.md", "objectives/ana.md")
    assert sorted(vault.paths) == ["ana", "journal/ana", "notes/ana", "notes/old/ana"]
    assert vault.paths[NodeId("ana")] == "objectives/ana.md"
    assert vault.diagnostics == ()
    assert vault.network.link_table.resolve("ana") == "ana"
    assert vault.network.link_table.resolve("old/ana") == "notes/old/ana"
    assert vault.file_of(NodeId("notes/ana")).node is vault.network.nodes[NodeId("notes/ana")]


def test_a_stem_that_several_notes_share_is_ambiguous() -> None:
    vault = assemble("notes/a/ideas.md", "notes/b/ideas.md")
    assert vault.network.link_table.candidates("ideas") == ("ideas", "notes/b/ideas")


def test_files_that_differ_only_in_the_case_of_their_suffix_are_both_loaded() -> None:
    vault = assemble("notes/a.MD", "notes/a.md")
    assert vault.tally.loaded == 2
    assert set(vault.paths) == {"a", "notes/a"}


def test_a_vault_has_one_owner_and_me_at_the_root_is_preferred() -> None:
    vault = assemble("me/a.md", "me.md", "contacts/me.md")
    assert vault.network.me is not None
    assert vault.paths[NodeId("me")] == "me.md"
    assert codes(vault) == [("me/a.md", "several-owners"), ("contacts/me.md", "duplicate-id")]


def test_rejected_and_ignored_files_are_counted() -> None:
    surroundings = Surroundings(ignored={"templates/a.md": "a template"})
    files = [file("contacts/a.md", loaded=False), file("contacts/b.md")]
    tally = assemble_vault(Settings(), files, surroundings).tally
    assert (tally.found, tally.loaded, tally.rejected, tally.ignored) == (3, 1, 1, 1)


paths = st.builds(
    lambda folder, stem, suffix: f"{folder}/{stem}.{suffix}",
    st.sampled_from(["contacts", "contacts/x", "objectives", "notes", "notes/x", "journal", "me"]),
    st.sampled_from(["a", "A", "b", "é", "e\u0301"]),
    st.sampled_from(["md", "MD"]),
)


@given(st.lists(paths, unique=True, max_size=12), st.randoms())
def test_the_order_of_files_leaves_no_trace_and_none_is_lost(
    chosen: list[str], random: Random
) -> None:
    shuffled = list(chosen)
    random.shuffle(shuffled)
    first, second = assemble(*chosen), assemble(*shuffled)
    assert first == second
    assert list(first.files) == list(second.files)
    assert first.tally.found == len(chosen)
    assert first.tally.loaded == len(first.network.nodes) == len(first.paths)
    rejected = [path for path, held in first.files.items() if held.node is None]
    assert first.tally.rejected == len(rejected) == len(first.diagnostics)
