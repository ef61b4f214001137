"""The page of the map: a dot for everybody, a table that says the same, and the best ways."""

import re
from functools import cache
from html import unescape

from tests.site.pages import parse
from tests.site.sites import (
    duplicates,
    example,
    example_site,
    ids_of,
    links_of,
    section,
    site_from,
    text_of,
)
from vaultnet.strategy.strength import Band

PAGE = "map.html"
EXAMPLE = example_site()[PAGE]
ME = "---\nname: Robin\n---\n"


def contact(name: str, *lines: str, fields: str = "") -> str:
    return f"---\nname: {name}\n{fields}---\n" + "".join(f"{line}\n" for line in lines)


def page(**contacts: str) -> str:
    files = {f"contacts/{stem}.md": text for stem, text in contacts.items()}
    return site_from({"me.md": ME, **files})[PAGE]


def marks(html: str) -> dict[str, dict[str, str]]:
    """Return the attributes of the marks by where they lead."""
    found = [
        attrs
        for tag, attrs in parse(html).elements
        if tag == "a" and attrs.get("class", "").startswith("mark")
    ]
    return {attrs["href"]: attrs for attrs in found}


@cache
def large() -> str:
    """Return the page of 200 contacts in four groups, every fourth unknown to anybody."""
    files = {}
    for number in range(200):
        ties: tuple[str, ...] = ()
        if number % 5:
            other = number - 5 if number >= 5 else number + 5
            ties = ("## Ties", f"- [[p{other:03}]]: colleague")
        talk = (
            ("## Log", f"- 2026-1{number % 2}-0{1 + number % 9} met: lunch") if number % 3 else ()
        )
        files[f"p{number:03}"] = contact(f"Person {number}", *ties, *talk)
    return page(**files)


def test_everybody_has_a_dot_that_leads_to_their_page() -> None:
    held, found = example().strategy, marks(EXAMPLE)
    assert len(found) == len(held.contacts) == 41
    for person in held.contacts.values():
        attrs = next(one for one in found.values() if one["aria-label"].startswith(person.name))
        assert attrs["href"].startswith("contacts/")


def test_a_dot_says_who_how_warm_and_which_way() -> None:
    javier = marks(EXAMPLE)["contacts/javier-montoro.html"]["aria-label"]
    assert javier.startswith("Javier Montoro Gil · cold · dormant · Universidad del Manzanares")
    assert javier.endswith("best way: you → Luis Pérez Montalbán → Javier Montoro Gil")


def test_the_way_over_marks_is_the_cheapest_path() -> None:
    held, found = example().strategy, marks(EXAMPLE)
    numbers = {attrs["data-number"]: href for href, attrs in found.items()}
    assert len(numbers) == len(found)
    for one in held.contacts:
        attrs = found[f"contacts/{one}.html"]
        steps = [numbers[step] for step in attrs.get("data-way", "").split()]
        paths = held.paths(one, k=1)
        expected = [f"contacts/{step}.html" for step in paths[0].nodes[1:]] if paths else []
        assert steps == expected


def test_threads_are_the_living_ties() -> None:
    held, found = example().strategy, marks(EXAMPLE)
    numbers = {attrs["data-number"]: href for href, attrs in found.items()}
    drawn = {
        frozenset(numbers[end] for end in ends.split())
        for ends in re.findall(r'data-ends="([\d ]+)"', EXAMPLE)
    }
    known = {
        frozenset((f"contacts/{one}.html", f"contacts/{other}.html"))
        for one, others in held.living_ties.items()
        for other in others
    }
    assert drawn == known


def test_the_text_holds_everybody_once_with_whom_they_know() -> None:
    held, html = example().strategy, section(EXAMPLE, "as-text")
    rows = re.findall(r'<tr><th scope="row"><a href="contacts/([\w-]+)\.html"', html)
    assert sorted(rows) == sorted(held.contacts)
    luis = re.search(
        r'<tr><th scope="row"><a href="contacts/javier-montoro.*?</tr>', html, re.DOTALL
    )
    assert luis is not None
    assert "through Luis Pérez Montalbán" in text_of(luis[0])


def test_the_text_puts_people_into_the_rings_of_their_bands() -> None:
    held = example().strategy
    for band, name in ((Band.STRONG, "1"), (Band.NEVER, "5")):
        inside = re.findall(rf'<tbody id="[\w-]+-ring-{name}">(.*?)</tbody>', EXAMPLE, re.DOTALL)
        found = {href for body in inside for href in re.findall(r'"row"><a href="([^"]+)"', body)}
        wanted = {
            f"contacts/{one}.html" for one, held_band in held.bands.items() if held_band is band
        }
        assert found == wanted


