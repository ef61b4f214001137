"""`vaultnet list`: the contacts that match a query, as a table for people or as data."""

from collections.abc import Iterator, Mapping, Sequence

import click

from vaultnet.cli.asking import find_contacts, found_elsewhere, open_lexicon, read_query
from vaultnet.cli.columns import (
    DEFAULT_COLUMNS,
    ContactColumn,
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
from vaultnet.cli.reasons import open_desk, render_step
from vaultnet.cli.tables import Answer, Cell, format_option, plain_row, write_answer
from vaultnet.domain.contact import Contact
from vaultnet.language import SOURCE_LANGUAGE, Translator, message, translator
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.query.keys import KEYS, Form, Key, find_key
from vaultnet.query.matching import Lexicon, keys_of
from vaultnet.query.saved import SavedView
from vaultnet.strategy.first_steps import Beginning, first_steps
from vaultnet.vault.rules.reading import INVALID_QUERY
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
    """What is asked for: queries that all must hold, columns, an order, and how many at most."""

    texts: tuple[str, ...]
    columns: tuple[str, ...]
    sort: tuple[str, ...]
    limit: int | None


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
    workspace = invocation.open()
    if about == "views":
        return _list_views(invocation, workspace.vault.settings.views, format_)
    if about == "keys":
        return _list_keys(invocation, open_lexicon(workspace), format_)
    text = " ".join(part.removeprefix(" ") for part in query)
    wish = _wish(text, None if view is None else _chosen_view(workspace, view))
    given = Wish(
        wish.texts,
        split_names(columns or "") or wish.columns,
        split_names(sort or "") or wish.sort,
        wish.limit if limit is None else limit,
    )
    return _list_contacts(invocation, workspace, given, format_)


def _wish(text: str, view: SavedView | None) -> Wish:
    if view is None:
        return Wish((text,), (), (), None)
    return Wish((view.query, text), view.columns, split_names(view.sort), view.limit)


def _chosen_view(workspace: Workspace, name: str) -> SavedView:
    views = workspace.vault.settings.views
    folded = {key.casefold(): view for key, view in views.items()}
    found = views.get(name) or folded.get(name.casefold())
    if found is None:
        hint = _view_hint(workspace, name)
        raise Problem('no saved view "{name}"', "{remedy}", name=name, remedy=hint)
    return found


def _view_hint(workspace: Workspace, name: str) -> Phrase:
    from difflib import get_close_matches

    views = workspace.vault.settings.views
    if close := get_close_matches(name, views, 1):
        return Phrase('did you mean "{meant}"?', {"meant": close[0]})
    if any(told.rule is INVALID_QUERY for told in workspace.vault.diagnostics):
        return Phrase('"vaultnet check" shows a view that cannot be read')
    if views:
        return Phrase("the saved views are {views}", {"views": ", ".join(views)})
    return Phrase('name one under [views] in vaultnet.toml: hot = "tier:key"')


def _list_contacts(invocation: Invocation, workspace: Workspace, wish: Wish, format_: str) -> int:
    words = invocation.words(workspace.vault.settings.language)
    lexicon = open_lexicon(workspace)
    names = wish.columns or DEFAULT_COLUMNS
    if not wish.columns and format_ == "table":
        names = (*names, *_asked_for(wish, words))
    columns = choose_columns(lexicon, names)
    matching = find_contacts(workspace, lexicon, wish.texts, words)
    found = sort_contacts(matching, lexicon, wish.sort)[: wish.limit]
    _write_contacts(invocation, columns, found, format_)
    if not matching:
        _tell_nobody(invocation, workspace, lexicon, wish)
    return 0 if found else 1


def _asked_for(wish: Wish, words: Translator) -> Iterator[str]:
    """Yield the numbers and dates that a query or an order asks for: whoever asks wants to see."""
    keys = [name for text in wish.texts for name, _ in keys_of(read_query(text, words))]
    for name in (*(item.removeprefix("-") for item in wish.sort), *keys):
        key = find_key(name)
        if key is not None and key.form in {Form.NUMBER, Form.DAY, Form.CADENCE}:
            yield name


def _write_contacts(
    invocation: Invocation,
    columns: Sequence[ContactColumn],
    contacts: Sequence[Contact],
    format_: str,
) -> None:
    names = tuple(column.key.name for column in columns)
    cells = [[cell_of(column.read(contact)) for column in columns] for contact in contacts]
    rows: list[Mapping[str, Cell]] = [dict(zip(names, row, strict=True)) for row in cells]
    document = {"contacts": [plain_row(row, names) for row in rows]}
    terminal = invocation.terminal
    answer = Answer(lambda: render_contacts(columns, cells, terminal), names, rows, document)
    write_answer(answer, format_, terminal)


def _tell_nobody(
    invocation: Invocation, workspace: Workspace, lexicon: Lexicon[Contact], wish: Wish
) -> None:
    """Say that nobody matches, and what to do: the first step, or where else the words stand."""
    desk = open_desk(invocation, workspace)
    if not workspace.vault.network.contacts:
        steps = first_steps(workspace.vault.network)
        step = next(step for step in steps if step.beginning is Beginning.CONTACT)
        text = desk.words.text("Nobody is in the network yet.")
        desk.terminal.remark(f"{text}\n{render_step(desk, step)}")
        return
    desk.terminal.remark(desk.words.text("no contacts found"))
    elsewhere = found_elsewhere(workspace, lexicon, wish.texts, desk.words)
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


def _list_keys(invocation: Invocation, lexicon: Lexicon[Contact], format_: str) -> int:
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
