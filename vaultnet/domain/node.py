"""What every page of a network has in common: an id, a kind, links and free text."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import NewType

from vaultnet.late import dataclass

NodeId = NewType("NodeId", str)
"""The stem of a file (`ana-garcia`), unique in a network."""


class Kind(StrEnum):
    """What a file of the vault is about."""

    CONTACT = "contact"
    OBJECTIVE = "objective"
    ORGANISATION = "organisation"
    JOURNAL = "journal"
    ME = "me"
    NOTE = "note"


class Section(StrEnum):
    """A heading that VaultNet gives a meaning, whatever the language it is written in."""

    ASSESSMENT = "assessment"
    OPPORTUNITIES = "opportunities"
    RISKS = "risks"
    OFFERS = "offers"
    NEEDS = "needs"
    CAREER = "career"
    TIES = "ties"
    LOG = "log"
    NEXT = "next"
    MILESTONES = "milestones"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link as somebody wrote it; a network knows what it leads to.

    `target` is an id, a name, an alias or a path without `.md`; `label` is what is shown in its
    place; `heading` the part after `#`. `linked` is false for plain text in a place that may
    hold either, such as `organisation: Acme`.
    """

    target: str
    label: str = ""
    heading: str = ""
    embed: bool = False
    linked: bool = True

    @property
    def text(self) -> str:
        """Return what a reader sees when the link leads nowhere."""
        return self.label or self.target


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of free Markdown under one heading.

    `heading` is empty for the text before the first heading; `section` is set where the heading
    is one that VaultNet knows, and then `text` is what stands there beside its list lines.
    """

    text: str
    heading: str = ""
    level: int = 0
    section: Section | None = None


Value = str | tuple[str, ...]
"""The value of a front-matter key that VaultNet does not know: text or a list of texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every page has: the parts that do not depend on its kind.

    `extra` holds front-matter keys that VaultNet does not know, in their order. `links` are all
    references of the page, wherever they stand, in reading order and without those of the
    private section, which are in `private_links`. `shared` lists fields and sections that a
    shared build may show; None leaves it to the settings.
    """

    id: NodeId
    name: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Reference, ...] = ()
    private_links: tuple[Reference, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)
    private: bool = False
    private_text: str = ""
    shared: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A Markdown file with no role of its own: it can be linked, found and read."""
