"""The briefing on one page: messages, tiles, where and when, the foremost incidents, the method."""

from .composing import Block
from .document import Document
from .plan import BriefingPlan
from .sections import closing, incidents, opening

__all__ = ["one_page"]

_MOST_ROWS = 8


def one_page(plan: BriefingPlan) -> Document:
    """Put what fits one page in its order."""
    blocks: list[Block] = [*opening.headline(plan), *opening.caveat(plan)]
    if plan.is_empty:
        blocks += opening.nothing_found(plan)
    else:
        blocks += [
            *opening.key_messages(plan),
            *opening.number_tiles(plan),
            *opening.where_and_when(plan),
            *incidents.incident_table(plan, most=_MOST_ROWS),
            *closing.short_methodology(plan),
        ]
    return opening.document_of(plan, [*blocks, *closing.contact(plan)], kicker="One-page briefing")
