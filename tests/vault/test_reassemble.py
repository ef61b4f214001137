"""A vault made from an earlier one is the vault made anew, and shares what did not change."""

import os
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.source import Source
from vaultnet.vault.assemble import Surroundings, assemble_vault, reassemble_vault
from vaultnet.vault.checks import check_again, check_vault
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import Settings

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "150"))
SETTINGS = Settings()
TODAY = date(2026, 11, 23)

PATHS = (
    "me.md",
    "contacts/ana.md",
    "contacts/tom.md",
    "contacts/old/tom.md",
    "contacts/zoe.md",
    "objectives/ana.md",
    "organisations/acme.md",
    "journal/2026-03-04.md",
    "notes/tom.md",
    "notes/2026-03-04.md",
)
HEADS = (
    "",
    "---\nname: Ana Gil\naliases: [annie]\n---\n",
    "---\nname: Tom Roe\n---\n",
    "---\nname: Zoe\nserves: ana\n---\n",
    "---\nkind: me\n---\n",
    "---\nmet: 2026-05\nserves: [ana, acme]\ntier: key\ninfluence: 3\norganisation: Globex\n---\n",
    "---\nkind: contact\nname: Tom Roe\n---\n",
    "---\nname: [\n---\n",
)
BODIES = (
    "See [[tom]] and [[Ana Gil]].\n",
    "## Log\n- 2026-03-04 met with [[tom]]\n- 2026-03-04 call\n",
    "## Log\n- 2026-03-04 met with [[annie]], [[zoe]]\n- 2025-01-02 gave [[Tom Roe]] a book\n",
    "- 2026-03-04 met [[ana]], [[zoe]]: lunch\n",
    "- [[zoe]], [[tom]]: promised the [[acme]] paper\n",
    "## Private\n[[acme]]\n",
    "See [[tom#Log]], [[tom#Logg]], [[nobody]] and [[anna]].\n",
    "## Log\n- 2027-01-01 met\n- 2020-01-01 met\n- 2021-01-01 promised [due:: 2019-01-01]\n",
)

texts = st.builds(
    lambda head, bodies: head + "".join(bodies),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(BODIES), max_size=2, unique=True),
)
edits = st.lists(
    st.dictionaries(st.sampled_from(PATHS), st.none() | texts, min_size=1, max_size=3), max_size=4
)


def parse(path: str, text: str) -> ParsedFile:
    return parse_file(Source(path, text), SETTINGS)


def orders(vault: Vault) -> list[list[str]]:
    """Return the order of everything that has one."""
    network = vault.network
    return [
        list(vault.files),
        list(vault.paths),
        list(network.nodes),
        list(network.records),
        list(network.backlinks),
    ]


@given(st.dictionaries(st.sampled_from(PATHS), texts), edits)
@settings(max_examples=EXAMPLES)
def test_a_vault_after_any_edits_is_the_vault_made_anew(
    first: dict[str, str], later: list[dict[str, str | None]]
) -> None:
    files = {path: parse(path, text) for path, text in first.items()}
    vault = assemble_vault(SETTINGS, files.values())
    checked = check_again(vault, TODAY, None)
    for number, edit in enumerate(later):
        for path, text in edit.items():
            files.pop(path, None)
            if text is not None:
                files[path] = parse(path, text)
        around = Surroundings(ignored={"x.md": "a template"} if number % 2 else {})
        anew = assemble_vault(SETTINGS, files.values(), around)
        before, vault = vault, reassemble_vault(vault, files.values(), around)
        assert vault == anew
        assert orders(vault) == orders(anew)
        check_sharing(before, vault)
        checked = check_again(vault, TODAY, checked)
        assert checked.diagnostics == check_vault(anew, TODAY)


def check_sharing(before: Vault, after: Vault) -> None:
    """Hold that whatever is equal in both is one object, pages that were read anew aside."""
    for one, other in (
        (before.network.records, after.network.records),
        (before.network.backlinks, after.network.backlinks),
    ):
        assert all(other[each] is one[each] for each in one if one[each] == other.get(each))
    assert (before.network.link_table == after.network.link_table) == (
        before.network.link_table is after.network.link_table
    )


def example() -> tuple[dict[str, ParsedFile], Vault]:
    texts = {
        "contacts/ana.md": HEADS[1] + BODIES[1],
        "contacts/tom.md": HEADS[2] + BODIES[2],
        "contacts/zoe.md": HEADS[3],
    }
    files = {path: parse(path, text) for path, text in texts.items()}
    return files, assemble_vault(SETTINGS, files.values())


def test_an_edit_leaves_what_it_does_not_touch_as_it_was() -> None:
    """A line more on Zoe's page: the records of Ana and Tom, and all links, are the same."""
    files, before = example()
    files["contacts/zoe.md"] = parse(
        "contacts/zoe.md", HEADS[3] + BODIES[0] + "## Log\n- 2026-01-01 met\n"
    )
    after = reassemble_vault(before, files.values())
    one, other = before.network, after.network
    ana, tom, zoe = (NodeId(each) for each in ("ana", "tom", "zoe"))
    assert other.nodes[ana] is one.nodes[ana]
    assert other.records[ana] is one.records[ana]
    assert other.records[tom] is one.records[tom]
    assert len(other.records[zoe]) == len(one.records[zoe]) + 1
    assert other.backlinks[tom] == ("ana", "zoe")
    assert other.link_table is one.link_table


def test_a_new_name_shares_what_it_does_not_change() -> None:
    """Tom is renamed: what Ana and Zoe have is the same, whatever had to be looked up anew."""
    files, before = example()
    files["contacts/tom.md"] = parse("contacts/tom.md", "---\nname: Thomas\n---\n" + BODIES[2])
    after = reassemble_vault(before, files.values())
    assert after.network.nodes[NodeId("zoe")] is before.network.nodes[NodeId("zoe")]
    assert after.network.records == before.network.records
    assert all(after.network.records[each] is held for each, held in before.network.records.items())
    assert after.network.link_table.resolve("Thomas") == "tom"


def test_who_gave_up_a_name_has_it_when_the_other_goes() -> None:
    """The second page called tom was refused; without the first it is loaded."""
    one, two = parse("contacts/old/tom.md", HEADS[0]), parse("contacts/tom.md", HEADS[2])
    before = assemble_vault(SETTINGS, [one, two])
    assert before.files["contacts/tom.md"].node is None
    after = reassemble_vault(before, [two])
    assert after == assemble_vault(SETTINGS, [two])
    assert after.tally.rejected == 0
