"""Renaming a page: its name, its file, and every link that leads to it, in the form it has."""

from collections.abc import Mapping
from urllib.parse import quote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.domain.node import NodeId
from vaultnet.vault.changes.note_changes import OperationError
from vaultnet.vault.changes.renaming import NewName, Renaming, plan_rename
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.slug import slug

ANA = "---\nname: Ana García\naliases: [Anita]\n---\nRuns a team.\n"
FORMS = """---
name: Tom Okafor
introduced_by: "[[Ana García]]"
colleague: ['[[ana]]', "[[contacts/ana|Ana]]"]
mentor: Ana García
---
[[ana]] [[Ana García]] [[contacts/ana]] [[contacts/ana.md|Ana]]
[[ana|her]]
[[ana#Log]] ![[ana]]
[[Anita]] [[ ana ]] [Ana](ana.md) [Ana](../contacts/ana.md#Log)
[Ana](./ana.md "title")
[Ana](<contacts/ana.md>) `[[ana]]` \\[[ana]]

| who |
|---|
| [[ana\\|Ana]] |

%% [[ana]] %%

## Private
[[ana]] said so.
"""
FORMS_AFTER = """---
name: Tom Okafor
introduced_by: "[[Ana Ruiz]]"
colleague: ['[[ana-ruiz]]', "[[contacts/ana-ruiz|Ana]]"]
mentor: Ana García
---
[[ana-ruiz]] [[Ana Ruiz]] [[contacts/ana-ruiz]] [[contacts/ana-ruiz.md|Ana]]
[[ana-ruiz|her]]
[[ana-ruiz#Log]] ![[ana-ruiz]]
[[Anita]] [[ ana-ruiz ]] [Ana](ana-ruiz.md) [Ana](../contacts/ana-ruiz.md#Log)
[Ana](./ana-ruiz.md "title")
[Ana](<contacts/ana-ruiz.md>) `[[ana]]` \\[[ana]]

| who |
|---|
| [[ana-ruiz\\|Ana]] |

%% [[ana-ruiz]] %%

## Private
[[ana-ruiz]] said so.
"""


def rename(vault: Vault, node_id: str, name: str, stem: str = "", **more: bool) -> Renaming:
    return plan_rename(vault, NodeId(node_id), NewName(name, stem or slug(name), **more))


def written(files: Mapping[str, str], renaming: Renaming) -> dict[str, str]:
    """Return the texts of a vault after a renaming."""
    texts = dict(files)
    for change in renaming.changes:
        if change.after is None:
            del texts[change.path]
        else:
            texts[change.path] = change.after.text
    return texts


def test_every_form_of_link_follows_and_keeps_its_form() -> None:
    files = {"contacts/ana.md": ANA, "contacts/tom.md": FORMS}
    renaming = rename(make_vault(files).vault, "ana", "Ana Ruiz")
    after = written(files, renaming)
    assert after["contacts/tom.md"] == FORMS_AFTER
    assert after["contacts/ana-ruiz.md"] == (
        "---\nname: Ana Ruiz\naliases: [Anita, Ana García]\n---\nRuns a team.\n"
    )
    assert renaming.alias == "Ana García"
    assert "contacts/ana.md" not in after
    assert renaming.notes == 1


def test_without_an_alias_links_by_the_old_name_follow_too() -> None:
    files = {"contacts/ana.md": ANA, "contacts/tom.md": "---\nintroduced_by: Ana García\n---\n"}
    renaming = rename(make_vault(files).vault, "ana", "Ana: Ruiz", "ana-ruiz", keeps_alias=False)
    after = written(files, renaming)
    assert after["contacts/tom.md"] == '---\nintroduced_by: "Ana: Ruiz"\n---\n'
    assert "García" not in after["contacts/ana-ruiz.md"]


