"""The command `vaultnet`: its global options, and its commands, imported when they are used."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from vaultnet import __version__
from vaultnet.cli.invocation import make_invocation

COMMANDS: Mapping[str, str] = {
    "init": "Lay out a new vault that checks clean.",
    "demo": "Copy the example vault, build its site, and say where it is.",
    "new": "Write a new note for a contact, an objective or an organisation.",
    "check": "Say what is wrong in a vault, and where.",
    "explain": "Explain a rule of check.",
    "list": "List contacts that match a query.",
    "show": "Show a brief of somebody to read before a meeting.",
    "due": "Say whom to get back to, and which promises and tasks are due.",
    "plan": "Plan the week that fits your time.",
    "why": "Take the numbers of a contact apart, with file and line of each fact.",
    "strategy": "Sum up the strategy, or one objective of it.",
    "balance": "Say what was given and received, promised and asked.",
    "match": "Say how you could be useful, and whom to introduce to whom.",
    "path": "Find who could introduce you to somebody.",
    "network": "Show who holds the network together: brokers, bridges, groups.",
    "audit": "Compare your attention and your judgement with the evidence.",
    "review": "Rate contacts anew from their evidence, blindly if you like.",
    "build": "Build the site.",
    "serve": "Serve the site on this machine, and build it anew on each save.",
    "schema": "Print the JSON Schema of the front matter.",
    "doctor": "Say what is wrong with this set-up, and how to mend it.",
}
"""Every command, in the order of `--help`, with its one line; the module has the same name."""


class LazyGroup(click.Group):
    """A group that imports the module of a command only when that command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"vaultnet.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 (for the type checker)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name, or suggest the one that was meant."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        close = get_close_matches(name, COMMANDS, 1)
        meant = f' (did you mean "{close[0]}"?)' if close else ""
        raise click.UsageError(f'no such command "{name}"{meant}', ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table, so that `--help` imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        click.echo(f"vaultnet {__version__}")
        ctx.exit()


@click.command(
    cls=LazyGroup,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--vault",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The vault; else $VAULTNET_VAULT, else the nearest folder upward with a vaultnet.toml.",
)
@click.option("--as-of", metavar="DATE", help="The day that counts as today: 2026-11-23, monday.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours: by the terminal, always, or never.",
)
@click.option(
    "--lang", type=click.Choice(["en", "es"]), help="Language of messages; else the vault's."
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    callback=_show_version,
    expose_value=False,
    help="Print the version.",
)
@click.pass_context
def commands(
    ctx: click.Context, vault: Path | None, as_of: str | None, color: str, lang: str | None
) -> None:
    """Strategic professional networking in plain text.

    A vault is a folder of Markdown notes on people, objectives and organisations. VaultNet
    checks it, lists it, and builds a private site from it.
    """
    ctx.obj = make_invocation(vault, as_of, color, lang)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
