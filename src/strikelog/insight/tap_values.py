"""What a double tap is told in: strikes on an axis of minutes, gaps, and conditions."""

from dataclasses import dataclass
from datetime import time
from enum import Enum

from ..domain.messages import translate
from .thresholds import DEFAULTS, Thresholds


class Met(Enum):
    """Whether a condition holds, as far as the records tell."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a double tap; `label` and `reason` are marked texts.

    `key` is strikes, place, pause, helpers, decision, or wounded and received of a hospital.
    """

    key: str
    label: str
    met: Met
    reason: str
    values: tuple[tuple[str, object], ...] = ()
    claim_ids: tuple[str, ...] = ()

    def why(self, language: str = "en") -> str:
        """Say why it is met or not, in a language."""
        return translate(self.reason, language).format(**dict(self.values))


@dataclass(frozen=True, slots=True)
class Impact:
    """One strike on the axis: minutes after the first, at least and at most.

    `latest` None is as late as may be. `strike_id` is None where only the incident is told apart.
    `helpers` and `crowd` are yes, no or unknown: whether they were there when it fell.
    """

    incident_id: str
    strike_id: str | None
    earliest: int
    latest: int | None
    at: time | None = None
    helpers: str = "unknown"
    crowd: str = "unknown"
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes between two strikes that follow each other."""

    low: int
    high: int
    strike_ids: tuple[str, ...] = ()

    def fits(self, rule: Thresholds = DEFAULTS) -> bool:
        """Tell whether it may be the gap of a double tap."""
        return self.low <= rule.tap_most and self.high >= rule.tap_least

    def surely_fits(self, rule: Thresholds = DEFAULTS) -> bool:
        """Tell whether it is one however the times lay."""
        return rule.tap_least <= self.low and self.high <= rule.tap_most

    def leaves_no_pause(self, rule: Thresholds = DEFAULTS) -> bool:
        """Tell whether it is too short for help to come."""
        return self.high <= rule.tap_no_pause
