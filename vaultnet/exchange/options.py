"""How to read a source: the day, whose network it is, and how much is too much."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from vaultnet.language import Translator, translator
from vaultnet.late import dataclass

_KIB, _MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a reader takes in at most; all beyond is refused by VN604, with file and line.

    Sizes are in bytes. `members` and `unpacked` hold for an archive: how many files are in it,
    and how large they are together. `instances` is how often one event may recur.
    """

    record: int = 10 * _MIB
    records: int = 100_000
    picture: int = 5 * _MIB
    line: int = 10 * _MIB
    value: int = 64 * _KIB
    prose: int = 256 * _KIB
    columns: int = 1_000
    depth: int = 8
    members: int = 10_000
    unpacked: int = 128 * _MIB
    instances: int = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a reader is told beside the files.

    `my_addresses`, `my_names` and `my_urls` tell who of the people is the owner. `with_content`
    asks for what was said in messages and descriptions of meetings. `phone_region` is the country
    (`ES`) of numbers without a prefix. `mapping` gives columns of a table the fields that they
    are, and so do `saved_mappings`, of which the one that fits is taken; without any they are
    guessed. `words` says texts of ours in the language of the notes.
    """

    as_of: date
    my_addresses: tuple[str, ...] = ()
    my_names: tuple[str, ...] = ()
    my_urls: tuple[str, ...] = ()
    with_content: bool = False
    phone_region: str = ""
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping[str, str] = field(default_factory=dict)
    saved_mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Translator = field(default_factory=lambda: translator("en"))