def test_a_group_is_called_by_what_its_members_share() -> None:
    text = text_of(section(EXAMPLE, "group-1"))
    assert text.startswith("1 Universidad del Manzanares 8 · 7 of 8 are or were at Universidad")
    assert text_of(section(EXAMPLE, "group-2")).startswith("group 2 6 · tied more to each other")
    assert "as far as is written down they know nobody here but you" in text_of(EXAMPLE)


def test_who_is_the_only_way_to_others_is_marked() -> None:
    held = example().strategy
    bridges = {f"contacts/{item.contact}.html" for item in held.structure.bridges}
    found = {href for href, attrs in marks(EXAMPLE).items() if "is-bridge" in attrs["class"]}
    assert found == bridges
    assert "if they leave:" in marks(EXAMPLE)[min(bridges)]["aria-label"]


def test_many_are_gathered_and_each_bubble_leads_to_its_people() -> None:
    html = large()
    bubbles = [attrs for attrs in marks(html).values() if "many" in attrs["class"]]
    assert bubbles
    ids = set(ids_of(parse(html)))
    assert all(attrs["href"].removeprefix("#") in ids for attrs in bubbles)
    counted = sum(int(attrs["aria-label"].split()[0]) for attrs in bubbles)
    singles = [href for href in marks(html) if href.startswith("contacts/")]
    assert counted + len(singles) == 200
    totals = re.findall(r'scope="rowgroup"[^>]*>[^<]*<span class="note">(\d+)', html)
    assert sum(map(int, totals)) == 200
    assert "and 1" in text_of(html)
    assert len(html) < 200_000


def test_nothing_is_named_twice_and_every_fragment_leads_somewhere() -> None:
    for html in (EXAMPLE, large()):
        ids = ids_of(parse(html))
        assert duplicates(ids) == []
        assert {href[1:] for href in links_of(html) if href.startswith("#")} <= {*ids, "main"}


def test_an_empty_vault_says_what_will_be_there() -> None:
    html = site_from({})[PAGE]
    assert "Nobody is on the map yet" in text_of(html)
    assert 'id="map"' not in html
    assert "map.js" not in html


def test_contacts_without_any_tie_stand_in_one_circle() -> None:
    html = page(ana=contact("Ana"), bea=contact("Bea", "## Log", "- 2026-11-01 met: lunch"))
    assert len(marks(html)) == 2
    assert 'class="border"' not in html
    assert "without ties" in text_of(html)
    assert "data-way" not in marks(html)["contacts/ana.html"]
    assert marks(html)["contacts/bea.html"]["data-way"]


def test_a_vault_without_me_has_a_middle_too() -> None:
    html = site_from({"contacts/ana.md": contact("Ana")})[PAGE]
    assert '<g class="me">' in html


def test_hostile_and_endless_names_stay_text() -> None:
    bad = '"<img src=x onerror=alert(1)> {{ 7*7 }} ' + "x" * 60 + '"'
    html = page(ana=contact(bad, "## Ties", "- [[bea]]"), bea=contact("B" * 80))
    assert parse(html).faults() == []
    assert "<img" not in html
    title = unescape(marks(html)["contacts/bea.html"]["aria-label"])
    assert title.startswith("B" * 80)
    assert all(len(text) <= 30 for text in re.findall(r"<text class=\"name[^>]*>([^<]*)<", html))


def test_liking_and_looks_move_nobody() -> None:
    """Affinity, birthday, pronouns and tags leave no trace on the map."""
    lines = ("## Ties", "- [[bea]]", "## Log", "- 2026-11-01 met: lunch")
    liked = "affinity: 2\nbirthday: 1990-01-01\npronouns: she\ntags: [dear]\n"
    plain = page(ana=contact("Ana", *lines), bea=contact("Bea"))
    assert page(ana=contact("Ana", *lines, fields=liked), bea=contact("Bea")) == plain


def test_a_closed_contact_is_shown_as_one() -> None:
    html = page(ana=contact("Ana", fields="status: closed\n"), bea=contact("Bea"))
    assert "is-closed" in marks(html)["contacts/ana.html"]["class"]
    assert " closed " in f" {marks(html)['contacts/ana.html']['aria-label']} "
