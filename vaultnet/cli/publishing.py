"""Writes a site into a folder for a command, and says what it kept there."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import clean, tracked
from vaultnet.cli.problem import Problem
from vaultnet.cli.site_templates import template_problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultnet.site.publish import SiteFile, SiteResult
    from vaultnet.workspace import Workspace

INDEX = "index.html"


def publish(
    invocation: Invocation,
    workspace: "Workspace",
    folder: Path,
    planned: "Iterable[SiteFile]",
    *,
    force_clean: bool = False,
    proven_at: int = 0,
) -> "SiteResult":
    """Write a site into a folder, and say what it kept; `workspace` is opened for its readers.

    The rest goes to `write_site`.
    """
    from vaultnet.site.own_templates import TemplateError
    from vaultnet.site.publish import write_site
    from vaultnet.site.target import PublishError

    files = tracked(planned, "building", invocation.terminal)
    try:
        result = write_site(
            workspace.root,
            folder,
            files,
            force_clean=force_clean,
            home=_home_folder(),
            audience=workspace.vault.audience,
            proven_at=proven_at,
        )
    except PublishError as error:
        message = "no site was built: {reason}"
        raise Problem(message, "name another folder with --out", reason=error.reason) from None
    except TemplateError as error:
        raise template_problem(error) from None
    for path in result.kept:
        words = invocation.words(workspace.vault.settings.language)
        kept = words.text("kept, because it is not ours: {path}", path=clean(path))
        invocation.terminal.remark(kept)
    return result


def _home_folder() -> Path | None:
    """Return the home folder that the user's shell speaks of; None where it names none."""
    named = os.environ.get("HOME")
    return Path(named) if named else None
