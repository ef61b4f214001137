"""`vaultnet set`: give a field of a note another value."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from vaultnet.cli.address_book import AddressBook, open_address_book
from vaultnet.cli.choosing import choose_entry
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.latest import Planned, write_latest
from vaultnet.cli.output import clean, clean_lines
from vaultnet.cli.problem import Problem
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.diagnostics import Diagnostic, Severity, new_diagnostics
from vaultnet.domain.name_search import find_entry, find_exact, matches_words, simplified
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.edits.assignments import Assigner, Assignment, parse_assignment
from vaultnet.vault.edits.field_edits import FieldChange, FieldEditError, plan_field_edits
from vaultnet.vault.edits.splicing import render_diff
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.key_slips import meant_key
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile

if TYPE_CHECKING:
    from vaultnet.vault.edits.field_edits import Value

_KINDS = (
    Kind.CONTACT, Kind.OBJECTIVE, Kind.ORGANISATION, Kind.ME, Kind.JOURNAL, Kind.NOTE,
)  # fmt: skip
_LED_TO: Mapping[str, Kind] = {
    "serves": Kind.OBJECTIVE,
    "introduced_by": Kind.CONTACT,
    "organisation": Kind.ORGANISATION,
    "parent": Kind.ORGANISATION,
}
_NAME_KEYS = frozenset({"name", "title"})


@click.command()
@click.argument("name")
@click.argument("assignments", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.option("--diff", "--dry-run", "diff", is_flag=True, help="Show the change, write nothing.")
@pass_invocation
def command(invocation: Invocation, name: str, assignments: tuple[str, ...], *, diff: bool) -> int:
    """Give fields of a note other values.

    FIELD= takes a field out. Of a list, FIELD+=VALUE adds to it and FIELD-=VALUE takes from it;
    commas divide its items. Links are found by name: organisation=acme. What the field does not
    accept is refused, and nothing is written then.
    """
    book = open_address_book(invocation)
    words = book.words
    wish = Wish(book, invocation, tuple(_read(each) for each in assignments))
    page = book.page(name, _KINDS)
    change = wish.planned(page).edited
    if not change.edits:
        invocation.terminal.remark(words.text("The note says so already; nothing was written."))
        return 0
    if diff:
        invocation.terminal.data(clean_lines(render_diff(change.before, change.after)).rstrip("\n"))
        return 0
    change, written = write_latest(book.root, lambda: wish.planned(page), "set", book.settings)
    for line in _changed_lines(change):
        invocation.terminal.data(line)
    for key in _gone(change):
        told = words.text("{path}: {key} is taken out", path=clean(change.path), key=clean(key))
        invocation.terminal.data(told)
    if written is not None:
        tell_unless_flushed(written, invocation.terminal, words)
    return 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be set, and what is needed to work out how."""

    book: AddressBook
    invocation: Invocation
    assignments: tuple[Assignment, ...]

    def planned(self, page: NameEntry) -> Planned[FieldChange]:
        """Return what the note becomes as it is now; raises Problem where it must not."""
        parsed, settings = self.book.read(page.path), self.book.settings
        self._require_no_name(page, parsed)
        self._require_no_slip(parsed)
        assigner = Assigner(parsed, settings, self.invocation.as_of, self._resolve)
        try:
            values = assigner.values(self.assignments)
            change = plan_field_edits(parsed, values, settings)
        except FieldEditError as error:
            hint = "nothing was written"
            raise Problem("{path}: {reason}", hint, path=parsed.path, reason=error.reason) from None
        _require_sound(parsed, parse_file(change.after, settings), values)
        return Planned(change)

    def _require_no_name(self, page: NameEntry, parsed: ParsedFile) -> None:
        """Raise Problem for a new name: links by the old one have to follow."""
        for each in self.assignments:
            if each.key in _NAME_KEYS and parsed.kind in {
                Kind.CONTACT,
                Kind.OBJECTIVE,
                Kind.ORGANISATION,
            }:
                message = "links may use the name of {path}, and have to follow it"
                hint = "vaultnet rename {id} NEW-NAME changes both"
                raise Problem(message, hint, path=page.path, id=page.id)

    def _require_no_slip(self, parsed: ParsedFile) -> None:
        """Raise Problem for a key that nobody knows and that is almost a known one."""
        known = tuple(specs_by_key(parsed.kind, tuple(self.book.settings.criteria)))
        for each in self.assignments:
            meant = None if each.key in known else meant_key(each.key, known)
            if meant is not None:
                message, hint = '"{key}" is no field that is known', 'did you mean "{meant}"?'
                raise Problem(message, hint, key=each.key, meant=meant)

    def _resolve(self, spec: FieldSpec, text: str) -> str:
        """Return the link to the page that a text means; raises Problem for none or several."""
        if text.startswith("[[") and text.endswith("]]"):
            return text
        kind = _LED_TO.get(spec.key)
        if spec.form is FieldType.LINK and kind is not None:
            if not find_entry(self.book.names, text, kind):
                from shlex import quote

                message = '"{key}" leads to a page, and none of that kind is called "{text}"'
                hint = "write that page first: vaultnet new {kind} {quoted}"
                quoted, key = quote(text), spec.key
                raise Problem(message, hint, key=key, text=text, kind=kind.value, quoted=quoted)
            return f"[[{choose_entry(self.book.names, text, (kind,)).id}]]"
        found = find_exact(self.book.names, text, kind)
        if not found:
            typed = simplified(text).split()
            near = find_entry(self.book.names, text, kind)
            found = tuple(each for each in near if matches_words(each, typed))
        return f"[[{found[0].id}]]" if len(found) == 1 else text


