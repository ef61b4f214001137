"""Pages from one build to the next: those that would be what they are need not be made.

Beside a site that was built stands, for each unit of its pages, which questions making it asked,
and one digest of all answers. The next build asks them again. Where the digest is the same, so are
the pages, and they stay as they stand in the site; where only the count of problems is another
one, it is put into them.
"""

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import field
from functools import partial
from hashlib import blake2b
from typing import Any, Final, TypeVar

from vaultnet.encoding import EncodingError, decoder, encode, sealed
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site.counted_pages import CountedPages, with_count
from vaultnet.site.noted_units import TracedProse, with_any_count
from vaultnet.site.tracing import How, Trace, answer_of, askable, part_at
from vaultnet.site.units import Material
from vaultnet.site.value_digest import SIZE, ValueDigests
from vaultnet.site.views.context import Contexts, contexts_of

ReadPage = Callable[[str], bytes | None]
"""Gives the bytes of a page as it stands in the site; None where it is not what was written."""
UnitName = tuple[str, str]
Made = TypeVar("Made")
Make = Callable[[Material, Contexts], CountedPages]
"""Makes the pages of a unit out of what notes the questions that are asked of it."""
Asked = Mapping[str, tuple[object, ...]]
"""What questions are about, by how and of which part of the ground they are asked."""


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """What is kept of a unit of pages.

    `places` are the pages by their path, with the place of the count of problems in each; `digest`
    stands for the answers to all questions, in their order. `value` is what was made instead of
    pages, if anything was.
    """

    places: Mapping[str, int]
    asked: Asked
    digest: bytes
    value: bytes = b""


