"""What is wrong with a page by itself, kept as long as neither it nor what it is judged by changes.

A page is judged by its own file and by the words that lead to pages. Where a complaint shows a
place on another page, or a link leads to a heading, the page is judged anew each time: the other
text may have changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.vault.checks.dates import check_page_dates
from vaultnet.vault.checks.evidence import check_page_evidence
from vaultnet.vault.checks.links import (
    LinkGround,
    LinkKey,
    check_page_links,
    looks_around,
    make_link_ground,
)
from vaultnet.vault.parsed import ParsedFile, Vault


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What was found on one page; links with what makes a complaint the same as another.

    `lasting` tells whether all of it rests on the page itself and on the words that lead to pages.
    """

    file: ParsedFile
    links: tuple[tuple[LinkKey, Diagnostic], ...]
    others: tuple[Diagnostic, ...]
    lasting: bool


def check_pages(
    vault: Vault, as_of: date, before: Mapping[str, PageFindings]
) -> Mapping[str, PageFindings]:
    """Return by path what is wrong with each page, as it was found before where it still holds."""
    ground = make_link_ground(vault)
    found: dict[str, PageFindings] = {}
    for node_id, path in vault.paths.items():
        held = before.get(path)
        if held is None or held.file is not vault.files[path] or not held.lasting:
            held = _check_page(ground, node_id, as_of)
        found[path] = held
    return found


def _check_page(ground: LinkGround, node_id: NodeId, as_of: date) -> PageFindings:
    vault = ground.lookups.vault
    file = vault.file_of(node_id)
    links = tuple(check_page_links(ground, node_id))
    others = (
        *check_page_dates(vault, node_id, as_of),
        *check_page_evidence(vault, node_id, as_of),
    )
    found = (*(each for _, each in links), *others)
    elsewhere = any(each.place.path != file.path for item in found for each in item.related)
    return PageFindings(file, links, others, not elsewhere and not looks_around(file))


def findings_once(pages: Iterable[PageFindings]) -> Iterator[Diagnostic]:
    """Yield all that was found; complaints about links that are the same only once."""
    seen: set[LinkKey] = set()
    for page in pages:
        yield from page.others
        for key, diagnostic in page.links:
            if key not in seen:
                seen.add(key)
                yield diagnostic
