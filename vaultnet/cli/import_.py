"""`vaultnet import`: a network from other programs; a plan first, and written only when asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.problem import Problem
from vaultnet.cli.source_files import read_source_files
from vaultnet.cli.tables import Answer, format_option, write_answer
from vaultnet.domain.contact import Tier
from vaultnet.exchange.formats import IMPORT_FORMATS, guess_format
from vaultnet.late import dataclass

if TYPE_CHECKING:
    from vaultnet.cli.importing import Consent
    from vaultnet.exchange.draft import Reading
    from vaultnet.exchange.options import ReadOptions
    from vaultnet.exchange.planning.last_seen import LastSeen
    from vaultnet.exchange.planning.plan_values import ImportPlan, PlanOptions
    from vaultnet.language import Translator
    from vaultnet.source import Source
    from vaultnet.workspace import Workspace

_SIDES = ("note", "source")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of one import."""

    apply: bool
    yes: bool
    all: bool
    format_: str

    @property
    def consent(self) -> "Consent":
        """Return how far the owner agrees to what will be written."""
        from vaultnet.cli.importing import Consent

        if not self.apply:
            return Consent.PLAN
        return Consent.ALL if self.yes else Consent.FEW


@click.command()
@click.argument("arguments", nargs=-1, required=True, metavar="[FORMAT] FILE…")
@click.option("--apply", is_flag=True, help="Write what the plan says.")
@click.option(
    "--match",
    "answers",
    multiple=True,
    metavar="KEY=ID",
    help="Who somebody in doubt is; or =new, =skip.",
)
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    help="The tier of those who are new.",
)
@click.option(
    "--prefer",
    type=click.Choice(_SIDES),
    default="note",
    help="Whose word counts where both changed a field.",
)
@click.option("--mapping", multiple=True, metavar="COLUMN=FIELD", help="What a column holds.")
@click.option("--save-mapping", metavar="NAME", help="Keep the columns in vaultnet.toml.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of your own.")
@click.option("--with-content", is_flag=True, help="Take over what was written in messages.")
@click.option("--region", default="", metavar="CC", help="The country of telephone numbers: ES.")
@click.option("--yes", is_flag=True, help="Do not ask before many notes change.")
@click.option("--all", "all_", is_flag=True, help="Show all of long lists.")
@format_option
@pass_invocation
def command(  # noqa: PLR0913 (each is an option)
    invocation: Invocation,
    arguments: tuple[str, ...],
    *,
    apply: bool,
    answers: tuple[str, ...],
    tier: str | None,
    prefer: str,
    mapping: tuple[str, ...],
    save_mapping: str | None,
    me: tuple[str, ...],
    with_content: bool,
    region: str,
    yes: bool,
    all_: bool,
    format_: str,
) -> int:
    """Bring contacts in from other programs.

    FORMAT is linkedin, google, outlook, vcard, csv, ics, mail, monica or notes; it may be left
    out where a file tells. FILE may be a folder, or - for the standard input. What would be done
    is shown, and nothing is written without --apply. Importing again brings what is new. Ends in
    1 when nothing is found, or something cannot be read.
    """
    from vaultnet.exchange.options import ReadOptions
    from vaultnet.exchange.planning.plan_values import PlanOptions
    from vaultnet.site.publish import attachment_reader

    workspace = invocation.open(anew=True)
    vault = workspace.vault
    notes = _notes_words(vault.settings.language)
    reading = _read(
        arguments,
        ReadOptions(
            as_of=workspace.as_of,
            my_addresses=(*me, *_mine(workspace, "email")),
            my_names=_my_names(workspace),
            my_urls=_mine(workspace, "url"),
            with_content=with_content,
            phone_region=region.upper(),
            mapping=_pairs(mapping, "--mapping"),
            saved_mappings=vault.settings.mappings,
            words=notes,
        ),
    )
    options = PlanOptions(
        as_of=workspace.as_of,
        words=notes,
        tier=tier or "",
        answers=_answers(answers),
        prefers_source=prefer == "source",
        read_attachment=attachment_reader(workspace.root),
    )
    wanted = Wanted(apply=apply, yes=yes, all=all_, format_=format_)
    kept = None
    if save_mapping is not None:
        from vaultnet.cli.kept_columns import plan_columns

        kept = plan_columns(workspace, save_mapping, reading.columns)
    result = _Import(invocation, workspace, reading, wanted).run(options)
    if kept is not None:
        from vaultnet.cli.kept_columns import write_columns

        write_columns(invocation, workspace, kept, apply=apply)
    return result


