"""`vaultnet build`: the site."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean, tracked
from vaultnet.cli.problem import Problem
from vaultnet.cli.report import Report
from vaultnet.cli.report_text import render_summary

if TYPE_CHECKING:
    from vaultnet.workspace import Workspace

INDEX = "index.html"


@click.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Else the folder site.")
@click.option("--force-clean", is_flag=True, help="Also delete what was changed in it by hand.")
@pass_invocation
def command(invocation: Invocation, out: Path | None, *, force_clean: bool) -> int:
    """Build the site.

    It is made beside the old one and takes its place when it is complete. Its first page is
    printed. Problems of the vault are counted, and do not stop a build.
    """
    workspace = invocation.open()
    index = write_site_of(invocation, workspace, out, force_clean=force_clean)
    report = Report(workspace.diagnostics, workspace.vault.tally, workspace.vault.source)
    words = invocation.words(workspace.vault.settings.language)
    invocation.terminal.data(clean(str(index)))
    invocation.terminal.remark(render_summary(report, words))
    return 0


def write_site_of(
    invocation: Invocation, workspace: "Workspace", out: Path | None, *, force_clean: bool = False
) -> Path:
    """Build the site of a vault and return the path of its first page."""
    from vaultnet.site.plan import plan_site
    from vaultnet.site.publish import attachment_reader, write_site
    from vaultnet.site.target import PublishError

    vault = workspace.vault
    folder = (out or workspace.root / vault.settings.site_folder).absolute()
    pictures = attachment_reader(workspace.root)
    planned = plan_site(vault, workspace.strategy, workspace.diagnostics, pictures)
    files = tracked(planned, "building", invocation.terminal)
    try:
        result = write_site(
            workspace.root, folder, files, force_clean=force_clean, home=_home_folder()
        )
    except PublishError as error:
        raise Problem(f"no site was built: {error}", "name another folder with --out") from None
    for path in result.kept:
        invocation.terminal.remark(f"kept, because it is not ours: {clean(path)}")
    return folder / INDEX


def _home_folder() -> Path | None:
    """Return the home folder that the user's shell speaks of; None where it names none."""
    named = os.environ.get("HOME")
    return Path(named) if named else None
