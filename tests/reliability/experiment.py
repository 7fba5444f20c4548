"""What an experiment is, what comes of one, and where they are found."""

import importlib
import pkgutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


class Skipped(Exception):
    """This machine cannot run the experiment; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an experiment: tries, failures, what the negative control showed.

    `control_bites` is false when the control did not fail as it must: then the experiment proves
    nothing, however few failures it has.
    """

    count: int
    failures: int
    control: str
    control_bites: bool
    details: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def held(self) -> bool:
        """Tell whether nothing failed that should not, and what should did."""
        return self.count > 0 and not self.failures and self.control_bites


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """A claim and how it is tried; `run` is given how often."""

    name: str
    claim: str
    unit: str
    run: Callable[[int], Outcome]
    short: int
    long: int

    def tried(self, times: int) -> Outcome:
        """Run and time it."""
        began = time.perf_counter()
        outcome = self.run(times)
        return replace(outcome, seconds=time.perf_counter() - began)


def experiments() -> dict[str, Experiment]:
    """Give every experiment by name: each module beside this one names its own in EXPERIMENTS."""
    found = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.name.startswith(("test_", "_")):
            loaded = importlib.import_module(f"{__package__}.{module.name}")
            found |= {one.name: one for one in getattr(loaded, "EXPERIMENTS", ())}
    return dict(sorted(found.items()))
