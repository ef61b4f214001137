import pytest

from tests.vault.reading import codes, contact, parse, slices
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.node import Reference
from vaultnet.domain.tie import CareerStep, Tie, TieStrength

UPM = Reference("upm")


def step(line: str) -> CareerStep:
    [found] = contact(f"## Trayectoria\n- {line}\n").career
    return found


def tie(line: str) -> Tie:
    [found] = contact(f"## Ties\n- {line}\n").ties
    return found


@pytest.mark.parametrize(
    ("dates", "start", "until", "ongoing"),
    [
        ("2017-09..2019-06", PartialDate(2017, 9), PartialDate(2019, 6), False),
        ("2017..2019-06-30", PartialDate(2017), PartialDate(2019, 6, 30), False),
        ("2017 .. 2019", PartialDate(2017), PartialDate(2019), False),
        ("2017–2019", PartialDate(2017), PartialDate(2019), False),
        ("2017…2019:", PartialDate(2017), PartialDate(2019), False),
        ("2021-03..", PartialDate(2021, 3), None, True),
        ("2021-03..now", PartialDate(2021, 3), None, True),
        ("2021-03..actualidad", PartialDate(2021, 3), None, True),
        ("2019", PartialDate(2019), None, False),
        ("2019..2020-13", PartialDate(2019), None, False),
    ],
)
def test_the_dates_of_a_step(
    dates: str,
    start: PartialDate,
    until: PartialDate | None,
    ongoing: bool,  # noqa: FBT001
) -> None:
    found = step(f"{dates} student at [[upm]]: MSc")
    assert (found.start, found.until, found.ongoing) == (start, until, ongoing)
    assert (found.role, found.organisation, found.text) == ("student", UPM, "MSc")


@pytest.mark.parametrize(
    ("written", "role", "organisation", "text"),
    [
        ("student at [[upm]]", "student", UPM, ""),
        ("ingeniera en software en [[upm]]: turnos", "ingeniera en software", UPM, "turnos"),
        ("student @ [[upm]]", "student", UPM, ""),
        ("[[upm]]", "", UPM, ""),
        ("student at Acme Ltd: nights", "student", Reference("Acme Ltd", linked=False), "nights"),
        ("at Acme Ltd", "", Reference("Acme Ltd", linked=False), ""),
        ("freelance", "freelance", None, ""),
        ("freelance: for [[upm]] at night", "freelance", None, "for [[upm]] at night"),
        ("head of [[upm|the school]]", "head of [[upm|the school]]", None, ""),
        ("", "", None, ""),
    ],
)
def test_role_organisation_and_remark(
    written: str, role: str, organisation: Reference | None, text: str
) -> None:
    found = step(f"2019.. {written}")
    assert (found.role, found.organisation, found.text) == (role, organisation, text)


@pytest.mark.parametrize("line", ["student at [[upm]]", "20190 x", "2017-2019 x", "x 2019"])
def test_a_line_without_dates_stays_in_the_text(line: str) -> None:
    page = contact(f"## Career\n- {line}\n- 2020.. y\n")
    assert [found.role for found in page.career] == ["y"]
    assert page.passages[0].text == f"- {line}"
    assert codes(f"## Career\n- {line}\n") == ["VN249"]


@pytest.mark.parametrize(
    ("line", "person", "text"),
    [
        ("[[tom]]: former manager", "tom", "former manager"),
        ("[[tom|Tom]] – former manager", "tom", "former manager"),
        ("[[tom]] former manager", "tom", "former manager"),
        ("[[tom]]", "tom", ""),
        ("[Tom](tom.md): former manager", "tom", "former manager"),
        ("former manager of [[tom]]", "tom", "former manager of [[tom]]"),
    ],
)
def test_the_person_of_a_tie(line: str, person: str, text: str) -> None:
    found = tie(f"{line} [fuerza:: débil] [since:: 2019] [hasta:: 2020-05]")
    assert (found.person.target, found.text) == (person, text)
    assert found.strength is TieStrength.WEAK
    assert (found.start, found.until) == (PartialDate(2019), PartialDate(2020, 5))


def test_a_tie_without_a_person_takes_no_index() -> None:
    parsed = parse("## Ties\n- Tom: manager\n- [[eva]]: colleague\n  - of [[tom]]\n")
    assert slices(parsed)["ties/0"] == "- [[eva]]: colleague"
    assert [link.field for link in parsed.links] == ["ties/0", "ties/0"]
    assert codes("## Ties\n- Tom: manager\n  - of [[tom]]\n") == ["VN248"]


def test_the_places_of_a_step() -> None:
    found = slices(parse("## Career\n- 2017..2019 student at [[upm]]: MSc %%why%%\n"))
    assert {name: value for name, value in found.items() if name.startswith("career")} == {
        "career/0": "- 2017..2019 student at [[upm]]: MSc %%why%%",
        "career/0/start": "2017",
        "career/0/until": "2019",
        "career/0/organisation": "[[upm]]",
        "career/0/text": "MSc %%why%%",
    }
