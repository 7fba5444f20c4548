"""The briefing on one page: messages, tiles, where, the foremost incidents, the method."""

from .composing import Block
from .document import Document, page_count
from .plan import BriefingPlan
from .sections import closing, incidents, opening

__all__ = ["one_page"]

_ROWS = (8, 7, 6, 5, 4, 3, 2, 1)
"""As many rows as fit, eight at most."""


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
    return [
        *opening.headline(plan),
        *opening.caveat(plan),
        *opening.messages_beside(plan, others=beside),
        *opening.number_tiles(plan),
        *incidents.short_table(plan, rows),
        *closing.grades(plan),
        *closing.contact(plan, headed=False),
    ]


def _document(plan: BriefingPlan, blocks: list[Block]) -> Document:
    return opening.document_of(plan, blocks, kicker="One-page briefing")
