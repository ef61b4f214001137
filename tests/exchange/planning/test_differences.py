"""What becomes of a field: the source before, the source now, and the note."""

import pytest

from tests.exchange.imports import RECORD, Home, contact, person, source
from tests.vaults import described
from vaultnet.domain.node import Value
from vaultnet.exchange.planning.plan_values import Outcome

PATH = "contacts/ana-garcia.md"


def home(note: str | None, base: str | None) -> Home:
    """Return a vault in which a role was said before (base) and is written now (note)."""
    email = 'email: ["ana@acme.example"]'
    found = Home({PATH: contact("Ana García", email)})
    found.apply(source(person("1", "Ana García", email="ana@acme.example", **_role(base))))
    fields = [] if note is None else [f"role: {note}"]
    found.files[PATH] = contact("Ana García", email, *fields)
    return found


def _role(text: str | None) -> dict[str, Value]:
    return {} if text is None else {"role": text}


CASES = [
    # note, source before, source now -> note after, is it told
    ("CTO", "CTO", "CTO", "CTO", False),
    (None, None, "CTO", "CTO", False),
    ("CTO", "CTO", "CEO", "CEO", False),
    ("Boss", "CTO", "CTO", "Boss", False),
    ("Boss", "CTO", "CEO", "Boss", True),
    ("CEO", "CTO", "CEO", "CEO", False),
    (None, "CTO", "CTO", None, False),
    (None, "CTO", "CEO", None, True),
    ("Boss", None, "CTO", "Boss", True),
    ("cto", None, "CTO", "cto", False),
    ("CTO", "CTO", None, "CTO", True),
    ("Boss", "CTO", None, "Boss", False),
]


@pytest.mark.parametrize(("note", "base", "now", "after", "told"), CASES)
def test_a_text_of_three_sides(
    note: str | None, base: str | None, now: str | None, after: str | None, *, told: bool
) -> None:
    vault = home(note, base)
    plan = vault.apply(source(person("1", "Ana García", email="ana@acme.example", **_role(now))))
    expected = [] if after is None else [f"role: {after}"]
    assert [line for line in vault.front(PATH).splitlines() if "role" in line] == expected
    assert bool(plan.people[0].kept) is told
    again = vault.plan(source(person("1", "Ana García", email="ana@acme.example", **_role(now))))
    assert again.people[0].outcome is Outcome.UNCHANGED
    assert described(vault.workspace) == []


@pytest.mark.parametrize(
    ("note", "base", "now", "after"),
    [("Boss", "CTO", "CEO", "CEO"), ("Boss", None, "CTO", "CTO"), ("Boss", "CTO", "CTO", "Boss")],
)
def test_the_word_of_the_source_counts_where_it_is_preferred(
    note: str, base: str | None, now: str, after: str
) -> None:
    vault = home(note, base)
    vault.prefers_source = True
    vault.apply(source(person("1", "Ana García", email="ana@acme.example", **_role(now))))
    assert f"role: {after}\n" in vault.front(PATH)


def test_what_is_new_in_a_list_is_added_and_nothing_is_taken_out() -> None:
    vault = Home({PATH: contact("Ana García", 'email: ["old@acme.example", "mine@acme.example"]')})
    first = ("Home: OLD@acme.example", "work: ana@acme.example", "b@acme.example")
    vault.apply(source(person("1", "Ana García", email=first)))
    assert (
        'email: ["old@acme.example", "mine@acme.example", "work: ana@acme.example", '
        '"b@acme.example"]' in vault.front(PATH)
    )
    vault.files[PATH] = vault.files[PATH].replace(', "b@acme.example"', "")
    second = ("work: ana@acme.example", "b@acme.example", "new@acme.example")
    plan = vault.apply(source(person("1", "Ana García", email=second)))
    assert '"work: ana@acme.example", "new@acme.example"]' in vault.front(PATH)
    assert "b@acme.example" not in vault.front(PATH)
    assert [each.ours for each in plan.people[0].kept] == [("Home: OLD@acme.example",)]


def test_a_list_with_dashes_grows_by_a_line() -> None:
    vault = Home({PATH: contact("Ana García", "email:", "  - ana@acme.example # work")})
    vault.apply(source(person("1", "Ana García", email=("ana@acme.example", "b@acme.example"))))
    assert '  - ana@acme.example # work\n  - "b@acme.example"\n' in vault.front(PATH)


