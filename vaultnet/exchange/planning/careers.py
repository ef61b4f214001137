"""What follows from a change of job: the old step ends, a new one begins, a word is due."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind, NodeId, Section, Value
from vaultnet.domain.tie import CareerStep
from vaultnet.exchange.draft import Origin, Step
from vaultnet.exchange.planning.fitting import linked_text
from vaultnet.exchange.planning.line_texts import (
    career_line,
    congratulation,
    past_post_line,
    post_part,
    post_text,
)
from vaultnet.exchange.planning.plan_values import NewLine, PlanOptions, ValueChange
from vaultnet.exchange.safe_text import one_line
from vaultnet.late import pattern
from vaultnet.phrase import Phrase
from vaultnet.vault.edits.line_edits import line_text
from vaultnet.vault.parsed import Vault
from vaultnet.vault.vocabulary import AT, NOW, plain

_OPEN_END = pattern(r"(\d{4}(?:-\d{2}){0,2})[ \t]*(?:\.{2,3}|…|–|—)[ \t]*")
_LINK = pattern(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]")
_POST = ("role", "organisation")
_NOW = frozenset(plain(word) for word in NOW.all)
NO_BEGINNING = Phrase("a step of a career has its place only with the year in which it began")
"""Why a step is a loss that says no year."""


def job_change_lines(
    vault: Vault,
    options: PlanOptions,
    contact: Contact,
    changes: Sequence[ValueChange],
    known: Sequence[Step],
) -> Iterator[NewLine]:
    """Yield the lines of a note for a new role or organisation; nothing where neither is new.

    `known` are the steps that the source itself gives, which tell the same better.
    """
    new = {
        change.key: change
        for change in changes
        if change.key in _POST and _text(change.before) != _text(change.after)
    }
    if not any(change.before for change in new.values()):
        return
    before = {key: _before(vault, contact, new.get(key), key) for key in _POST}
    after = {key: _after(before[key], new.get(key)) for key in _POST}
    as_of, words = options.as_of, options.words
    if not any(step.begin and not step.end for step in known):
        yield from _closed(vault, options, contact, before)
        step = _step(after, as_of)
        line = career_line(step, vault.network, vault.settings.language, as_of)
        if line is not None:
            yield NewLine(Section.CAREER, line)
    if contact.status is not ContactStatus.CLOSED and contact.tier is not Tier.NONE:
        place = post_text("", after["organisation"], vault.network, words.language)
        place = place.removeprefix(f"{AT.preferred(words.language)} ")
        yield NewLine(Section.NEXT, congratulation(as_of, after["role"], place, words))


def new_steps(
    vault: Vault, node_id: NodeId, steps: Sequence[Step], as_of: date
) -> Iterator[tuple[Step, str | None]]:
    """Yield the steps that a page does not have yet, each with its line; None where it has none."""
    node = vault.network.nodes.get(node_id)
    held: tuple[CareerStep, ...] = getattr(node, "career", ())
    signs = {_sign(vault, each) for each in held}
    parsed = vault.file_of(node_id)
    lines = {fold(line_text(parsed, f"career/{n}")) for n in range(len(held))}
    for step in steps:
        sign = _sign_of_step(vault, step)
        line = career_line(step, vault.network, vault.settings.language, as_of)
        if sign not in signs and fold(line or "") not in lines:
            signs.add(sign)
            yield step, line


def step_mark(step: Step) -> str:
    """Return what identifies a step from one import to the next."""
    parts = (step.begin[:7], fold(step.role), fold(step.organisation))
    return " | ".join(one_line(part) for part in parts)


def _closed(
    vault: Vault, options: PlanOptions, contact: Contact, before: Mapping[str, str]
) -> Iterator[NewLine]:
    """Yield how the old post ends: in its line of Career, or as a remark where it has none."""
    index = _open_step(vault, contact, before)
    if index is None:
        place = _LINK.sub(r"\1", before["organisation"])
        named = vault.network.nodes.get(NodeId(place))
        place = named.name if named is not None else place
        if before["role"] or place:
            line = past_post_line(options.as_of, before["role"], place, options.words)
            yield NewLine(Section.LOG, line)
        return
    path = f"career/{index}"
    written = line_text(vault.file_of(contact.id), path)
    match = _OPEN_END.match(written)
    if match is not None:
        rest = written[match.end() :]
        first = rest.split(" ", 1)[0].rstrip(":,")
        rest = rest[len(first) :].lstrip(" :,") if plain(first) in _NOW else rest
        month = f"{options.as_of:%Y-%m}"
        yield NewLine(Section.CAREER, f"{match[1]}..{month} {rest}".rstrip(), replaces=path)


def _open_step(vault: Vault, contact: Contact, before: Mapping[str, str]) -> int | None:
    """Return the open step of Career that is the old post; the only open one, where it is so."""
    is_open = [n for n, step in enumerate(contact.career) if step.ongoing]
    for n in is_open:
        step = contact.career[n]
        place = _place(vault, step.organisation.target if step.organisation else "")
        if before["organisation"] and place == _place(vault, before["organisation"]):
            return n
    for n in is_open:
        if before["role"] and fold(contact.career[n].role) == fold(before["role"]):
            return n
    return None


def _step(after: Mapping[str, str], as_of: date) -> Step:
    begin = f"{as_of:%Y-%m}"
    return Step(
        origin=Origin(""), role=after["role"], organisation=after["organisation"], begin=begin
    )


def _before(vault: Vault, contact: Contact, change: ValueChange | None, key: str) -> str:
    """Return what a field of the post was: what a change replaces, else what the note says."""
    if change is not None:
        return _text(change.before)
    if key == "role":
        return contact.role
    held = contact.organisation
    if held is None:
        return ""
    return linked_text(vault.network, held.target, Kind.ORGANISATION) or held.text


def _after(before: str, change: ValueChange | None) -> str:
    return before if change is None else _text(change.after)


def _text(value: Value | None) -> str:
    """Return what a field says of the post: of several organisations, the first is it."""
    if value is None or isinstance(value, str):
        return value or ""
    return value[0] if value else ""


def _place(vault: Vault, text: str) -> str:
    return fold(linked_text(vault.network, text, Kind.ORGANISATION) or text)


def _sign(vault: Vault, step: CareerStep) -> tuple[str, str, str]:
    place = step.organisation.target if step.organisation else ""
    return str(step.start)[:7], fold(step.role), _place(vault, place)


def _sign_of_step(vault: Vault, step: Step) -> tuple[str, str, str]:
    return step.begin[:7], fold(post_part(step.role)), _place(vault, step.organisation)
