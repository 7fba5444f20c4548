"""The situation briefing: a few pages over a selection of incidents."""

from .composing import Block
from .document import Document
from .plan import BriefingPlan
from .sections import closing, incidents, opening

__all__ = ["situation"]


def situation(plan: BriefingPlan) -> Document:
    """Put the sections in their order; an empty selection gets one page that says so."""
    blocks: list[Block] = [*opening.headline(plan), *opening.caveat(plan)]
    if plan.is_empty:
        blocks += [*opening.nothing_found(plan), *closing.contact(plan)]
        return opening.document_of(plan, blocks, kicker="Situation briefing")
    blocks += [
        *opening.key_messages(plan),
        *opening.number_tiles(plan),
        *opening.where_and_when(plan),
        *incidents.periods(plan),
        *incidents.incident_table(plan),
        *incidents.breakdowns(plan),
        *incidents.repeats(plan),
        *incidents.second_strikes(plan),
        *incidents.incident_notes(plan),
        *closing.others(plan),
        *closing.methodology(plan),
        *closing.limits(plan),
        *closing.corrections(),
        *closing.sources(plan),
        *closing.contact(plan),
    ]
    return opening.document_of(plan, blocks, kicker="Situation briefing")
