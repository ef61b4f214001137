"""`vaultnet list`: the contacts that match a query, as a table for people or as data."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from vaultnet.cli.asking import find_matching, found_elsewhere, open_lexicon, read_query
from vaultnet.cli.columns import (
    DEFAULT_COLUMNS,
    cell_of,
    choose_columns,
    in_full,
    render_contacts,
    sort_contacts,
    split_names,
)
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.paper import Column, lay_out, paragraph
from vaultnet.cli.problem import Problem
from vaultnet.cli.rolls import KeptColumns, Roll, keep_columns, open_roll, take_columns
from vaultnet.cli.tables import Answer, Cell, format_option, plain_row, write_answer
from vaultnet.index.columns import columns_of_keys, columns_of_query
from vaultnet.language import SOURCE_LANGUAGE, message, translator
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.query.error import QueryError
from vaultnet.query.keys import KEYS, Form, Key, find_key
from vaultnet.query.matching import Attribute, Lexicon, Subject, keys_of
from vaultnet.query.parse import parse_query
from vaultnet.query.saved import SavedView
from vaultnet.query.tree import Query

if TYPE_CHECKING:
    from vaultnet.domain.contact import Contact
    from vaultnet.workspace import Workspace

_VIEW_COLUMNS = ("name", "title", "query")
_TITLES = {
    "name": message("name"),
    "title": message("title"),
    "query": message("query"),
    "key": message("key"),
    "is": message("is"),
    "meaning": message("meaning"),
}


class QueryCommand(click.Command):
    """A command whose arguments may begin with a hyphen, as `-status:closed` does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a single hyphen at the beginning negates a term of the query."""
        return super().parse_args(ctx, list(self._protected(ctx, args)))

    def _protected(self, ctx: click.Context, args: Sequence[str]) -> Iterator[str]:
        """Yield arguments with a blank before each negated term, which no option begins with."""
        options = [item for item in self.params if isinstance(item, click.Option)]
        with_value = {name for item in options if not item.is_flag for name in item.opts}
        known = {name for item in options for name in item.opts}
        before = ""
        for place, arg in enumerate(args):
            if arg == "--":
                yield from args[place:]
                return
            is_single = arg.startswith("-") and not arg.startswith("--")
            if is_single and arg not in {*known, "-h"} and before not in with_value:
                if f"-{arg}" in known:
                    raise click.NoSuchOption(arg, possibilities=[f"-{arg}"], ctx=ctx)
                yield f" {arg}"
            else:
                yield arg
            before = arg


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: queries that all must hold, columns, an order, how many, and a format."""

    texts: tuple[str, ...]
    columns: tuple[str, ...]
    sort: tuple[str, ...]
    limit: int | None
    format: str


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, metavar="[QUERY]…")
@click.option("--view", metavar="NAME", help="A saved view of vaultnet.toml, narrowed by QUERY.")
@click.option("--views", "about", flag_value="views", help="List the saved views.")
@click.option("--keys", "about", flag_value="keys", help="List what can be asked for.")
@click.option("--columns", metavar="KEYS", help="Comma-separated: name,tier,last,fruitfulness…")
@click.option("--sort", metavar="KEYS", help="By these keys; -KEY for the reverse. [by name]")
@click.option("--limit", type=click.IntRange(min=0), help="How many at most.")
@format_option
@pass_invocation
def command(
    invocation: Invocation,
    query: tuple[str, ...],
    *,
    view: str | None,
    about: str | None,
    columns: str | None,
    sort: str | None,
    limit: int | None,
    format_: str,
) -> int:
    """List contacts that match a query.

    A word is looked for in names. key:value, key>value and key<value compare a field or a computed
    value, #tag a tag, and - negates: 'tier:key #hiring overdue -status:closed last<3m'. Quote the
    whole query for the shell. Ends in 1 when nobody matches.
    """
    if about is not None:
        return _list_about(invocation, about, format_)
    text = " ".join(part.removeprefix(" ") for part in query)
    given = Wish((text,), split_names(columns or ""), split_names(sort or ""), limit, format_)
    kept = take_columns(invocation)
    if kept is not None and (code := _list_kept(invocation, kept, given, view)) is not None:
        return code
    roll = open_roll(invocation)
    chosen = None if view is None else _find_view(roll.views, view)
    if view is not None and chosen is None:
        raise _no_view(roll.open(), view)
    wish = _wish(given, chosen)
    code = _list_contacts(invocation, roll, wish)
    keep_columns(invocation, roll, _needed(wish, roll.lexicon), kept)
    return code


