"""`vaultnet review`: which ratings to look at again, and rating contacts anew."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vaultnet.cli.cards import Dealer, longest_ago
from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.note_writing import write_edited
from vaultnet.cli.output import clean
from vaultnet.cli.paper import heading, paragraph
from vaultnet.cli.problem import Problem
from vaultnet.cli.questions import Questions, make_questions
from vaultnet.cli.reasons import Desk, open_desk, plain_step, render_step
from vaultnet.cli.reports.shifts import COLUMNS as SHIFT_COLUMNS
from vaultnet.cli.reports.shifts import Given, plain_shifts, render_shifts, shift_rows
from vaultnet.cli.reports.weaknesses import (
    COLUMNS,
    plain_weaknesses,
    render_weaknesses,
    weakness_rows,
)
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.cli.tables import Answer, format_option, write_answer
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.judgement import WeakJudgement, order_weaknesses
from vaultnet.strategy.review import Card, deal_cards
from vaultnet.strategy.summary import Strategy

if TYPE_CHECKING:
    from vaultnet.vault.edits.field_edits import FieldChange
    from vaultnet.workspace import Workspace

_SHOWN = 20


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--blind", is_flag=True, help="Hide who it is, and what you rated before.")
@click.option("--limit", type=click.IntRange(min=1), help="How many contacts at most.")
@click.option("--yes", is_flag=True, help="Write the new ratings without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@format_option
@pass_invocation
def command(
    invocation: Invocation,
    names: tuple[str, ...],
    *,
    blind: bool,
    limit: int | None,
    yes: bool,
    dry_run: bool,
    format_: str,
) -> int:
    """Rate contacts anew from their evidence, blindly if you like.

    Without NAME and --blind it lists the ratings to look at again. With NAME these contacts are
    rated anew; with --blind they are cards without names, in a shuffled order, and without NAME
    everybody is. --limit takes those who were reviewed longest ago. Answers may come from a pipe,
    a line for each question.
    """
    if yes and dry_run:
        raise Problem("--yes writes and --dry-run does not", "leave one of them out")
    workspace = invocation.open(anew=bool(names) or blind)
    desk, strategy = open_desk(invocation, workspace), workspace.strategy
    if not names and not blind:
        most = _SHOWN if limit is None and format_ == "table" else limit
        write_answer(_to_refresh(desk, strategy, most), format_, invocation.terminal)
        return 0
    cards = _cards(desk, strategy, names, limit, blind=blind)
    if not cards:
        invocation.terminal.remark(_nobody(desk, strategy))
        return 0
    questions = make_questions(invocation.terminal, sys.stdin)
    given = Dealer(desk, questions, strategy.contacts, blind).deal(cards)
    invocation.terminal.remark("")
    write_answer(_shifts(desk, strategy, given), format_, invocation.terminal)
    if given and not dry_run:
        _offer_to_write(invocation, workspace, given, None if yes else questions)
    return 0


def _cards(
    desk: Desk, strategy: Strategy, names: Sequence[str], limit: int | None, *, blind: bool
) -> Sequence[Card]:
    """Return the cards to deal: in the order of the names, or of the deck where it is blind."""
    cards: Sequence[Card] = strategy.cards
    if names:
        chosen = [choose_contact(desk.vault.network, name).id for name in names]
        cards = deal_cards(strategy.network, strategy.constants, strategy.as_of, chosen)
        if not blind:
            cards = sorted(cards, key=lambda card: chosen.index(card.contact))
    return cards if limit is None else longest_ago(cards, strategy.contacts, limit)


def _nobody(desk: Desk, strategy: Strategy) -> str:
    told = desk.words.text(
        "There is no card to deal: nobody has a rating, or a line under Assessment, yet."
    )
    step = next_step(strategy.network)
    text = paragraph(desk.terminal, told)
    return text if step is None else f"{text}\n\n{render_step(desk, step)}"


def _to_refresh(desk: Desk, strategy: Strategy, limit: int | None) -> Answer:
    everything = order_weaknesses(strategy.weaknesses, strategy.fruitfulness)
    held = everything[:limit]
    more = len(everything) - len(held)
    step = next_step(strategy.network)
    document: dict[str, object] = {
        "as_of": strategy.as_of.isoformat(),
        "contacts": plain_weaknesses(desk, held),
        "not_shown": more,
        "next_step": plain_step(desk, step),
    }
    rows = list(weakness_rows(desk, held))
    return Answer(lambda: _list(desk, strategy, held, more), COLUMNS, rows, document)


def _list(desk: Desk, strategy: Strategy, held: Sequence[WeakJudgement], more: int) -> str:
    """Return the ratings to look at again, and how to do so."""
    words, terminal = desk.words, desk.terminal
    if not held:
        return _all_is_well(desk, strategy)
    title = heading(terminal, words.text("Ratings to look at again"), str(len(held) + more))
    blocks = [f"{title}\n{render_weaknesses(desk, held)}"]
    if more:
        everybody = len(held) + more
        blocks.append(
            words.plural(
                "and {n} more; --limit {all} shows it",
                "and {n} more; --limit {all} shows them",
                more,
                all=everybody,
            )
        )
    told = words.text(
        'Rate somebody anew with "vaultnet review {name}", or all without knowing who they are'
        ' with "vaultnet review --blind".',
        name=held[0].contact,
    )
    return "\n\n".join([*blocks, paragraph(terminal, told)])


def _all_is_well(desk: Desk, strategy: Strategy) -> str:
    words, terminal = desk.words, desk.terminal
    if any(contact.ratings for contact in strategy.contacts.values()):
        told = words.text(
            "Every rating is fresh, dated and rests on evidence. To test your judgement all the"
            ' same, rate without knowing whom: "vaultnet review --blind --limit 5".'
        )
        return paragraph(terminal, told)
    step = next_step(strategy.network)
    told = words.text("Nobody is rated yet, so there is nothing to look at again.")
    return told if step is None else f"{told}\n\n{render_step(desk, step)}"


def _shifts(desk: Desk, strategy: Strategy, given: Given) -> Answer:
    result = strategy.review(given)
    return Answer(
        lambda: render_shifts(desk, strategy, result, given),
        SHIFT_COLUMNS,
        list(shift_rows(desk, result, given)),
        plain_shifts(desk, result, given),
    )


def _offer_to_write(
    invocation: Invocation, workspace: "Workspace", given: Given, questions: Questions | None
) -> None:
    """Write the ratings where that is wanted; without questions it is."""
    words = invocation.words(workspace.vault.settings.language)
    planned = _plan(workspace, given)
    if not planned:
        invocation.terminal.remark(words.text("The notes say so already; nothing was written."))
        return
    question = words.plural(
        "Write this to {n} note? [y/N]", "Write this to {n} notes? [y/N]", len(planned)
    )
    invocation.terminal.remark("")
    if questions is not None and not questions.agrees(question):
        invocation.terminal.remark(words.text("Nothing was written."))
        return
    _write(invocation, workspace, planned)


def _plan(workspace: "Workspace", given: Given) -> "list[FieldChange]":
    """Return what each note becomes: its new ratings, and the day on which they were given."""
    from vaultnet.vault.edits.field_edits import FieldEditError, plan_field_edits

    vault, day = workspace.vault, workspace.as_of.isoformat()
    planned = []
    for contact, ratings in given.items():
        values = {**{name: str(rating) for name, rating in ratings.items()}, "rated": day}
        parsed = vault.file_of(contact)
        try:
            change = plan_field_edits(parsed, values, vault.settings)
        except FieldEditError as error:
            hint = "change that by hand and review again; nothing was written"
            raise Problem("{path}: {reason}", hint, path=parsed.path, reason=error.reason) from None
        if change.edits:
            planned.append(change)
    return sorted(planned, key=lambda change: change.path)


def _write(
    invocation: Invocation, workspace: "Workspace", planned: "Sequence[FieldChange]"
) -> None:
    """Write all notes as one operation, and say so."""
    from vaultnet.storage import ConflictError

    try:
        written = write_edited(workspace.root, planned, "review", workspace.vault.settings)
    except ConflictError as error:
        if error.written:
            raise
        hint = "nothing was written; what you rated is listed above: run the command again"
        raise Problem("{reason}", hint, reason=error.phrase) from None
    words = invocation.words(workspace.vault.settings.language)
    for path in written.paths:
        invocation.terminal.remark(words.text("wrote {file}", file=clean(path)))
    tell_unless_flushed(written, invocation.terminal, words)
