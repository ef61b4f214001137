"""The language of a command: what it was asked to speak, what the vault speaks, or the system."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vaultnet.late import dataclass

if TYPE_CHECKING:
    from vaultnet.language import Translator

ENGLISH = "en"
_OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(slots=True)
class Speech:
    """Which language messages, help and mistakes of use are told in; it learns as it goes.

    `asked` is the option `--lang`, `vault` the language of the vault once one was opened, and
    `system` that of the locale, which counts until then.
    """

    asked: str | None = None
    system: str = ENGLISH
    vault: str | None = None

    @property
    def words(self) -> "Translator":
        """Return the translator of the language that counts now, among those there are."""
        from vaultnet.language import translator

        for code in (self.asked, self.vault, self.system):
            if code is not None and (words := translator(code)).language == code:
                return words
        return translator(ENGLISH)


def read_speech(arguments: Sequence[str], environment: Mapping[str, str]) -> Speech:
    """Return what arguments and environment say of the language.

    The arguments are looked at before they are parsed, so that a mistake in them, and help that
    stands before `--lang`, are told in it already.
    """
    return Speech(_asked(arguments), _system_language(environment))


def _asked(arguments: Sequence[str]) -> str | None:
    found: str | None = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == _OPTION:
            found = value if equals else "".join(arguments[place + 1 : place + 2])
    return found if found and found.isalnum() else None


def _system_language(environment: Mapping[str, str]) -> str:
    """Return the language of the locale: the first of its variables that is set decides."""
    name = next((value for key in _VARIABLES if (value := environment.get(key))), "")
    return name.replace("-", "_").partition(".")[0].partition("_")[0].lower() or ENGLISH
