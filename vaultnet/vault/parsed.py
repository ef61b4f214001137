"""What reading gives: one file parsed, and a whole vault assembled."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.domain.audience import Audience
from vaultnet.domain.network import Network
from vaultnet.domain.node import Kind, Node, NodeId, Reference, Section
from vaultnet.late import dataclass
from vaultnet.source import Source, Span
from vaultnet.vault.rules.reading import UNREADABLE_FILE, UNREADABLE_SETTINGS
from vaultnet.vault.settings import Settings

_REFUSALS = (UNREADABLE_FILE, UNREADABLE_SETTINGS)


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link and where it stands.

    `field` is the path of the value that holds it (`serves/0`, `log/3`), empty in free prose.
    `private` is true under the private heading and inside comments.
    """

    reference: Reference
    span: Span
    field: str = ""
    section: Section | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file, read: a pure function of its text, its path and the settings.

    `node` is None for a file that was rejected, and then a diagnostic says why. `places` maps
    the path of a field to the span of its value: `name`, `email/0`, `log/3`, `log/3/due`,
    and `heading/<n>` for the n-th heading.
    """

    source: Source
    kind: Kind
    node: Node | None
    places: Mapping[str, Span] = field(default_factory=dict)
    links: tuple[FoundLink, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> str:
        """Return the path of the file, relative to the vault."""
        return self.source.path

    @property
    def was_refused(self) -> bool:
        """Tell whether the system did not let the file be read; the next time it may."""
        return _tells_of_refusal(self.diagnostics)

    def place(self, name: str) -> Place:
        """Return the place of a field, or else of the nearest thing that holds it."""
        return Place(self.path, self.span(name))

    def span(self, name: str) -> Span:
        """Return the span of a field, or else of the nearest thing that holds it."""
        found = self.places.get(name)
        while found is None and name:
            name = name.rpartition("/")[0]
            found = self.places.get(name)
        return found or Span(0, 0)

    def line(self, name: str) -> int:
        """Return the line, counted from 1, on which a field begins."""
        span = self.places.get(name) or self.span(name)
        return self.source.line_number(span.start)


class Citation(NamedTuple):
    """Where a fact stands, as people and editors say it; lines and columns count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return the file and the line: `contacts/ana-garcia.md:45`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the Markdown files: found = loaded + rejected + ignored, always."""

    loaded: int
    rejected: int
    ignored: int

    @property
    def found(self) -> int:
        """Return the number of Markdown files met."""
        return self.loaded + self.rejected + self.ignored


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault in memory: the network, where each fact stands, and what reading had to say.

    `files` maps paths to every file that was parsed, the rejected ones too. `attachments` are
    the paths of other files that links may show. `ignored` maps the paths of files left out to
    the reason. `diagnostics` are those of reading and assembling; `checks` adds the rest.
    `audience` tells for whom it is: for anybody but the owner it was redacted.
    """

    settings: Settings
    network: Network
    files: Mapping[str, ParsedFile]
    paths: Mapping[NodeId, str]
    tally: Tally
    attachments: frozenset[str] = frozenset()
    ignored: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    settings_source: Source | None = None
    audience: Audience = Audience.ME

    @property
    def was_refused(self) -> bool:
        """Tell whether the system did not let something be read; the next time it may."""
        return _tells_of_refusal(self.diagnostics)

    def file_of(self, node_id: NodeId) -> ParsedFile:
        """Return the file of a page; raises KeyError for an id that is not in the network."""
        return self.files[self.paths[node_id]]

    def place(self, node_id: NodeId, name: str) -> Place:
        """Return where a field of a page stands."""
        return self.file_of(node_id).place(name)

    def cite(self, node_id: NodeId, name: str) -> Citation:
        """Return the file, line and column of a field of a page."""
        parsed = self.file_of(node_id)
        position = parsed.source.position(parsed.place(name).span.start)
        return Citation(parsed.path, position.line, position.column)

    def source(self, path: str) -> Source | None:
        """Return the text of a file by its path, for an excerpt; None where it is not held."""
        parsed = self.files.get(path)
        if parsed is not None:
            return parsed.source
        held = self.settings_source
        return held if held is not None and held.path == path else None


def _tells_of_refusal(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(each.rule in _REFUSALS for each in diagnostics)
