"""Markdown to HTML that cannot run anything: raw HTML is text, links pass one allow-list."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from vaultnet.domain.node import Reference
from vaultnet.late import pattern
from vaultnet.site.links import SiteLinks, external_href
from vaultnet.site.markup import NOTHING, SafeHtml, escape, visible

MAX_LINK = 500
"""The longest wikilink, in code points; a bracket that closes later is text."""
MAX_PAIRS = 50_000_000
"""How many pairs of marks of emphasis and links are looked at, which is about a second's work;
a text with more is shown as it was written."""

MOST_LINES = 20_000
"""How many rendered lines are remembered: most stand on one page and those beside it alone."""

_COMMENT = pattern(r"%%.*?%%", re.DOTALL)
_MARK = pattern(r"[*_`~\[\]<>&!]")
_BLANK_LINE = pattern(r"\n[ \t]*\n")
_TOPIC = pattern(r"#([^\W\d_][\w/-]*)")
_FIELD = pattern(r"\[([^\W\d_][\w -]{0,40})::[ \t]*([^\[\]\n]{0,300})\]")
_ACTIVE = pattern(
    r"[\\`*\[<\n]|  |~~|&#?[A-Za-z0-9]+;|!\[|(?<![^\W_])_|_(?![^\W_])"  # what Markdown reads
)
_SIMPLE = pattern(
    r"(?<!!)\[\[(?P<link>(?!\s*\])[^\[\]\n]{1,200})\]\]"
    r"|(?<![^\s(])\#(?P<topic>[^\W\d_][\w/-]*)"
    r"|(?<![^\s(])(?P<stars>\*{1,2})(?P<stressed>[^\W_](?:[^*_`\\\[\]<>&!~\#\n]*[^\W_])?)"
    r"(?P=stars)(?![^\s.,;:?!)])"
    r"|(?<![^\s(])`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
)
_STRESSED = {"*": "em", "**": "strong"}
_PLAIN_LINE = pattern(
    r"(?:[^\W\d_]|[¿¡“«(\"]|\d++(?![.)])|\[\[[^\W\d_]|\*{1,2}[^\W_]|`[^`\s])(?:[^\r]*\S)?\Z"
)
_TASK = pattern(r"\[([ xX])\][ \t]+")
_HEADING_SHIFT = 2


class Prose:
    """Renders the Markdown of a vault for pages of one depth, and remembers short lines."""

    def __init__(self, links: SiteLinks) -> None:
        self._links = links
        self._parser = _make_parser()
        self._lines: dict[tuple[str, str], SafeHtml] = {}

    def line(self, text: str, folder: str = "") -> SafeHtml:
        """Return one line as HTML without a paragraph; `folder` is that of its page."""
        key = (text, folder)
        found = self._lines.get(key)
        if found is None:
            found = SafeHtml(self._line(text, folder)) if text else NOTHING
            if len(self._lines) >= MOST_LINES:
                self._lines.clear()
            self._lines[key] = found
        return found

    def block(self, text: str, folder: str = "") -> SafeHtml:
        """Return a text of several paragraphs as HTML; `folder` is that of its page."""
        text = _without_comments(text)
        if not text.strip():
            return NOTHING
        if _is_overloaded(text):
            return SafeHtml(f"<pre>{escape(text)}</pre>")
        simple = self._simple_block(text, folder)
        if simple is not None:
            return SafeHtml(simple)
        return SafeHtml(self._parser.render(visible(text), self._surroundings(folder)))

    def _simple_block(self, text: str, folder: str) -> str | None:
        """Render paragraphs whose lines all begin with a letter and are simple; None for others."""
        paragraphs = []
        for part in _BLANK_LINE.split(text.strip("\n")):
            lines = part.split("\n")
            if not all(_PLAIN_LINE.match(line) for line in lines):
                return None
            rendered = [self._simple_line(line, folder) for line in lines]
            if None in rendered:
                return None
            paragraphs.append("\n".join(line for line in rendered if line is not None))
        return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)

    def _line(self, text: str, folder: str) -> str:
        text = _without_comments(text).strip()
        simple = self._simple_line(text, folder)
        if simple is not None:
            return simple
        if _is_overloaded(text):
            return escape(text)
        rendered: str = self._parser.renderInline(visible(text), self._surroundings(folder))
        return rendered

    def _simple_line(self, text: str, folder: str) -> str | None:
        """Render a line with no other Markdown than simple wikilinks, topics, emphasis and code.

        Most lines are of this kind, and it is ten times as fast. None for all others.
        """
        parts: list[str | re.Match[str]] = []
        end = 0
        for found in _SIMPLE.finditer(text):
            parts += [text[end : found.start()], found]
            end = found.end()
        parts.append(text[end:])
        if any(isinstance(part, str) and _ACTIVE.search(part) for part in parts):
            return None
        return "".join(
            escape(part) if isinstance(part, str) else self._simple_part(part, folder)
            for part in parts
        )

    def _simple_part(self, found: re.Match[str], folder: str) -> str:
        link, topic, stars, stressed, code = found.groups()
        if link is not None:
            return self._links.wikilink_html(_parse_wikilink(link, embed=False), folder)
        if topic is not None:
            return self._links.topic_html(topic)
        name = "code" if code else _STRESSED[stars]
        return f"<{name}>{escape(code or stressed)}</{name}>"

    def _surroundings(self, folder: str) -> dict[str, Any]:
        return {"links": self._links, "folder": folder, "open": []}


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = _accept_for_now  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "wikilink", _read_wikilink)
    parser.inline.ruler.before("link", "field", _read_field)
    parser.inline.ruler.before("link", "topic", _read_topic)
    parser.core.ruler.push("calm", _calm_blocks)
    for name, rule in _RENDER_RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _accept_for_now(url: str) -> bool:  # noqa: ARG001 (markdown-it's shape)
    """Read every link as a link: the allow-list decides when it is rendered."""
    return True


def _without_comments(text: str) -> str:
    return _COMMENT.sub("", text) if "%%" in text else text


def _is_overloaded(text: str) -> bool:
    """Tell whether a text would take long: pairing marks goes with their square in a paragraph."""
    if len(text) * len(text) <= MAX_PAIRS:
        return False
    marks = (len(_MARK.findall(part)) for part in _BLANK_LINE.split(text))
    return sum(count * count for count in marks) > MAX_PAIRS


def _parse_wikilink(inner: str, *, embed: bool) -> Reference:
    place, _, label = inner.partition("|")
    target, _, heading = place.partition("#")
    return Reference(target.strip(), label.strip(), heading.strip(), embed=embed)


def _read_wikilink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's shape)
    """Read `[[target|label]]` or `![[target]]` at the position of the state."""
    embed = state.src.startswith("![[", state.pos)
    start = state.pos + (3 if embed else 2)
    if not embed and not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", start, min(start + MAX_LINK, state.posMax))
    inner = state.src[start:end] if end > start else ""
    if not inner.strip() or "\n" in inner or "[[" in inner:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.meta = {"reference": _parse_wikilink(inner, embed=embed)}
    state.pos = end + 2
    return True


def _read_field(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's shape)
    """Read an inline field `[key:: value]` that the vault's reader left in the text."""
    found = _FIELD.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("field", "", 0).meta = {"key": found[1].strip(), "value": found[2].strip()}
    state.pos = found.end()
    return True