class _Import:
    """One import: planned, shown, and carried out where that is asked."""

    def __init__(
        self, invocation: Invocation, workspace: "Workspace", reading: "Reading", wanted: Wanted
    ) -> None:
        self._invocation = invocation
        self._workspace = workspace
        self._reading = reading
        self._wanted = wanted
        self._words = invocation.words(workspace.vault.settings.language)
        self._record, self._seen = _read_record(workspace.root, reading.source)

    def run(self, options: "PlanOptions") -> int:
        """Plan, ask where somebody can answer, show, and write."""
        from vaultnet.cli.importing import ask_about, carry_out

        plan = self._planned(options)
        if self._wanted.apply:
            plan = ask_about(self._invocation, self._words, plan, options, self._planned)
        is_for_people = self._wanted.format_ == "table"
        if is_for_people:
            self._show(plan, applied=self._wanted.apply)
        applied = carry_out(
            self._invocation, self._workspace, plan, self._record, self._wanted.consent
        )
        if not is_for_people:
            self._show(plan, applied=applied)
        refused = any(each.is_refusal for each in plan.complaints)
        return 1 if not plan.tally.found or refused else 0

    def _planned(self, options: "PlanOptions") -> "ImportPlan":
        from vaultnet.exchange.planning.plan import plan_import
        from vaultnet.exchange.planning.recognition import AnswerError

        try:
            plan = plan_import(self._reading, self._workspace.vault, self._seen, options)
        except AnswerError as error:
            hint = "the plan names the keys: run it without --match first"
            raise Problem("{reason}", hint, reason=error.reason) from None
        assert plan.tally.adds_up, plan.tally  # noqa: S101 (nobody may go missing unsaid)
        return plan

    def _show(self, plan: "ImportPlan", *, applied: bool) -> None:
        from vaultnet.cli.reports.import_json import COLUMNS, plain_plan, plan_rows
        from vaultnet.cli.reports.import_plan import SHOWN, Report, render_plan

        words, terminal = self._words, self._invocation.terminal
        most = None if self._wanted.all else SHOWN
        report = Report(plan, words, terminal, most)
        rows = list(plan_rows(plan, words))
        document = plain_plan(plan, words, applied=applied)
        answer = Answer(lambda: render_plan(report), COLUMNS, rows, document)
        write_answer(answer, self._wanted.format_, terminal)


def _notes_words(language: str) -> "Translator":
    """Return what says texts of ours in the language of the notes."""
    from vaultnet.language import translator

    return translator(language)


def _read(arguments: Sequence[str], options: "ReadOptions") -> "Reading":
    """Return what the files say, by the format that is named or that they show."""
    name, files = arguments[0], arguments[1:]
    if name in IMPORT_FORMATS:
        if not files:
            raise Problem("no file to import", 'name one: "vaultnet import {name} FILE"', name=name)
    else:
        name, files = _guessed(arguments), arguments
    form = IMPORT_FORMATS[name]
    found = read_source_files(files, form.endings, form.condense())
    return form.reader()(found, options)


def _guessed(names: Sequence[str]) -> str:
    """Return the format that files show; raises Problem where they do not, or not the same."""
    found = {guess_format(name, _beginning(name)) for name in names}
    known = ", ".join(IMPORT_FORMATS)
    if len(found) > 1 or None in found:
        hint = "name the format before the files: one of {known}"
        raise Problem("nobody can tell the format of {files}", hint, known=known, files=names[0])
    return str(found.pop())


def _beginning(name: str) -> bytes:
    path = Path(name)
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        if path.is_dir():
            return b""
        known = ", ".join(IMPORT_FORMATS)
        message = 'there is no file "{name}", and no format of that name'
        raise Problem(message, "the formats are {known}", name=name, known=known) from None


def _pairs(texts: Sequence[str], option: str) -> Mapping[str, str]:
    """Return what was typed as `KEY=VALUE`; raises Problem for anything else."""
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.rpartition("=")
        if not equals or not key.strip() or not value.strip():
            hint = 'write it as {option} "Company=organisation"'
            raise Problem('"{text}" is no pair', hint, text=text, option=option)
        found[key.strip()] = value.strip()
    return found


def _answers(texts: Sequence[str]) -> Mapping[str, str]:
    from vaultnet.exchange.planning.recognition import AnswerError, answers_of

    try:
        return answers_of(texts)
    except AnswerError as error:
        hint = "write --match KEY=ID, KEY=new or KEY=skip"
        raise Problem("{reason}", hint, reason=error.reason) from None


def _mine(workspace: "Workspace", key: str) -> tuple[str, ...]:
    """Return what the page of the owner says of how to reach them."""
    me = workspace.vault.network.me
    value = () if me is None else me.extra.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _my_names(workspace: "Workspace") -> tuple[str, ...]:
    me = workspace.vault.network.me
    return () if me is None else (me.name, *me.aliases)


def _read_record(root: Path, source: str) -> "tuple[Source | None, LastSeen]":
    """Return the record of a source; raises Problem where it cannot be read."""
    from vaultnet.exchange.planning.last_seen import (
        LastSeen,
        RecordError,
        parse_last_seen,
        record_path,
    )
    from vaultnet.source import Source

    path = record_path(source)
    try:
        text = (root / path).read_bytes().decode("utf-8")
        return Source(path, text), parse_last_seen(text)
    except FileNotFoundError:
        return None, LastSeen()
    except (OSError, UnicodeDecodeError):
        reason = "{path} cannot be read"
        raise Problem(reason, "mend it, or put it aside to begin anew", path=path) from None
    except RecordError as error:
        hint = "mend the line, or take it out"
        raise Problem("{path}: {reason}", hint, path=path, reason=error.reason) from None
