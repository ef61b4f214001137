"""How could I be useful? Needs matched with offers, by topic, by function and by words.

A need and an offer share points: for each common topic, for a function of the person who offers
that the need names, and for each common word up to a few. Pairs below `match_least` points are
no match: one or two common words are a coincidence. Only lines of Needs and Offers and the
functions are read; tags and prose are not.

Matches are found through an inverted index (word → lines), so their cost grows with the lines
and not with their pairs. What would be quadratic is bounded. A topic or a function that more than
`match_postings` lines offer finds only the first of them by id. A word that so many offer says
too little to find anything by itself, and still counts where something else finds the line. Each
need keeps its best `match_top` matches with contacts, beside that with the owner, which nobody
crowds out and whose lines are always found. `Matches.bounded` names what was too common; nothing
is left out in silence.

An introduction joins two contacts one of whom offers what the other needs. It helps both where
each has something for the other; those stand first.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, islice

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.entry import Line
from vaultnet.domain.me import Me
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.domain.words import plain
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, total
from vaultnet.strategy.terms import phrase, terms

_Key = tuple[str, str | tuple[str, ...]]
"""A topic, a word or a function that lines are found by: its kind, and its text or its words."""


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that somebody could do for others: an offer, or a function that they fill."""

    owner: NodeId
    fact: Fact
    text: str
    topics: frozenset[str]
    words: Mapping[str, str]
    function: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Want:
    """A need of somebody, with every function-like stretch of its words."""

    owner: NodeId
    fact: Fact
    text: str
    topics: frozenset[str]
    words: Mapping[str, str]
    phrases: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """A need that somebody else can help with; the evidence are both lines."""

    want: Want
    asset: Asset
    score: Score

    @property
    def points(self) -> float:
        """Return the points of the match."""
        return self.score.value or 0.0


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two contacts who should know each other; `first` has the smaller id."""

    first: NodeId
    second: NodeId
    matches: tuple[Match, ...]

    @property
    def helps_both(self) -> bool:
        """Tell whether each has something that the other needs."""
        return len({match.want.owner for match in self.matches}) == 2

    @property
    def points(self) -> float:
        """Return the points of the best match for each side, added."""
        best: dict[NodeId, float] = {}
        for match in self.matches:
            owner = match.want.owner
            best[owner] = max(best.get(owner, 0.0), match.points)
        return sum(best.values())


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches: what I can do, whom I can introduce, who can help me; best first.

    `bounded` are the topics and words that too many lines offer to look at all of them.
    """

    mine: tuple[Match, ...]
    introductions: tuple[Introduction, ...]
    for_me: tuple[Match, ...]
    bounded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """The assets, and for each key the places of those that have it, as far as the bound goes.

    `common` are the words that find nothing but assets of the owner, which are at `own`, each with
    the places of all others that have it.
    """

    assets: tuple[Asset, ...]
    postings: Mapping[_Key, list[int]]
    common: Mapping[str, frozenset[int]]
    bounded: tuple[str, ...]
    own: frozenset[int]


def find_matches(network: Network, constants: Constants) -> Matches:
    """Return who can help whom; contacts whose status is closed are left aside."""
    contacts = [item for item in network.contacts if item.status is not ContactStatus.CLOSED]
    people: list[Contact | Me] = [*contacts]
    if network.me is not None:
        people.append(network.me)
    me = None if network.me is None else network.me.id
    index = _index((asset for person in people for asset in _assets(person)), me, constants)
    found = [
        match
        for person in people
        for want in _wants(person)
        for match in _best(want, index, constants)
    ]
    return Matches(
        tuple(sorted((item for item in found if item.asset.owner == me), key=_match_order)),
        _introductions(item for item in found if me not in {item.asset.owner, item.want.owner}),
        tuple(sorted((item for item in found if item.want.owner == me), key=_match_order)),
        index.bounded,
    )


