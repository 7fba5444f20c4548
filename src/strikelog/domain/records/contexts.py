"""Around incidents: periods, published totals, groups and links."""

from dataclasses import dataclass
from typing import ClassVar

from ..dates import FuzzyDate
from ..fields import Kind, Need, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class Period(Record):
    """A cease-fire, pause, offensive, zone or reporting window."""

    about: ClassVar[About] = About(
        sheet="Periods",
        label=mark("Period"),
        plural=mark("Periods"),
        id_hxl="#crisis+id",
        tlp="TLP:AMBER",
        parent="",
        title=("name",),
    )

    name: str | None = describe(
        Kind.LINE, mark("Name"), group="what", required=True, hxl="#crisis+name"
    )
    period_type: str | None = describe(
        Kind.CODE,
        mark("Type"),
        group="what",
        required=True,
        vocabulary="PERIOD_TYPE",
        hxl="#crisis+type",
    )
    start_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Start"), group="when", required=True, hxl="#meta+date+start+edtf"
    )
    end_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("End"), group="when", hxl="#meta+date+end+edtf"
    )
    declared_by_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Declared by"), group="who", target="Actor", hxl="#group+id"
    )
    location_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Area"), group="where", target="Location", hxl="#loc+id"
    )
    geo_text: str | None = describe(
        Kind.LINE, mark("Area in words"), group="where", limit=300, hxl="#loc+name"
    )
    source_ids: tuple[str, ...] = describe(
        Kind.LINKS,
        mark("Sources"),
        group="who",
        required=True,
        target="Source",
        hxl="#meta+source+id",
    )
    disputed: bool | None = describe(
        Kind.YESNO, mark("Dates disputed"), group="when", hxl="#meta+disputed"
    )
    note: str | None = describe(Kind.TEXT, mark("Note"), group="more", hxl="#description")


@dataclass(frozen=True, kw_only=True)
class AggregateClaim(Record):
    """A total someone published that is not one incident; it never enters a sum of ours."""

    about: ClassVar[About] = About(
        sheet="Aggregates",
        label=mark("Published total"),
        plural=mark("Published totals"),
        id_hxl="#meta+id",
        tlp="TLP:GREEN",
        parent="",
        title=("title",),
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
    title: str | None = describe(
        Kind.LINE, mark("Title"), group="what", required=True, hxl="#indicator+name"
    )
    measure: str | None = describe(
        Kind.CODE,
        mark("Measure"),
        group="what",
        required=True,
        vocabulary="AGG_MEASURE",
        hxl="#indicator+code",
    )
    unit: str | None = describe(
        Kind.CODE,
        mark("Unit"),
        group="what",
        required=True,
        vocabulary="AGG_UNIT",
        hxl="#indicator+type",
    )
    site_types: tuple[str, ...] = describe(
        Kind.CODES,
        mark("Site types"),
        group="what",
        need=Need.CONDITIONAL,
        vocabulary="SITE_TYPE",
        hxl="#loc+type",
    )
    civ_status: str | None = describe(
        Kind.CODE,
        mark("Civilian status"),
        group="what",
        need=Need.CONDITIONAL,
        vocabulary="CIV_STATUS",
        hxl="#meta+civstatus",
    )
    low: int | None = describe(
        Kind.COUNT, mark("Low"), group="says", need=Need.CONDITIONAL, hxl="#indicator+value+min"
    )
    high: int | None = describe(
        Kind.COUNT, mark("High"), group="says", need=Need.CONDITIONAL, hxl="#indicator+value+max"
    )
    qualifier: str | None = describe(
        Kind.CODE,
        mark("Qualifier"),
        group="says",
        required=True,
        vocabulary="QUALIFIER",
        hxl="#meta+qualifier",
        default="exact",
    )
    as_reported: str | None = describe(
        Kind.LINE, mark("Wording"), group="says", required=True, limit=120, hxl="#description"
    )
    start_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Counting from"), group="when", hxl="#meta+date+start+edtf"
    )
    end_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Counting to"), group="when", hxl="#meta+date+end+edtf"
    )
    as_of: FuzzyDate | None = describe(
        Kind.DATE,
        mark("Published / as of"),
        group="when",
        required=True,
        hxl="#meta+date+reported+edtf",
    )
    location_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Area"), group="where", target="Location", hxl="#loc+id"
    )
    geo_text: str | None = describe(
        Kind.LINE, mark("Area in words"), group="where", limit=300, hxl="#loc+name"
    )
    actor_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Attributed to"), group="links", target="Actor", hxl="#group+id"
    )
    cumulative: bool | None = describe(
        Kind.YESNO,
        mark("Running total"),
        group="says",
        required=True,
        hxl="#meta+cumulative",
        default=False,
    )
    overlaps_ids: tuple[str, ...] = describe(
        Kind.LINKS,
        mark("Overlaps with"),
        group="links",
        target="AggregateClaim",
        hxl="#meta+id+overlap",
    )
    supersedes_id: str | None = describe(
        Kind.LINK, mark("Supersedes"), group="links", target="AggregateClaim"
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
    quote: str | None = describe(
        Kind.TEXT, mark("Quotation"), group="says", hxl="#description+quote"
    )


@dataclass(frozen=True, kw_only=True)
class IncidentGroup(Record):
    """A sequence or pattern of incidents named by a source or by us."""

    about: ClassVar[About] = About(
        sheet="Groups",
        label=mark("Group"),
        plural=mark("Groups"),
        id_hxl="#event+id+group",
        tlp="TLP:AMBER",
        parent="",
        title=("name",),
    )

    name: str | None = describe(
        Kind.LINE, mark("Name"), group="what", required=True, hxl="#event+name"
    )
    group_type: str | None = describe(
        Kind.CODE,
        mark("Type"),
        group="what",
        required=True,
        vocabulary="GROUP_TYPE",
        hxl="#event+type",
    )
    window_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Window"), group="when", hxl="#meta+date+edtf"
    )
    expected_low: int | None = describe(
        Kind.COUNT, mark("Expected members, low"), group="people", hxl="#event+num+min"
    )
    expected_high: int | None = describe(
        Kind.COUNT, mark("Expected members, high"), group="people", hxl="#event+num+max"
    )
    source_id: str | None = describe(
        Kind.LINK,
        mark("Source"),
        group="who",
        required=True,
        target="Source",
        hxl="#meta+source+id",
    )
    note: str | None = describe(Kind.TEXT, mark("Note"), group="more", hxl="#description")


@dataclass(frozen=True, kw_only=True)
class IncidentLink(Record):
    """A typed relation between two incidents."""

    about: ClassVar[About] = About(
        sheet="Links",
        label=mark("Link"),
        plural=mark("Links"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="from_id",
        title=("link_type",),
    )

    from_id: str | None = describe(
        Kind.LINK,
        mark("From"),
        group="links",
        required=True,
        target="Incident",
        hxl="#event+id+from",
    )
    to_id: str | None = describe(
        Kind.LINK, mark("To"), group="links", required=True, target="Incident", hxl="#event+id+to"
    )
    link_type: str | None = describe(
        Kind.CODE,
        mark("Type"),
        group="what",
        required=True,
        vocabulary="LINK_TYPE",
        hxl="#meta+type",
    )
    confidence: str | None = describe(
        Kind.CODE, mark("Confidence"), group="who", vocabulary="CERTAINTY", hxl="#meta+confidence"
    )
    note: str | None = describe(
        Kind.LINE, mark("Note"), group="more", limit=300, hxl="#description"
    )
