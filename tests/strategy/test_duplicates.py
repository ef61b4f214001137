"""Which contacts are probably one person: what is found, and what is left in peace."""

from itertools import product
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.generated_vault import FAMILY_NAMES, GIVEN_NAMES, generate_vault
from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.resources import example_vault
from vaultnet.strategy.duplicates import Duplicate, duplicates_of, find_duplicates

DISTINCT = 1000
MORE_GIVEN = "Aitor Berta Carl Dora Emil Fatou Gala Hugo Inés Jonas Karim Lena Marc Nadia Olga Pau"
MORE_FAMILY = "Abascal Becker Costa Duarte Eriksen Ferri Gomis Hansen Ivanov Jansen Keller Lopes"


def pairs(*notes: str) -> tuple[Duplicate, ...]:
    files = {f"contacts/c{number}.md": f"---\n{note}\n---\n" for number, note in enumerate(notes)}
    return find_duplicates(make_vault(files).vault.network)


def reasons(*notes: str) -> list[str]:
    return [part.sentence.text for pair in pairs(*notes) for part in pair.score.parts]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("name: Ana García", "name: García, Ana", "both are called the same"),
        ("name: Ana García", "name: A\naliases: [ana garcia]", "both are called the same"),
        ("name: A\nemail: X@a.example", "name: B\nemail: 'work: x@A.example'", "mail address"),
        (
            "name: Ana\nphone: '+34 600 111 222'",
            "name: Ana\nphone: 600111222",
            "telephone number +34 600 111 222",
        ),
        (
            "name: A\nurl: https://www.linkedin.com/in/ana-x/",
            "name: B\nurl: https://es.linkedin.com/in/Ana-X",
            "page",
        ),
        ("name: A\nuid: urn:1", "name: B\nuid: urn:1", "uid"),
        (
            "name: Jon Smith\norganisation: Acme",
            "name: John Smith\norganisation: '[[acme]]'",
            "names are alike",
        ),
    ],
)
def test_what_two_notes_share_is_evidence(first: str, second: str, reason: str) -> None:
    found = pairs(first, second)
    assert len(found) == 1
    assert any(reason in part.sentence.text for part in found[0].score.parts)
    assert all(len(part.facts) == 2 for part in found[0].score.parts)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("name: Ana García", "name: Ana Ruiz"),
        ("name: Jon Smith\norganisation: Acme", "name: John Smith\norganisation: Beta"),
        ("name: Ana García\nbirthday: 1980-01-01", "name: Ana García\nbirthday: 1990-01-01"),
        ("name: Ana García\nphone: '+34 911 111 111'", "name: Tom Lee\nphone: '911111111'"),
        ("name: A\nurl: https://acme.example/", "name: B\nurl: https://acme.example"),
        ("name: Ana\norganisation: Acme", "name: Tom\norganisation: Acme"),
        ("name: Dr", "name: Dr"),
    ],
)
def test_what_colleagues_and_namesakes_share_is_not_enough(first: str, second: str) -> None:
    assert pairs(first, second) == ()


def test_a_tie_between_the_two_speaks_for_two_people() -> None:
    files = {
        "contacts/a.md": "---\nname: Ana García\n---\n## Ties\n- [[b]]: her cousin\n",
        "contacts/b.md": "---\nname: Ana García\n---\n",
    }
    assert find_duplicates(make_vault(files).vault.network) == ()


def test_an_office_is_no_person() -> None:
    notes = [f"name: Person {'abcdefgh'[n] * 5}\nemail: office@acme.example" for n in range(6)]
    assert pairs(*notes) == ()


def test_the_note_that_holds_more_is_kept() -> None:
    found = pairs("name: Ana García", "name: Ana García\ntier: key")
    assert [(each.keep, each.other) for each in found] == [("c1", "c0")]
    found = pairs("name: Ana García\ntier: key", "name: Ana García")
    assert [(each.keep, each.other) for each in found] == [("c0", "c1")]
    assert duplicates_of(found, found[0].other) == found


def test_the_example_vault_has_none() -> None:
    from datetime import date

    from vaultnet.workspace import open_vault

    assert find_duplicates(open_vault(example_vault(), date(2026, 11, 23)).vault.network) == ()


NAMES = st.sampled_from(["Ana García", "García Ana", "Ana", "Jon Smith", "John Smith", "王小明"])
NOTES = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from(["", "\nemail: a@x.example", "\nemail: [a@x.example, b@x.example]"]),
        st.sampled_from(["", "\norganisation: Acme", "\norganisation: Beta"]),
        st.sampled_from(["", "\ntier: key"]),
    ).map(lambda parts: f"name: {parts[0]}{''.join(parts[1:])}"),
    min_size=2,
    max_size=6,
)


@settings(max_examples=EXAMPLES)
@given(NOTES, st.randoms(use_true_random=False))
def test_the_order_of_notes_changes_nothing(notes: list[str], random: Random) -> None:
    files = [(f"contacts/c{number}.md", f"---\n{note}\n---\n") for number, note in enumerate(notes)]
    shuffled = random.sample(files, len(files))
    first = find_duplicates(make_vault(dict(files)).vault.network)
    assert find_duplicates(make_vault(dict(shuffled)).vault.network) == first
    assert len({frozenset((each.keep, each.other)) for each in first}) == len(first)


def _distinct_people() -> dict[str, str]:
    """Return a thousand people of different names, at forty organisations."""
    random = Random(7)
    given = (GIVEN_NAMES + " " + MORE_GIVEN).split()
    family = (FAMILY_NAMES + " " + MORE_FAMILY).split()
    names = random.sample(sorted(product(given, family, family)), DISTINCT)
    return {
        f"contacts/p{number}.md": (
            f"---\nname: {' '.join(name)}\norganisation: Firm {number % 40}\n"
            f"email: p{number}@firm-{number % 40}.example\nphone: '+34 91 {number:07}'\n---\n"
        )
        for number, name in enumerate(names)
    }


def test_of_a_thousand_different_people_few_are_suspected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = find_duplicates(make_vault(_distinct_people()).vault.network)
    with capsys.disabled():
        print(f"\n{len(found)} of {DISTINCT * (DISTINCT - 1) // 2} pairs of strangers suspected")
    assert len(found) <= 10


def _typo(name: str, random: Random) -> str:
    at = random.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :]


def test_planted_duplicates_are_found() -> None:
    random = Random(3)
    files = _distinct_people()
    planted = random.sample(sorted(files), 100)
    for number, path in enumerate(planted):
        name = files[path].split("\n")[1].removeprefix("name: ")
        organisation = files[path].split("\n")[2]
        mail = files[path].split("\n")[3]
        second = (
            f"name: {name.upper()}",
            f"name: {_typo(name, random)}\n{organisation}",
            f"name: {name.split()[0]}\n{mail}",
            f"name: {' '.join(name.split()[:2])}\n{organisation}",
        )[number % 4]
        files[path.replace("/p", "/twin-")] = f"---\n{second}\n---\n"
    found = find_duplicates(make_vault(files).vault.network)
    known = {frozenset((each.keep, each.other)) for each in found}
    missed = [
        path
        for path in planted
        if frozenset((path[9:-3], path[9:-3].replace("p", "twin-"))) not in known
    ]
    assert len(missed) <= 5, missed


def test_thousands_of_contacts_are_looked_through_in_a_moment() -> None:
    network = make_vault(dict(generate_vault(1500))).vault.network
    begin = process_time()
    find_duplicates(network)
    assert process_time() - begin < 3
