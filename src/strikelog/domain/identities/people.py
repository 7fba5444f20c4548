"""People by name: victims of an incident, and who stands behind a confidential source."""

from dataclasses import dataclass
from typing import ClassVar

from ..dates import FuzzyDate
from ..fields import Kind, Need, describe
from ..messages import mark
from ..records import About, Record


@dataclass(frozen=True, kw_only=True)
class VictimPerson(Record):
    """One person harmed in one incident; everywhere else the pseudonym stands for the person."""

    about: ClassVar[About] = About(
        sheet="Victims",
        label=mark("Victim"),
        plural=mark("Victims"),
        id_hxl="#meta+id",
        tlp="TLP:RED",
        parent="incident_id",
        title=("pseudonym",),
    )

    incident_id: str | None = describe(
        Kind.LINK,
        mark("Incident"),
        group="links",
        required=True,
        target="Incident",
        hxl="#event+id",
    )
    pseudonym: str | None = describe(
        Kind.LINE,
        mark("Pseudonym"),
        group="who",
        required=True,
        limit=40,
        hxl="#meta+person+code",
        help=mark("Shown everywhere in place of the name, so it must not hint at it."),
    )
    name: str | None = describe(Kind.LINE, mark("Name"), group="who", sensitive=True)
    name_local: str | None = describe(
        Kind.LINE, mark("Name, own script"), group="who", sensitive=True
    )
    age_years: int | None = describe(
        Kind.COUNT,
        mark("Age"),
        group="people",
        hxl="#meta+person+age",
        unit=mark("years"),
        help=mark("In years at the event."),
    )
    age_sex: str | None = describe(
        Kind.CODE,
        mark("Age and sex"),
        group="people",
        required=True,
        vocabulary="AGE_SEX",
        hxl="#meta+agesex",
    )
    civ_status: str | None = describe(
        Kind.CODE,
        mark("Civilian status"),
        group="people",
        required=True,
        vocabulary="CIV_STATUS",
        hxl="#meta+civstatus",
    )
    role: str | None = describe(
        Kind.CODE,
        mark("Role"),
        group="people",
        required=True,
        vocabulary="ROLE",
        hxl="#meta+role",
    )
    outcome: str | None = describe(
        Kind.CODE,
        mark("Outcome"),
        group="people",
        required=True,
        vocabulary="OUTCOME",
        hxl="#impact+type",
    )
    died_edtf: FuzzyDate | None = describe(
        Kind.DATE,
        mark("Date of death"),
        group="when",
        hxl="#meta+date+death+edtf",
        help=mark("When it was later than the event."),
    )
    cause: str | None = describe(
        Kind.LINE, mark("Cause"), group="people", hxl="#cause", sensitive=True
    )
    family_group: str | None = describe(
        Kind.LINE,
        mark("Family group"),
        group="people",
        limit=40,
        hxl="#meta+person+group",
        help=mark("A code shared by members of one family, never the family's name."),
    )
    claim_ids: tuple[str, ...] = describe(
        Kind.LINKS,
        mark("Claims"),
        group="links",
        required=True,
        target="Claim",
        hxl="#meta+source+id",
    )
    consent_id: str | None = describe(
        Kind.LINK, mark("Consent"), group="sharing", need=Need.CONDITIONAL, target="Consent"
    )
    publish_name: bool | None = describe(
        Kind.YESNO,
        mark("Name may be published"),
        group="sharing",
        required=True,
        hxl="#access",
        default=False,
    )


@dataclass(frozen=True, kw_only=True)
class SourceIdentity(Record):
    """Who stands behind the code name of a confidential source, and how to reach them."""

    about: ClassVar[About] = About(
        sheet="SourceIdentities",
        label=mark("Identity of a source"),
        plural=mark("Identities of sources"),
        id_hxl="#meta+id",
        tlp="TLP:RED",
        parent="source_id",
        title=(),
    )

    source_id: str | None = describe(
        Kind.LINK, mark("Source"), group="links", required=True, target="Source"
    )
    name: str | None = describe(Kind.LINE, mark("Name"), group="who", required=True, sensitive=True)
    name_local: str | None = describe(
        Kind.LINE, mark("Name, own script"), group="who", sensitive=True
    )
    contact: str | None = describe(
        Kind.TEXT,
        mark("How to reach them safely"),
        group="who",
        sensitive=True,
        help=mark("Number, address or go-between, and when not to call."),
    )
    consent_id: str | None = describe(
        Kind.LINK, mark("Consent"), group="sharing", need=Need.CONDITIONAL, target="Consent"
    )
    note: str | None = describe(Kind.TEXT, mark("Note"), group="more", sensitive=True)
