"""An import in memory: a source of a few lines, set against a vault of a few lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.vaults import AS_OF, make_vault
from vaultnet.domain.node import Value
from vaultnet.exchange.draft import Draft, Encounter, Origin, Reading, Step
from vaultnet.exchange.planning.last_seen import LastSeen, parse_last_seen
from vaultnet.exchange.planning.plan import plan_import
from vaultnet.exchange.planning.plan_values import ImportPlan, PlanOptions
from vaultnet.exchange.planning.writing import compose
from vaultnet.language import translator
from vaultnet.source import Source
from vaultnet.workspace import Workspace

RECORD = "imports/phone.jsonl"


@dataclass
class Home:
    """A vault in memory that imports of a source called `phone` are applied to."""

    files: dict[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    prefers_source: bool = False
    tier: str = ""
    language: str = "en"

    @property
    def workspace(self) -> Workspace:
        """Return the vault, read and checked."""
        return make_vault(self.files)

    def plan(self, reading: Reading) -> ImportPlan:
        """Return what an import would do."""
        options = PlanOptions(
            as_of=AS_OF,
            words=translator(self.language),
            answers=self.answers,
            prefers_source=self.prefers_source,
            tier=self.tier,
        )
        seen = parse_last_seen(self.files[RECORD]) if RECORD in self.files else LastSeen()
        plan = plan_import(reading, self.workspace.vault, seen, options)
        assert plan.tally.adds_up, plan.tally
        return plan

    def apply(self, reading: Reading) -> ImportPlan:
        """Carry an import out, and return what it did."""
        plan = self.plan(reading)
        record = Source(RECORD, self.files[RECORD]) if RECORD in self.files else None
        for text in compose(plan, self.workspace.vault, record).texts:
            self.files[text.path] = text.after.text
        return plan

    def front(self, path: str) -> str:
        """Return the front matter of a note."""
        return self.files[path].split("---\n")[1]


def person(key: str, name: str, **values: Value) -> Draft:
    """Return a draft of somebody; values are given by the keys of front matter."""
    return Draft(origin=Origin("people.vcf", 1), key=key, name=name, values=values)


def source(*drafts: Draft, **more: object) -> Reading:
    """Return a reading of the source `phone`."""
    encounters: tuple[Encounter, ...] = more.pop("encounters", ())  # type: ignore[assignment]
    steps: tuple[Step, ...] = more.pop("my_career", ())  # type: ignore[assignment]
    return Reading(
        source="phone",
        drafts=drafts,
        encounters=encounters,
        my_career=steps,
        found=len(drafts) + len(encounters),
    )


def contact(name: str, *fields: str, body: str = "") -> str:
    """Return the text of a contact."""
    return "\n".join(["---", f"name: {name}", *fields, "---", body])
