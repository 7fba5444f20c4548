"""Duplicates among many incidents: time, and how many of the planted ones are found."""

import time
from collections import Counter
from collections.abc import Callable

from strikelog.insight.duplicates import LIKELY, Pair, Rule, duplicates
from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault

from .measuring import Line
from .perturbing import NEVER_SEEN, Trial, trial
from .vaults import PASSPHRASE, vault_of

MOST_SECONDS, RECALL, PRECISION = 15.0, 0.95, 0.9
OTHER_SEED = 2_031


def measure(incidents: int) -> list[Line]:
    """Search two trials of so many incidents, a twentieth of them recorded twice, and a vault.

    The weights were chosen with the first mix of differences; the second was never looked at.
    """
    return [
        *_searched(trial(incidents), "duplicates"),
        *_searched(trial(incidents, seed=OTHER_SEED, mix=NEVER_SEEN), "duplicates never seen"),
        *_in_vault(incidents),
    ]


def _searched(made: Trial, name: str) -> list[Line]:
    found: list[Pair] = []
    size = f"{len(made.sketches):,}"
    line = _timed(f"{name}, compared", size, lambda: found.extend(duplicates(made.sketches)))
    recall, precision = quality(made, found)
    wrong = Counter(
        made.lookalikes.get(pair.ids, "other") for pair in found if not _is_twin(made, pair)
    )
    told = ", ".join(f"{count} {kind}" for kind, count in wrong.most_common())
    return [
        line,
        Line(f"{name}, recall", size, f"{recall:.3f}", f"{len(made.twins):,} planted", None,
             f">= {RECALL}", recall >= RECALL),
        Line(f"{name}, precision", size, f"{precision:.3f}", told, None, f">= {PRECISION}",
             precision >= PRECISION),
    ]  # fmt: skip


def _in_vault(incidents: int) -> list[Line]:
    """Search a vault, reading included."""
    workspace = Workspace.over(Vault.open(vault_of(incidents), PASSPHRASE))
    try:
        return [_timed("duplicates, in a vault", f"{incidents:,}", workspace.duplicates.all)]
    finally:
        workspace.close()


def _timed(name: str, size: str, job: Callable[[], object]) -> Line:
    """Time a job in seconds of one processor, which a busy machine stretches on the clock."""
    began, clock = time.process_time(), time.perf_counter()
    job()
    took, passed = time.process_time() - began, time.perf_counter() - clock
    target = f"<= {MOST_SECONDS:.0f} s"
    said = f"{passed:.1f} s on the clock"
    return Line(name, size, f"{took:.1f} s", said, None, target, took <= MOST_SECONDS)


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
