"""What tests ask of a page: that it holds nothing which could run, and leads nowhere strange."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

LINK = re.compile(
    r"(?:https?://|mailto:|tel:|#|(?:\.\./)?[\w./-]+\.html(?:#[\w-]*)?$)", re.IGNORECASE
)
RESOURCE = re.compile(r"(?:data:,|(?:\.\./)?(?:assets|files)/[\w.-]+)")
PROSE_TAGS = frozenset(
    {"a", "b", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "img", "li"}
    | {"ol", "p", "pre", "s", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
PROSE_ATTRIBUTES = frozenset({"alt", "class", "href", "loading", "rel", "src", "start", "title"})


@dataclass
class Page(HTMLParser):
    """A parsed page: its elements, and everything in it that must not be there."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def faults(self) -> list[str]:
        """Return whatever could run, and whatever leads out by another way than allowed."""
        return [fault for element in self.elements for fault in _faults(*element)]

    def strangers(self) -> list[str]:
        """Return the elements and attributes that rendered Markdown may not have."""
        return [tag for tag, _ in self.elements if tag not in PROSE_TAGS] + [
            name for _, attrs in self.elements for name in attrs if name not in PROSE_ATTRIBUTES
        ]


def parse(html: str | bytes) -> Page:
    page = Page()
    page.feed(html.decode("utf-8") if isinstance(html, bytes) else html)
    page.close()
    return page


def _faults(tag: str, attrs: dict[str, str]) -> list[str]:
    found = [f"{tag} {name}" for name in attrs if name.startswith("on") or name == "style"]
    if tag in {"iframe", "object", "embed", "form", "base", "style", "template", "input"}:
        found.append(tag)
    if tag == "script" and not re.fullmatch(
        r"(?:\.\./)?assets/(?:site|search|map|table)\.js", attrs.get("src", "")
    ):
        found.append("script")
    if tag == "a" and not LINK.match(attrs.get("href", "")):
        found.append(f"link to {attrs.get('href')!r}")
    if tag in {"img", "link"}:
        address = attrs.get("src", attrs.get("href", ""))
        found += [] if RESOURCE.fullmatch(address) else [f"{tag} from {address!r}"]
    if tag == "meta" and attrs.get("http-equiv", "").lower() == "refresh":
        found.append("refresh")
    return found