@dataclass(frozen=True, slots=True)
class KeptSite:
    """What is kept of a site: how many problems its pages count, and its units as bytes.

    `read` gives its pages as they stand. Without units it is a site of which all is to be made.
    """

    problems: int = 0
    units: Mapping[UnitName, bytes] = field(default_factory=dict)
    read: ReadPage = lambda _path: None


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of some units: pages that were made, those that stand, and what to keep.

    `pictures` are those that were looked for, by their path in the vault, and `shown` the places
    of those that these pages show.
    """

    made: tuple[tuple[str, bytes], ...]
    units: Mapping[UnitName, bytes]
    standing: tuple[tuple[str, UnitName], ...] = ()
    pictures: Mapping[str, str | None] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()


class Noting:
    """What pages are made of, so that their questions are noted; `contexts` ask them."""

    def __init__(self, material: Material, words: Translator) -> None:
        self._trace = Trace()
        self._seen = self._trace.over(material)
        prose = partial(TracedProse, self._trace)
        self.contexts = with_any_count(contexts_of(self._seen.ground, words, prose))

    def note(self, make: Callable[[Material, Contexts], Made]) -> tuple[Made, Asked]:
        """Return what is made now, and what was asked."""
        self._trace.asked.clear()
        # The language is asked for by no question: what there is to say comes with the contexts.
        self._seen.ground.vault.settings  # noqa: B018 (to note it)
        return make(self._seen, self.contexts), _asked(self._trace)


class Renewer:
    """Makes the pages of a site that would be others than those that stand."""

    def __init__(self, material: Material, words: Translator, kept: KeptSite) -> None:
        self._material, self._words, self._kept = material, words, kept
        self._problems = material.ground.problems
        self._answers = _Answers(material)

    def renew(self, makers: Mapping[UnitName, Make]) -> Renewed:
        """Return what becomes of some units."""
        made: dict[str, bytes] = {}
        standing: list[tuple[str, UnitName]] = []
        units: dict[UnitName, bytes] = {}
        shown: set[str] = set()
        for name in makers:
            held = self.unchanged(name)
            counted = None if held is None else self._counted(held)
            if held is None or counted is None:
                continue
            units |= self.kept(name)
            shown |= self._pictures(held.asked)
            made |= counted
            standing += ((path, name) for path in held.places if path not in counted)
        noting = Noting(self._material, self._words)
        for name, make in makers.items():
            if name not in units:
                pages, asked = noting.note(make)
                made |= pages.showing(self._problems)
                shown |= self._pictures(asked)
                units |= self.to_keep(name, asked, pages.places)
        return Renewed(
            made=tuple(made.items()),
            standing=tuple(standing),
            units=units,
            pictures=self._material.ground.images.places,
            shown=frozenset(shown),
        )

    def page(self, path: str, make: Make) -> bytes:
        """Return a page that was to stand and does not."""
        pages = make(
            self._material, with_any_count(contexts_of(self._material.ground, self._words))
        )
        return pages.showing(self._problems)[path]

    def unchanged(self, name: UnitName) -> KeptUnit | None:
        """Return what is kept of a unit if all its questions are answered as they were."""
        try:
            held = _decode(self._kept.units[name])
            same = self._answers.digest(held.asked) == held.digest
        except _ODD:
            return None
        return held if same else None

    def _counted(self, held: KeptUnit) -> Mapping[str, bytes] | None:
        """Return the pages that count other problems than before; None where one is not there."""
        before, counted = self._kept.problems, dict[str, bytes]()
        if before == self._problems:
            return counted
        for path, place in held.places.items():
            if place >= 0:
                page = self._kept.read(path)
                if page is None:
                    return None
                counted[path] = with_count(page, place, before, self._problems)
        return counted

    def kept(self, name: UnitName) -> Mapping[UnitName, bytes]:
        """Return what to keep of a unit that is unchanged, by its name."""
        return {name: self._kept.units[name]}

    def to_keep(
        self, name: UnitName, asked: Asked, places: Mapping[str, int], value: bytes = b""
    ) -> Mapping[UnitName, bytes]:
        """Return what to keep of a unit by its name; nothing where its questions cannot be kept."""
        with suppress(EncodingError):
            kept = KeptUnit(places, _sealed(asked), self._answers.digest(asked), value)
            return {name: encode(kept)}
        return {}

    def _pictures(self, asked: Asked) -> set[str]:
        """Return the places of the pictures that were asked for."""
        find = self._material.ground.images.find
        questions: tuple[Any, ...] = asked.get(_PICTURES, ())
        found = (find(*paths) for paths, _ in questions)
        return {place for place in found if place is not None}


class _Answers:
    """The answers of one ground as digests; each question is asked once."""

    def __init__(self, ground: Material) -> None:
        self._ground = ground
        self._values = ValueDigests()
        self._parts: dict[str, tuple[How, Any]] = {}
        self._known: dict[str, dict[Hashable, bytes]] = {}

    def digest(self, asked: Asked) -> bytes:
        """Return one digest of all answers in order.

        Raises LookupError for what no page asks, EncodingError where no digest can be had.
        """
        made = blake2b(digest_size=SIZE)
        for group, subjects in asked.items():
            known = self._known.setdefault(group, {})
            for subject in subjects:
                digest = known.get(subject)
                if digest is None:
                    digest = known[subject] = self._values.of(self._answer(group, subject))
                made.update(digest)
        return made.digest()

    def _answer(self, group: str, subject: Hashable) -> object:
        """Return the answer to a question; raises LookupError for one that no page asks."""
        if group not in self._parts:
            word, _, path = group.partition(" ")
            how = _HOWS[word]
            self._parts[group] = how, askable(part_at(self._ground, path), how, path)
        how, part = self._parts[group]
        return answer_of(part, how, subject)


_HOWS: Mapping[str, How] = {how.value: how for how in How}
_PICTURES: Final = f"{How.CALL.value} ground.images.find"
"""The question where the copy of a picture stands."""
_decode = decoder(KeptUnit)
_ODD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What asking may raise where a question is none that any page has asked."""


def _asked(trace: Trace) -> Asked:
    """Return what was asked, each question once."""
    asked: dict[str, list[Hashable]] = {}
    for (path, how), subject in map(trace.question, sorted(set(trace.asked))):
        asked.setdefault(f"{how.value} {path}", []).append(subject)
    return {group: tuple(subjects) for group, subjects in asked.items()}


def _sealed(asked: Asked) -> Asked:
    """Return what stands for subjects; raises EncodingError for one that would be another later."""
    return {group: tuple(map(_sealed_subject, subjects)) for group, subjects in asked.items()}


def _sealed_subject(subject: object) -> object:
    if not _is_plain(subject):
        raise EncodingError(f"no question is kept about {type(subject).__name__}")
    return sealed(subject)


def _is_plain(subject: object) -> bool:
    if type(subject) is tuple:
        return all(map(_is_plain, subject))
    return subject is None or type(subject) in (str, int, bool)
