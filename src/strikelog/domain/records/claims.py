"""What sources say: claims with their figures of people and their attributions."""

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from ..dates import FuzzyDate
from ..fields import Kind, Need, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """What one source says about one incident.

    A claim is never edited to fit the assessment; a changed account is a new claim that supersedes
    it.
    """

    about: ClassVar[About] = About(
        sheet="Claims",
        label=mark("Claim"),
        plural=mark("Claims"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="incident_id",
        title=("summary",),
    )

    incident_id: str | None = describe(
        Kind.LINK,
        mark("Incident"),
        group="links",
        required=True,
        target="Incident",
        hxl="#event+id",
    )
    source_id: str | None = describe(
        Kind.LINK,
        mark("Who asserts it"),
        group="who",
        required=True,
        target="Source",
        hxl="#meta+source+id",
    )
    via_source_id: str | None = describe(
        Kind.LINK, mark("Read in"), group="who", target="Source", hxl="#meta+source+id+via"
    )
    claim_type: str | None = describe(
        Kind.CODE,
        mark("Claim type"),
        group="what",
        required=True,
        vocabulary="CLAIM_TYPE",
        hxl="#meta+type",
        default="report",
    )
    locator: str | None = describe(
        Kind.LINE, mark("Locator"), group="who", limit=100, hxl="#meta+locator"
    )
    asserted_on: FuzzyDate | None = describe(
        Kind.DATE, mark("Asserted on"), group="when", hxl="#meta+date+reported+edtf"
    )
    first_hand: str | None = describe(
        Kind.CODE,
        mark("First-hand?"),
        group="who",
        required=True,
        vocabulary="FIRST_HAND",
        hxl="#meta+firsthand",
        default="unknown",
    )
    independence: str | None = describe(
        Kind.CODE,
        mark("Independence"),
        group="who",
        required=True,
        vocabulary="INDEPENDENCE",
        hxl="#meta+independence",
        default="unknown",
    )
    derived_from_id: str | None = describe(
        Kind.LINK, mark("Derived from"), group="who", need=Need.CONDITIONAL, target="Claim"
    )
    credibility: str | None = describe(
        Kind.CODE,
        mark("Credibility"),
        group="judgement",
        required=True,
        vocabulary="CREDIBILITY",
        hxl="#meta+certainty",
        default="6",
    )
    date_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Date asserted for the event"), group="says", hxl="#meta+date+edtf"
    )
    time_local: time | None = describe(
        Kind.TIME, mark("Time asserted"), group="says", hxl="#meta+time+local"
    )
    place_text: str | None = describe(
        Kind.LINE, mark("Place asserted"), group="says", hxl="#loc+name"
    )
    site_text: str | None = describe(
        Kind.LINE, mark("Site asserted"), group="says", hxl="#loc+name+site"
    )
    event_type: str | None = describe(
        Kind.CODE,
        mark("Event type asserted"),
        group="says",
        vocabulary="EVENT_TYPE",
        hxl="#event+type",
    )
    delivery: str | None = describe(
        Kind.CODE,
        mark("Delivery asserted"),
        group="says",
        vocabulary="DELIVERY",
        hxl="#event+means",
    )
    weapon: str | None = describe(
        Kind.CODE,
        mark("Weapon asserted"),
        group="says",
        vocabulary="WEAPON",
        hxl="#event+means+weapon",
    )
    strike_pattern: str | None = describe(
        Kind.CODE,
        mark("Pattern asserted"),
        group="says",
        vocabulary="STRIKE_PATTERN",
        hxl="#event+pattern",
    )
    responders_hit: str | None = describe(
        Kind.CODE,
        mark("Responders hit, asserted"),
        group="says",
        vocabulary="TRI",
        hxl="#event+responders",
    )
    damage: str | None = describe(
        Kind.CODE,
        mark("Damage asserted"),
        group="says",
        vocabulary="DAMAGE",
        hxl="#impact+severity",
    )
    status_after: str | None = describe(
        Kind.CODE,
        mark("Functioning after, asserted"),
        group="says",
        vocabulary="SITE_STATUS",
        hxl="#status+after",
    )
    summary: str | None = describe(
        Kind.TEXT, mark("What it says"), group="says", required=True, hxl="#description"
    )
    quote: str | None = describe(
        Kind.TEXT, mark("Quotation"), group="says", hxl="#description+quote"
    )
    quote_lang: str | None = describe(
        Kind.LANGUAGE,
        mark("Quotation language"),
        group="says",
        need=Need.CONDITIONAL,
        hxl="#meta+lang",
    )
    quote_en: str | None = describe(
        Kind.TEXT, mark("Translation"), group="says", hxl="#description+quote+i_en"
    )
    evidence_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Evidence"), group="links", target="Evidence", hxl="#meta+evidence"
    )
    supersedes_id: str | None = describe(
        Kind.LINK, mark("Supersedes"), group="links", target="Claim"
    )
    retracted: bool | None = describe(
        Kind.YESNO, mark("Retracted"), group="says", hxl="#meta+retracted"
    )


