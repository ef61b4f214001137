"""What `vaultnet export` says beside the data: where it went, what is in it, what was lost."""

from collections import Counter
from collections.abc import Iterator

from vaultnet.cli.output import Terminal, clean
from vaultnet.cli.paper import paragraph
from vaultnet.domain.audience import Audience
from vaultnet.exchange.draft import Loss
from vaultnet.exchange.export_values import Export, Selection
from vaultnet.language import Translator
from vaultnet.storage.exported import WrittenExport

_SHOWN, _FEW = 8, 3


def told_of_losses(
    export: Export, words: Translator, terminal: Terminal, *, each: bool
) -> Iterator[str]:
    """Yield what had no place in the format: line by line, or many by kind and in counts."""
    if not export.losses:
        return
    count = len(export.losses)
    if each or count <= _FEW:
        yield words.plural(
            "{n} thing has no place there:", "{n} things have no place there:", count
        )
        for loss in export.losses:
            yield paragraph(terminal, _told(loss, words), indent=2, hanging=2)
        return
    counted = Counter(loss.what for loss in export.losses)
    kinds = ", ".join(f"{clean(what)} {n}" for what, n in counted.most_common(_SHOWN))
    told = words.plural(
        "{n} thing has no place there ({kinds}); --losses lists it",
        "{n} things have no place there ({kinds}); --losses lists them",
        count,
        kinds=kinds if len(counted) <= _SHOWN else f"{kinds}, …",
    )
    yield paragraph(terminal, told)


def _told(loss: Loss, words: Translator) -> str:
    reason = loss.reason.told(words.listed)
    where = f"{clean(str(loss.origin))}: " if loss.origin.file else ""
    return f"{where}{clean(loss.what)}: {clean(reason)}"


def told_of_writing(written: WrittenExport, words: Translator) -> Iterator[str]:
    """Yield what became of other files in the folder."""
    if written.removed:
        count = len(written.removed)
        yield words.plural(
            "removed {n} file of an earlier export that is no longer part of it",
            "removed {n} files of an earlier export that are no longer part of it",
            count,
        )
    if written.kept:
        yield words.plural(
            "left {n} other file as it is", "left {n} other files as they are", len(written.kept)
        )


def told_of_privacy(selection: Selection, words: Translator) -> Iterator[str]:
    """Yield for whom it is, and that nothing guards it any more."""
    if selection.vault.audience is not Audience.ME:
        yield words.plural(
            "{n} contact, with what is shared of it alone. Look at it before you send it: nobody "
            "knows better what is in these notes.",
            "{n} contacts, with what is shared of them alone. Look at it before you send it: "
            "nobody knows better what is in these notes.",
            len(selection.contacts),
        )
        return
    private = sum(contact.private for contact in selection.contacts)
    if private:
        yield words.plural(
            "It is for you alone: {n} private contact is in it, and outside the vault nothing "
            "keeps it private. For others there is --audience shared.",
            "It is for you alone: {n} private contacts are in it, and outside the vault nothing "
            "keeps them private. For others there is --audience shared.",
            private,
        )
    else:
        yield words.text(
            "It is for you alone: outside the vault nothing keeps it private. "
            "For others there is --audience shared."
        )
