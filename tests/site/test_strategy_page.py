"""The strategy page: where it stands, what is missing, what to change; in vaults of any size."""

import re
from collections.abc import Mapping
from gettext import NullTranslations

import pytest

from tests.site.pages import parse
from tests.site.sites import (
    duplicates,
    example,
    example_site,
    ids_of,
    links_of,
    parsed_site,
    section,
    site_from,
    text_of,
)
from tests.vaults import make_vault
from vaultnet.language import ONE_HALF, SHORT_MONTHS, Translator, translator
from vaultnet.resources import templates_root
from vaultnet.site.images import ImageShelf
from vaultnet.site.relations import build_relations
from vaultnet.site.render import Renderer
from vaultnet.site.views.context import make_contexts
from vaultnet.site.views.objective import view_objective
from vaultnet.site.views.reciprocity import view_reciprocity
from vaultnet.site.views.strategy import view_strategy
from vaultnet.strategy.portfolio import Quadrant

PAGE = "strategy.html"
LIMIT = 100_000
LEAD = (
    "---\nname: Lead a team\nimportance: 4\n---\n"
    "\n## Needs\n- 2 x mentor\n- 1 x hiring manager\n"
    "\n## Risks\n- The team may move [severity:: high] [likelihood:: low]\n"
)
SERVES = 'serves: ["[[lead]]"]\n'
RATED = "expertise: 4\ninfluence: 3\n"
MET = "\n## Log\n- 2026-11-20 met: lunch\n- 2026-11-10 met: coffee\n- 2026-11-01 call: news\n"


def contact(name: str, front: str = "", body: str = "") -> str:
    return f"---\nname: {name}\n{front}---\n{body}"


def page(files: Mapping[str, str]) -> str:
    return site_from(files)[PAGE]


def vault(**contacts: str) -> dict[str, str]:
    held = {f"contacts/{stem}.md": text for stem, text in contacts.items()}
    return {"me.md": "---\nname: Robin\n---\n", "objectives/lead.md": LEAD, **held}


EXAMPLE = example_site()[PAGE]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("standing", "24 of 40 contacts serve an objective 10 of 11 needs are covered"),
        ("missing", "executive search: 0 of 1"),
        ("changes", "Invest in Gonzalo Arrieta Lasa, Bogdan Ionescu: fruitful, not warm"),
        ("changes", "Luis Pérez Montalbán: you chose key, the rank suggests light"),
        ("objectives", "Lead a platform team 50% 4 / 5"),
        ("gaps", "uncovered executive search: 0 of 1 Lead a platform team Ximena Paredes Huamán"),
        ("gaps", "known to Soledad Vives Aranda"),
        ("tiers", "Gonzalo Arrieta Lasa regular ↑ key 4 of 22 32"),
        ("budget", "The cadences fit into the time that you have. 2 h 2 min needed of 3 h a week"),
        ("record", "7 / 12 were won You foresee more than the base rate does: 0.23 against 0.24"),
        ("network", "Aoife Ní Bhriain 4 ties"),
        ("concentration", "Kestrel Cloud 5"),
    ],
)
def test_the_example_says(name: str, shown: str) -> None:
    assert shown in text_of(section(EXAMPLE, name))


def test_the_matrices_count_every_open_line_once() -> None:
    held = example().strategy
    for name, matrix in (("opportunities", held.opportunities()), ("risks", held.risks())):
        html = section(EXAMPLE, name)
        sums = [int(text) for text in re.findall(r'class="sum"[^>]*>(\d+)<', html)]
        assert sum(sums) == sum(map(len, matrix.cells.values())) > 20
        assert len(sums) == sum(1 for items in matrix.cells.values() if items)


def test_the_drawing_and_the_lists_hold_the_same_people() -> None:
    quadrants = example().strategy.portfolio.quadrants
    html = section(EXAMPLE, "portfolio")
    figure = html[: html.index("</figure>")]
    drawn = {href for href in links_of(figure) if href.startswith("contacts/")}
    assert len(drawn) == sum(map(len, quadrants.values()))
    for quadrant, name in ((Quadrant.INVEST, "invest"), (Quadrant.KEEP, "keep")):
        listed = {href for href in links_of(section(html, name)) if "#" not in href}
        assert listed <= drawn
        assert len(listed) == len(quadrants[quadrant])


