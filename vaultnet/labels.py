"""The words that people read for the fixed values of the domain and of the strategy."""

from vaultnet.diagnostics import Severity
from vaultnet.domain.contact import ContactStatus, MetThrough, Tier
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.me import Stage
from vaultnet.domain.node import Kind
from vaultnet.domain.objective import ObjectiveStatus
from vaultnet.domain.organisation import OrganisationType
from vaultnet.domain.prospect import Level, OpportunityOutcome, RiskOutcome
from vaultnet.domain.tie import TieStrength
from vaultnet.language import Translator, message
from vaultnet.strategy.attention import Urgency
from vaultnet.strategy.common_ground import CommonGround, Sharing
from vaultnet.strategy.concentration import View
from vaultnet.strategy.coverage import GapKind
from vaultnet.strategy.evidence import Weakness
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reciprocity import BalanceBand
from vaultnet.strategy.strength import Band
from vaultnet.strategy.ties import TieSource

_SAME_FORESIGHT = 0.01
"""Brier scores that differ by less tell the same."""
_KINDS = {
    EntryKind.MET: message("met"),
    EntryKind.CALL: message("call"),
    EntryKind.VIDEO: message("video"),
    EntryKind.EVENT: message("event"),
    EntryKind.MESSAGE: message("message"),
    EntryKind.EMAIL: message("email"),
    EntryKind.CONTACT: message("contact"),
    EntryKind.GAVE: message("gave"),
    EntryKind.RECEIVED: message("received"),
    EntryKind.PROMISED: message("promised"),
    EntryKind.ASKED: message("asked"),
    EntryKind.NOTE: message("note"),
}
_TIERS = {
    Tier.KEY: message("key"),
    Tier.REGULAR: message("regular"),
    Tier.LIGHT: message("light"),
    Tier.NONE: message("no attention"),
}
_STATUS = {
    ContactStatus.ACTIVE: message("active"),
    ContactStatus.DORMANT: message("dormant"),
    ContactStatus.CLOSED: message("closed"),
}
_MET_THROUGH = {
    MetThrough.STUDIES: message("through studies"),
    MetThrough.WORK: message("through work"),
    MetThrough.EVENT: message("at an event"),
    MetThrough.INTRODUCTION: message("by an introduction"),
    MetThrough.COMMUNITY: message("through a community"),
    MetThrough.ONLINE: message("online"),
    MetThrough.OTHER: message("in another way"),
}
_LEVELS = {
    Level.LOW: message("low"),
    Level.MEDIUM: message("medium"),
    Level.HIGH: message("high"),
}
_OPPORTUNITY_OUTCOMES = {
    OpportunityOutcome.WON: message("won"),
    OpportunityOutcome.LOST: message("lost"),
    OpportunityOutcome.EXPIRED: message("expired"),
}
_RISK_OUTCOMES = {
    RiskOutcome.HAPPENED: message("happened"),
    RiskOutcome.AVOIDED: message("avoided"),
}
_STRENGTHS = {
    TieStrength.WEAK: message("weak"),
    TieStrength.MEDIUM: message("middling"),
    TieStrength.STRONG: message("strong"),
}
_OBJECTIVE_STATUS = {
    ObjectiveStatus.IDEA: message("idea"),
    ObjectiveStatus.ACTIVE: message("in progress"),
    ObjectiveStatus.ACHIEVED: message("achieved"),
    ObjectiveStatus.DROPPED: message("dropped"),
}
_ORGANISATION_TYPES = {
    OrganisationType.COMPANY: message("company"),
    OrganisationType.UNIVERSITY: message("university"),
    OrganisationType.ASSOCIATION: message("association"),
    OrganisationType.PUBLIC: message("public body"),
    OrganisationType.OTHER: message("organisation"),
}
_STAGES = {
    Stage.STUDIES: message("studying"),
    Stage.EARLY: message("early career"),
    Stage.ESTABLISHED: message("established"),
    Stage.SENIOR: message("senior"),
}
_NODE_KINDS = {
    Kind.CONTACT: message("contact"),
    Kind.OBJECTIVE: message("objective"),
    Kind.ORGANISATION: message("organisation"),
    Kind.JOURNAL: message("journal"),
    Kind.ME: message("you"),
    Kind.NOTE: message("note"),
}
_CRITERIA = {
    "expertise": message("Expertise"),
    "influence": message("Influence"),
    "access": message("Access"),
    "reliability": message("Reliability"),
}
_BANDS = {
    Band.NEVER: message("never spoken"),
    Band.COLD: message("cold"),
    Band.COOL: message("cool"),
    Band.WARM: message("warm"),
    Band.STRONG: message("close"),
}
_URGENCIES = {
    Urgency.FINE: message("fine"),
    Urgency.SOON: message("due soon"),
    Urgency.DUE: message("due"),
    Urgency.LATE: message("late"),
    Urgency.FIRST: message("first contact"),
}
_BALANCES = {
    BalanceBand.YOU_OWE: message("you owe"),
    BalanceBand.EVEN: message("even"),
    BalanceBand.THEY_OWE: message("they owe"),
    BalanceBand.NOTHING: message("nothing exchanged"),
}
_GAPS = {
    GapKind.UNCOVERED: message("uncovered"),
    GapKind.COLD: message("covered, but cold"),
    GapKind.HANGING: message("hanging on one contact"),
    GapKind.OVER_SERVED: message("over-served"),
}
_QUADRANTS = {
    Quadrant.INVEST: message("invest"),
    Quadrant.KEEP: message("keep"),
    Quadrant.ENJOY: message("enjoy"),
    Quadrant.LET_REST: message("let rest"),
}
_WEAKNESSES = {
    Weakness.STALE: message("stale rating"),
    Weakness.UNDATED: message("rating without a date"),
    Weakness.UNEVIDENCED: message("rating without evidence"),
    Weakness.AFFECTIVE: message("affective wording"),
}
_VIEWS = {
    View.ORGANISATION: message("by organisation"),
    View.LOCATION: message("by location"),
    View.SECTOR: message("by sector"),
    View.MET_THROUGH: message("by how you met"),
    View.MET_YEAR: message("by the year you met"),
}
_TIE_SOURCES = {
    TieSource.LINE: message("a line of Ties"),
    TieSource.INTRODUCED: message("an introduction"),
    TieSource.TOGETHER: message("met together"),
    TieSource.CAREER: message("worked or studied at one place"),
}


