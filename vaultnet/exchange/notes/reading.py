"""Notes on people that another vault keeps in its own way: keys of vCards, or plain properties.

A note is of a person if it has the keys of a vCard, or if its category, its tag or its type says
so. What stands below the front matter becomes prose; views of other programs are left out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath
from typing import Final

from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind, Value
from vaultnet.exchange.draft import Complaint, Draft, Loss, Origin, Reading, SourceFile
from vaultnet.exchange.notes.cards import NoteField, card_of_note, is_card
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.text_decoding import CONTROL, decode_text
from vaultnet.exchange.value_texts import single_blanks, tag
from vaultnet.exchange.vcard.card_notes import Source as CardSource
from vaultnet.exchange.vcard.people import read_card
from vaultnet.exchange.vcard.plain_prose import field_line, plain_prose
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.source import Source, Span
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_sections import find_regions
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import plain_value
from vaultnet.vault.rules import exchange as rules
from vaultnet.vault.shown_text import without_comments

SOURCE: Final = "notes"
OTHERS = wording("notes that are not of a person")
TEMPLATES = wording("templates")

_PEOPLE: Final = frozenset(
    {"people", "person", "persons", "contact", "contacts", "personas", "persona", "contactos"}
    | {"contacto"}
)
_TELLING: Final = frozenset({"categories", "category", "tags", "tag", "type", "kind"})
_FIELDS: Final[Mapping[str, str]] = {
    "org": "organisation",
    "company": "organisation",
    "organization": "organisation",
    "employer": "organisation",
    "empresa": "organisation",
    "title": "role",
    "job": "role",
    "position": "role",
    "cargo": "role",
    "mail": "email",
    "correo": "email",
    "tel": "phone",
    "mobile": "phone",
    "teléfono": "phone",
    "website": "url",
    "web": "url",
    "birthdate": "birthday",
    "cumpleaños": "birthday",
    "city": "location",
    "ciudad": "location",
    "alias": "aliases",
    "nickname": "aliases",
    "tag": "tags",
    "type": "tags",
    "private": "private",
    "privado": "private",
}
_LISTS: Final = frozenset({"aliases", "email", "phone", "url", "address", "languages", "tags"})
_SILENT: Final = frozenset({"cssclass", "cssclasses", "publish", "categories", "category", "kind"})
_HEADING = pattern(r"#{1,6}[ \t]+(.*?)[ \t#]*")
_PLAIN_HEADINGS: Final = frozenset({"notes", "notas"})
_VIEW = pattern(r"!\[\[[^\[\]]+\]\]|```(?:dataview|base|tasks).*", re.IGNORECASE)
_TAGS_ALONE = pattern(r"#\w[\w/-]*(?:[ \t]+#?[ \t]?[\w/-]+)*")
_TAG = pattern(r"#[ \t]?([\w/-]+)")
_FILLED_IN_LATER = pattern(r"\{\{[^{}]{0,80}\}\}|<%")
_VIEWS = wording("a view of another program is not taken over")
_COMMENTS = wording("what its owner hid as a comment is not taken over")


@dataclass(slots=True)
class _Gathered:
    """What was found so far."""

    drafts: list[Draft] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    refused: int = 0
    ignored: Counter[str] = field(default_factory=Counter)

    def refuse(self, complaint: Complaint) -> None:
        """Leave a note out, and say why."""
        self.refused += 1
        self.complaints.append(complaint)


def read_people_notes(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return the people whom notes of another vault are of."""
    gathered = _Gathered()
    for number, file in enumerate(files):
        if number == options.limits.records:
            template = wording("from here on nothing is read: {most} notes are the most")
            said = Phrase(template, {"most": number})
            gathered.refuse(Complaint(rules.EXCEEDED_LIMIT, Origin(file.name), said))
            break
        _read_note(file, options, gathered)
    return Reading(
        source=SOURCE,
        drafts=tuple(gathered.drafts),
        complaints=tuple(gathered.complaints),
        found=len(gathered.drafts) + gathered.refused + gathered.ignored.total(),
        refused=gathered.refused,
        ignored=dict(gathered.ignored),
    )


def _read_note(file: SourceFile, options: ReadOptions, gathered: _Gathered) -> None:
    """Take in one note."""
    if len(file.data) > options.limits.record:
        template = wording("the note has more than {most} bytes, and at most these are read")
        said = Phrase(template, {"most": options.limits.record})
        gathered.refuse(Complaint(rules.EXCEEDED_LIMIT, Origin(file.name), said))
        return
    text, complaints = decode_text(file)
    source = Source(file.name, text)
    front = parse_front_matter(source, options.limits.record)
    if not front.ok:
        told = front.diagnostics[0]
        reason = Phrase(told.template, told.values)
        said = Phrase("its front matter cannot be read: {reason}", {"reason": reason})
        origin = Origin(file.name, source.position(told.place.span.start).line)
        gathered.refuse(Complaint(rules.DAMAGED_RECORD, origin, said))
        return
    fields = tuple(
        NoteField(
            entry.key, _texts(plain_value(entry.value)), source.position(entry.key_span.start).line
        )
        for entry in front
    )
    body = text[front.body.start : front.body.end]
    if _is_template(file.name, fields):
        gathered.ignored[TEMPLATES] += 1
    elif is_card(fields):
        _take_card(file.name, fields, body, options, gathered)
        gathered.complaints.extend(complaints)
    elif _is_person(fields):
        gathered.drafts.append(_person(file.name, fields, body, options))
        gathered.complaints.extend(complaints)
    else:
        gathered.ignored[OTHERS] += 1


