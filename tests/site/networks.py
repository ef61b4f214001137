"""Vaults made by hand, so that the site is tested without the reader."""

from collections.abc import Iterable, Mapping
from datetime import date

from vaultnet.diagnostics import Diagnostic, Place, Rule, Severity
from vaultnet.domain.contact import Contact, Evidence, Labelled, MetThrough, Tier
from vaultnet.domain.dates import Birthday, Cadence, PartialDate
from vaultnet.domain.entry import Entry, EntryKind, Initiator, Journal, Line, Task
from vaultnet.domain.links import LinkKeys, build_link_table
from vaultnet.domain.me import Budget, Me, Stage
from vaultnet.domain.network import build_network, kind_of
from vaultnet.domain.node import Kind, Node, NodeId, Note, Passage, Reference, Section
from vaultnet.domain.objective import CriterionWeight, FunctionNeed, Objective
from vaultnet.domain.organisation import Organisation, OrganisationType
from vaultnet.domain.prospect import Level, Opportunity, Risk
from vaultnet.domain.tie import CareerStep, Tie, TieStrength
from vaultnet.source import Source, Span
from vaultnet.vault.parsed import ParsedFile, Tally, Vault
from vaultnet.vault.settings import DEFAULT_FOLDERS, Settings

AS_OF = date(2026, 11, 23)
ACME, ANA, TOM, LEAD = (
    Reference("acme"),
    Reference("ana-garcia"),
    Reference("tom-okafor"),
    Reference("lead-a-platform-team"),
)


def make_vault(
    nodes: Iterable[Node],
    settings: Settings | None = None,
    attachments: Iterable[str] = (),
    texts: Mapping[str, str] | None = None,
) -> Vault:
    nodes = tuple(nodes)
    paths = {node.id: path_of(node) for node in nodes}
    keys = [LinkKeys(n.id, paths[n.id].removesuffix(".md"), n.name, n.aliases) for n in nodes]
    network = build_network(nodes, build_link_table(keys))
    files = {
        paths[node.id]: ParsedFile(
            Source(paths[node.id], (texts or {}).get(paths[node.id], "")), kind_of(node), node
        )
        for node in nodes
    }
    return Vault(
        settings=settings or Settings(),
        network=network,
        files=files,
        paths=paths,
        tally=Tally(len(nodes), 0, 0),
        attachments=frozenset(attachments),
    )


def path_of(node: Node) -> str:
    kind = kind_of(node)
    if kind is Kind.ME:
        return "me.md"
    return f"{DEFAULT_FOLDERS.get(kind, ('notes',))[0]}/{node.id}.md"


def contact(node_id: str, name: str, **fields: object) -> Contact:
    return Contact(id=NodeId(node_id), name=name, **fields)  # type: ignore[arg-type]


def complaint(path: str, span: Span, message: str) -> Diagnostic:
    rule = Rule("VN204", "invalid-date", Severity.ERROR, "A date that no calendar has.")
    return Diagnostic(rule, Place(path, span), message, hint="write the date as YYYY-MM-DD")


def ana() -> Contact:
    return contact(
        "ana-garcia",
        "Ana García López",
        aliases=("Ana",),
        tags=("kubernetes",),
        passages=(
            Passage("Runs the platform group at [[acme]]; hires *twice* a year. See [[nobody]]."),
            Passage("An aside.", "Log", 2, Section.LOG),
        ),
        links=(ACME, LEAD, TOM),
        extra={"favourite coffee": "flat white", "pets": ("cat", "dog")},
        private_text="Thinks of leaving. **Nobody** knows.",
        tier=Tier.KEY,
        role="Head of Platform Engineering",
        organisation=ACME,
        location="Madrid",
        functions=("hiring manager", "platform engineering"),
        serves=(LEAD,),
        ratings={"expertise": 4, "influence": 5},
        rated=date(2026, 9, 1),
        email=(Labelled("ana@acme.example", "work"),),
        phone=(Labelled("+34 600 000 000"),),
        url=(Labelled("https://ana.example/about?a=1&b=2"), Labelled("javascript:alert(1)")),
        birthday=Birthday(12, 9, 1985),
        met=PartialDate(2019, 10),
        met_through=MetThrough.STUDIES,
        introduced_by=Reference("Luis"),
        cadence=Cadence(6, "w"),
        affinity=-1,
        assessment=(
            Evidence(text="decides the head-count of three teams", criterion="influence"),
            Evidence(text="knows everybody", criterion="access", rated=date(2026, 9, 1)),
        ),
        opportunities=(
            Opportunity(
                text="Could refer me for the lead role [[lead-a-platform-team]]",
                links=(LEAD,),
                value=Level.HIGH,
                likelihood=Level.MEDIUM,
                by=date(2027, 3, 31),
            ),
        ),
        risks=(
            Risk(text="Competes with my client", severity=Level.MEDIUM, mitigation="no prices"),
        ),
        offers=(Line(text="Introductions to the committee #speaking", topics=("speaking",)),),
        needs=(Line(text="Senior SRE candidates #sre", topics=("sre",), fields={"when": "2027"}),),
        career=(
            CareerStep(
                text="MSc",
                start=PartialDate(2017, 9),
                until=PartialDate(2019, 6),
                role="student",
                organisation=Reference("upm"),
            ),
            CareerStep(
                text="",
                start=PartialDate(2021, 3),
                ongoing=True,
                role="Head of Platform Engineering",
                organisation=ACME,
            ),
        ),
        ties=(
            Tie(text="former manager", person=TOM, strength=TieStrength.STRONG),
            Tie(text="cousin", person=Reference("Nobody Known")),
        ),
        log=ana_log(),
        next=(Task(text="congratulate her", due=date(2026, 12, 1)), Task(text="old", done=True)),
    )


