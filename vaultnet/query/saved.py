"""Saved views: queries with a name, and how their answer is to be shown."""

from vaultnet.late import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query that the settings name.

    `query` is its text, which can be read. `columns` and `sort` are empty and `limit` is None
    where the view leaves them to whoever shows it.
    """

    name: str
    query: str
    title: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""
    limit: int | None = None
