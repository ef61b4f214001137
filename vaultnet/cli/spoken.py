"""Commands whose help is in another language than the one in which they are written.

Help is told before anything is known of a vault, so its language is that of `--lang`, else of
the locale.
"""

import copy
from collections.abc import Iterator
from inspect import cleandoc

import click

from vaultnet.language import Translator


class SpokenCommand(click.Command):
    """A command as it is, with its help in a language."""

    def __init__(self, command: click.Command, words: Translator) -> None:
        super().__init__(
            command.name,
            context_settings=command.context_settings,
            callback=command.callback,
            params=[_spoken(parameter, words) for parameter in command.params],
            help=words.text(cleandoc(command.help or "")),
            options_metavar=words.text("[OPTIONS]"),
        )
        self._words = words

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is used."""
        write_usage(self, ctx, formatter, self._words)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option does."""
        write_options(self, ctx, formatter, self._words)


def write_usage(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, words: Translator
) -> None:
    """Write the line that says how a command is used."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=words.text("Usage:") + " ")


def write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, words: Translator
) -> None:
    """Write the options of a command with what each of them does."""
    with formatter.section(words.text("Options")):
        formatter.write_dl(list(_records(command, ctx, words)))


def _records(
    command: click.Command, ctx: click.Context, words: Translator
) -> Iterator[tuple[str, str]]:
    ends = {
        "default:": words.text("default:"),
        "required": words.text("required"),
    }
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
        if record is None:
            continue
        name, said = record
        if "--help" in parameter.opts:
            said = words.text("Show this message and exit.")
        text, bracket, extra = said.rpartition("  [")
        for english, spoken in ends.items():
            extra = extra.replace(english, spoken)
        yield name, text + bracket + extra


def _spoken(parameter: click.Parameter, words: Translator) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = words.text(parameter.help)
    return spoken
