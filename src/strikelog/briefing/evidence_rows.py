"""Material behind the claims: what it is, who holds it, and whether we have custody of a copy."""

from dataclasses import dataclass

from ..domain.records import Evidence
from ..domain.text import isolate
from .incident_notes import Writer
from .levels import is_confidential
from .nouns import label
from .wording import day_words

__all__ = ["EvidenceRow", "evidence_row"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of material and where it is."""

    title: str
    kind: str
    holding: str
    verification: str
    custody: str
    cites: tuple[int, ...]


def evidence_row(item: Evidence, writer: Writer) -> EvidenceRow:
    """The row of one piece of material; of a confidential source's, its kind alone."""
    source = writer.sources.source(item.source_id)
    hidden = source is None or is_confidential(source) or not writer.level.is_internal
    title = "Material that is not named here" if hidden else writer.free_text(item.title)
    holder = "" if hidden or not item.held_by else f", held by {isolate(item.held_by)}"
    captured = f", {day_words(item.captured_edtf)}" if item.captured_edtf else ""
    return EvidenceRow(
        title=title,
        kind=f"{label('MEDIA_TYPE', item.media_type)}{captured}",
        holding=f"{label('HOLDING', item.holding)}{holder}",
        verification=label("VERIFICATION", item.verification),
        custody=_custody(item, inside=writer.level.is_internal),
        cites=writer.sources.cite(item.source_id),
    )


_HELD = frozenset({"held_original", "held_working"})


def _custody(item: Evidence, *, inside: bool) -> str:
    """Whether we hold a copy, and its digest."""
    if item.holding not in _HELD:
        return "Not held: no copy in our custody."
    digest = f" SHA-256 {item.sha256}." if item.sha256 and inside else ""
    return f"Held.{digest}"
