"""What people typed, as one list line: an entry written so that it is read as it was meant.

Links and topics in a text are what they look like. Nothing else of it is more than text: a
comment, an inline field or a block of code that it seems to begin gets a backslash that no
reader sees, and line breaks and control characters cannot leave the line.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from vaultnet.domain.entry import Entry, EntryKind
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.inline_fields import find_fields
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_comments import HIDDEN
from vaultnet.vault.vocabulary import AND, ENTRY_KINDS, FIELDS, INITIATORS, WITH

_BREAK = pattern(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_OPENING = pattern(r"%(?=%)|<(?=!--)")
_FENCE = pattern(r"^([ \t]*)(?=```|~~~)", re.MULTILINE)
_LIST_LINE = pattern(r"(?:[-+*]|\d{1,9}[.)])[ \t]")
_MOST_ROUNDS = 10_000
_LEAD, _LEAD_BELOW = "- x: ", "- x\n\n  "


def split_text(text: str) -> tuple[str, str]:
    """Return the first line of what was typed, and all that stands below it.

    Blank lines at both ends are left out, and so is what cannot be seen at all.
    """
    lines = [_without_controls(line).rstrip() for line in _BREAK.split(text)]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    if not lines:
        return "", ""
    below = "\n".join(_dedented(lines[1:])).strip("\n")
    return " ".join(lines[0].split()), below


def escaped(text: str) -> str:
    """Return a text of one line in which nothing is a comment or an inline field.

    A backslash is put where one of them would begin; Markdown does not show it.
    """
    return _escaped(text, _LEAD)


def escaped_detail(text: str) -> str:
    """Return what is to stand below a line without comments and blocks of code that never end."""
    return _escaped(text, _LEAD_BELOW)


def render_entry(entry: Entry, language: str, page_day: date | None = None) -> str:
    """Return an entry as the text of a list line, in the words of a language.

    `page_day` is the day of the journal page that it is for, which need not be repeated; a line
    of a log has None. Reading the line gives the entry again.
    """
    head = [] if entry.done is None else ["[x]" if entry.done else "[ ]"]
    if entry.day is not None and entry.day != page_day:
        head.append(entry.day.isoformat())
    head += [entry.time] if entry.time else []
    head.append(", ".join(kind_word(kind, language) for kind in entry.kinds))
    if entry.people:
        head += _people(entry, language, in_journal=page_day is not None)
    line = f"{' '.join(head)}: {entry.text}".rstrip()
    line = " ".join([line, *_fields(entry, language)])
    if not entry.detail:
        return line
    gap = "\n" if _LIST_LINE.match(entry.detail) else "\n\n"
    return line + gap + entry.detail


def kind_word(kind: EntryKind, language: str) -> str:
    """Return the word for a kind that is written in a language."""
    return ENTRY_KINDS[kind].preferred(language)


def _people(entry: Entry, language: str, *, in_journal: bool) -> list[str]:
    """Return the people of an entry as links; in a log `with` stands before them."""
    links = [f"[[{each.target}|{each.label}]]" if each.label else f"[[{each.target}]]"
             for each in entry.people]  # fmt: skip
    if in_journal:
        return [", ".join(links)]
    last = [AND.preferred(language), links[-1]] if len(links) > 1 else links
    first = [", ".join(links[:-1])] if len(links) > 1 else []
    return [WITH.preferred(language), *first, *last]


def _fields(entry: Entry, language: str) -> Iterator[str]:
    """Yield the inline fields of an entry, those that say nothing left out."""
    if entry.weight != 1:
        yield _field("weight", str(entry.weight), language)
    for key, day in (("due", entry.due), ("done", entry.done_on)):
        if day is not None:
            yield _field(key, day.isoformat(), language)
    if entry.initiator is not None:
        yield _field("initiator", INITIATORS[entry.initiator].preferred(language), language)
    for key, value in entry.fields.items():
        yield f"[{key}:: {value}]"


def _field(key: str, value: str, language: str) -> str:
    return f"[{FIELDS[key].preferred(language)}:: {value}]"


def _without_controls(line: str) -> str:
    """Return a line without characters that stand for nothing; a tab is a blank."""
    shown = line.replace("\t", "    ").replace(HIDDEN, "\ufffd")
    if shown.isprintable():
        return shown
    return "".join(each for each in shown if unicodedata.category(each) != "Cc")


def _dedented(lines: list[str]) -> list[str]:
    """Return lines moved to the left as far as they all stand away from it."""
    margins = [len(line) - len(line.lstrip(" ")) for line in lines if line]
    margin = min(margins, default=0)
    return [line[margin:] for line in lines]


def _escaped(text: str, lead: str) -> str:
    """Return a text with backslashes, as it stands behind a lead."""
    for _ in range(_MOST_ROUNDS):
        places = sorted(set(_dangerous(text, lead)), reverse=True)
        if not places:
            return text
        for place in places:
            text = f"{text[:place]}\\{text[place:]}"
    return text


def _dangerous(text: str, lead: str) -> Iterator[int]:
    """Yield the offsets at which a backslash keeps a text from being more than text."""
    line = lead + text.replace("\n", "\n  ")
    offsets = _offsets(text, len(lead))
    outline = parse_outline(line)
    for comment in outline.comments:
        # What a comment without an end swallows may begin comments too.
        for match in _OPENING.finditer(line, *comment):
            yield offsets[match.start()] + 1
    if outline.open_fence is not None:
        yield from (match.end() for match in _FENCE.finditer(text))
    head = outline.items[0].head_end if outline.items else len(line)
    for field in find_fields(outline.shown, line, Span(len(lead), max(head, len(lead)))):
        if field.emoji:
            yield offsets[field.value_span.start + len("2026")]
        else:
            yield offsets[field.key_span.end] + 1


def _offsets(text: str, first: int) -> dict[int, int]:
    """Return the offsets of a text by those in the list item that is made of it."""
    found, place = {}, first
    for offset, letter in enumerate(text):
        found[place] = offset
        place += 3 if letter == "\n" else 1
    return found
