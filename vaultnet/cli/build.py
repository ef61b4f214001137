"""`vaultnet build`: the site."""

import json
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.cabinet import generated_folders
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.kept_templates import kept_templates
from vaultnet.cli.last_build import (
    Account,
    LastBuild,
    Origin,
    keep_build,
    look_before,
    read_last_build,
)
from vaultnet.cli.output import clean
from vaultnet.cli.publishing import INDEX, publish
from vaultnet.cli.reports.account import tell_files, tell_problems
from vaultnet.cli.site_templates import read_templates
from vaultnet.domain.audience import Audience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultnet.language import Translator
    from vaultnet.site.own_templates import OwnTemplates
    from vaultnet.site.publish import SiteFile, SiteResult
    from vaultnet.site.renewed_plan import Renewal
    from vaultnet.workspace import Workspace


@click.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Else the folder site.")
@click.option(
    "--audience",
    type=click.Choice([item.value for item in Audience]),
    default=Audience.ME.value,
    show_default=True,
    help="Who will read it; shared shows only what is marked as shared, in the folder site-shared.",
)
@click.option("--force-clean", is_flag=True, help="Also delete what was changed in it by hand.")
@pass_invocation
def command(invocation: Invocation, out: Path | None, audience: str, *, force_clean: bool) -> int:
    """Build the site.

    It is made beside the old one and takes its place when it is complete. Its first page is
    printed. Problems of the vault are counted, and do not stop a build. Where nothing has changed
    since the last one, nothing is written.
    """
    if audience == Audience.SHARED:
        from vaultnet.cli.shared_build import write_shared_site

        workspace = invocation.open(tells=True, anew=True)
        return write_shared_site(invocation, workspace, out, force_clean=force_clean)
    root = invocation.root()
    asked = json.dumps([invocation.as_of.isoformat(), str(out and out.absolute())])
    last = None if force_clean else read_last_build(root, asked)
    if last is None:
        origin = look_before(root, asked, generated_folders(str(root)))
        _build(invocation, origin, out, force_clean=force_clean)
    else:
        invocation.speech.vault = last.language
        words = invocation.words(last.language)
        invocation.terminal.data(clean(str(last.folder / INDEX)))
        invocation.terminal.remark(words.text("nothing has changed since it was built"))
        invocation.terminal.remark(_told(last.account, words))
    return 0


def _build(invocation: Invocation, origin: Origin, out: Path | None, *, force_clean: bool) -> None:
    """Build a site, say what became of it, and keep what it was made from."""
    if invocation.cabinet is not None:
        # What is said of a build that wrote something is no answer to the next one.
        invocation.cabinet.close()
    if out is None:
        _make_room(origin.root)
    workspace = invocation.open(tells=True)
    result = write_site_of(invocation, workspace, out, force_clean=force_clean)
    language = workspace.vault.settings.language
    account = _account(workspace)
    invocation.terminal.data(clean(str(result.folder / INDEX)))
    invocation.terminal.remark(_told(account, invocation.words(language)))
    # What has to be said again at each build is not left to the short way, nor is what the system
    # did not let be read: the next time it may.
    vault = workspace.vault
    if not (result.kept or result.dropped or vault.settings.own_templates or vault.was_refused):
        keep_build(origin, LastBuild(result.folder, language, account))


def _make_room(root: Path) -> None:
    """Make the folder where what is read for a site in the vault can be kept; else nothing is."""
    from vaultnet.storage.failure import StorageError
    from vaultnet.storage.lock import vault_lock

    with suppress(StorageError), vault_lock(root, 0):
        pass  # the lock makes the folder, and lets git ignore it


def _account(workspace: "Workspace") -> Account:
    tally = workspace.vault.tally
    counts = Counter(diagnostic.severity.value for diagnostic in workspace.diagnostics)
    return Account(
        tally.found,
        tally.loaded,
        tally.rejected,
        tally.ignored,
        counts["error"],
        counts["warning"],
        counts["info"],
    )


def _told(account: Account, words: "Translator") -> str:
    """Return the line that accounts for every file and counts the problems."""
    files = tell_files(account.found, account.loaded, account.rejected, account.ignored, words)
    problems = tell_problems(account.errors, account.warnings, account.remarks, words)
    return f"{files} · {problems}"


def write_site_of(
    invocation: Invocation, workspace: "Workspace", out: Path | None, *, force_clean: bool = False
) -> "SiteResult":
    """Build the site of a vault and return what became of it."""
    from vaultnet.cli.kept_pages import keep_pages, open_pages

    own = read_templates(invocation, workspace)
    folder = (out or workspace.root / workspace.vault.settings.site_folder).absolute()
    opened = None if own or force_clean else open_pages(workspace, folder)
    if opened is None:
        planned = _planned(workspace, own)
        return publish(invocation, workspace, folder, planned, force_clean=force_clean)
    renewed = _planned_beside(workspace, opened.renewal)
    result = publish(invocation, workspace, folder, renewed, proven_at=opened.proven_at)
    keep_pages(opened, workspace, folder)
    return result


def _planned(workspace: "Workspace", own: "OwnTemplates") -> "Iterator[SiteFile]":
    """Yield the files of a site, all of them made now."""
    from vaultnet.site.plan import plan_site
    from vaultnet.site.publish import attachment_reader

    return plan_site(
        workspace.vault,
        workspace.strategy,
        workspace.diagnostics,
        attachment_reader(workspace.root),
        own=own,
        kept=kept_templates(),
        workers=os.cpu_count() or 1,
    )


def _planned_beside(workspace: "Workspace", renewal: "Renewal") -> "Iterator[SiteFile]":
    """Yield the files of a site, of which those that would be the same may stay."""
    from vaultnet.site.publish import attachment_reader
    from vaultnet.site.renewed_plan import plan_renewed_site

    return plan_renewed_site(
        workspace.vault,
        workspace.strategy,
        workspace.diagnostics,
        renewal,
        attachment_reader(workspace.root),
        kept=kept_templates(),
        workers=os.cpu_count() or 1,
    )
