"""What a list shows of an incident beyond its own fields.

Derived, stored beside it, never edited.
"""

from dataclasses import dataclass

from .fields import Kind, describe
from .messages import mark


@dataclass(frozen=True, kw_only=True)
class IncidentSummary:
    """The list row of an incident, computed from its case file whenever that changes.

    Killed and injured are people in the adopted range: our own figures (`owner_type` incident)
    where we entered them, otherwise the range of the claims by the default rule; None means nobody
    states a number (low) or the range is open (high).
    """

    site: str | None = describe(Kind.LINE, mark("Site"), group="where", derived=True)
    site_local: str | None = describe(
        Kind.LINE, mark("Site, local name"), group="where", derived=True
    )
    site_types: tuple[str, ...] = describe(
        Kind.CODES, mark("Type"), group="what", derived=True, vocabulary="SITE_TYPE"
    )
    place: str | None = describe(Kind.LINE, mark("Place"), group="where", derived=True)
    place_local: str | None = describe(
        Kind.LINE, mark("Place, local name"), group="where", derived=True
    )
    governorate: str | None = describe(Kind.LINE, mark("Governorate"), group="where", derived=True)
    governorate_local: str | None = describe(
        Kind.LINE, mark("Governorate, local name"), group="where", derived=True
    )
    district: str | None = describe(Kind.LINE, mark("District"), group="where", derived=True)
    district_local: str | None = describe(
        Kind.LINE, mark("District, local name"), group="where", derived=True
    )
    country: str | None = describe(Kind.LINE, mark("Country"), group="where", derived=True)
    killed_low: int | None = describe(
        Kind.COUNT, mark("Killed, low"), group="people", derived=True, unit=mark("persons")
    )
    killed_high: int | None = describe(
        Kind.COUNT, mark("Killed, high"), group="people", derived=True, unit=mark("persons")
    )
    injured_low: int | None = describe(
        Kind.COUNT, mark("Injured, low"), group="people", derived=True, unit=mark("persons")
    )
    injured_high: int | None = describe(
        Kind.COUNT, mark("Injured, high"), group="people", derived=True, unit=mark("persons")
    )
    actors: str | None = describe(Kind.LINE, mark("Attributed to"), group="who", derived=True)
    claims: int | None = describe(Kind.COUNT, mark("Claims"), group="who", derived=True)
    origins: int | None = describe(
        Kind.COUNT, mark("Independent origins"), group="who", derived=True
    )
    errors: int | None = describe(Kind.COUNT, mark("Errors"), group="judgement", derived=True)
    warnings: int | None = describe(Kind.COUNT, mark("Warnings"), group="judgement", derived=True)
