"""`vaultnet search`: where words stand in the notes."""

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
    from vaultnet.index.search import find_hits, parse_terms
    from vaultnet.workspace import open_texts

    terms = parse_terms(" ".join(words))
    if not terms:
        raise Problem("there is no word to look for", "give letters or digits")
    texts = open_texts(root)
    invocation.speech.vault = texts.settings.language
    invocation.tell_rejected(texts.names.rejected)
    pages = {entry.path: entry for entry in texts.names.entries()}
    candidates = (
        (pages[path], passages) for path, passages in texts.store.matching(terms) if path in pages
    )
    hits = find_hits(candidates, terms)
    held = hits[: _SHOWN if limit is None and format_ == "table" else limit]
    found = Found(invocation.words(texts.settings.language), invocation.terminal, held, len(hits))
    document = {"pages": plain_hits(held), "not_shown": len(hits) - len(held)}
    answer = Answer(lambda: render_hits(found), COLUMNS, list(hit_rows(held)), document)
    write_answer(answer, format_, invocation.terminal)
    return 0 if hits else 1
