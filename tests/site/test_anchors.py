"""Every number leads to its reasons: each fact has a place on the site, each link finds one."""

import posixpath
from collections.abc import Iterator

import pytest

from tests.site.networks import AS_OF
from tests.site.sites import duplicates, example, ids_of, parsed_site
from vaultnet.language import translator
from vaultnet.site.anchors import anchor_of, line_anchor, rating_anchor
from vaultnet.site.images import ImageShelf
from vaultnet.site.relations import build_relations
from vaultnet.site.views.context import Context, make_contexts
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.reciprocity import Ledger
from vaultnet.strategy.summary import Strategy

OUTSIDE = ("http:", "https:", "mailto:", "tel:", "data:")


@pytest.mark.parametrize(
    ("field", "anchor"),
    [
        ("log/3", "log-3"),
        ("log/3/due", "log-3"),
        ("opportunities/0", "opportunities-0"),
        ("needs/12", "needs-12"),
        ("milestones/1/due", "milestones-1"),
        ("influence", "rating-influence"),
        ("serves/0", "serves"),
        ("functions/1", "functions"),
        ("tier", "functions"),
        ("cadence", "details"),
        ("introduced_by", "details"),
        ("importance", "figures"),
        ("criteria/2", "figures"),
        ("rated", "assessment"),
        ("organisation", ""),
        ("log", ""),
        ("log/x", ""),
        ("", ""),
    ],
)
def test_a_field_has_a_fragment(field: str, anchor: str) -> None:
    assert anchor_of(field, {"influence": 4}) == anchor


def test_lines_and_ratings_are_named_alike_everywhere() -> None:
    assert line_anchor("log", 3) == anchor_of("log/3", {})
    assert rating_anchor("access") == anchor_of("access", {"access": 1})


def context() -> Context:
    """Return the context of the pages at the top of the example's site."""
    opened = example()
    shelf = ImageShelf(opened.vault.attachments, lambda _path: None)
    relations = build_relations(opened.vault.network)
    words = translator("en")
    return make_contexts(opened.vault, opened.strategy, words, shelf, relations).top


def ledger_facts(ledger: Ledger) -> Iterator[Fact]:
    yield from ledger.balance.facts
    yield from ledger.readiness.facts
    for exchange in (*ledger.given, *ledger.received):
        yield exchange.fact
    for pending in (*ledger.promises, *ledger.requests):
        yield pending.fact


def network_facts(held: Strategy) -> Iterator[Fact]:
    """Yield what the numbers between people rest on: matches, ties, ways to introductions."""
    matches = [*held.matches.mine, *held.matches.for_me]
    matches += [match for item in held.matches.introductions for match in item.matches]
    yield from (fact for match in matches for fact in match.score.facts)
    yield from (fact for tie in held.ties for fact in tie.facts)
    paths = (path for contact in held.contacts for path in held.paths(contact))
    yield from (fact for path in paths for fact in path.cost.facts)


def facts_of(held: Strategy) -> Iterator[Fact]:
    """Yield every fact that any number of a strategy rests on."""
    for scores in (held.fruitfulness, held.strength, held.priorities):
        yield from (fact for score in scores.values() for fact in score.facts)
    for ledger in held.ledgers.values():
        yield from ledger_facts(ledger)
    for found in (held.rhythms.values(), held.actions(within=60), held.tiers, held.weaknesses):
        yield from (fact for item in found for fact in item.facts)
    yield from held.demand.needed.facts
    yield from (prospect.fact for prospect in held.prospects)
    yield from network_facts(held)


def test_every_fact_of_every_number_has_a_place_on_the_site() -> None:
    links = context().links
    facts = set(facts_of(example().strategy))
    addresses = {links.to_field(fact.node, fact.field): fact for fact in facts}
    ids = {path: set(ids_of(page)) for path, page in parsed_site().items()}
    assert len(facts) > 400
    lost = [
        (fact, address)
        for address, fact in sorted(addresses.items())
        for path, _, anchor in [address.partition("#")]
        if path not in ids or (anchor and anchor not in ids[path])
    ]
    assert lost == []


def test_facts_that_numbers_rest_on_have_a_fragment_of_their_own() -> None:
    links = context().links
    bare = {
        fact.field.partition("/")[0]
        for fact in facts_of(example().strategy)
        if "#" not in links.to_field(fact.node, fact.field)
    }
    assert bare == set()


def test_every_link_with_a_fragment_finds_its_place() -> None:
    pages = parsed_site()
    ids = {path: set(ids_of(page)) for path, page in pages.items()}
    checked, lost = 0, []
    for path, page in pages.items():
        for tag, attrs in page.elements:
            href = attrs.get("href", "")
            if tag != "a" or "#" not in href or "#q=" in href or href.startswith(OUTSIDE):
                continue
            target, _, anchor = href.partition("#")
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            place = place if target else path
            checked += 1
            if place not in ids or anchor not in ids[place]:
                lost.append((path, href))
    assert checked > 2000
    assert lost == []


def test_no_id_stands_twice_on_a_page() -> None:
    doubled = {path: duplicates(ids_of(page)) for path, page in parsed_site().items()}
    assert {path: ids for path, ids in doubled.items() if ids} == {}


def test_every_contact_takes_its_numbers_apart_where_others_link_to() -> None:
    wanted = {"why-fruitfulness", "why-strength", "why-attention", "why-balance"}
    pages = [page for path, page in parsed_site().items() if path.startswith("contacts/")]
    assert len(pages) == len(example().vault.network.contacts)
    assert all(wanted <= set(ids_of(page)) for page in pages)
    assert example().as_of == AS_OF
