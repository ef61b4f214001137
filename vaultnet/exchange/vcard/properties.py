"""One property of a card: its name, its parameters, and its value as bytes still to be decoded."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from vaultnet.exchange.vcard.content_lines import LONGEST_HEADER, ContentLine
from vaultnet.late import dataclass, pattern

_HEADER = pattern(rb'(?:[^":]++|"[^"]*+")*+:')
_NAME = pattern(r"(?:([\w-]+)\.)?([\w-]+)\s*", re.ASCII)
_PARAMETER = pattern(r';\s*([^=;"]*)(?:=((?:"[^"]*+"|[^";]++|")*+))?')
_VALUE = pattern(r'"([^"]*)"|([^",]+)')
_CIRCUMFLEX = pattern(r"\^(['n^])")
_AFTER_CIRCUMFLEX = {"n": "\n", "'": '"', "^": "^"}
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_VALUES = frozenset({"INLINE", "URL", "URI", "CONTENT-ID", "CID"})
_CHARSET = pattern(
    r"utf-?(?:8|16)|us-ascii|ascii|latin-?1|iso-?8859-\d{1,2}|(?:windows-|cp)\d{3,4}"
    r"|koi8-[ru]|shift[-_]jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5|macintosh",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Property:
    """A line of a card: `item1.EMAIL;TYPE=work:ana@acme.example`.

    `name` is in capitals and so are the names of `parameters`, whose values are as written.
    """

    name: str
    line: int
    value: bytes
    group: str = ""
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, or nothing."""
        return next(iter(self.parameters.get(name, ())), "")

    @property
    def types(self) -> tuple[str, ...]:
        """Return the words by which a value is told from others of its kind, in small letters."""
        return tuple(word.casefold() for word in self.parameters.get("TYPE", ()))

    @property
    def preference(self) -> int:
        """Return how far a value is preferred: 1 is most, 101 not at all."""
        said = self.parameter("PREF")
        if said.isascii() and said.isdigit() and len(said) <= 3:
            return int(said)
        return 1 if said or "pref" in self.types else 101

    @property
    def encoding(self) -> str:
        """Return how the bytes are written, `B` or `QUOTED-PRINTABLE`; nothing for plain text."""
        said = self.parameter("ENCODING").upper()
        return "B" if said in {"B", "BASE64"} else said if said == "QUOTED-PRINTABLE" else ""

    @property
    def charset(self) -> str:
        """Return the character set that is named, if it is one and known."""
        said = self.parameter("CHARSET")
        return said.lower() if is_charset(said) else ""


def is_charset(word: str) -> bool:
    """Tell whether a word is a character set; no other codec is ever asked."""
    return _CHARSET.fullmatch(word) is not None


def parse_property(line: ContentLine) -> Property | None:
    """Return the property of a line; None for a line that is none."""
    if line.data.find(b":", 0, LONGEST_HEADER) < 0:
        return None
    header = _HEADER.match(line.data, 0, LONGEST_HEADER)
    end = header.end() - 1 if header else line.data.find(b":")
    head = _decoded(line.data[:end])
    name = _NAME.match(head.strip())
    if name is None or ((rest := head.strip()[name.end() :]) and not rest.startswith(";")):
        return None
    found: dict[str, list[str]] = {}
    for key, values in _parameters(rest):
        found.setdefault(key, []).extend(values)
    parameters = {key: tuple(values) for key, values in found.items()}
    group = (name[1] or "").casefold()
    return Property(name[2].upper(), line.number, line.data[end + 1 :], group, parameters)


def _decoded(header: bytes) -> str:
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("cp1252", "replace")


def _parameters(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield parameters with their values; the old bare ones under the name that they lack."""
    for match in _PARAMETER.finditer(text):
        key, said = match[1].strip(), match[2]
        if said is None:
            if key:
                yield _bare(key), (key,)
            continue
        values = [a or b.strip() for a, b in _VALUE.findall(said)]
        if key.upper() == "TYPE":
            values = [word.strip() for value in values for word in value.split(",")]
        yield key.upper(), tuple(_CIRCUMFLEX.sub(_character, value) for value in values if value)


def _bare(word: str) -> str:
    """Return the parameter that a bare word is a value of, as in `TEL;WORK;VOICE:`."""
    if word.upper() in _ENCODINGS:
        return "ENCODING"
    if word.upper() in _VALUES:
        return "VALUE"
    return "CHARSET" if is_charset(word) else "TYPE"


def _character(match: re.Match[str]) -> str:
    return _AFTER_CIRCUMFLEX[match[1]]