def entry_kind_label(words: Translator, kind: EntryKind) -> str:
    """Return the word for the kind of a log entry."""
    return words.text(_KINDS[kind])


def tier_label(words: Translator, tier: Tier | None) -> str:
    """Return the word for a tier, nothing while there is none."""
    return words.text(_TIERS[tier]) if tier is not None else ""


def status_label(words: Translator, status: ContactStatus) -> str:
    """Return the word for the status of a contact."""
    return words.text(_STATUS[status])


def met_through_label(words: Translator, through: MetThrough | None) -> str:
    """Return how somebody was met, as the end of a sentence."""
    return words.text(_MET_THROUGH[through]) if through is not None else ""


_SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.INFO: message("info"),
}


def severity_label(words: Translator, severity: Severity) -> str:
    """Return the word for how much a diagnostic weighs."""
    return words.text(_SEVERITIES[severity])


def level_label(words: Translator, level: Level | None) -> str:
    """Return the word for a level, nothing where it was not given."""
    return words.text(_LEVELS[level]) if level is not None else ""


def outcome_label(words: Translator, outcome: OpportunityOutcome | RiskOutcome | None) -> str:
    """Return what became of an opportunity or a risk, nothing while it is open."""
    if isinstance(outcome, OpportunityOutcome):
        return words.text(_OPPORTUNITY_OUTCOMES[outcome])
    return words.text(_RISK_OUTCOMES[outcome]) if outcome is not None else ""


def strength_label(words: Translator, strength: TieStrength | None) -> str:
    """Return the word for the strength of a tie, nothing where it was not given."""
    return words.text(_STRENGTHS[strength]) if strength is not None else ""


def objective_status_label(words: Translator, status: ObjectiveStatus) -> str:
    """Return the word for where an objective stands."""
    return words.text(_OBJECTIVE_STATUS[status])


def organisation_type_label(words: Translator, kind: OrganisationType | None) -> str:
    """Return the word for what an organisation is."""
    return words.text(_ORGANISATION_TYPES[kind]) if kind is not None else ""


def stage_label(words: Translator, stage: Stage | None) -> str:
    """Return the word for the stage of a career."""
    return words.text(_STAGES[stage]) if stage is not None else ""


def node_kind_label(words: Translator, kind: Kind) -> str:
    """Return the word for a kind of page."""
    return words.text(_NODE_KINDS[kind])


def criterion_label(words: Translator, criterion: str) -> str:
    """Return the word for a criterion; one of the owner's own is shown as it is written."""
    known = _CRITERIA.get(criterion)
    return words.text(known) if known else criterion.capitalize()


def band_label(words: Translator, band: Band) -> str:
    """Return the word for how warm a relationship is."""
    return words.text(_BANDS[band])


def urgency_label(words: Translator, urgency: Urgency) -> str:
    """Return the word for how overdue a contact is."""
    return words.text(_URGENCIES[urgency])


def balance_label(words: Translator, band: BalanceBand) -> str:
    """Return the word for where the scales of give and take stand."""
    return words.text(_BALANCES[band])


def gap_label(words: Translator, gap: GapKind | None) -> str:
    """Return the word for what a need lacks, or that it is covered."""
    return words.text("covered") if gap is None else words.text(_GAPS[gap])


def quadrant_label(words: Translator, quadrant: Quadrant) -> str:
    """Return the verb of a quadrant of the portfolio."""
    return words.text(_QUADRANTS[quadrant])


def weakness_label(words: Translator, weakness: Weakness) -> str:
    """Return why a judgement should be looked at again, in few words."""
    return words.text(_WEAKNESSES[weakness])


def concentration_label(words: Translator, view: View) -> str:
    """Return what contacts are grouped by."""
    return words.text(_VIEWS[view])


def tie_source_label(words: Translator, source: TieSource) -> str:
    """Return what says that two people know each other."""
    return words.text(_TIE_SOURCES[source])


def ground_label(words: Translator, ground: CommonGround) -> str:
    """Return what a group can be called by: what its members share, in few words."""
    if ground.kind is Sharing.MET_THROUGH:
        return met_through_label(words, MetThrough(ground.label))
    return ground.label


def foresight_label(words: Translator, brier: float | None, reference: float | None) -> str:
    """Return how good guesses were beside the base rate, by their Brier scores."""
    if brier is None or reference is None:
        return words.text("None of them had a likelihood, so the guesses cannot be judged.")
    said = {"brier": words.number(brier, 2), "base": words.number(reference, 2)}
    if abs(brier - reference) < _SAME_FORESIGHT:
        verdict = message("You foresee as much as the base rate does: {brier} against {base}.")
    elif brier < reference:
        verdict = message("You foresee more than the base rate does: {brier} against {base}.")
    else:
        verdict = message("You foresee less than the base rate does: {brier} against {base}.")
    return words.text(verdict, **said)
