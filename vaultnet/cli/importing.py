"""What an import asks, and how it is written: who somebody is, whether so many, all at once."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.note_writing import damage_finder
from vaultnet.cli.output import clean, tracked
from vaultnet.cli.problem import Problem
from vaultnet.cli.questions import Questions, make_questions
from vaultnet.cli.reports.import_plan import candidate_text, draft_text
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.exchange.planning.plan_values import ImportPlan, Outcome, PlannedPerson, PlanOptions
from vaultnet.exchange.planning.recognition import NEW, SKIP
from vaultnet.exchange.planning.writing import Writing, WritingError, compose
from vaultnet.storage import Change, digest, write_changes

if TYPE_CHECKING:
    from vaultnet.language import Translator
    from vaultnet.source import Source
    from vaultnet.workspace import Workspace


class Consent(Enum):
    """What may be written: nothing yet, few changes of notes without asking, or all."""

    PLAN = "plan"
    FEW = "few"
    ALL = "all"


MOST_CHANGED = 0.2
"""The share of all contacts whose notes may change without a word of the owner."""

_MERGE, _NEW, _SKIP, _STOP = "m", "n", "s", "q"


def ask_about(
    invocation: Invocation,
    words: "Translator",
    plan: ImportPlan,
    options: PlanOptions,
    planned: Callable[[PlanOptions], ImportPlan],
) -> ImportPlan:
    """Return the plan with answers on those in doubt, where somebody is there to give them.

    An answer may settle others, or bring up new doubts, so it is planned anew after each round.
    """
    source = sys.stdin
    if source is None or not source.isatty() or not invocation.terminal.interactive:
        return plan
    questions = make_questions(invocation.terminal, source)
    while asked := len(plan.doubtful):
        given = dict(_answers(questions, words, plan))
        if given:
            options = replace(options, answers={**options.answers, **given})
            plan = planned(options)
        if len(given) < asked:
            break
    return plan


def _answers(
    questions: Questions, words: "Translator", plan: ImportPlan
) -> Iterator[tuple[str, str]]:
    """Yield the answers on those in doubt, until the questions are stopped."""
    people = plan.doubtful
    for number, person in enumerate(people, 1):
        remark = questions.terminal.remark
        told = words.text("{n} of {all}: {name}", n=number, all=len(people), name=person.draft.name)
        about = " · ".join(filter(None, (told, draft_text(person.draft), str(person.draft.origin))))
        remark(f"\n{clean(about)}")
        for index, candidate in enumerate(person.candidates, 1):
            remark(f"  {index}  {clean(candidate_text(words, candidate))}")
        answer = _asked(questions, words, person)
        if answer is None:
            return
        yield person.key, answer


def _asked(questions: Questions, words: "Translator", person: PlannedPerson) -> str | None:
    """Return the id, `new` or `skip` that a key stands for; None to stop asking."""
    question = words.text("m the same person, n new, s skip, q stop asking:")
    if len(person.candidates) > 1:
        question = words.text("number of the same person, n new, s skip, q stop asking:")
    while True:
        for key in questions.keys(question) or iter([_STOP]):
            if key == _STOP:
                return None
            if key in {_NEW, _SKIP}:
                return NEW if key == _NEW else SKIP
            if key == _MERGE and len(person.candidates) == 1:
                return person.candidates[0].contact
            if key.isdecimal() and 1 <= int(key) <= len(person.candidates):
                return person.candidates[int(key) - 1].contact


def carry_out(
    invocation: Invocation,
    workspace: "Workspace",
    plan: ImportPlan,
    record: "Source | None",
    consent: Consent,
) -> bool:
    """Write what a plan says, as one operation; tell whether anything was written."""
    words = invocation.words(workspace.vault.settings.language)
    try:
        writing = compose(plan, workspace.vault, record)
    except WritingError as error:
        hint = "change the note by hand, or leave the person out; nothing was written"
        raise Problem("{path}: {reason}", hint, path=error.path, reason=error.reason) from None
    changes = list(_changes(writing))
    if not changes:
        told = (
            words.text("Everything is as the source says it already.")
            if plan.tally.counts.get(Outcome.UNCHANGED)
            else words.text("There is nothing to write.")
        )
        invocation.terminal.remark(told)
        return False
    if consent is Consent.PLAN:
        invocation.terminal.remark(words.text("Nothing was written yet: --apply does it."))
        return False
    if consent is Consent.FEW:
        _require_consent(invocation, workspace, plan, words)
    settings = workspace.vault.settings
    written = write_changes(
        workspace.root,
        changes,
        f"import {plan.source}",
        damage_finder({each.path: (each.before, each.after) for each in writing.texts}, settings),
        watch=lambda steps: tracked(steps, words.text("writing"), invocation.terminal),
    )
    told = words.plural(
        'wrote {n} file; "vaultnet undo" takes it back',
        'wrote {n} files; "vaultnet undo" takes it back',
        len(written.paths),
    )
    invocation.terminal.remark(told)
    tell_unless_flushed(written, invocation.terminal, words)
    return True


def _changes(writing: Writing) -> Iterator[Change]:
    """Yield the pictures, the notes, and the record of the source at the very end."""
    for path, data in writing.pictures.items():
        yield Change(path, None, data)
    for text in writing.texts:
        expected = None if text.before is None else digest(text.before.encoded())
        yield Change(text.path, expected, text.after.encoded())


def _require_consent(
    invocation: Invocation, workspace: "Workspace", plan: ImportPlan, words: "Translator"
) -> None:
    """Ask before more than a fifth of the contacts change; raises Problem without a yes."""
    changed, everybody = len(plan.changed_notes), len(workspace.vault.network.contacts)
    if changed <= everybody * MOST_CHANGED:
        return
    question = words.text(
        "{n} of {all} contacts would change. Go on? [y/N]", n=changed, all=everybody
    )
    source = sys.stdin
    if source is not None and source.isatty():
        if make_questions(invocation.terminal, source).agrees(question):
            return
        raise Problem("nothing was written")
    raise Problem(
        "{n} of {all} contacts would change, so nothing was written",
        "look at the plan without --apply, then add --yes",
        n=changed,
        all=everybody,
    )
