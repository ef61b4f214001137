"""`vaultnet demo`: the example vault, copied and built, to look at."""

import shutil
import webbrowser
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from vaultnet.cli.build import write_site_of
from vaultnet.cli.folder import FOLDER
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.publishing import INDEX
from vaultnet.vault.settings import SETTINGS_FILE

STORY_DAY = date(2026, 11, 23)
"""The day on which the example is told; on others its dates would all be late."""


@click.command()
@click.argument("directory", default="vaultnet-demo", type=FOLDER)
@click.option("--open", "open_", is_flag=True, help="Open the site in the browser.")
@pass_invocation
def command(invocation: Invocation, directory: Path, *, open_: bool) -> int:
    """Copy the example vault, build its site, and say where it is.

    The copy goes to DIRECTORY, vaultnet-demo by default; one that is there already is kept as it
    is and built again.
    """
    if not invocation.day_was_named:
        invocation = replace(invocation, as_of=STORY_DAY)
    from vaultnet.workspace import open_vault

    _copy(directory)
    workspace = open_vault(directory.absolute(), invocation.as_of)
    index = write_site_of(invocation, workspace, None).folder / INDEX
    words = invocation.words(workspace.vault.settings.language)
    told = words.text(
        "the example vault is in {folder}, seen on {day}; its site:",
        folder=clean(str(directory)),
        day=invocation.as_of,
    )
    invocation.terminal.remark(told)
    invocation.terminal.data(clean(str(index)))
    if open_:
        webbrowser.open(index.as_uri())
    return 0


def _copy(directory: Path) -> None:
    """Copy the example, unless it is there; raises Problem for a folder that holds other things."""
    from vaultnet.resources import example_vault

    settings = directory / SETTINGS_FILE
    if (
        settings.is_file()
        and settings.read_bytes() == (example_vault() / SETTINGS_FILE).read_bytes()
    ):
        return
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        hint = "name a folder that is new or empty"
        raise Problem("{folder} holds other things", hint, folder=directory)
    generated = shutil.ignore_patterns("site", ".vaultnet")
    shutil.copytree(example_vault(), directory, ignore=generated, dirs_exist_ok=True)