def score_match(want: Want, asset: Asset, constants: Constants) -> Score:
    """Return the points that a need and an offer share, by topic, function and words."""
    facts = (want.fact, asset.fact)
    parts = []
    if topics := sorted(want.topics & asset.topics):
        names = ", ".join(f"#{topic}" for topic in topics)
        sentence = Sentence("both are about {topics}", {"topics": names})
        parts.append(Part("topic", constants.match_topic * len(topics), sentence, facts))
    if asset.function and asset.function in want.phrases:
        sentence = Sentence("the need asks for this function: {function}", {"function": asset.text})
        parts.append(Part("function", constants.match_function, sentence, facts))
    if words := [want.words[key] for key in want.words if key in asset.words]:
        points = constants.match_word * min(len(words), constants.match_words_most)
        sentence = Sentence("both speak of {words}", {"words": ", ".join(words)})
        parts.append(Part("words", points, sentence, facts))
    return total(parts)


def _assets(person: Contact | Me) -> Iterator[Asset]:
    for position, line in enumerate(person.offers):
        topics, words = _content(line)
        yield Asset(person.id, Fact(person.id, f"offers/{position}"), line.text, topics, words)
    for position, function in enumerate(person.functions):
        fact = Fact(person.id, f"functions/{position}")
        name = phrase(function)
        if name:
            yield Asset(person.id, fact, function, frozenset(), {}, name)


def _wants(person: Contact | Me) -> Iterator[Want]:
    for position, line in enumerate(person.needs):
        topics, words = _content(line)
        fact = Fact(person.id, f"needs/{position}")
        yield Want(person.id, fact, line.text, topics, words, _phrases(line.text))


def _content(line: Line) -> tuple[frozenset[str], Mapping[str, str]]:
    return frozenset(plain(topic) for topic in line.topics), terms(line.text)


_LONGEST_FUNCTION = 5


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    """Return every stretch of words of a line that is short enough to be a function."""
    words = phrase(text)
    return frozenset(
        words[start : start + length]
        for length in range(1, _LONGEST_FUNCTION + 1)
        for start in range(len(words) - length + 1)
    )


def _asset_keys(asset: Asset) -> Iterator[_Key]:
    yield from (("topic", topic) for topic in asset.topics)
    yield from (("word", word) for word in asset.words)
    if asset.function:
        yield ("function", asset.function)


def _index(assets: Iterable[Asset], me: NodeId | None, constants: Constants) -> _Index:
    """Return the index of some assets; those of the owner are never bounded away."""
    held = tuple(assets)
    postings: dict[_Key, list[int]] = {}
    for place, asset in enumerate(held):
        for key in _asset_keys(asset):
            postings.setdefault(key, []).append(place)
    most = int(constants.match_postings)
    common = [key for key, places in postings.items() if len(places) > most]
    names = {_written(key, held[postings[key][0]]) for key in common}
    mine = frozenset(place for place, asset in enumerate(held) if asset.owner == me)
    words = {
        text: frozenset(postings[kind, text]) - mine
        for kind, text in common
        if kind == "word" and isinstance(text, str)
    }
    for key in common:
        own = [place for place in postings[key] if place in mine]
        others = [place for place in postings[key][: most + len(own)] if place not in mine]
        postings[key] = own if key[0] == "word" else sorted((own + others)[:most])
    return _Index(held, postings, words, tuple(sorted(names)), mine)


def _written(key: _Key, asset: Asset) -> str:
    """Return a key as people write it, by one of the assets that have it."""
    kind, text = key
    if kind == "topic":
        return f"#{text}"
    return asset.words[text] if isinstance(text, str) else asset.text


def _best(want: Want, index: _Index, constants: Constants) -> list[Match]:
    """Return the best matches of one need, one for each person, the owner's in any case.

    Equals come in the order of their places. Reasons are made for the best only.
    """
    by_points = _by_points(want, index, constants)
    ranked = [by_points[points] for points in sorted(by_points, reverse=True)]
    mine = (min(own) for places in ranked if (own := index.own.intersection(places)))
    best: dict[NodeId, Asset] = {}
    for place in chain.from_iterable(ranked):
        if len(best) >= int(constants.match_top):
            break
        asset = index.assets[place]
        if asset.owner != want.owner and place not in index.own:
            best.setdefault(asset.owner, asset)
    found = [*(index.assets[place] for place in islice(mine, 1)), *best.values()]
    return [
        Match(want, asset, score_match(want, asset, constants))
        for asset in found
        if asset.owner != want.owner
    ]


