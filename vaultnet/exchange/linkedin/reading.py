"""LinkedIn: the archive that members can download, or tables out of it.

Connections become drafts; invitations, messages, recommendations and endorsements become
encounters with them; positions and schools are steps of the owner's own career.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from vaultnet.exchange.draft import Loss, Origin, Reading, SourceFile, Step
from vaultnet.exchange.linkedin.archive import ExportTable, OpenedExport, Part, open_export
from vaultnet.exchange.linkedin.encounters import (
    EncounterBook,
    read_endorsements,
    read_invitations,
    read_recommendations,
)
from vaultnet.exchange.linkedin.messages import read_messages
from vaultnet.exchange.linkedin.people import (
    Connections,
    PeopleByName,
    career_steps,
    find_owner,
)
from vaultnet.exchange.options import ReadOptions
from vaultnet.phrase import Phrase, wording

SOURCE = "linkedin"

_ENCOUNTERS: Mapping[Part, Callable[[ExportTable, EncounterBook], None]] = {
    Part.INVITATIONS: read_invitations,
    Part.MESSAGES: read_messages,
    Part.RECOMMENDATIONS_GIVEN: read_recommendations,
    Part.RECOMMENDATIONS_RECEIVED: read_recommendations,
    Part.ENDORSEMENTS_GIVEN: read_endorsements,
    Part.ENDORSEMENTS_RECEIVED: read_endorsements,
}
_CAREER = (Part.POSITIONS, Part.EDUCATION)


def read_linkedin(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return what an export of LinkedIn says."""
    export = open_export(files, options.limits)
    connections = Connections()
    for table in export.tables:
        if table.part is Part.CONNECTIONS:
            connections.read(table, options)
    drafts = tuple(connections.drafts.values())
    owner = find_owner(export.tables, options)
    book = EncounterBook(owner, PeopleByName(drafts), options)
    for table in export.tables:
        if table.part in _ENCOUNTERS:
            _ENCOUNTERS[table.part](table, book)
    ignored = Counter(connections.ignored) + book.ignored
    refused = export.refused + connections.refused + book.refused
    encounters = tuple(book.found.values())
    return Reading(
        source=SOURCE,
        drafts=drafts,
        encounters=encounters,
        my_career=_career(export, options),
        complaints=(*export.complaints, *connections.complaints, *book.complaints),
        losses=(*export.losses, *_profile_losses(export)),
        found=len(drafts) + len(encounters) + refused + ignored.total(),
        refused=refused,
        ignored=ignored,
    )


def _career(export: OpenedExport, options: ReadOptions) -> tuple[Step, ...]:
    """Return the steps of work and studies together, the oldest first."""
    tables = (table for table in export.tables if table.part in _CAREER)
    steps = [step for table in tables for step in career_steps(table, options)]
    return tuple(sorted(steps, key=lambda step: (step.begin, step.end or "9999")))


def _profile_losses(export: OpenedExport) -> tuple[Loss, ...]:
    """Say that the owner's own profile stays where it is: `me.md` is theirs to write."""
    reason = Phrase(wording("your own profile is not taken over: write me.md in your own words"))
    return tuple(
        Loss(Origin(table.table.file), "Profile", reason)
        for table in export.tables
        if table.part is Part.PROFILE
    )