def _list_about(invocation: Invocation, about: str, format_: str) -> int:
    """List what may be asked: the saved views, or the keys."""
    workspace = invocation.open()
    if about == "views":
        return _list_views(invocation, workspace.vault.settings.views, format_)
    return _list_keys(invocation, open_lexicon(workspace), format_)


def _list_kept(
    invocation: Invocation, kept: KeptColumns, given: Wish, view: str | None
) -> int | None:
    """List contacts by what was kept of them; None where some of it was not."""
    chosen = None if view is None else _find_view(kept.facts.views, view)
    if view is not None and chosen is None:
        return None
    wish = _wish(given, chosen)
    if not kept.hold(_needed(wish, kept.lexicon)):
        return None
    invocation.speech.vault = kept.facts.language
    invocation.tell_rejected(kept.facts.rejected)
    return _list_contacts(invocation, kept.roll(invocation), wish)


def _needed(wish: Wish, lexicon: Lexicon[Subject]) -> Iterator[str]:
    """Yield the columns that a list is made from."""
    queries = list(_readable(wish.texts))
    shown = wish.columns or (*DEFAULT_COLUMNS, *_asked_for(wish, queries))
    ordering = (item.removeprefix("-") for item in wish.sort)
    yield from columns_of_keys((*shown, *ordering, "name"), lexicon)
    for query in queries:
        yield from columns_of_query(query, lexicon)


def _readable(texts: Sequence[str]) -> Iterator[Query]:
    """Yield the queries of some texts; none of one that cannot be read, which is told later."""
    for text in texts:
        with suppress(QueryError):
            yield parse_query(text)


def _wish(given: Wish, view: SavedView | None) -> Wish:
    """Return what is asked for, narrowed and shown as a saved view says."""
    if view is None:
        return given
    return Wish(
        (view.query, *given.texts),
        given.columns or view.columns,
        given.sort or split_names(view.sort),
        view.limit if given.limit is None else given.limit,
        given.format,
    )


def _find_view(views: Mapping[str, SavedView], name: str) -> SavedView | None:
    folded = {key.casefold(): view for key, view in views.items()}
    return views.get(name) or folded.get(name.casefold())


def _no_view(workspace: "Workspace", name: str) -> Problem:
    hint = _view_hint(workspace, name)
    return Problem('no saved view "{name}"', "{remedy}", name=name, remedy=hint)


def _view_hint(workspace: "Workspace", name: str) -> Phrase:
    from difflib import get_close_matches

    from vaultnet.vault.rules.reading import INVALID_QUERY

    views = workspace.vault.settings.views
    if close := get_close_matches(name, views, 1):
        return Phrase('did you mean "{meant}"?', {"meant": close[0]})
    if any(told.rule is INVALID_QUERY for told in workspace.vault.diagnostics):
        return Phrase('"vaultnet check" shows a view that cannot be read')
    if views:
        return Phrase("the saved views are {views}", {"views": ", ".join(views)})
    return Phrase('name one under [views] in vaultnet.toml: hot = "tier:key"')


def _list_contacts(invocation: Invocation, roll: Roll[Subject], wish: Wish) -> int:
    words, lexicon = invocation.words(roll.language), roll.lexicon
    names = wish.columns or DEFAULT_COLUMNS
    if not wish.columns and wish.format == "table":
        names = (*names, *_asked_for(wish, [read_query(text, words) for text in wish.texts]))
    columns = choose_columns(lexicon, names)
    queries = ((text, read_query(text, words)) for text in wish.texts)
    matching = find_matching(roll.subjects, lexicon, queries, words, today=invocation.as_of)
    found = sort_contacts(matching, lexicon, wish.sort)[: wish.limit]
    _write_contacts(invocation, columns, found, wish.format)
    if not matching:
        _tell_nobody(invocation, roll.open(), wish)
    return 0 if found else 1


def _asked_for(wish: Wish, queries: Sequence[Query]) -> Iterator[str]:
    """Yield the numbers and dates that a query or an order asks for: whoever asks wants to see."""
    keys = [name for query in queries for name, _ in keys_of(query)]
    for name in (*(item.removeprefix("-") for item in wish.sort), *keys):
        key = find_key(name)
        if key is not None and key.form in {Form.NUMBER, Form.DAY, Form.CADENCE}:
            yield name