@dataclass(frozen=True, kw_only=True)
class CasualtyFigure(Record):
    """One count of people on four axes: outcome, civilian status, age and sex, role.

    It belongs to a claim, to an incident (our adopted figure) or to a published total.
    """

    about: ClassVar[About] = About(
        sheet="Casualties",
        label=mark("Casualty figure"),
        plural=mark("Casualty figures"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="owner_id",
        title=("as_reported", "outcome"),
    )

    owner_type: str | None = describe(
        Kind.CODE,
        mark("Belongs to"),
        group="links",
        required=True,
        vocabulary="OWNER",
        hxl="#meta+type",
    )
    owner_id: str | None = describe(
        Kind.LINK,
        mark("Owner ID"),
        group="links",
        required=True,
        target=("Claim", "Incident", "AggregateClaim"),
        hxl="#meta+id+owner",
    )
    outcome: str | None = describe(
        Kind.CODE,
        mark("Outcome"),
        group="people",
        required=True,
        vocabulary="OUTCOME",
        hxl="#impact+type",
    )
    civ_status: str | None = describe(
        Kind.CODE,
        mark("Civilian status"),
        group="people",
        required=True,
        vocabulary="CIV_STATUS",
        hxl="#meta+civstatus",
        default="unknown",
    )
    age_sex: str | None = describe(
        Kind.CODE,
        mark("Age and sex"),
        group="people",
        required=True,
        vocabulary="AGE_SEX",
        hxl="#meta+agesex",
        default="total",
    )
    role: str | None = describe(
        Kind.CODE,
        mark("Role"),
        group="people",
        required=True,
        vocabulary="ROLE",
        hxl="#meta+role",
        default="any",
    )
    low: int | None = describe(
        Kind.COUNT,
        mark("Low"),
        group="people",
        need=Need.CONDITIONAL,
        hxl="#affected+num+min",
        unit=mark("persons"),
    )
    high: int | None = describe(
        Kind.COUNT,
        mark("High"),
        group="people",
        need=Need.CONDITIONAL,
        hxl="#affected+num+max",
        unit=mark("persons"),
    )
    qualifier: str | None = describe(
        Kind.CODE,
        mark("Qualifier"),
        group="people",
        required=True,
        vocabulary="QUALIFIER",
        hxl="#meta+qualifier",
        default="exact",
    )
    as_reported: str | None = describe(
        Kind.LINE, mark("Wording"), group="people", limit=120, hxl="#description"
    )
    note: str | None = describe(Kind.LINE, mark("Note"), group="more", limit=300)


@dataclass(frozen=True, kw_only=True)
class Attribution(Record):
    """Who is said (by a claim) or assessed (for an incident) to have done it."""

    about: ClassVar[About] = About(
        sheet="Attributions",
        label=mark("Attribution"),
        plural=mark("Attributions"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="owner_id",
        title=("part", "confidence"),
    )

    owner_type: str | None = describe(
        Kind.CODE,
        mark("Belongs to"),
        group="links",
        required=True,
        vocabulary="OWNER",
        hxl="#meta+type",
    )
    owner_id: str | None = describe(
        Kind.LINK,
        mark("Owner ID"),
        group="links",
        required=True,
        target=("Claim", "Incident"),
        hxl="#meta+id+owner",
    )
    actor_id: str | None = describe(
        Kind.LINK, mark("Actor"), group="who", required=True, target="Actor", hxl="#group+id"
    )
    part: str | None = describe(
        Kind.CODE,
        mark("Part"),
        group="who",
        required=True,
        vocabulary="ATTR_PART",
        hxl="#group+type",
        default="attacker",
    )
    logic: str | None = describe(
        Kind.CODE,
        mark("Logic"),
        group="who",
        required=True,
        vocabulary="ATTR_LOGIC",
        hxl="#group+logic",
        default="sole",
    )
    basis: tuple[str, ...] = describe(
        Kind.CODES,
        mark("Basis"),
        group="who",
        required=True,
        vocabulary="ATTR_BASIS",
        hxl="#meta+basis",
        default=("unspecified",),
    )
    confidence: str | None = describe(
        Kind.CODE,
        mark("Confidence"),
        group="who",
        required=True,
        vocabulary="ATTR_CONF",
        hxl="#meta+confidence",
        default="alleged",
    )
    response: str | None = describe(
        Kind.CODE,
        mark("Party response"),
        group="who",
        vocabulary="PARTY_RESPONSE",
        hxl="#status+response",
    )
    response_source_id: str | None = describe(
        Kind.LINK,
        mark("Response source"),
        group="who",
        need=Need.CONDITIONAL,
        target="Source",
        hxl="#meta+source+id",
    )
    note: str | None = describe(
        Kind.LINE, mark("Note"), group="more", limit=300, hxl="#description"
    )
