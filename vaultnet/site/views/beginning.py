"""The first steps of a young vault, for pages that would else be empty."""

from vaultnet.late import dataclass
from vaultnet.site.views.context import Context
from vaultnet.site.views.reasons import view_sentence
from vaultnet.strategy.first_steps import first_steps


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that is still to be taken: what to do, and a command or a line that does it."""

    sentence: str
    example: str


def view_first_steps(context: Context) -> tuple[StepView, ...]:
    """Return the steps that are still to be taken, in their order; none in a vault in use."""
    return tuple(
        StepView(view_sentence(context, step.sentence), step.example)
        for step in first_steps(context.network)
    )
