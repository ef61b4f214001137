"""The command `vaultnet`: its global options, and its commands, imported when they are used."""

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet import __version__
from vaultnet.cli.invocation import Start, make_invocation
from vaultnet.cli.languages import LANGUAGE
from vaultnet.cli.speech import ENGLISH, Speech
from vaultnet.phrase import wording

if TYPE_CHECKING:
    from vaultnet.language import Translator

COMMANDS: Mapping[str, str] = {
    "init": wording("Lay out a new vault that checks clean."),
    "demo": wording("Copy the example vault, build its site, and say where it is."),
    "new": wording("Write a new note for a contact, an objective or an organisation."),
    "log": wording("Write down what happened with somebody."),
    "set": wording("Give fields of a note other values."),
    "done": wording("Tick off a promise, a request, a task or a milestone."),
    "undo": wording("Take the last write back."),
    "rename": wording("Give a page another name, and let every link to it follow."),
    "merge": wording("Make two notes on one person one."),
    "report": wording("Show all that is held on a person."),
    "forget": wording("Take a person out of all that VaultNet owns, for good."),
    "duplicates": wording("Find contacts that are probably one person."),
    "check": wording("Say what is wrong in a vault, and where."),
    "explain": wording("Explain a rule of check."),
    "triage": wording("Give a tier to contacts that have none yet, one key each."),
    "list": wording("List contacts that match a query."),
    "search": wording("Find words anywhere in the notes."),
    "show": wording("Show a brief of somebody to read before a meeting."),
    "due": wording("Say whom to get back to, and which promises and tasks are due."),
    "plan": wording("Plan the week that fits your time."),
    "why": wording("Take the numbers of a contact apart, with file and line of each fact."),
    "strategy": wording("Sum up the strategy, or one objective of it."),
    "balance": wording("Say what was given and received, promised and asked."),
    "match": wording("Say how you could be useful, and whom to introduce to whom."),
    "path": wording("Find who could introduce you to somebody."),
    "network": wording("Show who holds the network together: brokers, bridges, groups."),
    "audit": wording("Compare your attention and your judgement with the evidence."),
    "review": wording("Rate contacts anew from their evidence, blindly if you like."),
    "build": wording("Build the site."),
    "serve": wording("Serve the site on this machine, and build it anew on each save."),
    "import": wording("Bring contacts in from other programs."),
    "export": wording("Write contacts for other programs."),
    "index": wording("Bring the index up to date, and say what it found."),
    "schema": wording("Print the JSON Schema of the front matter."),
    "doctor": wording("Say what is wrong with this set-up, and how to mend it."),
}
"""Every command, in the order of `--help`, with its one line."""


def module_name(command_name: str) -> str:
    """Return the module of a command: its name, with `_` behind a word of Python's own."""
    return f"{command_name}_" if iskeyword(command_name) else command_name


class LazyGroup(click.Group):
    """A group that imports the module of a command only when that command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"vaultnet.cli.{module_name(cmd_name)}").command
        assert isinstance(command, click.Command)  # noqa: S101 (for the type checker)
        words = _words(ctx)
        if words is None:
            return command
        from vaultnet.cli.spoken import SpokenCommand

        return SpokenCommand(command, words)

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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, so that `--help` imports none of them."""
        words = _words(ctx)
        if words is None:
            with formatter.section("Commands"):
                formatter.write_dl(list(COMMANDS.items()))
            return
        with formatter.section(words.text("Commands")):
            formatter.write_dl([(name, words.text(line)) for name, line in COMMANDS.items()])

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the group, in the language that is asked for."""
        words = _words(ctx)
        if words is None:
            return super().get_help(ctx)
        from vaultnet.cli.spoken import SpokenCommand

        formatter = ctx.make_formatter()
        spoken = SpokenCommand(self, words)
        spoken.format_usage(ctx, formatter)
        spoken.format_help_text(ctx, formatter)
        spoken.format_options(ctx, formatter)
        self.format_commands(ctx, formatter)
        return formatter.getvalue().rstrip("\n")


def _words(ctx: click.Context) -> "Translator | None":
    """Return what says help in another language than English; None where English is wanted."""
    speech = getattr(ctx.obj, "speech", None)
    words = speech.words if isinstance(speech, Speech) else None
    return None if words is None or words.language == ENGLISH else words


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
@click.option("--lang", type=LANGUAGE, help="Language of messages; else the vault's.")
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
    start = ctx.obj if isinstance(ctx.obj, Start) else Start(Speech(lang))
    ctx.obj = make_invocation(vault, as_of, color, lang, start)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
