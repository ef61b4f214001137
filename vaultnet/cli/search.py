"""`vaultnet search`: where words stand in the notes."""

from time import time_ns

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.search import COLUMNS, Found, hit_rows, plain_hits, render_hits
from vaultnet.cli.tables import Answer, format_option, write_answer

_SHOWN = 10


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--limit", type=click.IntRange(min=1), help="How many pages at most; else 10.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, words: tuple[str, ...], *, limit: int | None, format_: str
) -> int:
    """Find words anywhere in the notes.

    A page is found that holds all words, or words that begin with them, in whatever order, without
    regard to case and accents. Words in quotes must follow each other; quote once more for the
    shell: '"capacity planning"'. Pages come first that are called so, then those whose role,
    organisation, functions or tags say it, then other fields, then the text. What is private is
    found too, and marked as such. Ends in 1 when nothing is found.
    """
    root = invocation.root()
    from vaultnet.index.finding import find
    from vaultnet.index.search import parse_terms
    from vaultnet.kept import open_texts

    terms = parse_terms(" ".join(words))
    if not terms:
        raise Problem("there is no word to look for", "give letters or digits")
    opened = open_texts(root, time_ns())
    language = opened.settings.language
    invocation.speech.vault = language
    invocation.tell_rejected(opened.names.rejected)
    most = _SHOWN if limit is None and format_ == "table" else limit
    found = find(opened.texts, opened.names, terms, most)
    shown = Found(invocation.words(language), invocation.terminal, found.hits, found.count)
    document = {"pages": plain_hits(found.hits), "not_shown": found.count - len(found.hits)}
    answer = Answer(lambda: render_hits(shown), COLUMNS, list(hit_rows(found.hits)), document)
    write_answer(answer, format_, invocation.terminal)
    return 0 if found.hits else 1
