"""Which function makes which section; the keys are those of templates.

A new section is one line here and one in `domain/briefing_templates.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from .composing import Block
from .plan import BriefingPlan
from .sections import annex, closing, corrections, incidents, opening, pictures

__all__ = ["SITUATION", "arranged"]

P = TypeVar("P")

SITUATION: Mapping[str, Callable[[BriefingPlan], list[Block]]] = {
    "messages": opening.key_messages,
    "tiles": opening.number_tiles,
    "where": opening.where,
    "when": opening.when,
    "periods": incidents.periods,
    "table": incidents.incident_table,
    "breakdowns": incidents.breakdowns,
    "repeats": incidents.repeats,
    "second_strikes": incidents.second_strikes,
    "notes": incidents.incident_notes,
    "photographs": pictures.pictures,
    "others": closing.others,
    "methodology": closing.methodology,
    "limits": closing.limits,
    "corrections": corrections.corrections,
    "sources": closing.sources,
    "contact": closing.contact,
    "ledger": annex.ledger_of,
}


def arranged(
    known: Mapping[str, Callable[[P], list[Block]]], plan: P, sections: Iterable[str]
) -> list[Block]:
    """The blocks of the chosen sections, one after the other."""
    return [block for key in sections if key in known for block in known[key](plan)]
