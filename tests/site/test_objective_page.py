"""An objective: its needs by coverage, who serves it by points, its opportunities and risks."""

import math
import re

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
from vaultnet.domain.node import NodeId

PATH = "objectives/lead-a-platform-team.html"
LEAD = NodeId("lead-a-platform-team")
MET = "\n## Log\n- 2026-11-20 met: lunch\n- 2026-11-10 met: coffee\n- 2026-11-01 call: news\n"


def contact(name: str, front: str = "", body: str = "") -> str:
    return f"---\nname: {name}\n{front}---\n{body}"


def objective(needs: str, front: str = "") -> str:
    return f"---\nname: Lead\nimportance: 4\n{front}---\n\n## Needs\n{needs}"


def page(needs: str, front: str = "", **contacts: str) -> str:
    files = {f"contacts/{stem}.md": text for stem, text in contacts.items()}
    return site_from({"objectives/lead.md": objective(needs, front), **files})[
        "objectives/lead.html"
    ]


SERVES = 'serves: ["[[lead]]"]\n'


def test_needs_are_judged_by_coverage() -> None:
    html = page(
        "- 2 x mentor\n",
        ana=contact("Ana", f"{SERVES}functions: [mentor]\n", MET),
        bea=contact("Bea", "functions: [mentor]\n"),
    )
    needs = text_of(section(html, "needs"))
    assert "mentor 1 of 2, 1 warm uncovered Ana close" in needs
    assert "Who could fill it: Bea never spoken" in needs
    assert "0 / 1" in text_of(html)


def test_a_minimum_counts_the_rated_and_names_the_unrated() -> None:
    html = page(
        "- 1 x mentor [min:: 4]\n",
        ana=contact("Ana", f"{SERVES}functions: [mentor]\nexpertise: 2\n"),
        bea=contact("Bea", f"{SERVES}functions: [mentor]\n"),
    )
    needs = text_of(section(html, "needs"))
    assert "mentor rated 4 or more 0 of 1, 0 warm uncovered" in needs
    assert "Would count if they were rated: Bea" in needs


def test_an_objective_not_in_progress_is_not_judged() -> None:
    html = page("- 2 x mentor\n", "status: idea\n", ana=contact("Ana", SERVES))
    assert "2 wanted" in text_of(section(html, "needs"))
    assert "Needs are judged while an objective is in progress." in text_of(html)
    assert "in progress. Name Strength Tier Ana never spoken" in text_of(section(html, "people"))


def test_the_ranking_is_by_points_for_this_objective() -> None:
    held = example().strategy
    points = {
        one: math.fsum(part.points for part in score.parts if part.about == LEAD)
        for one, score in held.fruitfulness.items()
        if any(part.about == LEAD for part in score.parts)
    }
    expected = [f"{value:.1f}" for value in sorted(points.values(), reverse=True)]
    html = section(example_site()[PATH], "people")
    shown = re.findall(r'data-label="Points"><a [^>]*>([\d.]+)<', html)
    assert shown == expected
    assert len(shown) == len(points) == 10
    assert "of at most 50 points" in text_of(html)


def test_points_lead_to_the_reasons_of_the_contact() -> None:
    links = links_of(section(example_site()[PATH], "people"))
    assert sum(href.endswith("#why-fruitfulness") for href in links) == 11
    assert sum(href.endswith("#why-strength") for href in links) == 11


def test_equals_share_the_better_rank() -> None:
    same = f"{SERVES}expertise: 4\n"
    html = page(
        "- 1 x mentor\n",
        ana=contact("Ana", same),
        bea=contact("Bea", same),
        tom=contact("Tom", f"{SERVES}expertise: 2\n"),
        zoe=contact("Zoe", SERVES),
    )
    ranks = re.findall(r'class="right rank">([^<]+)<', html)
    assert ranks == ["1", "1", "3", "–"]


def test_opportunities_that_name_no_objective_count_for_those_that_a_contact_serves() -> None:
    line = "\n## Opportunities\n- A door opens [value:: high] [likelihood:: low]\n"
    html = page("- 1 x mentor\n", ana=contact("Ana", SERVES, line), bea=contact("Bea", "", line))
    text = text_of(section(html, "opportunities"))
    assert "A door opens with Ana" in text
    assert "Bea" not in text
    assert "../contacts/ana.html#opportunities-0" in links_of(section(html, "opportunities"))


def test_what_the_objective_says_itself_keeps_its_place() -> None:
    own = [id_ for id_ in ids_of(parsed_site()[PATH]) if id_.startswith("opportunities-")]
    count = len(example().vault.network.nodes[LEAD].opportunities)  # type: ignore[attr-defined]
    assert sorted(own) == sorted(f"opportunities-{number}" for number in range(count))
    assert duplicates(ids_of(parsed_site()[PATH])) == []


def test_who_serves_it_is_not_listed_twice() -> None:
    html = example_site()[PATH]
    assert "Ana García López" in text_of(section(html, "people"))
    assert "Ana García López" not in text_of(section(html, "mentioned"))


def test_cards_count_the_needs_that_are_covered() -> None:
    text = text_of(example_site()["objectives.html"])
    assert "4 of 5 needs met 11 contacts" in text
