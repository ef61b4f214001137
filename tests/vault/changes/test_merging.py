"""Two contacts made one: nothing of either is lost, and nobody sees more than before."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.vault.changes.merged_body import Titles
from vaultnet.vault.changes.merging import Merging, plan_merge
from vaultnet.vault.changes.note_changes import OperationError
from vaultnet.vault.parsed import Vault
from vaultnet.vault.shown_parts import parts_shown

TITLES = Titles("From Bea", "From Bea:")
KEEP, OTHER = "contacts/ana.md", "contacts/bea.md"


def merge(vault: Vault, *, prefer_other: bool = False) -> Merging:
    return plan_merge(vault, NodeId("ana"), NodeId("bea"), TITLES, prefer_other=prefer_other)


def written(files: Mapping[str, str], merging: Merging, most: int | None = None) -> dict[str, str]:
    texts = dict(files)
    for change in merging.changes[:most]:
        if change.after is None:
            del texts[change.path]
        else:
            texts[change.path] = change.after.text
    return texts


def merged(keep: str, other: str, *, prefer_other: bool = False, **more: str) -> str:
    files = {KEEP: keep, OTHER: other, **more}
    return written(files, merge(make_vault(files).vault, prefer_other=prefer_other))[KEEP]


def test_lists_are_united_and_of_two_single_values_one_counts() -> None:
    keep = "---\nname: Ana\nrole: CTO # now\ntags:\n  - a # x\nemail: a@x.example\n---\nText.\n"
    other = (
        "---\nname: Bea\nrole: CEO # then\ntags: [A, b]\n"
        'email: ["work: A@x.example", b@x.example]\nlocation: Madrid # old\n'
        "zodiac: {sign: lion}\n---\n"
    )
    assert merged(keep, other) == (
        "---\nname: Ana\naliases: [Bea]\nrole: CTO # now\ntags:\n  - a # x\n  - b\n"
        'email: ["a@x.example", "work: A@x.example", "b@x.example"]\n'
        "location: Madrid # old\nzodiac: {sign: lion}\n---\nText.\n\n"
        "## Private\nFrom Bea:\n\n- role: CEO # then\n"
    )
    assert "role: CEO # now" in merged(keep, other, prefer_other=True)
    assert "- role: CTO # now\n" in merged(keep, other, prefer_other=True)
    assert merged(keep, other, prefer_other=True).startswith("---\nname: Bea\n")


def test_dated_lines_are_united_in_the_order_of_their_days() -> None:
    keep = "## Log\n- 2026-01-01 met: one\n- 2026-03-01 met: three\n"
    other = (
        "## Log\n- 2026-02-01 met: two\n  - detail\n"
        "- 2026-03-01 met: three\n- 2026-04-01 call: four\n"
    )
    assert merged(keep, other).endswith(
        "## Log\n- 2026-01-01 met: one\n- 2026-02-01 met: two\n  - detail\n"
        "- 2026-03-01 met: three\n- 2026-04-01 call: four\n"
    )


def test_a_line_that_stands_twice_in_one_note_stays_twice() -> None:
    keep = "## Log\n- 2026-01-01 gave: a book\n"
    other = "## Log\n- 2026-01-01 gave: a book\n- 2026-01-01 gave: a book\n"
    assert merged(keep, other).count("gave: a book") == 2


def test_what_would_tie_them_to_themselves_is_left_out_and_told() -> None:
    files = {
        KEEP: "---\nname: Ana\nintroduced_by: '[[bea]]'\n---\n## Ties\n- [[bea]]: her double\n",
        OTHER: "---\nname: Bea\n---\n## Log\n- 2026-01-01 met: lunch with [[ana]] and [[bea]]\n",
    }
    merging = merge(make_vault(files).vault)
    text = written(files, merging)[KEEP]
    assert merging.dropped == ("introduced_by: '[[bea]]'", "- [[bea]]: her double")
    assert "double" not in text
    assert "met: lunch with Ana and [[ana]]" in text
    assert not make_vault({KEEP: text}).vault.network.backlinks


def test_links_lead_to_the_kept_note_in_the_form_that_they_have() -> None:
    files = {
        KEEP: "---\nname: Ana\n---\n",
        OTHER: "---\nname: Bea\naliases: [B]\n---\n",
        "notes/n.md": "[[bea]] [[Bea]] [[Bea|her]] [[B]] [x](../contacts/bea.md)\n",
    }
    merging = merge(make_vault(files).vault)
    assert merging.links == 4
    assert written(files, merging)["notes/n.md"] == (
        "[[ana]] [[Ana]] [[Ana|her]] [[B]] [x](../contacts/ana.md)\n"
    )


def test_relative_links_still_lead_where_they_led() -> None:
    files = {
        KEEP: "",
        "contacts/old/bea.md": "---\nname: Bea\n---\n[n](../../notes/n.md) ![p](./p.png)\n",
        "notes/n.md": "text\n",
    }
    text = written(files, merge(make_vault(files).vault))[KEEP]
    assert "[n](../notes/n.md) ![p](./old/p.png)" in text


@pytest.mark.parametrize("text", ["%% never ends\n", "```\nnever ends\n"])
def test_what_never_ends_would_swallow_the_rest_and_is_refused(text: str) -> None:
    with pytest.raises(OperationError, match="never ends"):
        merged(text, "text\n")
    with pytest.raises(OperationError, match="never ends"):
        merged("text\n", text)


def test_a_name_for_itself_is_refused() -> None:
    vault = make_vault({KEEP: ""}).vault
    with pytest.raises(OperationError):
        plan_merge(vault, NodeId("ana"), NodeId("ana"), TITLES)


def test_headings_of_the_other_never_reach_what_is_shared() -> None:
    keep = "---\nshared: [name, log, notes]\n---\n# Log\n- 2026-01-01 met: one\n"
    other = "---\nshared: [name, log]\n---\nIntro.\n\n### Family\nTwo sons.\n"
    vault = make_vault({KEEP: merged(keep, other)}).vault
    node = vault.network.contacts[0]
    assert node.shared == ("name", "log")
    assert [each.section for each in node.passages if "sons" in each.text] == [None]


FRONT = st.lists(
    st.sampled_from(
        [
            "role: CTO",
            "role: 'Head: of all' # quoted",
            "organisation: '[[acme]]'",
            "email: [a@x.example, 'work: b@x.example']",
            "email: c@x.example # mine",
            "tags:\n  - one\n  - two # second",
            "aliases: [Anita, Bee]",
            "private: true",
            "private: false",
            "shared: [name, role, log]",
            "shared:\n  - name\n  - offers",
            "shared: []",
            "influence: 4",
            "met: 2019-03",
            "zodiac: lion",
            "nested:\n  a: [1, 2]\n  b: x",
            "note: |\n  several\n  lines",
            "# a comment",
            "phone: '+34 600 111 222'",
            "introduced_by: Tom",
            "location:",
        ]
    ),
    max_size=6,
    unique_by=lambda line: line.partition(":")[0],
)
LINES = [
    "2026-01-01 met: coffee",
    "2026-02-01 call: long\n  - detail one\n\n  detail two",
    "[ ] 2026-03-01 promised: a paper [due:: 2026-04-01]",
    "no date at all",
    "with [[tom]] %% hidden %% and #topic",
    "%% hidden %%",
    "[[tom]]: knows them [strength:: weak]",
    "2019..2021 engineer at [[acme]]: built it",
    "criterion: said so",
    "",
]
BLOCKS = st.sampled_from(
    [
        "Plain prose.",
        "Prose with %% a comment %% in it.",
        "%%\nlong\n\ncomment\n%%",
        "```\n- 2026-01-01 met: in code\n```",
        "# Title",
        "### Family\nTwo sons.\n\n#### Dogs\n- Rufo",
        "Setext\n======\n\ntext",
        "## Private\nWhisper one.",
        "# Private\nWhisper two.\n\n## Log\n- 2026-01-09 met: in private\n\n### Money\nA lot.",
        "### Privado\nSusurro.",
        "## Log\n\nprose between\n\n- 2026-05-05 met: late\n- 2026-04-04 met: earlier",
        "1. numbered\n2. list",
        "> quoted",
        "| a | b |\n|---|---|\n| [[tom\\|T]] | x |",
    ]
)
SECTION_WORDS = (
    *("Log", "Ties", "Next", "Offers", "Career", "Assessment", "Registro", "Risks"),
    *("Private", "Privado"),
)
SECTIONS = st.tuples(
    st.sampled_from(["# ", "## ", "### "]),
    st.sampled_from(SECTION_WORDS[:-2]),
    st.lists(st.sampled_from(LINES), max_size=4),
).map(lambda part: f"{part[0]}{part[1]}\n" + "\n".join(f"- {line}" for line in part[2]))


@st.composite
def notes(draw: st.DrawFn, name: str) -> str:
    front = "\n".join([f"name: {name}", *draw(FRONT)])
    body = "\n\n".join(draw(st.lists(BLOCKS | SECTIONS, max_size=5)))
    text = f"---\n{front}\n---\n{body}" + draw(st.sampled_from(["", "\n", "\n\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def _bare(line: str) -> str:
    line = re.sub(r"^\s*(?:#+\s+|[-*+]\s+|\d+[.)]\s+)?", "", line)
    return " ".join(line.split())


def _contact(vault: Vault, node_id: str) -> Contact:
    node = vault.network.nodes[NodeId(node_id)]
    assert isinstance(node, Contact)
    return node


def _values(contact: Contact) -> set[str]:
    texts = {*contact.aliases, *contact.tags, *map(str, contact.ratings.values()), contact.role}
    for many in (contact.email, contact.phone, contact.url):
        texts |= {each.value for each in many}
    return texts


COUNTED = ("log", "ties", "next", "offers", "career", "assessment", "risks", "opportunities")


@settings(max_examples=EXAMPLES)
@given(notes("Ana"), notes("Bea"), st.booleans())
def test_nothing_is_lost_and_nothing_is_shown_that_was_not(
    keep: str,
    other: str,
    prefer: bool,  # noqa: FBT001 (hypothesis gives it)
) -> None:
    files = {KEEP: keep, OTHER: other, "contacts/tom.md": "", "organisations/acme.md": ""}
    vault = make_vault(files).vault
    merging = merge(vault, prefer_other=prefer)
    texts = written(files, merging)
    after = make_vault(texts).vault
    pair, one = [_contact(vault, "ana"), _contact(vault, "bea")], _contact(after, "ana")
    assert OTHER not in texts
    assert {"Ana", "Bea"} <= {one.name, *one.aliases}
    held = {_bare(line) for line in texts[KEEP].splitlines()}
    whole = " ".join(texts[KEEP].split())
    for source, node in zip((keep, other), pair, strict=True):
        body = source.partition("---")[2].partition("---")[2]
        heads = {"======", *(_bare(word) for word in SECTION_WORDS)}
        lost = {_bare(line) for line in body.splitlines()} - held - heads - {""}
        assert not lost
        assert all(value in whole for value in _values(node))
        assert one.private or not node.private
        assert one.private or parts_shown(one, after.settings) <= parts_shown(node, vault.settings)
        private = {_bare(line) for line in node.private_text.splitlines()} - heads
        assert private <= {_bare(line) for line in one.private_text.splitlines()} | {"", "-"}
        for name in COUNTED:
            assert len(getattr(one, name)) >= len(getattr(node, name)), name
    shown = {_bare(line) for passage in one.passages for line in passage.text.splitlines()}
    was_shown = {
        _bare(line)
        for node in pair
        for passage in node.passages
        for line in passage.text.splitlines()
    }
    assert shown <= was_shown | {"From Bea"} | {_bare(line) for line in LINES}


@settings(max_examples=EXAMPLES // 4)
@given(notes("Ana"), notes("Bea"))
def test_a_merge_that_was_cut_short_is_finished_by_another(keep: str, other: str) -> None:
    files = {KEEP: keep, OTHER: other, "notes/a.md": "[[bea]]\n", "notes/b.md": "[[Bea]]\n"}
    merging = merge(make_vault(files).vault)
    whole = written(files, merging)
    for most in range(len(merging.changes)):
        begun = written(files, merging, most)
        again = written(begun, merge(make_vault(begun).vault))
        assert again == whole
