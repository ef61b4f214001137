"""The options that name a language: those there is a catalogue for, looked up when needed."""

import click


class _Language(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A language of messages. The folder of catalogues is read only where one is named."""

    name = "language"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the languages there are, as help shows them."""
        return f"[{'|'.join(_known())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the language; fails for one that there is no catalogue for."""
        if value not in _known():
            listed = ", ".join(repr(each) for each in _known())
            self.fail(f"{value!r} is not one of {listed}.", param, ctx)
        return value


def _known() -> tuple[str, ...]:
    from vaultnet.language import languages

    return languages()


LANGUAGE = _Language()
"""What `--lang` and its like take."""