def test_a_field_that_cannot_be_changed_is_told_and_tried_again() -> None:
    block = contact("Ana García", 'email: ["ana@acme.example"]', "role: |", "  CTO")
    vault = Home({PATH: contact("Ana García", 'email: ["ana@acme.example"]', "role: CTO")})
    vault.apply(source(person("1", "Ana García", email="ana@acme.example", role="CTO")))
    vault.files[PATH] = block
    changed = source(
        person("1", "Ana García", email="ana@acme.example", role="CEO", location="Madrid")
    )
    plan = vault.apply(changed)
    assert [each.key for each in plan.people[0].changes] == ["location"]
    assert "by hand" in str(plan.people[0].kept[0].reason)
    vault.files[PATH] = vault.files[PATH].replace("role: |\n  CTO", "role: CTO")
    vault.apply(changed)
    assert "role: CEO" in vault.front(PATH)


def test_another_job_ends_one_step_begins_another_and_is_worth_a_word() -> None:
    career = "## Career\n- 2021-03.. Head of Platform at [[acme]]: three teams\n"
    note = contact("Ana García", "role: Head of Platform", 'organisation: "[[acme]]"', body=career)
    vault = Home({PATH: note, "organisations/acme.md": "---\nname: Acme\n---\n"})
    vault.files["organisations/borea.md"] = "---\nname: Borea\n---\n"
    before = person("1", "Ana García", role="Head of Platform", organisation="ACME")
    vault.apply(source(before))
    assert vault.files[PATH] == note
    vault.apply(source(person("1", "Ana García", role="CTO", organisation="Borea")))
    assert vault.files[PATH] == contact(
        "Ana García",
        "role: CTO",
        'organisation: "[[borea]]"',
        body="## Career\n"
        "- 2021-03..2026-11 Head of Platform at [[acme]]: three teams\n"
        "- 2026-11.. CTO at [[borea]]\n"
        "\n"
        "## Next\n"
        "- [ ] congratulate on the new role: CTO at [[borea]] [due:: 2026-12-07]\n",
    )
    assert described(vault.workspace) == []


def test_a_job_that_nobody_wrote_down_is_remembered_in_the_log() -> None:
    vault = Home({PATH: contact("Ana García", "role: CTO", "organisation: Acme: Labs")})
    vault.files[PATH] = contact("Ana García", "role: CTO", 'organisation: "Acme: Labs [x]"')
    vault.apply(source(person("1", "Ana García", role="CTO", organisation="Acme: Labs [x]")))
    vault.apply(source(person("1", "Ana García", role="CTO", organisation="Borea")))
    assert r"- 2026-11-23 note: until now CTO at Acme: Labs \[x\]" in vault.files[PATH]
    assert "- 2026-11.. CTO at Borea" in vault.files[PATH]


@pytest.mark.parametrize("field", ["status: closed", "tier: none"])
def test_nobody_is_asked_to_congratulate_those_who_were_let_go(field: str) -> None:
    vault = Home({PATH: contact("Ana García", "role: CTO", "organisation: Acme", field)})
    vault.apply(source(person("1", "Ana García", role="CTO", organisation="Acme")))
    vault.apply(source(person("1", "Ana García", role="CEO", organisation="Acme")))
    assert "congratulate" not in vault.files[PATH]
    assert "role: CEO" in vault.files[PATH]


def test_a_spanish_vault_is_written_in_spanish_headings() -> None:
    vault = Home({PATH: contact("Ana García", "role: CTO", "organisation: Acme")}, language="es")
    vault.files["vaultnet.toml"] = 'language = "es"\n'
    vault.apply(source(person("1", "Ana García", role="CTO", organisation="Acme")))
    vault.apply(source(person("1", "Ana García", role="CEO", organisation="Acme")))
    assert "## Trayectoria\n- 2026-11.. CEO en Acme\n" in vault.files[PATH]
    assert "## Próximos pasos\n- [ ] " in vault.files[PATH]
    assert described(vault.workspace) == []


def test_the_record_says_what_was_said() -> None:
    vault = Home({})
    vault.apply(source(person("1", "Ana García", email=("ana@acme.example",), role="CTO")))
    assert vault.files[RECORD] == (
        '{"key":"1","contact":"ana-garcia","values":'
        '{"email":["ana@acme.example"],"name":"Ana García","role":"CTO"}}\n'
    )
