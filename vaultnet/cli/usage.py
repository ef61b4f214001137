"""What click says about wrong use, said in a language.

Click words its messages itself, in English. Each of them is known here as a template, so that
what it says can be translated and what it quotes is not.
"""

import re
from collections.abc import Mapping

from vaultnet.language import Translator
from vaultnet.late import pattern
from vaultnet.phrase import wording

_TEMPLATES = (
    wording("no such option {option}. Did you mean {meant}?"),
    wording("no such option {option}. (Did you mean one of: {meant}?)"),
    wording("no such option {option}"),
    wording("no such command {command} (did you mean {meant}?)"),
    wording("no such command {command}"),
    wording("invalid value for {option}: {value} is not one of {choices}"),
    wording("invalid value for {option}: {value} is not in the range {range}"),
    wording("invalid value for {option}: {value} is not a valid integer range"),
    wording("invalid value for {option}: {value} is not a valid integer"),
    wording("invalid value for {option}: {reason}"),
    wording("missing argument {name}"),
    wording("missing option {option}"),
    wording("got unexpected extra argument ({rest})"),
    wording("got unexpected extra arguments ({rest})"),
    wording("option {option} does not take a value"),
    wording("option {option} requires an argument"),
)
_FIELD = pattern(r"\\\{(\w+)\\\}")


def _pattern(template: str) -> re.Pattern[str]:
    return pattern(_FIELD.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)


_PATTERNS: Mapping[str, re.Pattern[str]] = {each: _pattern(each) for each in _TEMPLATES}


def say_usage(message: str, words: Translator) -> str:
    """Return a message of click in a language; one that is not known is repeated as it is."""
    for template, form in _PATTERNS.items():
        if found := form.fullmatch(message):
            return words.text(template, **found.groupdict())
    return message
