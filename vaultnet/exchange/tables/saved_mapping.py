"""A mapping of columns, kept in the settings of a vault: the text of `vaultnet.toml` with it."""

import tomllib
from collections.abc import Mapping

from vaultnet.exchange.tables.mapping import kept_key
from vaultnet.phrase import Phrase, wording
from vaultnet.source import Source

_TABLE = "mappings"


class MappingError(ValueError):
    """A mapping cannot be put into the settings without risk; `reason` says why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


def with_mapping(settings: Source, name: str, columns: Mapping[str, str]) -> Source:
    """Return the settings with a table for a mapping at their end, and else as they were.

    Columns that have no field, and are kept under their own names, are no part of it.
    Raises MappingError where there is another mapping of that name, or the text is no TOML.
    """
    columns = {column: field for column, field in columns.items() if field != kept_key(column)}
    before = _parsed(settings.text)
    if before is None:
        raise MappingError(Phrase(wording("the settings are not valid TOML")))
    held = before.get(_TABLE, {})
    if isinstance(held, dict) and held.get(name) == columns:
        return settings
    if not isinstance(held, dict) or name in held:
        template = wording('there is another mapping "{name}" in the settings')
        raise MappingError(Phrase(template, {"name": name}))
    newline = settings.newline()
    text = settings.text
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    lines = [f"[{_TABLE}.{_quoted(name)}]"]
    lines += [f"{_quoted(column)} = {_quoted(field)}" for column, field in columns.items()]
    blank = newline if text.strip() else ""
    after = text + gap + blank + newline.join([*lines, ""])
    expected = {**before, _TABLE: {**held, name: columns}}
    if _parsed(after) != expected:
        reason = wording("the settings cannot be added to where they end: add the table by hand")
        raise MappingError(Phrase(reason))
    return Source(settings.path, after, settings.bom)


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    signs = {'"': '\\"', "\\": "\\\\"}
    written = (signs.get(sign) or (sign if sign.isprintable() else _escaped(sign)) for sign in text)
    return f'"{"".join(written)}"'


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
