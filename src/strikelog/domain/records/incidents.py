"""What happened: the incident, the places it hit and its single strikes."""

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from ..dates import FuzzyDate
from ..fields import Kind, Need, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class Incident(Record):
    """One moment and place in which civilians or a protected service were harmed.

    Several waves within two hours on one spot are one incident with a pattern; another place or
    day is another incident, linked to it.
    """

    about: ClassVar[About] = About(
        sheet="Incidents",
        label=mark("Incident"),
        plural=mark("Incidents"),
        id_hxl="#event+id",
        tlp="TLP:AMBER",
        parent="",
        title=("title", "ref"),
    )

    ref: str | None = describe(
        Kind.LINE, mark("Reference"), group="what", limit=32, hxl="#event+code"
    )
    title: str | None = describe(
        Kind.LINE, mark("Title"), group="what", required=True, hxl="#event+name"
    )
    summary: str | None = describe(Kind.TEXT, mark("Summary"), group="what", hxl="#description")
    public_summary: str | None = describe(
        Kind.TEXT, mark("Public summary"), group="what", hxl="#description+public"
    )
    event_type: str | None = describe(
        Kind.CODE,
        mark("Event type"),
        group="what",
        required=True,
        vocabulary="EVENT_TYPE",
        hxl="#event+type",
    )
    date_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Date"), group="when", required=True, hxl="#meta+date+edtf"
    )
    date_start: date | None = describe(
        Kind.DAY, mark("Earliest day"), group="when", derived=True, hxl="#date+occurred+start"
    )
    date_end: date | None = describe(
        Kind.DAY, mark("Latest day"), group="when", derived=True, hxl="#date+occurred+end"
    )
    date_prec: str | None = describe(
        Kind.CODE,
        mark("Date precision"),
        group="when",
        derived=True,
        vocabulary="DATE_PREC",
        hxl="#meta+precision+date",
    )
    time_local: time | None = describe(
        Kind.TIME, mark("Local time"), group="when", hxl="#meta+time+local"
    )
    time_of_day: str | None = describe(
        Kind.CODE,
        mark("Part of day"),
        group="when",
        vocabulary="TIME_OF_DAY",
        hxl="#meta+time+type",
    )
    tz: str | None = describe(Kind.LINE, mark("Time zone"), group="when", limit=40)
    location_id: str | None = describe(
        Kind.LINK, mark("Location"), group="where", required=True, target="Location", hxl="#loc+id"
    )
    place_text: str | None = describe(
        Kind.LINE, mark("Place as reported"), group="where", hxl="#loc+name"
    )
    lat: float | None = describe(Kind.DEGREES, mark("Latitude"), group="where", hxl="#geo+lat")
    lon: float | None = describe(Kind.DEGREES, mark("Longitude"), group="where", hxl="#geo+lon")
    geo_prec: str | None = describe(
        Kind.CODE,
        mark("Geo precision"),
        group="where",
        required=True,
        vocabulary="GEO_PREC",
        hxl="#geo+precision",
        default="unknown",
    )
    geo_method: str | None = describe(
        Kind.CODE, mark("How located"), group="where", vocabulary="GEO_METHOD", hxl="#geo+type"
    )
    delivery: str | None = describe(
        Kind.CODE,
        mark("Delivery"),
        group="means",
        required=True,
        vocabulary="DELIVERY",
        hxl="#event+means",
        default="unspecified",
    )
    weapon: str | None = describe(
        Kind.CODE,
        mark("Weapon"),
        group="means",
        required=True,
        vocabulary="WEAPON",
        hxl="#event+means+weapon",
        default="unknown",
    )
    weapon_note: str | None = describe(
        Kind.LINE, mark("Weapon detail"), group="means", hxl="#event+means+description"
    )
    impacts_low: int | None = describe(
        Kind.COUNT, mark("Impacts, low"), group="means", hxl="#event+num+min"
    )
    impacts_high: int | None = describe(
        Kind.COUNT, mark("Impacts, high"), group="means", hxl="#event+num+max"
    )
    strike_pattern: str | None = describe(
        Kind.CODE,
        mark("Strike pattern"),
        group="means",
        required=True,
        vocabulary="STRIKE_PATTERN",
        hxl="#event+pattern",
        default="unknown",
    )
    interval_min_low: int | None = describe(
        Kind.COUNT,
        mark("Interval low"),
        group="means",
        hxl="#event+interval+min",
        unit=mark("minutes"),
    )
    interval_min_high: int | None = describe(
        Kind.COUNT,
        mark("Interval high"),
        group="means",
        hxl="#event+interval+max",
        unit=mark("minutes"),
    )
    responders_hit: str | None = describe(
        Kind.CODE, mark("Responders hit"), group="means", vocabulary="TRI", hxl="#event+responders"
    )
    period_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Periods"), group="links", target="Period", hxl="#crisis+id"
    )
    breach_of_ids: tuple[str, ...] = describe(
        Kind.LINKS,
        mark("Alleged breach of"),
        group="links",
        target="Period",
        hxl="#crisis+id+breach",
    )
    group_id: str | None = describe(
        Kind.LINK, mark("Group"), group="links", target="IncidentGroup", hxl="#event+id+group"
    )
    grading: str | None = describe(
        Kind.CODE,
        mark("Grading"),
        group="judgement",
        derived=True,
        vocabulary="GRADING",
        hxl="#status+grading",
    )
    certainty: str | None = describe(
        Kind.CODE,
        mark("Certainty"),
        group="judgement",
        derived=True,
        vocabulary="CERTAINTY",
        hxl="#status+certainty",
    )
    in_totals: bool | None = describe(
        Kind.YESNO, mark("Counts in totals"), group="judgement", derived=True, hxl="#meta+include"
    )
    workflow: str | None = describe(
        Kind.CODE,
        mark("Workflow"),
        group="judgement",
        required=True,
        vocabulary="WORKFLOW",
        hxl="#status",
        default="draft",
    )
    merged_into_id: str | None = describe(
        Kind.LINK, mark("Merged into"), group="links", need=Need.CONDITIONAL, target="Incident"
    )
    external_ids: tuple[str, ...] = describe(
        Kind.TAGS, mark("External IDs"), group="links", hxl="#meta+id+external"
    )
    tags: tuple[str, ...] = describe(Kind.TAGS, mark("Tags"), group="links", hxl="#meta+tag")