def ana_log() -> tuple[Entry, ...]:
    return (
        Entry(text="coffee at PyConES #hiring", day=date(2026, 3, 4), kinds=(EntryKind.MET,)),
        Entry(
            text="introduced her to [[tom-okafor]]",
            day=date(2026, 3, 10),
            kinds=(EntryKind.GAVE,),
            weight=3,
            detail="- he *liked* it",
        ),
        Entry(
            text="send her the paper",
            day=date(2026, 6, 2),
            kinds=(EntryKind.PROMISED,),
            done=False,
            due=date(2026, 6, 20),
        ),
        Entry(
            text="intro to her CFO",
            day=date(2026, 6, 2),
            kinds=(EntryKind.ASKED,),
            done=True,
            done_on=date(2026, 7, 1),
            initiator=Initiator.THEM,
        ),
        Entry(text="a line without a date", day=None),
    )


def network_nodes() -> tuple[Node, ...]:
    """Return a page of every kind, with every field that pages show."""
    return (
        ana(),
        contact(
            "tom-okafor",
            "Tom Okafor",
            organisation=Reference("Initech", linked=False),
            career=(
                CareerStep(
                    text="", start=PartialDate(2018), until=PartialDate(2022), organisation=ACME
                ),
            ),
            ties=(Tie(text="we ran the meet-up", person=Reference("zoe")),),
            next=(Task(text="call him"),),
        ),
        contact("zoe", "Zoë <script>alert(1)</script>", tags=("Kubernetes",), functions=("sre",)),
        Objective(
            id=NodeId("lead-a-platform-team"),
            name="Lead a platform team",
            function="Engineering management",
            importance=5,
            by=date(2028, 6, 30),
            criteria=(CriterionWeight("influence", 3),),
            passages=(Passage("Why it matters.", "Plan", 2),),
            needs=(
                FunctionNeed(text="3 x hiring manager", function="hiring manager", count=3),
                FunctionNeed(text="sre", function="SRE", minimum=4),
            ),
            milestones=(
                Task(text="finish the course", done=True, done_on=date(2026, 5, 30)),
                Task(text="speak twice", due=date(2027, 6, 30)),
            ),
            risks=(Risk(text="The team may move"),),
        ),
        Organisation(
            id=NodeId("acme"),
            name="Acme",
            type=OrganisationType.COMPANY,
            url=(Labelled("https://acme.example"),),
        ),
        Organisation(id=NodeId("upm"), name="Universidad", parent=ACME, private_text="secret"),
        Journal(
            id=NodeId("2026-11-20"),
            name="Conference",
            day=date(2026, 11, 20),
            entries=(
                Entry(
                    text="lunch about the conference",
                    day=date(2026, 11, 20),
                    kinds=(EntryKind.MET, EntryKind.RECEIVED),
                    people=(ANA, TOM),
                ),
            ),
        ),
        Note(
            id=NodeId("reading"),
            name="Reading list",
            passages=(Passage("- [ ] [Ana](../contacts/ana-garcia.md)\n- ![[face.png]]"),),
            links=(ANA,),
        ),
        Me(
            id=NodeId("me"),
            name="Robin Vega",
            stage=Stage.ESTABLISHED,
            functions=("Engineering management",),
            budget=Budget(3),
            offers=(Line(text="Reviews #python", topics=("python",)),),
        ),
    )
