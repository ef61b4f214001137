"""`vaultnet build`: the site."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.kept_templates import kept_templates
from vaultnet.cli.output import clean
from vaultnet.cli.publishing import INDEX, publish
from vaultnet.cli.reports.check import Report
from vaultnet.cli.reports.check_text import render_summary
from vaultnet.cli.site_templates import read_templates
from vaultnet.domain.audience import Audience

if TYPE_CHECKING:
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
    printed. Problems of the vault are counted, and do not stop a build.
    """
    workspace = invocation.open(tells=True)
    if audience == Audience.SHARED:
        from vaultnet.cli.shared_build import write_shared_site

        return write_shared_site(invocation, workspace, out, force_clean=force_clean)
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
    from vaultnet.site.publish import attachment_reader

    vault = workspace.vault
    own = read_templates(invocation, workspace)
    folder = (out or workspace.root / vault.settings.site_folder).absolute()
    pictures = attachment_reader(workspace.root)
    planned = plan_site(
        vault, workspace.strategy, workspace.diagnostics, pictures, own=own, kept=kept_templates()
    )
    publish(invocation, workspace, folder, planned, force_clean=force_clean)
    return folder / INDEX