def _is_template(name: str, fields: Sequence[NoteField]) -> bool:
    folders = {fold(part) for part in PurePosixPath(name).parts[:-1]}
    values = (value for each in fields for value in each.values)
    return "templates" in folders or any(map(_FILLED_IN_LATER.search, values))


def _is_person(fields: Sequence[NoteField]) -> bool:
    """Tell whether the category, a tag or the type of a note says that it is of a person."""
    told = (each.values for each in fields if fold(each.key) in _TELLING)
    return any(fold(_word(value).lstrip("#")) in _PEOPLE for values in told for value in values)


def _take_card(
    name: str, fields: Sequence[NoteField], body: str, options: ReadOptions, gathered: _Gathered
) -> None:
    """Take in a note with the keys of a vCard, unless it is of an organisation or a place."""
    private = [each for each in fields if _FIELDS.get(each.key.casefold()) == "private"]
    others = [each for each in fields if each not in private]
    read = read_card(card_of_note(others), CardSource(name, options.limits, "utf-8"))
    if read.kind not in {"", "individual"}:
        gathered.ignored[OTHERS] += 1
        return
    draft = read.draft
    said = tuple(value for each in private for value in each.values)
    values = {**draft.values, "private": said} if said else draft.values
    named = replace(draft, name=draft.name or _stem(name), key=draft.key or name, values=values)
    gathered.drafts.append(_with_body(named, body, options))


def _person(name: str, fields: Sequence[NoteField], body: str, options: ReadOptions) -> Draft:
    """Return the draft of a note with plain properties."""
    values: dict[str, list[str]] = {}
    said_name = ""
    for each in fields:
        key = _FIELDS.get(each.key.casefold(), each.key)
        texts = [field_line(text, _leaf) for text in each.values]
        if key.casefold() in {"name", "full name", "nombre"} and texts:
            said_name = texts[0]
        elif key.casefold() not in _SILENT:
            kept = [tag(text) for text in texts] if key == "tags" else texts
            values.setdefault(key, []).extend(text for text in kept if text)
    values["tags"] = [word for word in values.get("tags", ()) if fold(word) not in _PEOPLE]
    draft = Draft(
        origin=Origin(name, fields[0].line if fields else 1),
        key=name,
        name=said_name or _stem(name),
        values={key: _value(key, texts) for key, texts in values.items() if texts},
    )
    return _with_body(draft, body, options)


def _with_body(draft: Draft, body: str, options: ReadOptions) -> Draft:
    """Return a draft with what stands below the front matter: prose, and tags alone on a line."""
    body, count = CONTROL.subn("", body)
    lines, tags, views = _sorted_lines(body)
    losses = [Loss(draft.origin, view, Phrase(_VIEWS)) for view in views]
    if count:
        losses.append(
            Loss(draft.origin, "body", Phrase("characters that nobody sees were taken out"))
        )
    prose = plain_prose("\n".join(lines), _leaf)
    most = options.limits.prose
    if len(prose.encode("utf-8", "replace")) > most:
        template = wording("it has more than {most} bytes, and at most these are kept")
        losses.append(Loss(draft.origin, "body", Phrase(template, {"most": most})))
        prose = ""
    told = "\n\n".join(part for part in (draft.prose, prose) if part)
    held = draft.values.get("tags", ())
    known = {fold(word) for word in held}
    new = [word for word in tags if fold(word) not in known | _PEOPLE]
    values = {**draft.values, "tags": (*held, *new)} if new else dict(draft.values)
    if _holds_private_part(body):
        values["private"] = "true"
    if without_comments(body) != body:
        losses.append(Loss(draft.origin, "%%", Phrase(_COMMENTS)))
    return replace(draft, values=values, prose=told, losses=(*draft.losses, *losses))


def _holds_private_part(body: str) -> bool:
    """Tell whether some of a body is for its owner alone, as in a note of a vault of ours."""
    regions = find_regions(parse_outline(body), Kind.CONTACT, Span(0, len(body)))
    return any(region.is_private for region in regions)


def _sorted_lines(body: str) -> tuple[list[str], list[str], list[str]]:
    """Return the lines of prose, the tags that stand alone on lines, and views that are left out.

    A heading with nothing below it goes with what was left out.
    """
    lines: list[str] = []
    tags: list[str] = []
    views: list[str] = []
    heading = ""
    for line in body.splitlines():
        text = line.strip()
        if match := _HEADING.fullmatch(text):
            heading = "" if fold(match[1]) in _PLAIN_HEADINGS else match[1]
        elif _VIEW.fullmatch(text):
            views.append(text)
        elif _TAGS_ALONE.fullmatch(text):
            tags.extend(_TAG.findall(text))
        else:
            if text and heading:
                lines.extend(("", heading, ""))
                heading = ""
            lines.append(line)
    return lines, tags, views


def _stem(name: str) -> str:
    return single_blanks(PurePosixPath(name).name.removesuffix(".md"))


def _word(text: str) -> str:
    return field_line(text, _leaf)


def _leaf(target: str) -> str:
    """Return what a link to a note reads as: the last part of its path."""
    return target.rpartition("/")[2].removesuffix(".md")


def _texts(value: Value) -> tuple[str, ...]:
    return ((value,) if value.strip() else ()) if isinstance(value, str) else value


def _value(key: str, texts: Sequence[str]) -> Value:
    held = tuple(dict.fromkeys(texts))
    return held if key in _LISTS or len(held) > 1 else held[0]