def _write_contacts(
    invocation: Invocation,
    columns: Sequence[Attribute[Subject]],
    contacts: Sequence[Subject],
    format_: str,
) -> None:
    names = tuple(column.key.name for column in columns)
    cells = [[cell_of(column.read(contact)) for column in columns] for contact in contacts]
    rows: list[Mapping[str, Cell]] = [dict(zip(names, row, strict=True)) for row in cells]
    document = {"contacts": [plain_row(row, names) for row in rows]}
    terminal = invocation.terminal
    answer = Answer(lambda: render_contacts(columns, cells, terminal), names, rows, document)
    write_answer(answer, format_, terminal)


def _tell_nobody(invocation: Invocation, workspace: "Workspace", wish: Wish) -> None:
    """Say that nobody matches, and what to do: the first step, or where else the words stand."""
    from vaultnet.cli.reasons import open_desk, render_step
    from vaultnet.strategy.first_steps import Beginning, first_steps

    desk = open_desk(invocation, workspace)
    if not workspace.vault.network.contacts:
        steps = first_steps(workspace.vault.network)
        step = next(step for step in steps if step.beginning is Beginning.CONTACT)
        text = desk.words.text("Nobody is in the network yet.")
        desk.terminal.remark(f"{text}\n{render_step(desk, step)}")
        return
    desk.terminal.remark(desk.words.text("no contacts found"))
    elsewhere = found_elsewhere(workspace, open_lexicon(workspace), wish.texts, desk.words)
    if others := [f"{text} ({count})" for text, count in elsewhere]:
        text = desk.words.text(
            "A word is looked for in names. You may mean {queries}", queries=", ".join(others)
        )
        desk.terminal.remark(paragraph(desk.terminal, text))


def _list_views(invocation: Invocation, views: Mapping[str, SavedView], format_: str) -> int:
    rows: list[Mapping[str, Cell]] = [
        {"name": view.name, "title": view.title or None, "query": view.query}
        for view in views.values()
    ]
    document = {"views": [_plain_view(view) for view in views.values()]}
    _write_table(invocation, rows, document, format_)
    if not views:
        told = invocation.speech.words.text(
            'no saved views; name one under [views] in vaultnet.toml: hot = "tier:key"'
        )
        invocation.terminal.remark(told)
    return 0 if views else 1


def _list_keys(invocation: Invocation, lexicon: "Lexicon[Contact]", format_: str) -> int:
    words = invocation.speech.words if format_ == "table" else translator(SOURCE_LANGUAGE)
    own = (lexicon.find(name) for name in lexicon.others())
    keys = (*KEYS, *(attribute.key for attribute in own if attribute is not None))
    rows: list[Mapping[str, Cell]] = [
        {
            "key": ", ".join((key.name, *key.synonyms)),
            "is": key.described if key.all_words else words.text(key.form.value),
            "meaning": words.text(key.summary).replace("`", ""),
        }
        for key in keys
    ]
    document = {"keys": [_plain_key(key) for key in keys]}
    _write_table(invocation, rows, document, format_)
    return 0


def _write_table(
    invocation: Invocation,
    rows: Sequence[Mapping[str, Cell]],
    document: Mapping[str, object],
    format_: str,
) -> None:
    terminal = invocation.terminal
    wide = in_full(terminal)
    names = tuple(rows[0]) if rows else _VIEW_COLUMNS
    cells = [[str(row[name] or "") for name in names] for row in rows]
    titles = [invocation.speech.words.text(_TITLES[name]) for name in names]
    columns = [Column(titles[0]), *(Column(title, flexible=True) for title in titles[1:])]
    answer = Answer(
        lambda: lay_out(wide, columns, cells, indent=0) if cells else "", names, rows, document
    )
    write_answer(answer, format_, terminal)


def _plain_key(key: Key) -> dict[str, object]:
    return {
        "key": key.name,
        "synonyms": list(key.synonyms),
        "form": key.form.value,
        "words": list(key.all_words),
        "ranked": key.ranked,
        "computed": key.computed,
        "meaning": key.summary,
    }


def _plain_view(view: SavedView) -> dict[str, object]:
    return {
        "name": view.name,
        "title": view.title or None,
        "query": view.query,
        "columns": list(view.columns),
        "sort": view.sort or None,
        "limit": view.limit,
    }
