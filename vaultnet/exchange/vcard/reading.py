"""vCards, one file or many: everybody in them, with the groups that they are in as tags."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from vaultnet.exchange.draft import (
    Complaint,
    Draft,
    DraftTie,
    Loss,
    Origin,
    PersonKey,
    Reading,
    SourceFile,
)
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.value_texts import tag
from vaultnet.exchange.vcard.card_notes import Source
from vaultnet.exchange.vcard.people import ReadCard, bare_uid, read_card
from vaultnet.exchange.vcard.scanning import ScannedFile, scan_cards
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

SOURCE: Final = "vcard"
GROUPS = wording("groups, which are tags of their members now")
OTHERS = wording("cards of organisations, places and things")
_NO_PERSON: Final = frozenset({"org", "location", "application", "device", "thing"})
_REACHED_BY: Final = ("email", "phone")


@dataclass(slots=True)
class _Gathered:
    """What was found so far."""

    drafts: list[Draft] = field(default_factory=list)
    groups: list[ReadCard] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    refused: int = 0
    ignored: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> int:
        """Return how many cards were seen."""
        return len(self.drafts) + self.refused + self.ignored.total()


def read_vcards(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return everybody in files of vCards, of any version and from any program."""
    gathered = _Gathered()
    for file in files:
        room = options.limits.records - gathered.found
        scanned = scan_cards(file, options.limits, room)
        gathered.complaints.extend(scanned.complaints)
        gathered.refused += scanned.refused
        _take_cards(scanned, options, gathered)
    drafts = _with_groups(gathered)
    return Reading(
        source=SOURCE,
        drafts=tuple(drafts),
        complaints=tuple(gathered.complaints),
        losses=tuple(gathered.losses),
        found=gathered.found,
        refused=gathered.refused,
        ignored=dict(gathered.ignored),
    )


def _take_cards(scanned: ScannedFile, options: ReadOptions, gathered: _Gathered) -> None:
    """Take in the cards of one file, each for what it is of."""
    source = Source(scanned.name, options.limits, scanned.fallback)
    guessed: list[int] = []
    for card in scanned.cards:
        read = read_card(card, source)
        guessed.extend(read.guessed)
        _take(read, gathered)
    if guessed:
        gathered.complaints.append(_guess(scanned, sorted(set(guessed))))


def _take(read: ReadCard, gathered: _Gathered) -> None:
    draft = read.draft
    if read.kind == "group":
        gathered.groups.append(read)
        gathered.ignored[GROUPS] += 1
    elif read.kind in _NO_PERSON:
        reason = Phrase("it is no person, and only people are read")
        gathered.losses.append(Loss(draft.origin, draft.name or read.kind, reason))
        gathered.ignored[OTHERS] += 1
    elif draft.name or any(draft.values.get(key) for key in _REACHED_BY):
        gathered.drafts.append(draft)
    else:
        gathered.refused += 1
        message = Phrase("somebody without a name and without an address")
        gathered.complaints.append(Complaint(rules.NAMELESS_RECORD, draft.origin, message))


def _guess(scanned: ScannedFile, lines: Sequence[int]) -> Complaint:
    """Return that a file is not in the encoding that it should be in."""
    template = wording("values that are not UTF-8, read as {encoding}: {n}")
    said = Phrase(template, {"encoding": scanned.fallback, "n": len(lines)})
    hint = Phrase(wording("look at accents and names; if they are wrong, export it as UTF-8"))
    return Complaint(rules.INVALID_SOURCE_VALUE, Origin(scanned.name, lines[0]), said, hint)


def _with_groups(gathered: _Gathered) -> list[Draft]:
    """Return the drafts with the tags of their groups, and ties that lead where they should."""
    uids = {bare_uid(uid): uid for uid in map(_uid, gathered.drafts) if uid}
    tags: dict[str, list[str]] = {}
    for group in gathered.groups:
        word = tag(group.draft.name)
        for member in group.members:
            tags.setdefault(member, []).append(word)
        lost = [member for member in group.members if member not in uids]
        if lost or not word:
            reason = Phrase("members of the group who are in none of the files: {n}")
            told = Phrase(reason.template, {"n": len(lost)})
            gathered.losses.append(Loss(group.draft.origin, group.draft.name or "KIND", told))
    return [_joined_up(draft, tags, uids) for draft in gathered.drafts]


def _joined_up(draft: Draft, tags: Mapping[str, Sequence[str]], uids: Mapping[str, str]) -> Draft:
    held = draft.values.get("tags", ())
    more = tags.get(bare_uid(_uid(draft)), ()) if _uid(draft) else ()
    ties = tuple(_resolved(tie, uids) for tie in draft.ties)
    if not more:
        return replace(draft, ties=ties)
    words = tuple(dict.fromkeys((*([held] if isinstance(held, str) else held), *more)))
    return replace(draft, ties=ties, values={**draft.values, "tags": words})


def _resolved(tie: DraftTie, uids: Mapping[str, str]) -> DraftTie:
    """Return a tie by the identifier as the card of the person has it."""
    uid = tie.person.uid
    return DraftTie(PersonKey(uid=uids[uid]), tie.relation) if uid in uids else tie


def _uid(draft: Draft) -> str:
    value = draft.values.get("uid", "")
    return value if isinstance(value, str) else value[0]
