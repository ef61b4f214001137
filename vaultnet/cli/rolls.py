"""Everybody who may be listed: from a vault that is opened, or from what was kept of it.

What a list asked for is kept by column, as long as the vault stays what it is. A list that finds
all its columns reads no note; any other opens the vault, and keeps what it had to read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from typing import TYPE_CHECKING, Generic

from vaultnet.index.columns import (
    Facts,
    Read,
    decode_column,
    decode_facts,
    encode_facts,
    make_kept_lexicon,
    read_column,
    usual_columns,
)
from vaultnet.late import dataclass
from vaultnet.query.matching import Lexicon, Subject
from vaultnet.query.saved import SavedView

if TYPE_CHECKING:
    from vaultnet.cli.cabinet import Cabinet
    from vaultnet.cli.invocation import Invocation
    from vaultnet.domain.contact import Contact
    from vaultnet.workspace import Workspace

_FACTS_FILE = "facts"


@dataclass(frozen=True, slots=True)
class Roll(Generic[Subject]):
    """The contacts of a vault, in the order of ids, and what may be asked of them.

    `open` gives the vault itself, which is read then if it was not before.
    """

    subjects: Sequence[Subject]
    lexicon: Lexicon[Subject]
    language: str
    views: Mapping[str, SavedView]
    open: "Callable[[], Workspace]"


def open_roll(invocation: "Invocation") -> "Roll[Contact]":
    """Read the vault, and return its contacts."""
    from vaultnet.cli.asking import open_lexicon

    workspace = invocation.open()
    vault = workspace.vault
    return Roll(
        vault.network.contacts,
        open_lexicon(workspace),
        vault.settings.language,
        vault.settings.views,
        lambda: workspace,
    )


@dataclass(frozen=True, slots=True)
class KeptColumns:
    """What was kept of the contacts of a vault as it is, seen on the day of the command."""

    facts: Facts
    cabinet: "Cabinet"
    day: str
    _columns: dict[str, Read] = field(default_factory=dict)

    def hold(self, names: Iterable[str]) -> bool:
        """Tell whether all of some columns were kept, and open those."""
        for name in names:
            if name not in self._columns:
                data = self.cabinet.take(_file_of(name, self.day))
                if data is None:
                    return False
                self._columns[name] = decode_column(data)
        return True

    def roll(self, invocation: "Invocation") -> Roll[int]:
        """Return the contacts by their numbers; nothing may be asked but what is held."""
        facts, lexicon = self.facts, self.lexicon
        numbers, views = range(facts.count), facts.views
        return Roll(numbers, lexicon, facts.language, views, lambda: invocation.open(tells=True))

    @property
    def lexicon(self) -> Lexicon[int]:
        """Return what may be asked of the contacts."""
        return make_kept_lexicon(self.facts, self._columns.__getitem__)


def take_columns(invocation: "Invocation") -> KeptColumns | None:
    """Return what was kept of the contacts of the vault; None where nothing was."""
    cabinet = invocation.cabinet
    data = None if cabinet is None else cabinet.take(_FACTS_FILE)
    if cabinet is None or data is None:
        return None
    return KeptColumns(decode_facts(data), cabinet, invocation.as_of.isoformat())


def keep_columns(
    invocation: "Invocation", roll: "Roll[Contact]", names: Iterable[str], kept: KeptColumns | None
) -> None:
    """Have some columns of a vault that was opened kept, beside what was kept before."""
    cabinet = invocation.cabinet
    if cabinet is None:
        return
    day = invocation.as_of.isoformat()
    if kept is None:
        names = {*names, *usual_columns(roll.lexicon)}
        with suppress(ValueError):
            cabinet.put(_FACTS_FILE, encode_facts(_facts(roll)))
    for name in names:
        if kept is None or not kept.hold((name,)):
            with suppress(ValueError):  # letters that are none
                cabinet.put(_file_of(name, day), read_column(name, roll.lexicon, roll.subjects))


def _facts(roll: "Roll[Contact]") -> Facts:
    from vaultnet.query.keys import KEYS, Form

    lexicon = roll.lexicon
    own = [
        (name, found.key.form is Form.NUMBER)
        for name in lexicon.others()
        if (found := lexicon.find(name))
    ]
    attributes = [found for key in KEYS if (found := lexicon.find(key.name))]
    elsewhere = [each.key.name for each in attributes if each.looked_at is not each.read]
    rejected = roll.open().vault.tally.rejected
    return Facts(
        len(roll.subjects), rejected, roll.language, tuple(own), tuple(elsewhere), roll.views
    )


def _file_of(column: str, day: str) -> str:
    """Return the name of the file of a column: it may be called as a key of the vault's own."""
    from vaultnet.index.seal import make_key

    return make_key("column", day, column)
