"""What a link of the vault becomes in the site: one allow-list for all addresses."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from vaultnet.domain.contact import Contact
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.language import Translator
from vaultnet.late import dataclass, pattern
from vaultnet.site.anchors import anchor_of, heading_anchor, written_anchor
from vaultnet.site.images import ImageShelf
from vaultnet.site.markup import escape
from vaultnet.site.urls import SiteMap
from vaultnet.vault.shown_links import OMITTED

_EXTERNAL = pattern(r"(?:https?://[^/?#]|mailto:.|tel:\+?[\d(])", re.IGNORECASE)
_UNPRINTABLE = pattern(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NOT_DIALLED = pattern(r"[^\d+]")
_MAIL = pattern(r"[^\s@<>\"?&,;]+@[^\s@<>\"?&,;]+")


def external_href(url: str) -> str | None:
    """Return an address that leads out of the site, or None for one that is not allowed.

    Allowed are `https`, `http`, `mailto` and `tel`, without blanks and control characters,
    which browsers drop from addresses and which so hide a scheme.
    """
    found = _EXTERNAL.match(url)
    return url if found and not _UNPRINTABLE.search(url) else None


def mail_href(address: str) -> str | None:
    """Return a `mailto` address, or None for what does not look like one."""
    return f"mailto:{quote(address, safe='@+')}" if _MAIL.fullmatch(address) else None


def phone_href(number: str) -> str | None:
    """Return a `tel` address, or None for a text without digits."""
    digits = _NOT_DIALLED.sub("", number)
    return f"tel:{digits}" if any(sign.isdigit() for sign in digits) else None


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Makes links for the pages of one depth; `root` leads from there to the top of the site.

    Where they are `is_discreet`, a link that leads nowhere says nothing but its label.
    """

    network: Network
    site_map: SiteMap
    images: ImageShelf
    words: Translator
    root: str = ""
    is_discreet: bool = False

    def to(self, path: str) -> str:
        """Return the relative address of a path of the site."""
        return self.root + path

    def to_node(self, node: Node) -> str:
        """Return the relative address of the page of a node."""
        return self.root + self.site_map.page(node.id)

    def to_id(self, node_id: NodeId) -> str:
        """Return the relative address of a page by its id."""
        return self.root + self.site_map.page(node_id)

    def to_field(self, node_id: NodeId, field: str) -> str:
        """Return the relative address of the place that shows a field or a line of a page."""
        node = self.network.nodes[node_id]
        anchor = anchor_of(field, node.ratings if isinstance(node, Contact) else {})
        page = self.root + self.site_map.page(node_id)
        return f"{page}#{anchor}" if anchor else page

    def to_topic(self, name: str) -> str | None:
        """Return the relative address of a topic, or None where no page speaks of it."""
        path = self.site_map.topic(name)
        return None if path is None else self.root + path

    def topic_html(self, name: str) -> str:
        """Return a topic as HTML: a link to its page where it has one."""
        href = self.to_topic(name)
        if href is None:
            return f"#{escape(name)}"
        return f'<a class="topic" href="{href}">#{escape(name)}</a>'

    def wikilink_html(self, reference: Reference, folder: str, *, linked: bool = True) -> str:
        """Return a wikilink or an embed as HTML; plain text where links may not stand.

        `folder` is the folder of the page that holds it, for embeds of files beside it.
        """
        if reference.embed and (image := self._image_html(reference, folder)):
            return image
        node = self.network.resolve(reference)
        text = escape(self.label(reference, node))
        if node is None:
            return self._unresolved_html(reference, text)
        if not linked:
            return text
        return f'<a href="{self._to_heading(node, reference.heading)}">{text}</a>'

    def label(self, reference: Reference, node: Node | None) -> str:
        """Return what a link shows: its label, or the name of the page instead of its id."""
        if reference.label or node is None:
            return reference.text or reference.heading
        stem = posixpath.basename(reference.target).removesuffix(".md")
        return node.name if fold(stem) == fold(posixpath.basename(node.id)) else reference.target

    def markdown_href(self, url: str, folder: str) -> str | None:
        """Return the address that a Markdown link leads to, or None where it may not be one."""
        if url.startswith("#"):
            return f"#{written_anchor(url)}"
        if _SCHEME.match(url) or url.startswith("//"):
            return external_href(url)
        node = self._node_at(url, folder)
        return None if node is None else self._to_heading(node, unquote(url.partition("#")[2]))

    def image_src(self, url: str, folder: str) -> str | None:
        """Return where the copy of a picture stands, or None where the vault has none."""
        if _SCHEME.match(url) or url.startswith(("/", "#")):
            return None
        path = unquote(url)
        place = self.images.find(posixpath.normpath(posixpath.join(folder, path)), path)
        return None if place is None else self.root + place

    def _to_heading(self, node: Node, heading: str) -> str:
        """Return the address of a heading of a page; that of the page where it has none."""
        anchor = heading_anchor(node.passages, heading) if heading else ""
        return self.to_node(node) + (f"#{anchor}" if anchor else "")

    def _node_at(self, url: str, folder: str) -> Node | None:
        path = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
        if not path.lower().endswith(".md"):
            return None
        for candidate in (posixpath.normpath(posixpath.join(folder, path)), path.lstrip("/")):
            if (found := self.network.resolve(Reference(candidate))) is not None:
                return found
        return None

    def _image_html(self, reference: Reference, folder: str) -> str:
        src = self.image_src(reference.target, folder)
        if src is None:
            return ""
        alt = "" if reference.label.isdigit() else reference.label
        return f'<img src="{src}" alt="{escape(alt)}" loading="lazy">'

    def _unresolved_html(self, reference: Reference, text: str) -> str:
        several = self.network.link_table.candidates(reference.target)
        if self.is_discreet:
            return escape(reference.label or OMITTED)
        if not reference.target:
            return text
        told = (
            self.words.text("Several pages answer to this name")
            if several
            else self.words.text("No page answers to this name")
        )
        return f'<span class="broken" title="{escape(told)}">{text}</span>'


def folder_of(path: str) -> str:
    """Return the folder of a path in the vault, empty at its top."""
    return posixpath.dirname(path)


def folders_by_id(paths: Mapping[NodeId, str]) -> Mapping[NodeId, str]:
    """Return the folder of each page, by its id."""
    return {node_id: folder_of(path) for node_id, path in paths.items()}
