"""What we conclude: signed assessments of incidents."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ..fields import Kind, Need, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class Assessment(Record):
    """A signed decision on grading, certainty and inclusion; the latest one feeds its incident."""

    about: ClassVar[About] = About(
        sheet="Assessments",
        label=mark("Assessment"),
        plural=mark("Assessments"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER",
        parent="incident_id",
        title=("grading",),
    )

    incident_id: str | None = describe(
        Kind.LINK,
        mark("Incident"),
        group="links",
        required=True,
        target="Incident",
        hxl="#event+id",
    )
    assessed_on: date | None = describe(
        Kind.DAY, mark("Assessed on"), group="when", required=True, hxl="#date+assessed"
    )
    grading: str | None = describe(
        Kind.CODE,
        mark("Grading"),
        group="judgement",
        required=True,
        vocabulary="GRADING",
        hxl="#status+grading",
    )
    certainty: str | None = describe(
        Kind.CODE,
        mark("Certainty"),
        group="judgement",
        required=True,
        vocabulary="CERTAINTY",
        hxl="#status+certainty",
    )
    proof: str | None = describe(
        Kind.CODE,
        mark("Standard of proof met"),
        group="judgement",
        vocabulary="PROOF",
        hxl="#status+proof",
    )
    n_sources: int | None = describe(
        Kind.COUNT,
        mark("Sources counted"),
        group="judgement",
        required=True,
        hxl="#meta+num+sources",
    )
    n_independent: int | None = describe(
        Kind.COUNT,
        mark("Independent sources"),
        group="judgement",
        required=True,
        hxl="#meta+num+independent",
    )
    in_totals: bool | None = describe(
        Kind.YESNO, mark("Counts in totals"), group="judgement", required=True, hxl="#meta+include"
    )
    rationale: str | None = describe(
        Kind.TEXT, mark("Rationale"), group="judgement", required=True, hxl="#description"
    )
    assessor: str | None = describe(
        Kind.LINE,
        mark("Assessor"),
        group="judgement",
        required=True,
        limit=60,
        hxl="#meta+assessor",
    )
    reviewer: str | None = describe(
        Kind.LINE,
        mark("Reviewer"),
        group="judgement",
        need=Need.CONDITIONAL,
        limit=60,
        hxl="#meta+reviewer",
    )
    supersedes_id: str | None = describe(
        Kind.LINK, mark("Supersedes"), group="links", target="Assessment"
    )
