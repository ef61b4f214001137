"""What marks people in a vault that was never meant for VaultNet."""

from tests.vaults import make_vault
from vaultnet.vault.mapping import render_suggestion, suggest_mapping

PERSON = "---\nN.FN: Perez\nTEL[CELL]: '+34 600 000 009'\n---\n"


def suggested(files: dict[str, str]) -> list[str]:
    return render_suggestion(suggest_mapping(make_vault(files).vault)).splitlines()


def test_categories_are_mapped_by_their_words() -> None:
    assert suggested(
        {
            "Ada.md": '---\ncategories:\n  - "[[People]]"\n---\n',
            "Acme.md": "---\ncategories: [Companies]\n---\n",
            "Dune.md": '---\ncategories: ["[[Books]]"]\n---\n',
        }
    ) == ["[categories]", '"Companies" = "organisation"', '"People" = "contact"']


def test_folders_of_which_half_look_like_people_are_contacts() -> None:
    assert suggested(
        {
            "people/a.md": PERSON,
            "people/b.md": "#Contact",
            "people/c.md": "a list",
            "books/d.md": "x",
            "books/e.md": "y",
            "books/f.md": PERSON,
        }
    ) == ["[folders]", 'contacts = ["people"]']


def test_notes_at_the_root_and_notes_named_by_a_day() -> None:
    assert suggested(
        {"a.md": PERSON, "b.md": PERSON, "Daily/2026-01-01.md": "", "Daily/2026-01-02.md": ""}
    ) == ["[folders]", 'contacts = ["."]', 'journal = ["Daily"]']


def test_nothing_is_suggested_where_nothing_is_clear() -> None:
    files = {"contacts/ada.md": PERSON, "notes/x.md": PERSON, "notes/y.md": "", "notes/z.md": ""}
    assert suggested(files) == []


def test_what_is_suggested_is_what_the_settings_read() -> None:
    files = {
        'odd "name"/a.md': PERSON,
        'odd "name"/b.md': PERSON,
        "Ada.md": '---\ncategories: ["[[People]]"]\n---\n',
    }
    before = make_vault(files).vault
    assert len(before.network.contacts) == 0
    settings = render_suggestion(suggest_mapping(before))
    after = make_vault({**files, "vaultnet.toml": settings})
    assert len(after.vault.network.contacts) == 3
    assert [each for each in after.diagnostics if each.place.path == "vaultnet.toml"] == []