def _read_topic(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's shape)
    """Read a topic `#hiring` that stands at the beginning of a word."""
    found = _TOPIC.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1] if state.pos else " "
    if found is None or not (before.isspace() or before == "("):
        return False
    if not silent:
        state.push("topic", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _calm_blocks(state: StateCore) -> None:
    """Take styles off table cells, lower headings below those of the page, tick task lists."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type in {"td_open", "th_open"} and "style" in token.attrs:
            style = str(token.attrs.pop("style"))
            token.attrs["class"] = "align-" + style.removeprefix("text-align:")
        elif token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADING_SHIFT)}"
        elif token.type == "list_item_open":
            _tick(tokens[index + 1 : index + 3])


def _tick(tokens: Sequence[Token]) -> None:
    """Turn the checkbox at the beginning of a list item into a character."""
    inline = tokens[-1] if tokens else None
    if inline is None or inline.type != "inline" or not inline.children:
        return
    first = inline.children[0]
    if first.type == "text" and (box := _TASK.match(first.content)):
        sign = "☐" if box[1] == " " else "☑"
        first.content = f"{sign} {first.content[box.end() :]}"


def _render_wikilink(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    links: SiteLinks = env["links"]
    reference: Reference = tokens[index].meta["reference"]
    return links.wikilink_html(reference, env["folder"], linked=not env["open"])


def _render_topic(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    name = tokens[index].content
    links: SiteLinks = env["links"]
    return f"#{escape(name)}" if env["open"] else links.topic_html(name)


def _render_field(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    meta = tokens[index].meta
    return f'<span class="field"><b>{escape(meta["key"])}</b> {escape(meta["value"])}</span>'


def _render_link_open(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    links: SiteLinks = env["links"]
    url = str(tokens[index].attrs.get("href", ""))
    title = escape(str(tokens[index].attrs.get("title", "")))
    href = links.markdown_href(url, env["folder"])
    env["open"].append("span" if href is None else "a")
    if href is None:
        return "<span>" if links.is_discreet else f'<span class="broken" title="{escape(url)}">'
    rel = ' rel="noreferrer noopener"' if external_href(href) else ""
    told = f' title="{title}"' if title else ""
    return f'<a href="{escape(href)}"{rel}{told}>'


def _render_link_close(
    _self: RendererHTML, _tokens: Sequence[Token], _index: int, _options: Any, env: Any
) -> str:
    return f"</{env['open'].pop()}>"


def _render_image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """Show a picture of the vault; one from elsewhere becomes a link, or only its text."""
    token = tokens[index]
    links: SiteLinks = env["links"]
    url = str(token.attrs.get("src", ""))
    alt = escape(renderer.renderInlineAsText(token.children or [], options, env))
    src = links.image_src(url, env["folder"])
    if src is not None:
        return f'<img src="{escape(src)}" alt="{alt}" loading="lazy">'
    href = external_href(url)
    if href is None and links.is_discreet:
        return alt
    if href is None or env["open"]:
        return f'<span class="broken" title="{escape(url)}">{alt or escape(url)}</span>'
    return f'<a href="{escape(href)}" rel="noreferrer noopener">{alt or escape(url)}</a>'


def _render_text(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    return escape(tokens[index].content)


def _render_code_inline(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    return f"<code>{escape(tokens[index].content)}</code>"


def _render_code(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    return f"<pre><code>{escape(tokens[index].content)}</code></pre>\n"


def _render_table_open(
    _self: RendererHTML, _tokens: Sequence[Token], _index: int, _options: Any, _env: Any
) -> str:
    return '<div class="scroll"><table>\n'


def _render_table_close(
    _self: RendererHTML, _tokens: Sequence[Token], _index: int, _options: Any, _env: Any
) -> str:
    return "</table></div>\n"


_RENDER_RULES = {
    "wikilink": _render_wikilink,
    "topic": _render_topic,
    "field": _render_field,
    "link_open": _render_link_open,
    "link_close": _render_link_close,
    "image": _render_image,
    "text": _render_text,
    "code_inline": _render_code_inline,
    "fence": _render_code,
    "code_block": _render_code,
    "table_open": _render_table_open,
    "table_close": _render_table_close,
}
