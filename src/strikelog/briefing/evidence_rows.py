"""Material behind the claims: what it is, who holds it, and whether we have custody of a copy."""

from dataclasses import dataclass

from ..domain.records import Evidence
from ..domain.text import isolate
from .levels import is_confidential
from .speech import Sentence, Tongue
from .speech.phrases import day_words
from .writer import Writer

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


_NOT_NAMED = Sentence("Material that is not named here", "مادة لا تُسمّى هنا")
_HELD_BY = Sentence("{holding}, held by {holder}", "{holding}، لدى {holder}")
_NOT_HELD = Sentence("Not held: no copy in our custody.", "غير محفوظة: لا نسخة منها في حيازتنا.")
_OURS = Sentence("Held.", "محفوظة.")
_DIGEST = Sentence("Held. SHA-256 {digest}.", "محفوظة. البصمة \u2066SHA-256\u2069: {digest}.")


def evidence_row(item: Evidence, writer: Writer) -> EvidenceRow:
    """The row of one piece of material; of a confidential source's, its kind alone."""
    source = writer.sources.source(item.source_id)
    hidden = source is None or is_confidential(source) or not writer.level.is_internal
    tongue = writer.tongue
    kind = [tongue.label("MEDIA_TYPE", item.media_type)]
    kind += [day_words(tongue, item.captured_edtf)] if item.captured_edtf else []
    holding = tongue.label("HOLDING", item.holding)
    if item.held_by and not hidden:
        holding = tongue.say(_HELD_BY, holding=holding, holder=isolate(item.held_by))
    return EvidenceRow(
        title=tongue.say(_NOT_NAMED) if hidden else writer.free_text(item.title),
        kind=tongue.joined(kind),
        holding=holding,
        verification=tongue.label("VERIFICATION", item.verification),
        custody=_custody(tongue, item, inside=writer.level.is_internal),
        cites=writer.sources.cite(item.source_id),
    )


_HELD = frozenset({"held_original", "held_working"})


def _custody(tongue: Tongue, item: Evidence, *, inside: bool) -> str:
    """Whether we hold a copy, and its digest."""
    if item.holding not in _HELD:
        return tongue.say(_NOT_HELD)
    if item.sha256 and inside:
        return tongue.say(_DIGEST, digest=tongue.code(item.sha256))
    return tongue.say(_OURS)