def test_every_number_of_a_person_leads_to_its_reasons() -> None:
    for name in ("invest", "keep", "enjoy", "let-rest"):
        html = section(EXAMPLE, name)
        people = [href for href in links_of(html) if "#" not in href]
        for href in people:
            assert f"{href}#why-fruitfulness" in links_of(html)
            assert f"{href}#why-strength" in links_of(html)


def test_all_links_lead_to_a_page_and_a_place_on_it() -> None:
    pages = parsed_site()
    ids = {path: set(ids_of(parsed)) for path, parsed in pages.items()}
    for path in (PAGE, "reciprocity.html", "objectives.html"):
        for href in links_of(example_site()[path]):
            target, _, fragment = href.partition("#")
            target = target or path
            if re.match(r"https?:|mailto:|tel:", target) or target == "review.html":
                continue
            assert target in pages, href
            assert not fragment or fragment in ids[target], href
        assert duplicates(ids_of(pages[path])) == []


def test_charts_run_nothing_and_say_what_they_show() -> None:
    parsed = parsed_site()[PAGE]
    assert parsed.faults() == []
    drawings = [attrs for tag, attrs in parsed.elements if tag == "svg"]
    named = [attrs for attrs in drawings if attrs.get("aria-hidden") != "true"]
    assert len(named) == 3
    assert all(attrs.get("role") in {"img", "group"} and attrs["aria-label"] for attrs in named)


def test_an_empty_vault_is_told_the_first_steps() -> None:
    html = page({})
    assert "write down an objective" in text_of(section(html, "first-steps"))
    assert "<table" not in html
    assert "Portfolio" not in text_of(html)


def test_without_objectives_nobody_is_low() -> None:
    html = page({"contacts/ana.md": contact("Ana", RATED, MET)})
    assert "write down an objective" in text_of(html)
    assert "Ana" in text_of(section(html, "unplaced"))
    assert 'id="portfolio"' not in html


def test_without_contacts_the_gaps_are_there() -> None:
    html = page(vault())
    assert "mentor: 0 of 2" in text_of(section(html, "gaps"))
    assert "Nobody else in the vault fills it: look outside." in text_of(section(html, "gaps"))


def test_one_of_each() -> None:
    html = page(vault(ana=contact("Ana", f"{SERVES}{RATED}functions: [mentor]\ntier: key\n", MET)))
    text = text_of(html)
    assert "1 of 1 contact serves an objective" in text
    assert "mentor: 1 of 2" in text
    assert "Ana" in text_of(section(html, "keep"))
    assert "high, likelihood low" in text_of(section(html, "risks"))


def test_what_is_past_and_what_is_not_weighed_are_asked_for() -> None:
    body = (
        "\n## Opportunities\n- A talk [value:: high] [likelihood:: low] [by:: 2026-01-01]\n"
        "- Something vague\n"
    )
    html = section(page(vault(ana=contact("Ana", SERVES, body))), "opportunities")
    assert "Past their day: what became of them? Ana" in text_of(html)
    assert "Not weighed: they move no number yet Ana" in text_of(html)


def test_a_budget_that_does_not_do_says_exactly_by_how_much() -> None:
    files = vault(ana=contact("Ana", f"{SERVES}{RATED}cadence: 1d\n", MET))
    files["me.md"] = "---\nname: Robin\nbudget: 1h/week\n---\n"
    html = section(page(files), "budget")
    assert 7 * (60 + 60 + 30) / 3 - 60 == 4 * 60 + 50
    assert "The cadences take 4 h 50 min a week more" in text_of(html)
    assert "Ana every 1 → " in text_of(html)


def test_a_student_is_told_what_only_the_studies_hold() -> None:
    files = vault(ana=contact("Ana", "met_through: studies\n", MET))
    files["me.md"] = "---\nname: Robin\nstage: studies\n---\n"
    assert "only your studies hold this" in text_of(section(page(files), "transition"))
    assert 'id="transition"' not in page(vault(ana=contact("Ana", "met_through: studies\n")))


class Commas(NullTranslations):
    """A language that differs from English in how it writes fractions and months alone."""

    def gettext(self, message: str) -> str:
        return {ONE_HALF: "0,5", SHORT_MONTHS: SHORT_MONTHS.lower()}.get(message, message)


