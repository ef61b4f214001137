"""`vaultnet export`: a network, or a part of it, for other programs."""

import os
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.asking import find_contacts, open_lexicon
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.list import QueryCommand
from vaultnet.cli.paper import paragraph
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.exported import told_of_losses, told_of_privacy, told_of_writing
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.domain.audience import Audience
from vaultnet.late import dataclass

if TYPE_CHECKING:
    from vaultnet.exchange.export_values import (
        Export,
        ReadAttachment,
        Selection,
        Writer,
    )
    from vaultnet.language import Translator
    from vaultnet.vault.audience import SharedVault
    from vaultnet.workspace import Workspace

WRITERS: Mapping[str, tuple[str, str]] = {
    "vcard": ("vaultnet.exchange.vcard.writing", "write_vcards"),
    "csv": ("vaultnet.exchange.tables.writing", "write_csv"),
    "json": ("vaultnet.exchange.documents.json_writing", "write_json"),
    "ics": ("vaultnet.exchange.calendars.writing", "write_calendar"),
    "graphml": ("vaultnet.exchange.documents.graphml", "write_graphml"),
}
"""Every format, with the module and the name of what writes it; imported when it is used."""

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes: a file or a folder, or the standard output where there is none."""

    path: Path | None
    as_folder: bool
    force: bool


@click.command(cls=QueryCommand)
@click.argument("format_", metavar="FORMAT", type=click.Choice(tuple(WRITERS)), required=False)
@click.argument("query", nargs=-1, metavar="[QUERY]…")
@click.option("-o", "--output", metavar="FILE", help="Where to; else to the standard output.")
@click.option(
    "--audience",
    type=click.Choice([item.value for item in Audience]),
    default=Audience.ME.value,
    show_default=True,
    help="Who will read it; shared holds only what is marked as shared.",
)
@click.option(
    "--vcard-version",
    type=click.Choice(("4.0", "3.0")),
    help="Older programs read 3.0. [4.0]",
)
@click.option("--vdir", is_flag=True, help="A folder with one vCard for each person.")
@click.option("--photos", is_flag=True, help="Put photographs into the vCards.")
@click.option("--bom", is_flag=True, help="Begin CSV with the sign by which Excel knows UTF-8.")
@click.option("--losses", is_flag=True, help="List what has no place in the format.")
@click.option("--force", is_flag=True, help="Overwrite a file that is not an export of this vault.")
@pass_invocation
def command(  # noqa: PLR0913 (each is an option)
    invocation: Invocation,
    format_: str | None,
    query: tuple[str, ...],
    *,
    output: str | None,
    audience: str,
    vcard_version: str | None,
    vdir: bool,
    photos: bool,
    bom: bool,
    losses: bool,
    force: bool,
) -> int:
    """Write contacts for other programs.

    FORMAT is vcard, csv, json, ics (what is due, and birthdays) or graphml (who knows whom).
    QUERY is that of list; without one, everybody is exported. A file is written whole or not at
    all, and only you can read it. Ends in 1 when nobody matches.
    """
    from vaultnet.exchange.export_values import ExportOptions

    if format_ is None:
        known = ", ".join(WRITERS)
        raise Problem("it is not said for which program", "name one of {known}", known=known)
    of_cards = {"--vcard-version": vcard_version, "--vdir": vdir, "--photos": photos}
    _refuse_options(format_, {"vcard": of_cards, "csv": {"--bom": bom}})
    target = _target(output, as_folder=vdir, force=force)
    workspace = invocation.open(anew=True)
    if target.path is not None:
        _refuse_places(workspace, target.path)
        if vdir:
            _refuse_wide_folders(workspace.root.resolve(), target.path)
    words = invocation.words(workspace.vault.settings.language)
    text = " ".join(part.removeprefix(" ") for part in query)
    selection = _select(invocation, workspace, Audience(audience), text)
    if not selection.contacts:
        invocation.terminal.remark(_nobody(selection, words))
        return 1
    options = ExportOptions(
        words=words,
        card_version=vcard_version or "4.0",
        as_folder=vdir,
        with_photos=photos,
        with_mark=bom,
    )
    export = _writer(format_)(selection, options)
    _deliver(invocation, workspace, export, target, audience)
    for line in told_of_losses(export, words, invocation.terminal, each=losses):
        invocation.terminal.remark(line)
    for line in told_of_privacy(selection, words):
        invocation.terminal.remark(paragraph(invocation.terminal, line))
    return 0


def _nobody(selection: "Selection", words: "Translator") -> str:
    if selection.vault.audience is Audience.ME:
        return words.text("no contacts found")
    return words.text("no contacts found in what is shared")


def _refuse_options(format_: str, options: Mapping[str, Mapping[str, object]]) -> None:
    """Raise Problem for an option that means something to another format alone."""
    for other, given in options.items():
        for name, value in given.items():
            if value and format_ != other:
                values = {"name": name, "format": other}
                raise Problem("{name} is for {format} alone", "leave it out", **values)


def _target(output: str | None, *, as_folder: bool, force: bool) -> Target:
    """Return where the export goes; raises Problem for options that do not go together."""
    path = None if output in {None, STANDARD_OUTPUT} else _located(Path(output or ""))
    if as_folder and path is None:
        raise Problem("a folder cannot go to the standard output", "name one: -o FOLDER")
    if output == "":
        raise Problem("the file has no name", "name one: -o FILE")
    return Target(path, as_folder, force)


def _located(path: Path) -> Path:
    """Return a path without the detours that lead to it; a link at its end stays one."""
    path = path.absolute()
    return path.resolve() if path.name in {"", ".."} else path.parent.resolve() / path.name


def _refuse_places(workspace: "Workspace", path: Path) -> None:
    """Raise Problem for a place among notes, among files of our own, or in a site."""
    from vaultnet.site.manifest import read_manifest
    from vaultnet.vault.files import is_note_name
    from vaultnet.vault.settings import SETTINGS_FILE

    hint = "name a file outside of the vault, or in a folder of its own"
    if any(read_manifest(folder) is not None for folder in path.parents):
        raise Problem("{path} is in a site, which may be sent to others", hint, path=path)
    root = workspace.root.resolve()
    if not path.is_relative_to(root):
        return
    parts = path.relative_to(root).parts
    settings = workspace.vault.settings
    kept = {name.split("/")[0] for names in settings.folders.values() for name in names}
    kept |= {"templates", settings.site_folder, settings.shared_folder}
    is_settings = parts == (SETTINGS_FILE,)
    among_notes = not parts or parts[0] in kept or is_note_name(path.name) or is_settings
    if among_notes or any(part.startswith(".") for part in parts):
        raise Problem("{path} belongs to the vault itself", hint, path=path)


def _refuse_wide_folders(root: Path, folder: Path) -> None:
    """Raise Problem for a folder that many cards would litter: one that holds all sorts of things.

    That is the top of the disk, the user's home and what is above it, and what holds the vault.
    """
    named = os.environ.get("HOME")
    held = (root, Path(named).resolve()) if named else (root,)
    if any(each.is_relative_to(folder) for each in held):
        hint = "name a folder of its own for them"
        raise Problem("{path} holds other things than cards", hint, path=folder)


def _select(
    invocation: Invocation, workspace: "Workspace", audience: Audience, text: str
) -> "Selection":
    """Return whom a query finds in what the audience may see: redacted first, asked after."""
    from vaultnet.exchange.export_values import Selection
    from vaultnet.site.publish import attachment_reader

    words = invocation.words(workspace.vault.settings.language)
    read = attachment_reader(workspace.root)
    if audience is Audience.SHARED:
        from vaultnet.vault.audience import redact_vault

        shared = redact_vault(workspace.vault)
        workspace = replace(workspace, vault=shared.vault, checked=())
        read = _shared_reader(shared, read)
    found = find_contacts(workspace, open_lexicon(workspace), (text,), words)
    whole = not text.strip()
    return Selection(workspace.vault, tuple(found), workspace.strategy, whole, read)


def _shared_reader(shared: "SharedVault", read: "ReadAttachment") -> "ReadAttachment":
    def read_shared(path: str) -> bytes | None:
        return read(shared.pictures[path]) if path in shared.pictures else None

    return read_shared


def _writer(format_: str) -> "Writer":
    module, name = WRITERS[format_]
    writer: Writer = getattr(import_module(module), name)
    return writer


def _deliver(
    invocation: Invocation, workspace: "Workspace", export: "Export", target: Target, audience: str
) -> None:
    """Write the files to where they go, and print where that is."""
    if target.path is None:
        _write_out(invocation, b"".join(export.files.values()))
        return
    from vaultnet.storage.exported import ExportRights, write_exported_file, write_exported_folder

    rights = ExportRights(audience, force=target.force)

    if target.as_folder:
        written = write_exported_folder(workspace.root, target.path, export.files, rights)
    else:
        (data,) = export.files.values()
        written = write_exported_file(workspace.root, target.path, data, rights)
    from vaultnet.cli.output import clean

    words = invocation.words(workspace.vault.settings.language)
    invocation.terminal.data(clean(str(target.path)))
    for line in told_of_writing(written, words):
        invocation.terminal.remark(line)
    tell_unless_flushed(written, invocation.terminal, words)


def _write_out(invocation: Invocation, data: bytes) -> None:
    """Write bytes as they are into a pipe; somebody who watches gets them as clean lines."""
    out = invocation.terminal.out
    if out.isatty() or not hasattr(out, "buffer"):
        from vaultnet.cli.output import clean_lines

        out.write(clean_lines(data.decode("utf-8", "replace")))
        return
    out.flush()
    out.buffer.write(data)
    out.buffer.flush()
