"""Page models to bytes, by the templates of the site."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vaultnet.language import Translator


class Renderer:
    """Renders the templates of a folder in one language; each is compiled once.

    Whatever a template is given is escaped, but for values that say they are HTML; a name that
    a template asks for and does not get is an error, never an empty text. Templates know whether
    the site is `live`.
    """

    def __init__(self, templates: Path, words: Translator, *, live: bool = False) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.globals.update(
            _=words.text, plural=words.plural, month=words.month, live=live
        )

    def render(self, template: str, page: Any) -> bytes:
        """Return the bytes of a page; `template` is the name of a file without `.html`."""
        text = self._environment.get_template(f"{template}.html").render(page=page)
        return text.encode("utf-8", "replace")
