"""Page models to bytes, by the templates of the site and those of a vault's own."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vaultnet.language import Translator
from vaultnet.phrase import Phrase, wording
from vaultnet.site.compiled_templates import CompiledTemplates
from vaultnet.site.own_templates import FOLDER, NO_TEMPLATES, OwnTemplates, TemplateError
from vaultnet.site.reading_direction import isolated_values
from vaultnet.site.template_code import LeanEnvironment

OURS = "vaultnet"
"""What stands before the name of a template of ours that a vault replaces and still wants."""

_HINT = wording("correct it, or set templates = false under [site] in vaultnet.toml")
_Source = tuple[str, str, Callable[[], bool]]


class Renderer:
    """Renders the templates of a folder in one language; each is compiled once.

    Whatever a template is given is escaped, but for values that say they are HTML; a name that
    a template asks for and does not get is an error, never an empty text. Templates know whether
    the site is `live`. Where the vault has templates of its `own`, they go before ours, and all
    run in a sandbox; what is wrong with one of them is a TemplateError. In the folder `kept`,
    ours wait compiled for the next start; those of a vault never do.
    """

    def __init__(
        self,
        templates: Path,
        words: Translator,
        own: OwnTemplates = NO_TEMPLATES,
        *,
        live: bool = False,
        kept: Path | None = None,
    ) -> None:
        self._own = own
        self._environment = _environment(templates, words, own, kept)
        self._environment.globals.update(
            _=_isolating(words.text),
            plural=_isolating(words.plural),
            month=words.month,
            live=live,
            has_own_style=bool(own.style),
        )

    def render(self, template: str, page: Any) -> bytes:
        """Return the bytes of a page; `template` is the name of a file without `.html`."""
        try:
            text = self._environment.get_template(f"{template}.html").render(page=page)
        except Exception as error:
            fault = self._fault(error)
            if fault is None:
                raise
            raise fault from error
        return text.encode("utf-8", "replace")

    def _fault(self, error: Exception) -> TemplateError | None:
        """Return what is wrong with a template of the vault, None where none had a part in it."""
        if isinstance(error, TemplateSyntaxError) and error.name in self._own.templates:
            return TemplateError(error.name or "", _told(error), _HINT, error.lineno)
        place = _last_own_place(error.__traceback__)
        return TemplateError(place[0], _told(error), _HINT, place[1]) if place else None


def _environment(
    templates: Path, words: Translator, own: OwnTemplates, kept: Path | None
) -> Environment:
    options = {
        "loader": _loader(templates, own),
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
        "cache_size": -1,
    }
    if own:
        return ImmutableSandboxedEnvironment(**options)
    cache = CompiledTemplates(kept, words) if kept else None
    return LeanEnvironment(words.text, bytecode_cache=cache, **options)


def _isolating(tell: Callable[..., str]) -> Callable[..., str]:
    """Return what tells texts so that no value in them turns the words beside it.

    Texts without values are the many; each is looked up once.
    """
    plain: dict[tuple[object, ...], str] = {}

    def told(*texts: object, **values: object) -> str:
        if values:
            return tell(*texts, **isolated_values(values))
        found = plain.get(texts)
        if found is None:
            found = plain[texts] = tell(*texts)
        return found

    return told


def _loader(templates: Path, own: OwnTemplates) -> BaseLoader:
    ours = FileSystemLoader(templates)
    if not own:
        return ours

    def load(name: str) -> _Source | None:
        text = own.templates.get(name)
        return None if text is None else (text, f"{FOLDER}/{name}", lambda: True)

    return ChoiceLoader([FunctionLoader(load), PrefixLoader({OURS: ours}), ours])


def _told(error: Exception) -> Phrase:
    """Return an error of a template in words; values of notes do not stand in them."""
    if isinstance(error, RecursionError):
        return Phrase(
            'it is made from itself; write "vaultnet/" before the name to mean the one it replaces'
        )
    if isinstance(error, TemplateNotFound):
        return Phrase('there is no template "{name}"', {"name": error.name})
    said = str(error.message) if isinstance(error, JinjaError) else ""
    return Phrase("{said}", {"said": said or type(error).__name__})


def _last_own_place(step: TracebackType | None) -> tuple[str, int] | None:
    """Return the innermost place of a traceback that lies in a template of the vault."""
    found = None
    while step is not None:
        folder, _, name = step.tb_frame.f_code.co_filename.rpartition("/")
        if folder == FOLDER:
            found = name, step.tb_lineno
        step = step.tb_next
    return found