def test_numbers_and_days_are_those_of_the_language() -> None:
    body = "\n## Risks\n- Y\n\n## Opportunities\n- X [by:: 2026-12-31]\n" + MET
    files = vault(ana=contact("Ana", f"{SERVES}{RATED}tier: key\n", body))
    pages = rendered(files, Translator("xx", Commas()))
    for name in ("strategy", "objective"):
        text = text_of(pages[name].split("<main")[1])
        assert re.search(r"\d,\d", text)
        assert not re.search(r"\d\.\d", text)
        assert "31 dec 2026" in text


HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> שלום \u202e {{ 7*7 }}"


def test_hostile_and_right_to_left_names_stay_text() -> None:
    name = HOSTILE.replace('"', "'").replace("'", "''")
    text = f"'{name}'"
    files = vault(
        ana=contact(text, f"{SERVES}{RATED}functions: [{text}]\ntier: key\n", MET + "\n- x"),
        bea=contact("משה כהן", f"{SERVES}{RATED}", f"\n## Risks\n- {HOSTILE} [severity:: low]\n"),
    )
    for path, html in site_from(files).items():
        assert parse(html).faults() == [], path


def test_two_thousand_contacts_with_long_names_fit_on_every_page() -> None:
    for name, html in rendered(crowd(2000)).items():
        assert len(html.encode()) <= LIMIT, name
        assert parse(html).faults() == []
        assert re.search(r"and \d+ more", html)


def rendered(files: Mapping[str, str], words: Translator | None = None) -> dict[str, str]:
    """Render the pages of the strategy alone: the other thousands take their time."""
    workspace, words = make_vault(files), words or translator("en")
    images = ImageShelf(frozenset(), lambda _path: None)
    relations = build_relations(workspace.vault.network)
    held = make_contexts(workspace.vault, workspace.strategy, words, images, relations)
    renderer = Renderer(templates_root() / "site", words)
    models = {
        "strategy": view_strategy(held.top),
        "reciprocity": view_reciprocity(held.top),
        "objective": view_objective(held.inner, workspace.vault.network.objectives[0]),
    }
    return {name: renderer.render(name, model).decode() for name, model in models.items()}


def crowd(count: int) -> dict[str, str]:
    """Make a vault whose every list is longer than a page can hold."""
    files = vault()
    files["me.md"] = (
        "---\nname: Robin\nbudget: 1h/week\n---\n"
        "\n## Offers\n- Reviews of drafts within a day #writing\n- Introductions #hiring\n"
        "\n## Needs\n- A reader for the draft #writing\n- A mentor\n"
    )
    for number in range(count):
        name = f"Person Number {number:04} of a Family with a Name that is Long Enough for a Page"
        front = (
            f"{SERVES}expertise: {1 + number % 5}\ninfluence: {1 + number % 3}\n"
            f"functions: [mentor, {('lawyer', 'speaker')[number % 2]}]\n"
            f"tier: {('key', 'regular', 'light')[number % 3]}\n"
            f"organisation: House {number % 90}\nlocation: City {number % 40}\n"
        )
        files[f"contacts/person-{number}.md"] = contact(f'"{name[:80]}"', front, lines(number))
    return files


def lines(number: int) -> str:
    levels = ("low", "medium", "high")
    worth, likelihood = levels[number % 3], levels[number // 3 % 3]
    other = f"person-{(number * 7 + 1) % 2000}"
    kind = ("met", "gave", "received", "call")[number % 4]
    return (
        f"\n## Opportunities\n- Could open a door that nobody else could open {number}"
        f" [value:: {worth}] [likelihood:: {likelihood}] [by:: 2026-0{1 + number % 9}-01]\n"
        f"- Not weighed {number}\n"
        f"\n## Risks\n- Might leave before the end of the year {number}"
        f" [severity:: {worth}] [likelihood:: {likelihood}]\n"
        f"\n## Needs\n- Somebody to read a draft {number} #writing\n"
        f"\n## Offers\n- Hiring advice {number} #hiring #writing\n"
        f"\n## Ties\n- [[{other}]]: a colleague of old\n"
        f"\n## Log\n- 2026-0{1 + number % 9}-11 {kind}: something of use [weight:: 3]\n"
        f"- [ ] 2026-05-11 promised: a paper {number} [due:: 2026-06-01]\n"
        f"- [ ] 2026-05-12 asked: an opinion {number}\n"
    )
