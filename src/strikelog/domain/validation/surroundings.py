"""What rules over a case need beside the case itself."""

from dataclasses import dataclass
from datetime import date

from ..sitehits import SiteHit


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The day of the check, and when the sites of the case were hit in other incidents."""

    today: date
    same_site: tuple[SiteHit, ...] = ()
