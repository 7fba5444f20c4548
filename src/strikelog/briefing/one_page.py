"""The briefing on one page: messages, tiles, where, the foremost incidents, the method."""

from collections.abc import Callable, Mapping
from functools import partial

from .arranging import arranged
from .composing import Block
from .document import Document, page_count
from .plan import MOST_SHORT_ROWS, BriefingPlan
from .sections import closing, incidents, opening
from .speech import Sentence

__all__ = ["one_page"]

_KICKER = Sentence("One-page briefing", "إحاطة في صفحة واحدة")
_ROWS = tuple(range(MOST_SHORT_ROWS, 0, -1))
"""As many rows as fit."""


def one_page(plan: BriefingPlan) -> Document:
    """Put what fits one page in its order; the table gives way first."""
    if plan.is_empty:
        blocks = [*opening.caveat(plan), *opening.nothing_found(plan), *closing.contact(plan)]
        return _document(plan, blocks)
    return next(
        (made for rows in _ROWS if page_count(made := _document(plan, _blocks(plan, rows))) == 1),
        _document(plan, _blocks(plan, _ROWS[0])),
    )


def _blocks(plan: BriefingPlan, rows: int) -> list[Block]:
    beside = [*opening.where_briefly(plan), *closing.short_methodology(plan)]
    parts: Mapping[str, Callable[[BriefingPlan], list[Block]]] = {
        "messages": partial(opening.messages_beside, others=beside),
        "tiles": opening.number_tiles,
        "table": partial(incidents.short_table, most=rows),
        "grades": closing.grades,
        "contact": partial(closing.contact, headed=False),
    }
    chosen = arranged(parts, plan, plan.asked.template.sections)
    return [*opening.headline(plan), *opening.caveat(plan), *chosen]


def _document(plan: BriefingPlan, blocks: list[Block]) -> Document:
    return opening.document_of(plan, blocks, kicker=_KICKER)