@dataclass(frozen=True, kw_only=True)
class IncidentSite(Record):
    """One place an incident affected and how; `site_id` stays empty when it is not identified."""

    about: ClassVar[About] = About(
        sheet="IncidentSites",
        label=mark("Place hit"),
        plural=mark("Places hit"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="incident_id",
        title=("site_text", "site_type"),
    )

    incident_id: str | None = describe(
        Kind.LINK,
        mark("Incident"),
        group="links",
        required=True,
        target="Incident",
        hxl="#event+id",
    )
    site_id: str | None = describe(
        Kind.LINK, mark("Site"), group="where", target="Site", hxl="#loc+id"
    )
    site_type: str | None = describe(
        Kind.CODE,
        mark("Site type"),
        group="what",
        required=True,
        vocabulary="SITE_TYPE",
        hxl="#loc+type",
    )
    site_text: str | None = describe(
        Kind.LINE, mark("Site as reported"), group="where", hxl="#loc+name"
    )
    site_role: str | None = describe(
        Kind.CODE,
        mark("Role in incident"),
        group="state",
        required=True,
        vocabulary="SITE_ROLE",
        hxl="#impact+type",
        default="unknown",
    )
    damage: str | None = describe(
        Kind.CODE,
        mark("Damage"),
        group="state",
        required=True,
        vocabulary="DAMAGE",
        hxl="#impact+severity",
        default="unknown",
    )
    damage_note: str | None = describe(
        Kind.TEXT, mark("Damage detail"), group="state", hxl="#impact+description"
    )
    equip_damaged: str | None = describe(
        Kind.CODE,
        mark("Equipment damaged"),
        group="state",
        vocabulary="TRI",
        hxl="#impact+equipment",
    )
    vehicles_low: int | None = describe(
        Kind.COUNT, mark("Vehicles damaged, low"), group="state", hxl="#impact+vehicles+min"
    )
    vehicles_high: int | None = describe(
        Kind.COUNT, mark("Vehicles damaged, high"), group="state", hxl="#impact+vehicles+max"
    )
    status_before: str | None = describe(
        Kind.CODE,
        mark("Functioning before"),
        group="state",
        vocabulary="SITE_STATUS",
        hxl="#status+before",
    )
    status_after: str | None = describe(
        Kind.CODE,
        mark("Functioning after"),
        group="state",
        vocabulary="SITE_STATUS",
        hxl="#status+after",
    )
    days_out: int | None = describe(
        Kind.COUNT,
        mark("Days out of service"),
        group="state",
        hxl="#impact+days",
        unit=mark("days"),
    )
    notified_then: str | None = describe(
        Kind.CODE,
        mark("On notification list then"),
        group="state",
        vocabulary="TRI",
        hxl="#x_notified",
    )
    mil_use: str | None = describe(
        Kind.CODE,
        mark("Military use reported"),
        group="state",
        vocabulary="MIL_USE",
        hxl="#x_miluse",
    )


@dataclass(frozen=True, kw_only=True)
class Strike(Record):
    """One impact or salvo inside an incident, when a source separates them.

    Strikes are ordered by `seq` and make the minute axis on which a double tap is judged.
    """

    about: ClassVar[About] = About(
        sheet="Strikes",
        label=mark("Strike"),
        plural=mark("Strikes"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="incident_id",
        title=("seq",),
    )

    incident_id: str | None = describe(
        Kind.LINK,
        mark("Incident"),
        group="links",
        required=True,
        target="Incident",
        hxl="#event+id",
    )
    seq: int | None = describe(
        Kind.COUNT, mark("Order"), group="when", required=True, hxl="#meta+seq"
    )
    time_local: time | None = describe(
        Kind.TIME, mark("Local time"), group="when", hxl="#meta+time+local"
    )
    gap_low: int | None = describe(
        Kind.COUNT,
        mark("Minutes after the one before, low"),
        group="when",
        hxl="#event+interval+min",
        unit=mark("minutes"),
    )
    gap_high: int | None = describe(
        Kind.COUNT,
        mark("Minutes after the one before, high"),
        group="when",
        hxl="#event+interval+max",
        unit=mark("minutes"),
    )
    incident_site_id: str | None = describe(
        Kind.LINK, mark("Place hit"), group="means", target="IncidentSite", hxl="#loc+id"
    )
    delivery: str | None = describe(
        Kind.CODE, mark("Delivery"), group="means", vocabulary="DELIVERY", hxl="#event+means"
    )
    weapon: str | None = describe(
        Kind.CODE, mark("Weapon"), group="means", vocabulary="WEAPON", hxl="#event+means+weapon"
    )
    responders_present: str | None = describe(
        Kind.CODE,
        mark("Responders present"),
        group="means",
        required=True,
        vocabulary="TRI",
        hxl="#event+responders",
        default="unknown",
    )
    crowd_present: str | None = describe(
        Kind.CODE,
        mark("Crowd gathered"),
        group="means",
        required=True,
        vocabulary="TRI",
        hxl="#event+crowd",
        default="unknown",
    )
    claim_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Claims"), group="links", target="Claim", hxl="#meta+source+id"
    )
    note: str | None = describe(
        Kind.LINE, mark("Note"), group="more", limit=300, hxl="#description"
    )
