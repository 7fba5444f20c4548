"""The section of photographs that were chosen for a briefing or a dossier."""

from ..composing import Block
from ..dossier_plan import DossierPlan
from ..photographs import photograph_blocks
from ..plan import BriefingPlan
from ..speech import Sentence

__all__ = ["pictures"]

_TITLE = Sentence("Photographs", "صور")


def pictures(plan: BriefingPlan | DossierPlan) -> list[Block]:
    """Photographs with their descriptions; nothing where none was chosen."""
    return photograph_blocks(plan.photographs, plan.asked.tongue.say(_TITLE))