def _read(text: str) -> Assignment:
    """Read one assignment; raises Problem for what is none."""
    found = parse_assignment(text)
    if found is None:
        hint = 'write FIELD=VALUE, for example role="CTO"'
        raise Problem('"{text}" gives no field a value', hint, text=text)
    if clean(found.text) != found.text or clean(found.key) != found.key:
        hint = "leave control characters and line breaks out"
        raise Problem('"{text}" is no value of one line', hint, text=text)
    return found


def _require_sound(before: ParsedFile, after: ParsedFile, values: "Mapping[str, Value]") -> None:
    """Raise Problem where the note would be found more fault with than before."""
    for each in new_diagnostics(before.diagnostics, after.diagnostics):
        if each.severity is Severity.INFO:
            continue
        reason = Phrase(each.template, each.values)
        hint = Phrase(each.hint, each.values) if each.hint else Phrase("nothing was written")
        message = "{key}: {reason}"
        key = _key_at(after, each, values)
        raise Problem(message, "{remedy}", key=key, reason=reason, remedy=hint)


def _key_at(parsed: ParsedFile, diagnostic: Diagnostic, values: "Mapping[str, Value]") -> str:
    """Return the field that a complaint is about, or else the file."""
    place = diagnostic.place.span
    for entry in parse_front_matter(parsed.source):
        if entry.key_span.start <= place.start <= max(entry.value.span.end, entry.key_span.end):
            return entry.key
    return next(iter(values), parsed.path)


def _changed_lines(change: FieldChange) -> Sequence[str]:
    """Return the lines of the new text that hold what was changed, with their places."""
    before = {
        each.key: change.before.slice(each.value.span) for each in parse_front_matter(change.before)
    }
    lines: list[str] = []
    for entry in parse_front_matter(change.after):
        if before.get(entry.key) == change.after.slice(entry.value.span):
            continue
        number = change.after.position(entry.key_span.start).line
        last = change.after.position(max(entry.key_span.end, entry.value.span.end)).line
        lines += [
            f"{clean(change.path)}:{line}: {clean(change.after.line(line))}"
            for line in range(number, last + 1)
        ]
    return lines


def _gone(change: FieldChange) -> Sequence[str]:
    left = {each.key for each in parse_front_matter(change.after)}
    return [each.key for each in parse_front_matter(change.before) if each.key not in left]
