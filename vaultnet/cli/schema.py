"""`vaultnet schema`: the JSON Schema of the front matter, for editors and other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import render_json

if TYPE_CHECKING:
    from vaultnet.vault.settings import Settings

KINDS = ("contact", "objective", "organisation", "journal", "me", "note")


@click.command()
@click.option("--kind", type=click.Choice(KINDS), help="Only the schema of one kind of note.")
@click.option("--export", is_flag=True, help='The schema of what "export json" writes.')
@pass_invocation
def command(invocation: Invocation, kind: str | None, *, export: bool) -> int:
    """Print the JSON Schema of the front matter.

    Inside a vault its own criteria are part of it; elsewhere the default ones.
    """
    if export:
        from vaultnet.exchange.documents.json_writing import export_schema

        invocation.terminal.data(render_json(export_schema()))
        return 0
    from vaultnet.domain.node import Kind
    from vaultnet.vault.front.field_reference import json_schema

    chosen = None if kind is None else Kind(kind)
    schema = json_schema(_settings(invocation), chosen)
    invocation.terminal.data(render_json(schema))
    return 0


def _settings(invocation: Invocation) -> "Settings":
    """Return the settings of the vault that was named or found, else the defaults."""
    from vaultnet.vault.files import read_settings_file
    from vaultnet.vault.settings import Settings
    from vaultnet.vault.settings_file import load_settings
    from vaultnet.workspace import find_root

    if invocation.vault is None and find_root(Path.cwd()) is None:
        return Settings()
    return load_settings(read_settings_file(invocation.root()))[0]
