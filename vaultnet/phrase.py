"""Words of ours, apart from the language in which they are said.

A message that quotes a value keeps the two apart: the template is translated, the value is not.
Where a value is itself in our words, such as the name of a kind of page, it is a `Phrase`.
"""

from collections.abc import Callable, Mapping
from dataclasses import field

from vaultnet.late import dataclass

Tell = Callable[[str, Mapping[str, object]], str]
"""What says a template, filled with values, in some language."""


def wording(text: str) -> str:
    """Mark a text for translation where it stands, and return it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """English with named fields in braces, and what fills them.

    A value may be a phrase too, or a tuple of them, which are said one behind the other.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, tell: Tell) -> str:
        """Return the phrase as `tell` says templates and values."""
        return tell_whole(self.template, self.values, tell)

    def __str__(self) -> str:
        """Return the phrase in English."""
        return self.told(in_english)


def tell_whole(template: str, values: Mapping[str, object], tell: Tell) -> str:
    """Return a template as `tell` says it, after the phrases among its values."""
    told = {name: _value_told(value, tell) for name, value in values.items()}
    return tell(template, told)


def in_english(template: str, values: Mapping[str, object]) -> str:
    """Return a template as it stands, with its fields filled in."""
    return template.format(**values) if values else template


def _value_told(value: object, tell: Tell) -> object:
    if isinstance(value, Phrase):
        return value.told(tell)
    if isinstance(value, tuple):
        return "".join(str(_value_told(each, tell)) for each in value)
    return value
