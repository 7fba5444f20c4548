"""Duplicates among many incidents: time, and how many of the planted ones are found."""

from collections import Counter

from strikelog.insight.duplicates import LIKELY, Pair, Rule, duplicates

from .measuring import Line, seconds
from .perturbing import Trial, trial

MOST_SECONDS, RECALL, PRECISION = 15.0, 0.95, 0.9


def measure(incidents: int) -> list[Line]:
    """Search a trial of so many incidents, a twentieth of them recorded twice."""
    made = trial(incidents)
    found: list[Pair] = []
    took = seconds(lambda: found.extend(duplicates(made.sketches)))
    size = f"{len(made.sketches):,}"
    recall, precision = quality(made, found)
    wrong = Counter(
        made.lookalikes.get(pair.ids, "other") for pair in found if not _is_twin(made, pair)
    )
    told = ", ".join(f"{count} {kind}" for kind, count in wrong.most_common())
    return [
        Line("duplicates, searched", size, f"{took:.1f} s", "", None, f"<= {MOST_SECONDS:.0f} s",
             took <= MOST_SECONDS),
        Line("duplicates, recall", size, f"{recall:.3f}", f"{len(made.twins):,} planted", None,
             f">= {RECALL}", recall >= RECALL),
        Line("duplicates, precision", size, f"{precision:.3f}", told, None, f">= {PRECISION}",
             precision >= PRECISION),
    ]  # fmt: skip


def quality(made: Trial, found: list[Pair], least: float = LIKELY) -> tuple[float, float]:
    """Give the share of twins found, and the share of twins among what was found."""
    proposed = [pair for pair in found if pair.score >= least]
    right = sum(_is_twin(made, pair) for pair in proposed)
    return right / max(len(made.twins), 1), right / max(len(proposed), 1)


def curve(made: Trial) -> list[tuple[float, float, float]]:
    """Give recall and precision for several thresholds."""
    found = list(duplicates(made.sketches, Rule(least=0.05)))
    return [(least, *quality(made, found, least)) for least in (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)]


def _is_twin(made: Trial, pair: Pair) -> bool:
    return pair.ids in made.twins
