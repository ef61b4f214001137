"""The list lines of a note that an import writes: careers, ties, encounters, congratulations.

All that comes from a source is escaped; only what stands here is read as more than text.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from vaultnet.domain.dates import CalendarError, PartialDate, parse_partial_date
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.domain.network import Network
from vaultnet.domain.node import Kind, NodeId
from vaultnet.exchange.draft import Encounter, Step
from vaultnet.exchange.planning.fitting import linked_text
from vaultnet.exchange.safe_text import escaped, one_line
from vaultnet.language import Translator
from vaultnet.late import pattern
from vaultnet.vault.vocabulary import AT, ENTRY_KINDS, INITIATORS, NOW, plain

_AT_WORD = pattern(rf"(?<!\S)({'|'.join(AT.all)}|@) ")
_COLON = pattern(r":(?= |\Z)")
_LIKE_DATES = pattern(r"[\d.…–—:,-]")
_NOW = frozenset(plain(word) for word in NOW.all)
_NO_BREAK = "\u00a0"
_PENDING = frozenset({EntryKind.PROMISED, EntryKind.ASKED})
_CONGRATULATE_WITHIN = timedelta(days=14)


def career_line(step: Step, network: Network, language: str, as_of: date) -> str | None:
    """Return a step as a line of Career; None where nobody knows when it began."""
    begin, end = _partial(step.begin), _partial(step.end)
    if begin is None or begin.first > as_of:
        return None
    stretch = f"{begin}.."
    if step.end:
        sound = end is not None and end.last >= begin.first
        stretch = f"{begin}..{end}" if sound and end.first <= as_of else str(begin)  # type: ignore[union-attr]
    post = post_text(step.role, step.organisation, network, language)
    text = escaped(step.text)
    if _LIKE_DATES.match(post) or plain(post.partition(" ")[0]) in _NOW:
        post, text = "", f"{post}; {text}" if text else post
    head = f"{stretch} {post}".rstrip()
    return f"{head}: {text}" if text else head


def post_text(role: str, organisation: str, network: Network, language: str) -> str:
    """Return a role and its place, `Head of Platform at [[acme]]`, as a line of Career has it."""
    at = AT.preferred(language)
    link = linked_text(network, organisation, Kind.ORGANISATION)
    place = link or post_part(organisation)
    role = post_part(role)
    if not place:
        return role
    if role:
        return f"{role} {at} {place}"
    return place if link else f"{at} {place}"


def tie_line(person: NodeId, relation: str) -> str:
    """Return a line of Ties."""
    text = escaped(relation)
    return f"[[{person}]]: {text}" if text else f"[[{person}]]"


def log_line(encounter: Encounter, language: str) -> str:
    """Return an encounter as a line of the log of the one person it was with."""
    when = f"{encounter.day.isoformat()} {encounter.time}".rstrip()
    return f"{_box(encounter)}{when} {_kinds(encounter, language)}: {_rest(encounter, language)}"


def journal_line(encounter: Encounter, people: Sequence[NodeId], language: str) -> str:
    """Return an encounter as a line of the journal, which counts for all who are named."""
    links = ", ".join(f"[[{person}]]" for person in people)
    head = f"{encounter.time} {_kinds(encounter, language)} {links}".lstrip()
    return f"{_box(encounter)}{head}: {_rest(encounter, language)}"


def past_post_line(day: date, role: str, organisation: str, words: Translator) -> str:
    """Return the remark of a log on a post whose beginning nobody wrote down."""
    kind = ENTRY_KINDS[EntryKind.NOTE].preferred(words.language)
    if role and organisation:
        said = words.text("until now {role} at {organisation}")
    else:
        said = words.text("until now {post}")
    parts = {"role": role, "organisation": organisation, "post": role or organisation}
    told = said.format(**{key: escaped(value) for key, value in parts.items()})
    return f"{day.isoformat()} {kind}: {told}"


def congratulation(day: date, role: str, place: str, words: Translator) -> str:
    """Return the task to congratulate somebody who has changed jobs; `place` is safe already."""
    if role and place:
        said = words.text("congratulate on the new role: {role} at {organisation}")
    else:
        said = words.text("congratulate on the new role: {post}")
    told = said.format(role=escaped(role), organisation=place, post=escaped(role) or place)
    return f"[ ] {told} [due:: {(day + _CONGRATULATE_WITHIN).isoformat()}]"


def post_part(text: str) -> str:
    """Return a role or a place as it is written: nothing in it begins the rest of the line."""
    safe = _COLON.sub(r"\\:", escaped(text))
    return _AT_WORD.sub(rf"\1{_NO_BREAK}", safe)


def _partial(text: str) -> PartialDate | None:
    try:
        return parse_partial_date(one_line(text))
    except CalendarError:
        return None


def _box(encounter: Encounter) -> str:
    return "[x] " if _PENDING.intersection(encounter.kinds) else ""


def _kinds(encounter: Encounter, language: str) -> str:
    kinds = encounter.kinds or (EntryKind.CONTACT,)
    return ", ".join(ENTRY_KINDS[kind].preferred(language) for kind in dict.fromkeys(kinds))


def _rest(encounter: Encounter, language: str) -> str:
    parts = [escaped(encounter.text)]
    if encounter.weight is not None and 1 < encounter.weight <= 5:
        parts.append(f"[weight:: {encounter.weight}]")
    if encounter.initiator is not None:
        who = INITIATORS[Initiator(encounter.initiator)].preferred(language)
        parts.append(f"[initiator:: {who}]")
    return " ".join(part for part in parts if part)
