"""The numbers the rules go by: settings with a default each, printed with whatever they decide."""

from dataclasses import dataclass
from functools import cache

from ..domain.fields import Kind, describe, fields_of
from ..domain.messages import mark


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Every threshold of every rule; an office may set others, and results say which were used."""

    tap_least: int = describe(
        Kind.COUNT, mark("Double tap: shortest gap"), group="taps", default=3, unit=mark("minutes")
    )
    tap_most: int = describe(
        Kind.COUNT, mark("Double tap: longest gap"), group="taps", default=60, unit=mark("minutes")
    )
    tap_no_pause: int = describe(
        Kind.COUNT,
        mark("Double tap: gap too short for help to come"),
        group="taps",
        default=5,
        unit=mark("minutes"),
    )
    tap_metres: int = describe(
        Kind.COUNT, mark("Double tap: same spot within"), group="taps", default=250,
        unit=mark("metres"),
    )  # fmt: skip
    receiving_minutes: int = describe(
        Kind.COUNT, mark("Receiving hospital: struck within"), group="taps", default=360,
        unit=mark("minutes"),
    )  # fmt: skip
    receiving_km: int = describe(
        Kind.COUNT, mark("Receiving hospital: no farther than"), group="taps", default=15,
        unit=mark("kilometres"),
    )  # fmt: skip
    wave_sites: int = describe(
        Kind.COUNT, mark("Wave: fewest sites"), group="waves", default=3, unit=mark("sites")
    )
    wave_hours: int = describe(
        Kind.COUNT, mark("Wave: within"), group="waves", default=24, unit=mark("hours")
    )
    wave_km: int = describe(
        Kind.COUNT, mark("Wave: no farther apart than"), group="waves", default=60,
        unit=mark("kilometres"),
    )  # fmt: skip
    pause_days: int = describe(
        Kind.COUNT, mark("Pause: days held beside it"), group="windows", default=60,
        unit=mark("days"),
    )  # fmt: skip
    origins_fair: int = describe(
        Kind.COUNT, mark("Grade: fewest independent origins for fair"), group="grades", default=2,
        unit=mark("origins"),
    )  # fmt: skip

    def of(self, group: str) -> dict[str, int]:
        """Give the thresholds of one group by key, as they are printed with a result."""
        return {key: getattr(self, key) for key in _keys(group)}


@cache
def _keys(group: str) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(Thresholds) if field.group == group)


DEFAULTS = Thresholds()
"""What the rules go by where nobody set anything else."""