def test_a_name_that_no_link_can_spell_is_linked_by_id() -> None:
    files = {"contacts/ana.md": ANA, "notes/n.md": "[[Ana García|Ana]]\n"}
    after = written(files, rename(make_vault(files).vault, "ana", "Ana [x] | y"))
    assert after["notes/n.md"] == "[[ana-x-y|Ana]]\n"


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("aliases:\n  - A # x\ntier: key", "aliases:\n  - A # x\n  - Ana García\ntier: key"),
        ("aliases: Anita", "aliases: [Anita, Ana García]"),
        ("aliases: []", "aliases: [Ana García]"),
        ("aliases:", "aliases: [Ana García]"),
        ("alias: [A, B, ] # two", "alias: [A, B, Ana García, ] # two"),
        ("tier: key", "aliases: [Ana García]\ntier: key"),
    ],
)  # fmt: skip
def test_the_old_name_joins_the_aliases_however_they_are_written(front: str, after: str) -> None:
    files = {
        "contacts/ana.md": f"---\r\nname: Ana García\r\n{front}\r\n---\r\n".replace("\r\n", "\n")
    }
    done = written(files, rename(make_vault(files).vault, "ana", "Ana Ruiz"))
    assert done["contacts/ana-ruiz.md"] == f"---\nname: Ana Ruiz\n{after}\n---\n"


def test_a_name_in_a_heading_or_in_the_file_name_alone_is_found() -> None:
    files = {"notes/a.md": "# Old title\n\ntext\n", "notes/b.md": "text [[a]]\n"}
    vault = make_vault(files).vault
    assert written(files, rename(vault, "a", "New title"))["notes/new-title.md"] == (
        "---\naliases: [Old title]\n---\n\n# New title\n\ntext\n"
    )
    assert written(files, rename(vault, "b", "See"))["notes/see.md"] == (
        "---\nname: See\naliases: [b]\n---\n\ntext [[a]]\n"
    )


def test_objectives_organisations_and_the_owner_are_renamed_too() -> None:
    files = {
        "objectives/lead.md": "---\ntitle: Lead\n---\n",
        "organisations/acme.md": "---\nname: Acme\n---\n",
        "me.md": "---\nname: Irene\n---\n[[me]]\n",
        "contacts/tom.md": "---\nname: Tom\norganisation: Acme\nserves: [lead]\n---\n[[Irene]]\n",
    }
    vault = make_vault(files).vault
    lead = written(files, rename(vault, "lead", "Direct"))
    assert "title: Direct" in lead["objectives/direct.md"]
    assert "serves: [direct]" in lead["contacts/tom.md"]
    acme = written(files, rename(vault, "acme", "Acme Group", keeps_alias=False))
    assert "organisation: Acme Group" in acme["contacts/tom.md"]
    me = written(files, rename(vault, "me", "Irene Soto"))
    assert me["me.md"] == "---\nname: Irene Soto\naliases: [Irene]\n---\n[[me]]\n"
    assert me["contacts/tom.md"].endswith("[[Irene Soto]]\n")


def test_what_is_taken_is_refused() -> None:
    files = {
        "contacts/ana.md": ANA,
        "contacts/tom.md": "---\nname: Tom Okafor\naliases: [Tommy]\n---\n[[Tommy]]\n",
        "notes/ana-ruiz.md": "text\n",
        "journal/2026-03-04.md": "- met [[ana]]: lunch\n",
    }
    vault = make_vault(files).vault
    for name, stem, word in (
        ("Tom Okafor", "", "already"),
        ("Tommy", "tommy-2", "elsewhere"),
        ("Ana Ruiz", "", "taken"),
    ):
        with pytest.raises(OperationError, match=word):
            rename(vault, "ana", name, stem, may_be_shared=bool(stem))
    with pytest.raises(OperationError, match="the day"):
        rename(vault, "2026-03-04", "Lunch")
    assert rename(vault, "2026-03-04", "Lunch", "2026-03-04-lunch").path.endswith("-lunch.md")


def test_a_name_that_is_a_link_is_refused() -> None:
    vault = make_vault({"contacts/ana.md": ANA}).vault
    with pytest.raises(OperationError, match="as a link"):
        rename(vault, "ana", "Ana [[x]]")


def test_two_of_one_name_can_be_told_apart() -> None:
    files = {
        "contacts/ana.md": ANA,
        "contacts/ana-2.md": "---\nname: Ana García\n---\n",
        "notes/n.md": "[[Ana García]] [[ana-2]]\n",
    }
    renaming = rename(make_vault(files).vault, "ana-2", "Ana García Vidal")
    assert renaming.alias == ""
    assert [shift.after for shift in renaming.gained] == ["contacts/ana.md"]
    assert written(files, renaming)["notes/n.md"] == "[[Ana García]] [[ana-garcia-vidal]]\n"


