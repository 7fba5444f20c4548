"""Where: the gazetteer and the register of sites."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ..dates import FuzzyDate
from ..fields import Kind, Need, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class Location(Record):
    """A row of the gazetteer: an administrative unit or a named point."""

    about: ClassVar[About] = About(
        sheet="Locations",
        label=mark("Place"),
        plural=mark("Places"),
        id_hxl="#loc+id",
        tlp="TLP:CLEAR",
        parent="",
        title=("name",),
    )

    level: str | None = describe(
        Kind.CODE,
        mark("Level"),
        group="what",
        required=True,
        vocabulary="ADM_LEVEL",
        hxl="#x_admlevel",
    )
    name: str | None = describe(
        Kind.LINE, mark("Name"), group="what", required=True, hxl="#loc+name+i_en"
    )
    name_local: str | None = describe(
        Kind.LINE, mark("Local name"), group="what", hxl="#loc+name+local"
    )
    aliases: tuple[str, ...] = describe(
        Kind.TAGS, mark("Other spellings"), group="what", hxl="#loc+name+alt"
    )
    parent_id: str | None = describe(
        Kind.LINK,
        mark("Parent"),
        group="where",
        need=Need.CONDITIONAL,
        target="Location",
        hxl="#loc+id+parent",
    )
    pcode: str | None = describe(
        Kind.LINE, mark("P-code"), group="where", limit=20, hxl="#loc+code+v_pcode"
    )
    pcode_set: str | None = describe(
        Kind.LINE,
        mark("P-code set"),
        group="where",
        need=Need.CONDITIONAL,
        limit=60,
        hxl="#meta+pcode",
    )
    iso_3166_2: str | None = describe(
        Kind.LINE, mark("ISO 3166-2"), group="where", limit=6, hxl="#adm1+code+v_iso3166_2"
    )
    country_iso3: str | None = describe(
        Kind.LINE,
        mark("Country"),
        group="where",
        required=True,
        limit=3,
        hxl="#country+code+v_iso3",
    )
    lat: float | None = describe(Kind.DEGREES, mark("Latitude"), group="where", hxl="#geo+lat")
    lon: float | None = describe(Kind.DEGREES, mark("Longitude"), group="where", hxl="#geo+lon")
    valid_from: date | None = describe(
        Kind.DAY, mark("Valid from"), group="when", hxl="#date+start"
    )


@dataclass(frozen=True, kw_only=True)
class Site(Record):
    """A facility or place that persists; repeated strikes are counted here. Sensitive."""

    about: ClassVar[About] = About(
        sheet="Sites",
        label=mark("Site"),
        plural=mark("Sites"),
        id_hxl="#loc+id",
        tlp="TLP:AMBER+STRICT",
        parent="",
        title=("name",),
    )

    name: str | None = describe(
        Kind.LINE, mark("Name"), group="what", required=True, hxl="#loc+facility+name+i_en"
    )
    name_local: str | None = describe(
        Kind.LINE, mark("Local name"), group="what", hxl="#loc+facility+name+local"
    )
    aliases: tuple[str, ...] = describe(
        Kind.TAGS, mark("Other names"), group="what", hxl="#loc+facility+name+alt"
    )
    public_alias: str | None = describe(
        Kind.LINE, mark("Public alias"), group="what", limit=80, hxl="#loc+facility+code"
    )
    site_type: str | None = describe(
        Kind.CODE,
        mark("Site type"),
        group="what",
        required=True,
        vocabulary="SITE_TYPE",
        hxl="#loc+facility+type",
    )
    operator: str | None = describe(Kind.LINE, mark("Operator"), group="more", hxl="#org+impl+name")
    supporter: str | None = describe(
        Kind.LINE, mark("Supported by"), group="more", hxl="#org+prog+name"
    )
    location_id: str | None = describe(
        Kind.LINK,
        mark("Location"),
        group="where",
        required=True,
        target="Location",
        hxl="#loc+id+parent",
    )
    lat: float | None = describe(
        Kind.DEGREES, mark("Latitude"), group="where", hxl="#geo+lat", sensitive=True
    )
    lon: float | None = describe(
        Kind.DEGREES, mark("Longitude"), group="where", hxl="#geo+lon", sensitive=True
    )
    geo_prec: str | None = describe(
        Kind.CODE,
        mark("Geo precision"),
        group="where",
        required=True,
        vocabulary="GEO_PREC",
        hxl="#geo+precision",
        default="unknown",
    )
    coord_release: str | None = describe(
        Kind.CODE,
        mark("Coordinate release"),
        group="where",
        required=True,
        vocabulary="COORD_RELEASE",
        hxl="#access+geo",
    )
    structure: str | None = describe(
        Kind.CODE, mark("Structure"), group="where", vocabulary="STRUCTURE", hxl="#loc+structure"
    )
    beds: int | None = describe(Kind.COUNT, mark("Beds"), group="people", hxl="#capacity+beds")
    catchment: int | None = describe(
        Kind.COUNT, mark("Catchment"), group="people", hxl="#population", unit=mark("persons")
    )
    status: str | None = describe(
        Kind.CODE,
        mark("Functioning"),
        group="state",
        required=True,
        vocabulary="SITE_STATUS",
        hxl="#status",
        default="unknown",
    )
    status_on: FuzzyDate | None = describe(
        Kind.DATE, mark("Status as of"), group="when", hxl="#meta+date+status+edtf"
    )
    notified: str | None = describe(
        Kind.CODE,
        mark("Humanitarian notification"),
        group="state",
        vocabulary="NOTIFIED",
        hxl="#x_notified",
        sensitive=True,
    )
    notified_from: FuzzyDate | None = describe(
        Kind.DATE,
        mark("Notified from"),
        group="when",
        hxl="#meta+date+notified+edtf",
        sensitive=True,
    )
    notif_source_id: str | None = describe(
        Kind.LINK,
        mark("Notification source"),
        group="state",
        need=Need.CONDITIONAL,
        target="Source",
    )
    external_ids: tuple[str, ...] = describe(
        Kind.TAGS, mark("External IDs"), group="links", hxl="#meta+id+external"
    )
    note: str | None = describe(Kind.TEXT, mark("Note"), group="more", hxl="#description")


@dataclass(frozen=True, kw_only=True)
class SiteStatus(Record):
    """How a site functioned from a date on; the latest row feeds `Site.status`."""

    about: ClassVar[About] = About(
        sheet="SiteStatus",
        label=mark("Site status"),
        plural=mark("Site statuses"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER+STRICT",
        parent="site_id",
        title=("status",),
    )

    site_id: str | None = describe(
        Kind.LINK, mark("Site"), group="where", required=True, target="Site", hxl="#loc+id"
    )
    date_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Date"), group="when", required=True, hxl="#meta+date+edtf"
    )
    status: str | None = describe(
        Kind.CODE,
        mark("Functioning"),
        group="state",
        required=True,
        vocabulary="SITE_STATUS",
        hxl="#status",
    )
    cause_incident_id: str | None = describe(
        Kind.LINK, mark("Caused by"), group="links", target="Incident", hxl="#event+id"
    )
    source_id: str | None = describe(
        Kind.LINK,
        mark("Source"),
        group="who",
        required=True,
        target="Source",
        hxl="#meta+source+id",
    )
    note: str | None = describe(
        Kind.LINE, mark("Note"), group="more", limit=300, hxl="#description"
    )
