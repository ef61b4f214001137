"""What of a page a shared build may show: the parts that it names, and nothing else."""

from collections.abc import Container, Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.network import KIND_BY_TYPE
from vaultnet.domain.node import Node, Passage, Section
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.vault.fields.schema import PART_NAMES, fields_of, shareable_parts
from vaultnet.vault.settings import Settings

NEVER_SHOWN = frozenset({"affinity", "extra", "links", "private", "private_links", "private_text"})
"""Attributes that no word of `shared` shows. Links are found anew in what is left."""

SHOWN_IN_PART = frozenset({"passages", "ratings"})
"""Attributes of which each section, or each criterion, is shown by its own name."""

ALWAYS_SHOWN = frozenset({"id", "name", "shared"})
"""What a page that is shown at all has: its name, and what it says of its parts."""

REQUIRED_TO_JUDGE = frozenset({"status", "importance"})
"""What must be told of an objective before a number rests on it."""


def parts_shown(node: Node, settings: Settings) -> frozenset[str]:
    """Return the parts that a page shares: those it names itself, else those of the settings."""
    named = settings.share_fields if node.shared is None else node.shared
    known = {_one_name(part) for part in shareable_parts(None, tuple(settings.criteria))}
    return frozenset(map(_one_name, named)) & known


def withhold(node: Node, parts: frozenset[str], criteria: tuple[str, ...]) -> Node | None:
    """Return a page with its shared parts alone; None where it may not be spoken of at all.

    That is a private page, and one whose name is not shared. Whatever is withheld has the value
    that it has where nothing was ever written, so nobody can tell the two apart. An objective of
    which too little is told to reckon with it stands as an idea, which counts in no number.
    """
    if node.private or "name" not in parts:
        return None
    shown = shown_attributes(type(node), parts, criteria)
    values = {
        item.name: getattr(node, item.name) if item.name in shown else _untold(item)
        for item in fields(node)
    }
    values |= {"id": node.id, "name": node.name, "shared": tuple(sorted(parts))}
    values["passages"] = tuple(item for item in node.passages if _is_shown(item, parts))
    if isinstance(node, Contact):
        values["ratings"] = {key: node.ratings[key] for key in node.ratings if key in parts}
    if isinstance(node, Objective) and not parts >= REQUIRED_TO_JUDGE:
        values["status"] = ObjectiveStatus.IDEA
    return type(node)(**values)


def shown_attributes(
    node_type: type[Node], parts: Container[str], criteria: tuple[str, ...] = ()
) -> frozenset[str]:
    """Return the attributes of a kind of page that some parts show as a whole."""
    found = {*_of_fields(node_type, parts, criteria), *_of_sections(node_type, parts)}
    return frozenset(found) - NEVER_SHOWN - SHOWN_IN_PART


def _of_fields(
    node_type: type[Node], parts: Container[str], criteria: tuple[str, ...]
) -> Iterator[str]:
    for spec in fields_of(KIND_BY_TYPE[node_type], criteria):
        if _one_name(spec.key) in parts:
            yield spec.attribute
            if spec.rest:
                yield spec.rest


def _one_name(part: str) -> str:
    """Return the one name of a part that has several: a `title` is the `name`."""
    return PART_NAMES.get(part, part)


def _of_sections(node_type: type[Node], parts: Container[str]) -> Iterator[str]:
    """Yield the lists of lines that sections hold; those of a journal page are its log."""
    known = {item.name for item in fields(node_type)}
    for section in Section:
        if section is not Section.PRIVATE and section in parts and section in known:
            yield section.value
    if issubclass(node_type, Journal) and Section.LOG in parts:
        yield from ("entries", "day")


def _is_shown(passage: Passage, parts: Container[str]) -> bool:
    """Tell whether free text may be shown: where it stands in a section that is shared."""
    section = passage.section
    return section is not None and section is not Section.PRIVATE and section in parts


def _untold(item: "Field[Any]") -> Any:
    """Return the value of an attribute of which nothing was written."""
    if item.default_factory is not MISSING:
        return item.default_factory()
    return None if item.default is MISSING else item.default