def _by_points(want: Want, index: _Index, constants: Constants) -> Mapping[float, list[int]]:
    """Return the places of the assets that match a need, in order, by their points."""
    least = constants.match_least
    found: dict[float, list[int]] = {}
    for (topics, functions, words), places in _by_hits(want, index, constants).items():
        points = math.fsum(
            (
                constants.match_topic * topics,
                constants.match_function * functions,
                constants.match_word * min(words, constants.match_words_most),
            )
        )
        if points >= least:
            found.setdefault(points, []).extend(places)
    return {points: sorted(places) for points, places in found.items()}


def _by_hits(
    want: Want, index: _Index, constants: Constants
) -> Mapping[tuple[int, int, int], list[int]]:
    """Return the places of the assets that a need finds by the topics, functions and words shared.

    What only words find is there as far as they can be enough. Most share one topic and nothing
    else: they are taken together, and their points are computed once.
    """
    functions = _hits(index, "function", want.phrases)
    words = _hits(index, "word", want.words)
    common = want.words.keys() & index.common
    weight = constants.match_word
    enough = constants.match_least - weight * len(common)
    by_words = [place for place, count in words.items() if weight * count >= enough]
    found: dict[tuple[int, int, int], list[int]] = {}
    if len(want.topics) == 1 and not common:
        (topic,) = want.topics
        about = index.postings.get(("topic", topic), [])
        met = words.keys() | functions.keys()
        found[1, 0, 0] = _foremost(about, met, want, index, int(constants.match_top))
        topics = dict.fromkeys(met.intersection(about), 1)
    else:
        topics = _hits(index, "topic", want.topics)
    others = topics.keys() | functions.keys()
    for word in common:
        for place in others.union(by_words) & index.common[word]:
            words[place] = words.get(place, 0) + 1
    for place in others:
        hits = (topics.get(place, 0), functions.get(place, 0), words.get(place, 0))
        found.setdefault(hits, []).append(place)
    for place in by_words:
        if place not in others:
            found.setdefault((0, 0, words[place]), []).append(place)
    return found


def _foremost(
    places: Collection[int], but: AbstractSet[int], want: Want, index: _Index, most: int
) -> list[int]:
    """Return, of assets that are equally good but for some, mine and those of the first others.

    Nobody who comes after so many people can be among the best.
    """
    owners: set[NodeId] = set()
    found = [*(index.own.intersection(places) - but)]
    for place in places:
        if len(owners) >= most:
            break
        owner = index.assets[place].owner
        if not (place in but or owner == want.owner or owner in owners or place in index.own):
            owners.add(owner)
            found.append(place)
    return found


def _hits(index: _Index, kind: str, texts: Iterable[str | tuple[str, ...]]) -> dict[int, int]:
    """Return how many of some texts an asset shares with a need, by the place of the asset."""
    postings = index.postings
    held = [places for text in texts if (places := postings.get((kind, text)))]
    return Counter(chain.from_iterable(held)) if held else {}


def _match_order(match: Match) -> tuple[float, Fact, Fact]:
    return (-match.points, match.want.fact, match.asset.fact)


def _introductions(matches: Iterable[Match]) -> tuple[Introduction, ...]:
    """Return the pairs that matches join: those that help both first, then by points."""
    pairs: dict[tuple[NodeId, NodeId], list[Match]] = {}
    for match in matches:
        first, second = sorted((match.want.owner, match.asset.owner))
        pairs.setdefault((first, second), []).append(match)
    found = [
        Introduction(first, second, tuple(sorted(held, key=_match_order)))
        for (first, second), held in pairs.items()
    ]
    return tuple(sorted(found, key=_introduction_order))


def _introduction_order(item: Introduction) -> tuple[bool, float, NodeId, NodeId]:
    return (not item.helps_both, -item.points, item.first, item.second)
