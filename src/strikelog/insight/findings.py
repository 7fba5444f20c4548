"""What makes a finding the same finding tomorrow: its rule and the records it is about.

A finding that was dismissed stays dismissed until other records take part in it: a wave that grew,
or a site struck once more, is a new finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, TypeVar

from .double_taps import DoubleTap
from .grading import GradeBeside
from .patterns import SiteLedger
from .pauses import Pause
from .waves import Wave
from .worklists import Task

Said = TypeVar("Said")

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class OfIncident(Generic[Said]):
    """What a rule says of one incident."""

    incident_id: str
    said: Said


def rule_of(found: object) -> str:
    """Name the rule of a finding by the word that asks for it."""
    said = found.said if isinstance(found, OfIncident) else found
    return "contradictions" if isinstance(said, tuple) else _RULES[type(said)]


_RULES: dict[type, str] = {
    SiteLedger: "repeats",
    DoubleTap: "double-taps",
    Wave: "waves",
    Pause: "windows",
    Task: "worklists",
    GradeBeside: "grades",
}


def record_ids_of(found: object) -> tuple[str, ...]:
    """Give the records a finding is about, each once, sorted."""
    return tuple(sorted({one for one in _ids(found) if one}))


def _ids(found: object) -> Iterable[str]:
    if isinstance(found, OfIncident) and isinstance(found.said, DoubleTap):
        return found.said.incident_ids
    if isinstance(found, SiteLedger):
        return (found.site_id, *found.incident_ids)
    if isinstance(found, DoubleTap | Wave):
        return found.incident_ids
    if isinstance(found, Pause):
        return (found.period_id,)
    if isinstance(found, Task):
        return (found.record_id, found.incident_id)
    if isinstance(found, GradeBeside):
        return (found.incident_id, *found.suggested.claim_ids)
    if isinstance(found, OfIncident):
        return (found.incident_id, *_claims(found.said))
    raise TypeError(type(found).__name__)


def _claims(said: object) -> Iterable[str]:
    assert isinstance(said, tuple), "what is told of one incident is how its claims differ"
    return (claim for field in said for version in field.versions for claim in version.claim_ids)


def key_of(found: object) -> str:
    """Give the key of a finding: short enough to be typed, the same for the same records."""
    told = "\n".join((rule_of(found), _aspect(found), *record_ids_of(found)))
    return f"{rule_of(found)}:{sha256(told.encode()).hexdigest()[:_DIGITS]}"


def _aspect(found: object) -> str:
    """Tell findings of one rule about the same records apart."""
    if isinstance(found, Task):
        return found.worklist
    if isinstance(found, GradeBeside):
        return found.suggested.grading
    said = found.said if isinstance(found, OfIncident) else None
    return ",".join(one.key for one in said) if isinstance(said, tuple) else ""
