"""What a person agreed to, and whether it holds today: whatever is not there is refused."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ..fields import Kind, Need, describe
from ..messages import mark
from ..records import About, Record

REFUSED_METHODS = frozenset({"not_obtained"})
"""Ways of asking that ended without an agreement."""


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """What one person, under a pseudonym, agreed to for each use."""

    about: ClassVar[About] = About(
        sheet="Consents",
        label=mark("Consent"),
        plural=mark("Consents"),
        id_hxl="#meta+id",
        tlp="TLP:RED",
        parent="",
        title=("subject_code",),
    )

    subject_code: str | None = describe(
        Kind.LINE,
        mark("Subject"),
        group="who",
        required=True,
        limit=40,
        hxl="#meta+person+code",
        help=mark("The pseudonym or code name of the person, never the name."),
    )
    subject_type: str | None = describe(
        Kind.CODE,
        mark("Subject type"),
        group="who",
        required=True,
        vocabulary="CONSENT_SUBJECT",
        hxl="#meta+person+type",
    )
    obtained_on: date | None = describe(
        Kind.DAY, mark("Obtained on"), group="when", required=True, hxl="#date+consent"
    )
    obtained_by: str | None = describe(
        Kind.LINE,
        mark("Obtained by"),
        group="who",
        required=True,
        limit=60,
        hxl="#meta+collector",
        help=mark("The code of the person who asked, never a name."),
    )
    method: str | None = describe(
        Kind.CODE,
        mark("Method"),
        group="what",
        required=True,
        vocabulary="CONSENT_METHOD",
        hxl="#meta+method",
    )
    language: str | None = describe(
        Kind.LANGUAGE, mark("Language"), group="what", required=True, hxl="#meta+lang"
    )
    explained: tuple[str, ...] = describe(
        Kind.CODES,
        mark("Explained"),
        group="what",
        required=True,
        vocabulary="CONSENT_EXPLAINED",
        hxl="#meta+explained",
    )
    uses: tuple[str, ...] = describe(
        Kind.CODES,
        mark("Agreed uses"),
        group="what",
        required=True,
        vocabulary="CONSENT_USE",
        hxl="#access",
        help=mark("Whatever is not named here is refused."),
    )
    guardian: str | None = describe(
        Kind.CODE,
        mark("Guardian consent"),
        group="who",
        need=Need.CONDITIONAL,
        vocabulary="TRI",
        hxl="#meta+guardian",
        help=mark("For a child: whether a parent or guardian agreed too."),
    )
    expires: date | None = describe(Kind.DAY, mark("Expires"), group="when", hxl="#date+end")
    withdrawn_on: date | None = describe(
        Kind.DAY, mark("Withdrawn on"), group="when", hxl="#date+withdrawn"
    )
    withdrawal_scope: tuple[str, ...] = describe(
        Kind.CODES,
        mark("Withdrawal scope"),
        group="when",
        need=Need.CONDITIONAL,
        vocabulary="CONSENT_USE",
        hxl="#access+withdrawn",
        help=mark("The uses that were withdrawn; blank means all of them."),
    )
    form_evidence_id: str | None = describe(
        Kind.LINK, mark("Signed form"), group="links", target="Evidence"
    )
    note: str | None = describe(Kind.TEXT, mark("Risks and wishes"), group="more", sensitive=True)


def allows(consent: Consent | None, use: str, today: date) -> bool:
    """Tell whether a use is agreed to today; without a consent, or a word of it, it is not."""
    if consent is None or not is_in_force(consent, today) or use not in consent.uses:
        return False
    return use not in withdrawn_uses(consent, today)


def is_in_force(consent: Consent, today: date) -> bool:
    """Tell whether a consent was given, has begun and has not run out."""
    if consent.deleted or consent.method is None or consent.method in REFUSED_METHODS:
        return False
    if consent.obtained_on is None or consent.obtained_on > today:
        return False
    return consent.expires is None or consent.expires >= today


def withdrawn_uses(consent: Consent, today: date) -> frozenset[str]:
    """Give the uses taken back by today; a withdrawal that names none takes back all."""
    if consent.withdrawn_on is None or consent.withdrawn_on > today:
        return frozenset()
    return frozenset(consent.withdrawal_scope or consent.uses)
