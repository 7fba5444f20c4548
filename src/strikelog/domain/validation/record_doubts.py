"""Warnings that one record shows by itself: shown, and allowed to stand."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from ..fields import Field, Kind, content_fields
from ..messages import mark
from ..records import (
    AggregateClaim,
    Assessment,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentSite,
    Record,
    Source,
    Strike,
)
from ..vocabularies import CODELIST_VERSION
from .privacy import personal_signs
from .problems import Coded, Problem, Term, found

Problems = Iterator[Problem]

QUOTE_WORDS = 100
"""Longest quotation in words."""

UNJUDGED_DAYS = 90
"""How long a source may stay at reliability F."""

_VAGUE = re.compile(
    r"\b(?:dozens?|several|scores|many|numerous|a number of|some|hundreds of|a few|countless)\b"
    r"|عشرات|العديد|عدد من|عدة|مئات",
    re.IGNORECASE,
)
_FROM_THE_AIR = frozenset({"fixed_wing", "helicopter", "drone", "air_unspecified"})
_FROM_THE_GROUND = frozenset({"ground_launched", "sea_launched", "emplaced", "hand_delivered"})
_GROUND_ONLY = frozenset(
    {"artillery", "mortar", "shelling_unspecified", "grenade", "small_arms", "mine", "ied"}
    | {"vbied", "pbied", "rcied", "blade_or_blunt", "bodily_force"}
)
# Small drones drop what hands and tubes fire elsewhere.
_DROPPED_BY_DRONES = frozenset({"mortar", "grenade", "ied", "mine"})
_AIR_ONLY = frozenset({"aerial_bomb", "barrel_bomb", "aircraft_gun"})
_DROPS_BARRELS = frozenset({"helicopter", "air_unspecified", "multiple", "unspecified"})
_OUT_OF_USE = frozenset({"not_functioning", "evacuated", "repurposed"})
# Lines that hold free words about an event, beside every paragraph.
_FREE_LINES = frozenset(
    {"note", "place_text", "site_text", "weapon_note", "geo_text", "derivation", "rationale"}
)


def vague_wording(figure: CasualtyFigure | AggregateClaim, _: date) -> Problems:
    """W05: an exact number out of "dozens"."""
    if figure.qualifier == "exact" and figure.as_reported and _VAGUE.search(figure.as_reported):
        message = mark("The number is exact, but the wording is “{wording}”. Check the qualifier.")
        yield found("W05", figure, "qualifier", message, wording=figure.as_reported)


def struck_while_out_of_use(hit: IncidentSite, _: date) -> Problems:
    """W12: a place struck when it no longer served its purpose."""
    if hit.site_role == "hit" and hit.status_before in _OUT_OF_USE:
        message = mark("The place was hit while “{status}”. Say so in the summary, or correct it.")
        status = Coded("SITE_STATUS", hit.status_before)
        yield found("W12", hit, "status_before", message, status=status)


def weapon_against_delivery(record: Incident | Strike | Claim, _: date) -> Problems:
    """W13: a weapon that does not come from there."""
    delivery, weapon = record.delivery, record.weapon
    if delivery and weapon and _do_not_fit(delivery, weapon):
        message = mark("“{weapon}” does not go with “{delivery}”. Check both with the source.")
        yield found(
            "W13",
            record,
            "weapon",
            message,
            weapon=Coded("WEAPON", weapon),
            delivery=Coded("DELIVERY", delivery),
        )


def _do_not_fit(delivery: str, weapon: str) -> bool:
    if weapon == "barrel_bomb":
        return delivery not in _DROPS_BARRELS
    if delivery in _FROM_THE_GROUND:
        return weapon in _AIR_ONLY
    if delivery == "drone" and weapon in _DROPPED_BY_DRONES:
        return False
    return delivery in _FROM_THE_AIR and weapon in _GROUND_ONLY


def published_after_accessed(source: Source, _: date) -> Problems:
    """W15: a document read before it was published."""
    first = source.published.first if source.published else None
    if first and source.accessed and first > source.accessed:
        message = mark("The source was published after it was accessed. Check both dates.")
        yield found("W15", source, "accessed", message)


def captured_after_acquired(evidence: Evidence, _: date) -> Problems:
    """W15: a recording we had before it was made."""
    first = evidence.captured_edtf.first if evidence.captured_edtf else None
    if first and evidence.acquired_at and first > evidence.acquired_at.date():
        message = mark("The file was acquired before it was captured. Check both times.")
        yield found("W15", evidence, "acquired_at", message)


def unpreserved_page(source: Source, _: date) -> Problems:
    """W17: an address that may be gone tomorrow."""
    if not source.url:
        return
    if not (source.archived_url or source.archive_sha256):
        message = mark("The address has no archived copy and no local one. Archive it when online.")
        yield found("W17", source, "archived_url", message)
    if not source.accessed:
        message = mark("The address has no day of access. Enter when it was read.")
        yield found("W17", source, "accessed", message)


def reliability_without_reason(source: Source, today: date) -> Problems:
    """W18: trust without a reason, or no view after three months."""
    if source.reliability in ("A", "B") and not source.reliability_basis:
        message = mark("Reliability {grade} has no reason. Say what speaks for the source.")
        yield found("W18", source, "reliability_basis", message, grade=source.reliability)
    entered = source.created_at.date() if source.created_at else today
    if source.reliability == "F" and today - entered > timedelta(days=UNJUDGED_DAYS):
        message = mark("The source has stood at reliability F for over {days} days. Judge it.")
        yield found("W18", source, "reliability", message, days=UNJUDGED_DAYS)


def long_quotation(record: Claim | AggregateClaim, _: date) -> Problems:
    """W21: more of a text than may be quoted."""
    count = len((record.quote or "").split())
    if count > QUOTE_WORDS:
        message = mark("The quotation has {count} words. Keep to {most} and cite the rest.")
        yield found("W21", record, "quote", message, count=count, most=QUOTE_WORDS)


def alleged_by_attacker_alone(hit: IncidentSite, _: date) -> Problems:
    """W25: military use that only the attacking side alleges."""
    if hit.mil_use == "alleged_by_attacker":
        message = mark("Only the attacking side alleges military use. Look for another source.")
        yield found("W25", hit, "mil_use", message)


def time_without_zone(incident: Incident, _: date) -> Problems:
    """W26: a clock time that could be anywhere."""
    if incident.time_local and not incident.tz:
        message = mark("The local time has no time zone. Enter it, such as Asia/Damascus.")
        yield found("W26", incident, "tz", message)


def waits_for_review(incident: Incident, today: date) -> Problems:
    """W28: a year at the same step."""
    entered = incident.created_at or incident.updated_at
    if incident.workflow == "in_review" and entered and (today - entered.date()).days > 365:
        message = mark("The incident has waited for review for over a year. Review or reject it.")
        yield found("W28", incident, "workflow", message)


def assessed_by_older_lists(assessment: Assessment, _: date) -> Problems:
    """W28: a grade given under definitions that have changed since."""
    version = assessment.codelist_version
    if version and _number(version) < _number(CODELIST_VERSION):
        message = mark("The assessment was made under code lists {version}. Read it again.")
        yield found("W28", assessment, "codelist_version", message, version=version)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def personal_details(record: Record, _: date) -> Problems:
    """W22: free words that may identify a person, in a record that travels."""
    kind: type = type(record)
    for field in _free_texts(kind):
        text = getattr(record, field.key)
        for sign in personal_signs(text) if isinstance(text, str) and text else ():
            message = mark("{field} seems to hold {sign}. Take it out unless it may be shared.")
            yield found("W22", record, field.key, message, field=Term(field.label), sign=Term(sign))


@cache
def _free_texts(kind: type) -> tuple[Field, ...]:
    fields = (field for field in content_fields(kind) if not field.sensitive)
    return tuple(f for f in fields if f.kind is Kind.TEXT or f.key in _FREE_LINES)


RECORD_DOUBTS: Mapping[type[Record], tuple[Callable[[Any, date], Problems], ...]] = {
    Incident: (weapon_against_delivery, time_without_zone, waits_for_review),
    IncidentSite: (struck_while_out_of_use, alleged_by_attacker_alone),
    Strike: (weapon_against_delivery,),
    Claim: (weapon_against_delivery, long_quotation),
    CasualtyFigure: (vague_wording,),
    AggregateClaim: (vague_wording, long_quotation),
    Source: (published_after_accessed, unpreserved_page, reliability_without_reason),
    Evidence: (captured_after_acquired,),
    Assessment: (assessed_by_older_lists,),
}
"""Warnings of each record class; W22 applies to every class beside them."""
