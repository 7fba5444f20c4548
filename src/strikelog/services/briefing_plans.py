"""Plans made last: what a briefing says is decided anew when that may have changed, not before."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..domain.briefing_templates import PLAIN
from ..domain.collecting import uncollected
from ..domain.progress import Progress

if TYPE_CHECKING:
    from ..briefing.material import Asked, BriefingOffice, Material
    from ..briefing.plan import BriefingPlan

__all__ = ["Plans"]

_KEPT = 2
"""A briefing in two languages is made of two plans."""


@dataclass(frozen=True)
class _Kept:
    """A plan, and all that it follows from."""

    material: "Material"
    asked: "Asked"
    office: "BriefingOffice"
    plan: "BriefingPlan"


class Plans:
    """Makes plans, and gives one of the last again where only its pages would be others."""

    def __init__(self) -> None:
        self._kept: tuple[_Kept, ...] = ()

    def plan(
        self,
        material: "Material",
        asked: "Asked",
        office: "BriefingOffice",
        *,
        progress: Progress | None = None,
    ) -> "BriefingPlan":
        """Decide what a briefing says, as `make_plan` does; nothing of a stopped one is kept."""
        from ..briefing.plan import make_plan

        bearing = _bearing(asked)
        found = next(
            (
                one
                for one in self._kept
                if one.material is material and (one.asked, one.office) == (bearing, office)
            ),
            None,
        )
        if found is None:
            with uncollected():
                made = make_plan(material, bearing, office, progress=progress)
                found = _Kept(material, bearing, office, made)
        others = [one for one in self._kept if one is not found and one.material is material]
        self._kept = (found, *others[: _KEPT - 1])
        return replace(found.plan, asked=asked, title=asked.title or found.plan.title)

    def forget(self) -> None:
        """Let go of what was made."""
        self._kept = ()


def _bearing(asked: "Asked") -> "Asked":
    """A wish with all that bears on what is said, and nothing of the look of pages.

    The order of sections bears on it: figures and sources are numbered as they are read.
    """
    template = asked.template
    kept = replace(
        PLAIN,
        layout=template.layout,
        sections=template.sections,
        most_notes=template.most_notes,
        step=template.step,
        breakdowns=template.breakdowns,
    )
    return replace(asked, title="", template=kept)
