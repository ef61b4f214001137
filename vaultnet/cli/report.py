"""`vaultnet report`: all that is held on a person, to read or to hand over."""

from dataclasses import replace
from pathlib import Path

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.holdings import gather_holdings
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean, render_json
from vaultnet.cli.reasons import open_desk
from vaultnet.cli.reports.holdings import (
    Report,
    markdown_holdings,
    plain_holdings,
    render_holdings,
)
from vaultnet.cli.reports.standing import find_standing
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.cli.tables import SCHEMA_VERSION

_AUDIENCE = "report"
_FORMATS = ("text", "markdown", "json")
_BY_SUFFIX = {".md": "markdown", ".markdown": "markdown", ".json": "json"}


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="For people, or for programs; else by the name of the file, or text.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it to a file that only you can read.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@pass_invocation
def command(
    invocation: Invocation,
    name: tuple[str, ...],
    *,
    format_: str | None,
    out: Path | None,
    force: bool,
) -> int:
    """Show all that is held on a person.

    It is what they may ask to see. Their note line by line, with what is private marked; every
    line of other notes that is about them, with file and line; whom they know; the numbers that
    are computed, with their reasons; pictures, pages of the site, what imports and undo records
    hold of them. And what could not be searched. No note is changed.
    """
    workspace = invocation.open()
    contact = choose_contact(workspace.vault.network, " ".join(name))
    chosen = format_ or (_BY_SUFFIX.get(out.suffix.lower()) if out else None) or "text"
    shown = invocation.terminal
    plain = chosen != "text" or out is not None
    desk = open_desk(invocation, workspace)
    desk = replace(desk, terminal=replace(shown, color=shown.color and not plain))
    standing = find_standing(workspace.strategy, contact)
    report = Report(desk, workspace.strategy, standing, gather_holdings(workspace, contact))
    text = _rendered(report, chosen)
    if out is None:
        shown.data(text.rstrip("\n"))
        return 0
    _write(invocation, workspace.root, out, text, force=force)
    return 0


def _rendered(report: Report, format_: str) -> str:
    if format_ == "json":
        return render_json({"schema_version": SCHEMA_VERSION, **plain_holdings(report)})
    return markdown_holdings(report) if format_ == "markdown" else render_holdings(report)


def _write(invocation: Invocation, root: Path, out: Path, text: str, *, force: bool) -> None:
    """Write the report whole or not at all, and print where it is."""
    from vaultnet.storage.exported import ExportRights, write_exported_file

    data = (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")
    written = write_exported_file(root, out, data, ExportRights(_AUDIENCE, force=force))
    invocation.terminal.data(clean(str(out)))
    tell_unless_flushed(written, invocation.terminal, invocation.speech.words)
