"""What rules over a case need beside the case itself."""

from dataclasses import dataclass
from datetime import date

from ..origins import Origin
from ..sitehits import SiteHit


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The day of the check, other incidents' marks on the sites, the origins of the claims."""

    today: date
    same_site: tuple[SiteHit, ...] = ()
    origins: tuple[Origin, ...] = ()
