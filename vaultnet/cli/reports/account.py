"""The line that accounts for every file and counts the problems, from numbers alone."""

from vaultnet.language import Translator


def tell_files(found: int, loaded: int, rejected: int, ignored: int, words: Translator) -> str:
    """Return what became of every file: found = loaded + rejected + ignored."""
    return words.plural(
        "{n} file found: {loaded} loaded, {rejected} rejected, {ignored} ignored",
        "{n} files found: {loaded} loaded, {rejected} rejected, {ignored} ignored",
        found,
        loaded=loaded,
        rejected=rejected,
        ignored=ignored,
    )


def tell_problems(errors: int, warnings: int, remarks: int, words: Translator) -> str:
    """Return how many problems there are: `2 errors, 1 warning`."""
    parts = (
        (errors, words.plural("{n} error", "{n} errors", errors)),
        (warnings, words.plural("{n} warning", "{n} warnings", warnings)),
        (remarks, words.plural("{n} remark", "{n} remarks", remarks)),
    )
    shown = [told for count, told in parts if count]
    return ", ".join(shown) if shown else words.text("no problems")
