"""Who says it and on what: sources, the material they hold, and actors."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from ..dates import FuzzyDate
from ..fields import Kind, Need, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """A document, post, person or dataset that asserts something."""

    about: ClassVar[About] = About(
        sheet="Sources",
        label=mark("Source"),
        plural=mark("Sources"),
        id_hxl="#meta+source+id",
        tlp="TLP:AMBER",
        parent="",
        title=("title", "ref"),
    )

    ref: str | None = describe(
        Kind.LINE, mark("Short reference"), group="what", limit=32, hxl="#meta+source+code"
    )
    source_type: str | None = describe(
        Kind.CODE,
        mark("Source type"),
        group="what",
        required=True,
        vocabulary="SOURCE_TYPE",
        hxl="#meta+source+type",
    )
    publisher: str | None = describe(
        Kind.LINE, mark("Publisher"), group="who", need=Need.CONDITIONAL, hxl="#meta+source+name"
    )
    author: str | None = describe(
        Kind.LINE, mark("Author"), group="who", hxl="#meta+source+author", sensitive=True
    )
    title: str | None = describe(
        Kind.LINE, mark("Title"), group="what", required=True, limit=300, hxl="#meta+source+title"
    )
    title_en: str | None = describe(
        Kind.LINE, mark("Title (English)"), group="what", limit=300, hxl="#meta+source+title+i_en"
    )
    url: str | None = describe(
        Kind.URL, mark("URL"), group="who", need=Need.CONDITIONAL, hxl="#meta+url", sensitive=True
    )
    archived_url: str | None = describe(
        Kind.URL, mark("Archived copy"), group="who", hxl="#meta+url+archived"
    )
    archive_sha256: str | None = describe(
        Kind.DIGEST, mark("Hash of our copy"), group="who", hxl="#meta+hash"
    )
    published: FuzzyDate | None = describe(
        Kind.DATE, mark("Published"), group="when", hxl="#meta+date+published+edtf"
    )
    accessed: date | None = describe(
        Kind.DAY, mark("Accessed"), group="when", need=Need.CONDITIONAL, hxl="#date+accessed"
    )
    language: str | None = describe(
        Kind.LANGUAGE, mark("Language"), group="who", required=True, hxl="#meta+lang"
    )
    scale: str | None = describe(
        Kind.CODE, mark("Scale"), group="who", vocabulary="SOURCE_SCALE", hxl="#meta+source+scale"
    )
    reliability: str | None = describe(
        Kind.CODE,
        mark("Reliability"),
        group="who",
        required=True,
        vocabulary="RELIABILITY",
        hxl="#meta+source+reliability",
        default="F",
    )
    reliability_basis: str | None = describe(
        Kind.LINE, mark("Why"), group="who", limit=300, hxl="#description+reliability"
    )
    access: str | None = describe(
        Kind.CODE,
        mark("Access restriction"),
        group="sharing",
        required=True,
        vocabulary="ACCESS",
        hxl="#access",
        default="public",
    )
    parent_id: str | None = describe(
        Kind.LINK,
        mark("Parent source"),
        group="links",
        target="Source",
        hxl="#meta+source+id+parent",
    )
    consent_id: str | None = describe(
        Kind.LINK, mark("Consent"), group="sharing", need=Need.CONDITIONAL, target="Consent"
    )
    licence: str | None = describe(
        Kind.LINE, mark("Licence"), group="sharing", limit=80, hxl="#meta+license"
    )
    note: str | None = describe(Kind.TEXT, mark("Note"), group="more", hxl="#description")


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """A media file or document, held by us or only referred to by a source."""

    about: ClassVar[About] = About(
        sheet="Evidence",
        label=mark("Evidence"),
        plural=mark("Evidence"),
        id_hxl="#meta+evidence+id",
        tlp="TLP:AMBER+STRICT",
        parent="",
        title=("title", "ref"),
    )

    ref: str | None = describe(
        Kind.LINE, mark("Exhibit no."), group="what", limit=32, hxl="#meta+evidence+code"
    )
    title: str | None = describe(
        Kind.LINE, mark("Title"), group="what", required=True, hxl="#description"
    )
    media_type: str | None = describe(
        Kind.CODE,
        mark("Media type"),
        group="what",
        required=True,
        vocabulary="MEDIA_TYPE",
        hxl="#meta+evidence+type",
    )
    holding: str | None = describe(
        Kind.CODE,
        mark("Holding"),
        group="who",
        required=True,
        vocabulary="HOLDING",
        hxl="#status+holding",
        default="referenced",
    )
    held_by: str | None = describe(
        Kind.LINE, mark("Held by"), group="who", need=Need.CONDITIONAL, limit=120, hxl="#org+name"
    )
    filename: str | None = describe(
        Kind.LINE,
        mark("Original file name"),
        group="more",
        need=Need.CONDITIONAL,
        limit=255,
        hxl="#meta+filename",
    )
    mime: str | None = describe(
        Kind.LINE,
        mark("MIME type"),
        group="more",
        need=Need.CONDITIONAL,
        limit=80,
        hxl="#meta+mime",
    )
    bytes: int | None = describe(
        Kind.COUNT,
        mark("Size"),
        group="more",
        need=Need.CONDITIONAL,
        hxl="#meta+bytes",
        unit=mark("bytes"),
    )
    sha256: str | None = describe(
        Kind.DIGEST, mark("SHA-256"), group="more", need=Need.CONDITIONAL, hxl="#meta+hash"
    )
    captured_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Captured"), group="when", hxl="#meta+date+captured+edtf"
    )
    captured_basis: str | None = describe(
        Kind.CODE,
        mark("Capture date basis"),
        group="when",
        vocabulary="TIME_BASIS",
        hxl="#meta+basis+date",
    )
    creator: str | None = describe(
        Kind.LINE, mark("Creator"), group="who", limit=120, sensitive=True
    )
    device: str | None = describe(
        Kind.LINE, mark("Device"), group="who", limit=120, hxl="#meta+device", sensitive=True
    )
    acquired_at: datetime | None = describe(
        Kind.INSTANT, mark("Acquired"), group="who", need=Need.CONDITIONAL, hxl="#date+acquired"
    )
    acquirer: str | None = describe(
        Kind.LINE,
        mark("Acquirer"),
        group="who",
        need=Need.CONDITIONAL,
        limit=60,
        hxl="#meta+collector",
    )
    acq_method: str | None = describe(
        Kind.CODE,
        mark("Acquisition method"),
        group="who",
        need=Need.CONDITIONAL,
        vocabulary="ACQ_METHOD",
        hxl="#meta+method",
    )
    acq_tool: str | None = describe(
        Kind.LINE, mark("Tool and version"), group="who", limit=120, hxl="#meta+tool"
    )
    source_id: str | None = describe(
        Kind.LINK,
        mark("Source"),
        group="who",
        required=True,
        target="Source",
        hxl="#meta+source+id",
    )
    original_url: str | None = describe(
        Kind.URL, mark("Original URL"), group="links", hxl="#meta+url"
    )
    archived_url: str | None = describe(
        Kind.URL, mark("Archived copy"), group="who", hxl="#meta+url+archived"
    )
    # Where the bytes lie in this vault alone: never typed, never taken from a workbook.
    store_path: str | None = describe(
        Kind.LINE, mark("Place in store"), group="more", derived=True, limit=255
    )
    derived_from_id: str | None = describe(
        Kind.LINK,
        mark("Working copy of"),
        group="links",
        target="Evidence",
        hxl="#meta+evidence+id+parent",
    )
    derivation: str | None = describe(
        Kind.LINE,
        mark("What was changed"),
        group="links",
        need=Need.CONDITIONAL,
        limit=300,
        hxl="#description+derivation",
    )
    verification: str | None = describe(
        Kind.CODE,
        mark("Verification"),
        group="judgement",
        required=True,
        vocabulary="VERIFICATION",
        hxl="#status+verification",
        default="unverified",
    )
    c2pa: str | None = describe(
        Kind.CODE,
        mark("Content credentials"),
        group="judgement",
        vocabulary="C2PA",
        hxl="#status+c2pa",
    )
    graphic: str | None = describe(
        Kind.CODE,
        mark("Graphic"),
        group="judgement",
        required=True,
        vocabulary="GRAPHIC",
        hxl="#meta+graphic",
        default="unknown",
    )
    incident_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Incidents"), group="links", target="Incident", hxl="#event+id"
    )
    site_ids: tuple[str, ...] = describe(
        Kind.LINKS, mark("Sites"), group="links", target="Site", hxl="#loc+id"
    )
    rights: str | None = describe(
        Kind.LINE, mark("Rights"), group="sharing", limit=120, hxl="#meta+license"
    )


@dataclass(frozen=True, kw_only=True)
class Actor(Record):
    """An armed actor, state body or group of persons, under a neutral name."""

    about: ClassVar[About] = About(
        sheet="Actors",
        label=mark("Actor"),
        plural=mark("Actors"),
        id_hxl="#group+id",
        tlp="TLP:CLEAR",
        parent="",
        title=("name",),
    )

    name: str | None = describe(
        Kind.LINE, mark("Name"), group="what", required=True, hxl="#group+name+i_en"
    )
    name_local: str | None = describe(
        Kind.LINE, mark("Local name"), group="what", hxl="#group+name+local"
    )
    aliases: tuple[str, ...] = describe(
        Kind.TAGS, mark("Aliases"), group="what", hxl="#group+name+alt"
    )
    actor_type: str | None = describe(
        Kind.CODE,
        mark("Actor type"),
        group="what",
        required=True,
        vocabulary="ACTOR_TYPE",
        hxl="#group+type",
    )
    parent_id: str | None = describe(
        Kind.LINK, mark("Part of"), group="who", target="Actor", hxl="#group+id+parent"
    )
    country_iso3: str | None = describe(
        Kind.LINE, mark("Country"), group="where", limit=3, hxl="#country+code+v_iso3"
    )
    active_edtf: FuzzyDate | None = describe(
        Kind.DATE, mark("Active"), group="when", hxl="#meta+date+active+edtf"
    )
    external_ids: tuple[str, ...] = describe(
        Kind.TAGS, mark("External IDs"), group="links", hxl="#meta+id+external"
    )
    note: str | None = describe(Kind.TEXT, mark("Note"), group="more", hxl="#description")
