"""What is said about a mistake in a query, for the pages: scripts know the sentences in English.

The sentences are those of `vaultnet.query`; a test holds that none is missing and none invented.
"""

from collections.abc import Mapping
from typing import Final

from vaultnet.language import Translator, message

MESSAGES: Final = (
    message('"{key}" is a date, and "{value}" is none: {why}'),
    message('"{key}" is a number, and "{value}" is none'),
    message('"{key}" is never "{value}"'),
    message('"{key}" is text, which is neither less nor more'),
    message('"{key}" is yes or no'),
    message('"{value}" is neither a number nor a date, so nothing is less or more'),
    message('"{value}" is no cadence'),
    message('"{word}" is neither less nor more than other words'),
    message('"{word}" joins two terms, and one of them is missing'),
    message("a quote stands inside a word"),
    message("add a ) where the group ends"),
    message('add it, or write "{word}" in quotes if it is part of a name'),
    message('did you mean "{meant}"? It is one of {words}'),
    message('did you mean "{meant}"?'),
    message("it is one of {words}"),
    message("more than {count} groups stand inside each other"),
    message('no key "{key}"'),
    message("nothing was opened that this could close"),
    message('put a " at the end of what belongs together'),
    message("put a blank before it, or the whole word in quotes"),
    message('put it in quotes if it is a name; "vaultnet list --keys" shows the keys'),
    message("take it out, or open with ("),
    message("take some parentheses out"),
    message("take them out, or write a name"),
    message("take them out, or write something there"),
    message('there is no key before "{operator}"'),
    message("there is no tag after #"),
    message('there is no value after "{key}{operator}"'),
    message("there is nothing between the parentheses"),
    message("there is nothing between the quotes"),
    message("there is nothing here to negate"),
    message("this parenthesis is never closed"),
    message("this quote is never closed"),
    message("write - directly before a term or a group: -status:closed"),
    message("write it as 10d, 6w, 3m, 1y or never"),
    message('write it as 2026-11-23, 2026-11, 2026, today, monday, 3m or "2 weeks ago"'),
    message("write it as 40, 0.5 or 50%"),
    message("write it directly behind: #hiring"),
    message('write it directly behind; has:{key} asks whether "{key}" is known'),
    message("write key{operator}value"),
    message('write key{operator}value, or put it in quotes: "{operator}"'),
    message("write {key}:yes or {key}:no"),
    message("write {key}:{value}, or several of them in parentheses with or"),
    message("{key}:{value} asks whether it holds this, {key}={value} whether it is this"),
)
"""Every sentence of the language, with named fields in braces."""


def said(words: Translator) -> Mapping[str, str]:
    """Return the sentences that a language says otherwise than English."""
    return {text: told for text in MESSAGES if (told := words.text(text)) != text}
