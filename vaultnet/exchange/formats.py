"""The table of formats that can be imported; the reader of each is imported when it is used."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from vaultnet.exchange.draft import Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.late import dataclass
from vaultnet.phrase import wording

Reader = Callable[[Sequence[SourceFile], ReadOptions], Reading]
"""What every format has: what its files say. It is pure."""

Condense = Callable[[Callable[[int], bytes]], bytes]
"""Takes of a file, line by line, what its format looks at, so that it need not fit in memory."""

_BEGINNING = 4096
_LINKEDIN_FILES = (
    *("connections", "invitations", "messages", "positions", "education"),
    *("recommendations_given", "recommendations_received"),
    *("endorsement_given_info", "endorsement_received_info"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What can be imported: the word for it, in words of ours, and where its reader is.

    `endings` are those of the files that are taken out of a folder, in small letters; without
    them every file of it is. `condensing` names the function of the module that takes of a file
    what is looked at, where there is one.
    """

    name: str
    title: str
    module: str
    function: str
    endings: tuple[str, ...] = ()
    condensing: str = ""

    def condense(self) -> Condense | None:
        """Import what takes of a file what is looked at; None where a file is read whole."""
        if not self.condensing:
            return None
        found: Condense = getattr(import_module(self.module), self.condensing)
        return found

    def reader(self) -> Reader:
        """Import the reader."""
        found: Reader = getattr(import_module(self.module), self.function)
        return found


def _row(
    name: str,
    title: str,
    module: str,
    function: str,
    endings: tuple[str, ...] = (),
    *,
    condensing: str = "",
) -> tuple[str, Format]:
    form = Format(
        name=name,
        title=title,
        module=f"vaultnet.exchange.{module}",
        function=function,
        endings=endings,
        condensing=condensing,
    )
    return name, form


IMPORT_FORMATS: Mapping[str, Format] = dict(
    (
        _row(
            "linkedin",
            wording("an archive of LinkedIn, or tables out of it"),
            "linkedin.reading",
            "read_linkedin",
            (".zip", ".csv"),
        ),
        _row(
            "google",
            wording("a table of Google Contacts"),
            "tables.google",
            "read_google",
            (".csv",),
        ),
        _row("outlook", wording("a table of Outlook"), "tables.outlook", "read_outlook", (".csv",)),
        _row("vcard", wording("vCards"), "vcard.reading", "read_vcards", (".vcf", ".vcard")),
        _row(
            "csv",
            wording("any table of people"),
            "tables.any_table",
            "read_table",
            (".csv", ".tsv"),
        ),
        _row("ics", wording("calendars"), "calendars.reading", "read_calendars", (".ics", ".ical")),
        _row(
            "mail",
            wording("the headers of a mailbox"),
            "mail.reading",
            "read_mail_headers",
            condensing="condense",
        ),
        _row("monica", wording("an export of Monica"), "monica.reading", "read_monica", (".json",)),
        _row(
            "notes",
            wording("notes on people of another vault"),
            "notes.reading",
            "read_people_notes",
            (".md",),
        ),
    )
)
"""What can be imported, by name, in the order of the help."""


def guess_format(name: str, beginning: bytes) -> str | None:
    """Return the format of a file by its name and its first bytes; None where either may be."""
    stem, _dot, ending = name.replace("\\", "/").rpartition("/")[2].casefold().rpartition(".")
    text = beginning[:_BEGINNING].decode("utf-8-sig", "replace")
    if ending in {"vcf", "vcard"} or text.upper().startswith("BEGIN:VCARD"):
        return "vcard"
    if ending in {"ics", "ical"} or text.upper().startswith("BEGIN:VCALENDAR"):
        return "ics"
    if ending in {"mbox", "eml"} or text.startswith("From "):
        return "mail"
    if ending == "md":
        return "notes"
    if ending == "zip":
        return "linkedin" if "linkedin" in stem else None
    if ending == "json":
        return "monica" if '"1.0-preview' in text else None
    return _guess_table(stem, text) if ending in {"csv", "tsv"} else None


def _guess_table(stem: str, text: str) -> str:
    """Return whose table it is, by the cells of its header."""
    head = text.casefold()
    if stem in _LINKEDIN_FILES or ("first name,last name" in head and "connected on" in head):
        return "linkedin"
    if "e-mail 1 - " in head or "phone 1 - " in head or "organization 1 - " in head:
        return "google"
    if "e-mail address" in head and ("job title" in head or "business phone" in head):
        return "outlook"
    if "apellidos" in head and "del trabajo" in head and "correo electr" in head:
        return "outlook"
    return "csv"
