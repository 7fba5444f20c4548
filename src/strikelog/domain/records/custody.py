"""Custody: who had an item of evidence, when, and what its bytes hashed to."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..fields import Kind, describe
from ..messages import mark
from .record import About, Record


@dataclass(frozen=True, kw_only=True)
class CustodyEvent(Record):
    """One step in the custody of an item of evidence; added, never changed.

    Made by `domain.custody`, which chains it to the step before.
    """

    about: ClassVar[About] = About(
        sheet="Custody",
        label=mark("Custody event"),
        plural=mark("Custody"),
        id_hxl="#meta+id",
        tlp="TLP:AMBER+STRICT",
        parent="evidence_id",
        title=("seq",),
        append_only=True,
    )

    evidence_id: str | None = describe(
        Kind.LINK,
        mark("Evidence"),
        group="links",
        required=True,
        target="Evidence",
        hxl="#meta+evidence+id",
    )
    seq: int | None = describe(
        Kind.COUNT, mark("Step"), group="when", required=True, hxl="#meta+seq"
    )
    at: datetime | None = describe(
        Kind.INSTANT, mark("When"), group="when", required=True, hxl="#date+time"
    )
    action: str | None = describe(
        Kind.CODE,
        mark("Action"),
        group="what",
        required=True,
        vocabulary="CUSTODY_ACTION",
        hxl="#event+type",
    )
    from_party: str | None = describe(
        Kind.LINE, mark("From"), group="who", limit=120, hxl="#org+from"
    )
    to_party: str | None = describe(Kind.LINE, mark("To"), group="who", limit=120, hxl="#org+to")
    purpose: str | None = describe(Kind.LINE, mark("Purpose"), group="what", hxl="#description")
    sha256_after: str | None = describe(
        Kind.DIGEST, mark("SHA-256 after"), group="state", required=True, hxl="#meta+hash"
    )
    prev_hash: str | None = describe(
        Kind.DIGEST,
        mark("Previous entry hash"),
        group="state",
        required=True,
        hxl="#meta+hash+prev",
    )
    entry_hash: str | None = describe(
        Kind.DIGEST, mark("This entry hash"), group="state", required=True, hxl="#meta+hash+entry"
    )
