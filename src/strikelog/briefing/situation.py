"""The situation briefing: a few pages over a selection of incidents."""

from .arranging import SITUATION, arranged
from .composing import Block
from .document import Document
from .plan import BriefingPlan
from .sections import closing, opening
from .speech import Sentence

__all__ = ["situation"]

_KICKER = Sentence("Situation briefing", "إحاطة عن الوضع")


def situation(plan: BriefingPlan) -> Document:
    """Put the chosen sections in their order; an empty selection gets one page that says so."""
    blocks: list[Block] = [*opening.headline(plan), *opening.caveat(plan)]
    if plan.is_empty:
        blocks += [*opening.nothing_found(plan), *closing.contact(plan)]
    else:
        blocks += arranged(SITUATION, plan, plan.asked.template.sections)
    return opening.document_of(plan, blocks, kicker=_KICKER)