def test_a_renaming_that_was_cut_short_is_finished_by_another() -> None:
    files = {"contacts/ana.md": ANA, "contacts/tom.md": FORMS, "notes/n.md": "[[Ana García]]\n"}
    renaming = rename(make_vault(files).vault, "ana", "Ana Ruiz")
    whole = written(files, renaming)
    texts = dict(files)
    for change in renaming.changes[:-1]:
        assert change.after is not None
        texts[change.path] = change.after.text
        again = rename(make_vault(texts).vault, "ana", "Ana Ruiz")
        assert written(texts, again) == whole


NAMES = [
    "Ana García",
    "Ana",
    "Tom Okafor",
    "Acme",
    "Acme, Inc.",
    "O'Neil",
    "ana",
    'Q "x"',
    "王小明",
]
TARGETS = [*NAMES, "p0", "p1", "p2", "p3", "contacts/p0", "contacts/p1", "sub/p2", "notes/p3"]
LINKS = st.sampled_from(TARGETS).flatmap(
    lambda target: st.sampled_from(
        [
            f"[[{target}]]",
            f"[[{target}|label]]",
            f"[[{target}#Log]]",
            f"![[{target}.md]]",
            f"[x]({quote(target)}.md)",
            f"[x](<{target}.md>)",
            f"[[{target}\\|in a table]]",
            f"%% [[{target}]] %%",
            f"`[[{target}]]`",
        ]
    )
)
BODIES = st.lists(LINKS | st.sampled_from(["text", "\n", "\r\n", "- ", "## Private\n"]), max_size=8)
QUOTED = {"'": "''", '"': '\\"'}


def _front(name: str, linked: str, quote: str) -> str:
    value = f"[[{linked}]]".replace(quote, QUOTED[quote])
    name = name.replace('"', '\\"')
    return (
        f'---\nname: "{name}"\nfriend: {quote}{value}{quote} # kept\nintroduced_by: {linked}\n---\n'
    )


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    files = {}
    for number, folder in enumerate(("contacts", "contacts", "contacts/sub", "notes")):
        name, linked = draw(st.sampled_from(NAMES)), draw(st.sampled_from(TARGETS))
        front = _front(name, linked, draw(st.sampled_from("'\"")))
        files[f"{folder}/p{number}.md"] = front + " ".join(draw(BODIES))
    return files


def _leads(vault: Vault, file: ParsedFile) -> list[str | None]:
    found = (vault.network.link_table.resolve(link.reference.target) for link in file.links)
    return [None if each is None else vault.paths[each] for each in found]


def _frame(file: ParsedFile) -> list[str]:
    """Return what stands between the links of a file."""
    places = sorted({link.span for link in file.links})
    edges = [0, *(edge for span in places for edge in span), len(file.source.text)]
    return [file.source.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@settings(max_examples=EXAMPLES)
@given(
    vaults(),
    st.sampled_from(["p0", "p1", "p2", "p3"]),
    st.sampled_from([*NAMES, "New"]),
    st.booleans(),
)
def test_every_link_leads_where_it_led(
    files: dict[str, str],
    node_id: str,
    name: str,
    keeps: bool,  # noqa: FBT001 (hypothesis gives it)
) -> None:
    before = make_vault(files).vault
    assume(node_id in before.paths)
    try:
        renaming = rename(before, node_id, name, "new-id", keeps_alias=keeps, may_be_shared=True)
    except OperationError:
        return
    after = make_vault(written(files, renaming)).vault
    moved = {renaming.old_path: renaming.path}
    assert after.paths.keys() - {"new-id"} == before.paths.keys() - {node_id}
    for path, file in before.files.items():
        now = after.files[moved.get(path, path)]
        for was, leads in zip(_leads(before, file), _leads(after, now), strict=True):
            assert was is None or moved.get(was, was) == leads
        if path != renaming.old_path:
            assert _frame(now) == _frame(file)
