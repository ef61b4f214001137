"""From a query that was typed to contacts; a mistake in it is shown at its column."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from vaultnet.cli.output import clean, display_width
from vaultnet.cli.problem import Problem
from vaultnet.language import Translator
from vaultnet.query.error import QueryError
from vaultnet.query.matching import Lexicon, Subject, compile_query
from vaultnet.query.parse import parse_query
from vaultnet.query.tree import And, Comparison, Operator, Query, Word, conjunction, written

if TYPE_CHECKING:
    from vaultnet.domain.contact import Contact
    from vaultnet.workspace import Workspace

_EXCERPT, _BEFORE = 100, 40
_ELSEWHERE = ("role", "functions", "organisation", "location", "topics", "tags")


def open_lexicon(workspace: "Workspace") -> "Lexicon[Contact]":
    """Return what may be asked about the contacts of a vault on its day."""
    from vaultnet.strategy.contact_values import Ground, make_lexicon

    vault = workspace.vault
    ground = Ground(vault.network, workspace.as_of, lambda: workspace.strategy)
    return make_lexicon(ground, vault.settings.criteria)


def read_query(text: str, words: Translator) -> Query:
    """Return the query that was typed; raises Problem, which shows where it cannot be read."""
    try:
        return parse_query(text)
    except QueryError as error:
        raise query_problem(error, text, words) from None


def find_contacts(
    workspace: "Workspace", lexicon: "Lexicon[Contact]", texts: Iterable[str], words: Translator
) -> "list[Contact]":
    """Return the contacts that match every one of some queries, ordered by id.

    Raises Problem for a query that cannot be read or that asks for what there is not.
    """
    queries = ((text, read_query(text, words)) for text in texts)
    contacts = workspace.vault.network.contacts
    return find_matching(contacts, lexicon, queries, words, today=workspace.as_of)


def find_matching(
    subjects: Iterable[Subject],
    lexicon: Lexicon[Subject],
    queries: Iterable[tuple[str, Query]],
    words: Translator,
    *,
    today: date,
) -> list[Subject]:
    """Return those who match every one of some queries, each with its text, in their order.

    Raises Problem for a query that asks for what there is not.
    """
    found = list(subjects)
    for text, query in queries:
        try:
            matches = compile_query(query, lexicon, today)
        except QueryError as error:
            raise query_problem(error, text, words) from None
        found = [subject for subject in found if matches(subject)]
    return found


def query_problem(error: QueryError, text: str, words: Translator) -> Problem:
    """Return what is wrong with a query in words, with carets below the place."""
    message, hint = error.message_told(words.listed), error.remedy_told(words.listed)
    return Problem("\n".join([clean(message), *_excerpt(text, *error.span)]), hint)


def _excerpt(text: str, first: int, last: int) -> Iterator[str]:
    """Yield the part of a text around a place, and carets as wide as the place."""
    start = 0 if first < _EXCERPT - _BEFORE else first - _BEFORE
    end = min(len(text), start + _EXCERPT)
    lead, trail = "…" if start else "", "…" if end < len(text) else ""
    before, marked = clean(text[start:first]), clean(text[first : min(last, end)])
    yield f"{lead}{before}{marked}{clean(text[min(last, end) : end])}{trail}"
    yield " " * display_width(lead + before) + "^" * max(1, display_width(marked))


def found_elsewhere(
    workspace: "Workspace", lexicon: "Lexicon[Contact]", texts: Sequence[str], words: Translator
) -> Iterator[tuple[str, int]]:
    """Yield queries that look for the same words in other fields than names, with how many match.

    Nothing for a query that asks for more than words in names.
    """
    query = conjunction(parse_query(text) for text in texts)
    terms = query.parts if isinstance(query, And) else (query,)
    sought = [term for term in terms if isinstance(term, Word)]
    if not sought or len(sought) < len(terms):
        return
    for key in _ELSEWHERE:
        parts = (Comparison(key, Operator.HOLDS, term.text) for term in sought)
        text = written(conjunction(parts))
        if found := find_contacts(workspace, lexicon, [text], words):
            yield text, len(found)
