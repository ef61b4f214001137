"""Safe fixes, round after round: they clear what they mend and leave the rest alone."""

import pytest

from tests.vaults import make_vault
from vaultnet.source import Source
from vaultnet.vault.changes.repair import Repair, find_damage, repair_vault
from vaultnet.vault.settings import Settings

NOTE = '---\r\nname: Ada # kept\r\nemial: ada@kovac.example\r\nroel: "CTO"\r\n---\r\nno newline'


def repaired(files: dict[str, str], *only: str) -> tuple[Repair, ...]:
    workspace = make_vault(files)
    wanted = only or tuple(files)
    return repair_vault(
        workspace.vault, workspace.diagnostics, workspace.as_of, lambda path: path in wanted
    )


def test_misspelt_keys_are_mended_and_nothing_else_changes() -> None:
    (repair,) = repaired({"contacts/ada.md": NOTE})
    assert repair.before.text == NOTE
    assert repair.after.text == NOTE.replace("emial", "email").replace("roel", "role")
    assert repair.edits == 2


def test_a_repaired_vault_needs_no_repair() -> None:
    (repair,) = repaired({"contacts/ada.md": NOTE})
    assert repaired({"contacts/ada.md": repair.after.text}) == ()


def test_fixes_that_touch_or_follow_from_each_other_need_no_second_call() -> None:
    note = (
        "---\nname: A\u2028\u2028\u2028B\nserevs: [[lead]]\norganistion: [[acme]]\n---\n"
        "## Asessment\n- influense: decides\n"
    )
    (repair,) = repaired({"contacts/ada.md": note})
    assert repair.after.text == (
        '---\nname: A   B\nserves: "[[lead]]"\norganisation: "[[acme]]"\n---\n'
        "## Assessment\n- influence: decides\n"
    )
    assert repaired({"contacts/ada.md": repair.after.text}) == ()


def test_only_what_is_asked_for_is_repaired() -> None:
    files = {"contacts/ada.md": NOTE, "contacts/bea.md": NOTE.replace("Ada", "Bea")}
    assert [repair.path for repair in repaired(files, "contacts/bea.md")] == ["contacts/bea.md"]


@pytest.mark.parametrize(
    ("after", "damaged"), [("---\nname: Ada\n---\n", False), ("---\nname: [\n", True)]
)
def test_a_note_that_could_be_read_must_stay_so(after: str, damaged: bool) -> None:  # noqa: FBT001
    before = Source("contacts/ada.md", "---\nname: Ad\n---\n")
    damage = find_damage(before, Source(before.path, after), Settings())
    assert (damage is not None) is damaged
