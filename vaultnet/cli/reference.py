"""The reference of the command line as Markdown, made from the commands themselves."""

import inspect
from collections.abc import Iterator

import click

from vaultnet.cli.group import COMMANDS, commands

_PREAMBLE = """# Commands

This page is made from the commands themselves.

Data goes to the standard output, everything else to the standard error. Exit codes: 0 fine; 1
findings at or above `--fail-on`, or nothing found; 2 wrong use, or the tool could not run."""


def command_reference() -> str:
    """Return the page of all commands, their arguments and their options."""
    context = click.Context(commands, info_name="vaultnet", **commands.context_settings)
    blocks = [_PREAMBLE, *_command(context, "vaultnet", commands)]
    for name in COMMANDS:
        command = commands.get_command(context, name)
        if command is not None:
            blocks += _command(click.Context(command, context, name), f"vaultnet {name}", command)
    return "\n\n".join(blocks) + "\n"


def _command(context: click.Context, title: str, command: click.Command) -> Iterator[str]:
    """Yield the blocks of one command: heading, usage, description, options."""
    yield f"## {title}"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```\n{title} {usage}\n```"
    yield inspect.cleandoc(command.help or "")
    options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
    if options:
        rows = ["| option | meaning |", "|---|---|", *(_row(each, context) for each in options)]
        yield "\n".join(rows)


def _row(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    form, meaning = record or (option.opts[0], "")
    escaped = form.replace("|", "\\|")
    return f"| `{escaped}` | {meaning.replace('|', chr(92) + '|')} |"
