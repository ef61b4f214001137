"""What happened with people, as Monica tells it: activities, calls, conversations, notes, gifts."""

from collections.abc import Iterator, Sequence

from vaultnet.domain.dates import CalendarError, parse_date
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.draft import Encounter, Loss, Origin, PersonKey
from vaultnet.exchange.monica.document import (
    MonicaDocument,
    Record,
    collections_of,
    day_of,
    is_true,
    properties,
    text_of,
    uuids_of,
    without_unseen,
)
from vaultnet.exchange.monica.people import gift_text, is_idea, person_of
from vaultnet.exchange.options import ReadOptions
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a record tells: an encounter, or why it is none, and what was cut."""

    encounter: Encounter | None = None
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """What entries are told from: a file and its document."""

    file: str
    document: MonicaDocument
    options: ReadOptions

    def entries_of(self, contact: Record) -> Iterator[Told]:
        """Yield what happened with one person alone."""
        person, held = (person_of(contact),), collections_of(contact)
        key = person[0].uid or person[0].name
        line = self.document.line(contact)
        for number, item in enumerate(held.get("call", ())):
            yield self._call(item, f"{key} call {number}", person, line)
        for number, item in enumerate(held.get("conversation", ())):
            yield self._conversation(item, f"{key} conversation {number}", person, line)
        for number, item in enumerate(held.get("note", ())):
            day, text = day_of(item, "created_at"), text_of(properties(item), "body")
            named = _Named(EntryKind.NOTE, item, f"{key} note {number}", wording("note"), line)
            yield self._told(named, day, person, text)
        for number, item in enumerate(held.get("gift", ())):
            if not is_idea(item):
                yield self._gift(item, f"{key} gift {number}", person, line)
        for number, item in enumerate(held.get("life_event", ())):
            yield self._life_event(item, f"{key} life event {number}", person, line)

    def activities(self, contacts: Sequence[Record]) -> Iterator[Told]:
        """Yield what was done with several people, once for all of them."""
        who: dict[str, list[PersonKey]] = {}
        for contact in contacts:
            for activity in uuids_of(contact, "activity"):
                who.setdefault(activity, []).append(person_of(contact))
        for record in self.document.collections.get("activity", ()):
            item, _cut = without_unseen(record)
            said, key = properties(item), text_of(item, "uuid")
            texts = (text_of(said, "summary"), text_of(said, "description"))
            people = tuple(who.get(key, ()))
            named = _Named(EntryKind.MET, item, key, wording("activity"))
            text = ": ".join(filter(None, texts))
            yield self._told(named, day_of(said, "happened_at"), people, text)

    def _call(self, item: Record, key: str, person: tuple[PersonKey], line: int) -> Told:
        said = properties(item)
        theirs = is_true(said, "contact_called")
        begun = Initiator.THEM if theirs else Initiator.ME
        named = _Named(EntryKind.CALL, item, key, wording("call"), line, begun)
        day, text = day_of(said, "called_at"), text_of(said, "content")
        return self._told(named, day, person, text)

    def _conversation(self, item: Record, key: str, person: tuple[PersonKey], line: int) -> Told:
        said = properties(item)
        way = properties(self.document.field_types.get(text_of(said, "contact_field_type"), {}))
        kind = EntryKind.EMAIL if text_of(way, "type") == "email" else EntryKind.MESSAGE
        messages = said.get("messages")
        spoken = [properties(one) for one in messages] if isinstance(messages, list) else []
        texts = " / ".join(filter(None, (text_of(one, "content") for one in spoken)))
        named = _Named(kind, item, key, wording("conversation"), line, _first_writer(spoken))
        words = self.options.words
        told = words.plural("{n} message", "{n} messages", len(spoken))
        text = f"{told}: {texts}" if self.options.with_content and texts else told
        return self._told(named, day_of(said, "happened_at"), person, text)

    def _gift(self, item: Record, key: str, person: tuple[PersonKey], line: int) -> Told:
        said = properties(item)
        given = text_of(said, "status") == "offered"
        kind = EntryKind.GAVE if given else EntryKind.RECEIVED
        named = _Named(kind, item, key, wording("gift"), line)
        return self._told(named, day_of(said, "date"), person, gift_text(item))

    def _life_event(self, item: Record, key: str, person: tuple[PersonKey], line: int) -> Told:
        said = properties(item)
        kind = properties(self.document.life_events.get(text_of(said, "type"), {}))
        texts = (text_of(kind, "name"), text_of(said, "name"), text_of(said, "note"))
        named = _Named(EntryKind.NOTE, item, key, wording("life event"), line)
        text = ": ".join(dict.fromkeys(filter(None, texts)))
        return self._told(named, day_of(said, "happened_at"), person, text)

    def _told(self, named: "_Named", day: str, people: tuple[PersonKey, ...], text: str) -> Told:
        """Return an entry, or that it has none of what an entry needs: a day, people, a text."""
        origin = Origin(self.file, self.document.line(named.record) or named.line)
        line = " ".join(text.split())
        try:
            on = parse_date(day)
        except CalendarError:
            return Told(losses=(Loss(origin, named.what, Phrase("it has no day")),))
        if not people:
            return Told(losses=(Loss(origin, named.what, Phrase("nobody was there")),))
        cut = len(line) > _LONGEST
        loss = Loss(origin, named.what, Phrase("its text is cut: it is too long for one line"))
        encounter = Encounter(
            origin=origin,
            key=text_of(named.record, "uuid") or named.key,
            day=on,
            kinds=(named.kind,),
            people=people,
            text=line[:_LONGEST] or self.options.words.text(named.what),
            initiator=named.initiator,
        )
        return Told(encounter, (loss,) if cut else ())


@dataclass(frozen=True, slots=True)
class _Named:
    """A record with what it is, its key where it has no id, and the line of what holds it."""

    kind: EntryKind
    record: Record
    key: str
    what: str
    line: int = 0
    initiator: Initiator | None = None


def _first_writer(messages: Sequence[Record]) -> Initiator | None:
    if not messages:
        return None
    return Initiator.ME if is_true(messages[0], "written_by_me") else Initiator.THEM
