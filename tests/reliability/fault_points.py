"""T4: whichever call the disk refuses, the person is told or the work is saved.

Every operation is done once for each call it makes to its files, and each time that call fails in
one of six ways. Afterwards the vault must open and verify, hold what was there before, hold what
was called saved, and leave neither a partial export nor anything in the clear. The control is a
writer that passes over whatever goes wrong.
"""

import json
from collections import Counter
from collections.abc import Mapping

from .experiment import Experiment, Outcome
from .fault_driver import CARELESS, FAULTS, tried_operations
from .grounds import ground
from .shimming import run_shimmed


def run(times: int) -> Outcome:
    """Try so many points, or every one where that is fewer."""
    with ground() as folder:
        said = run_shimmed("tests.reliability.fault_driver", folder, times, 1)
    every = [json.loads(line) for line in said.splitlines()]
    operations = len(tried_operations(times))
    points = [one for one in every if one["operation"] != CARELESS]
    control = [one for one in every if one["operation"] == CARELESS and one["fault"] != "none"]
    bitten = sum(bool(one["wrong"]) for one in control)
    ends = Counter(one["outcome"] for one in points if one["fault"] != "none")
    whole = [one for one in points if one["fault"] == "none" and one["outcome"] != "saved"]
    wrong = [one for one in points if one["wrong"]]
    return Outcome(
        count=len(points) - operations,
        failures=len(wrong) + len(whole),
        control=f"errors passed over: {bitten} of {len(control)} points silently wrong",
        control_bites=bitten >= len(control) * 0.5 > 0,
        details=tuple(_in_words(one) for one in [*whole, *wrong]),
        figures={
            "operations": f"{operations}, faults: {len(FAULTS)}",
            "saved": f"{ends['saved']:,}",
            "told": f"{ends['told']:,}",
        },
    )


def _in_words(point: Mapping[str, object]) -> str:
    wrong = "; ".join(map(str, point["wrong"])) or "not saved without a fault"
    what = f" ({point['what']})" if "what" in point else ""
    return f"{point['operation']}, {point['fault']} at call {point['at']}: {wrong}{what}"


EXPERIMENTS = (
    Experiment(
        name="faults",
        claim="Whichever call the disk refuses, the person is told or the work is saved",
        unit="points",
        run=run,
        short=20,
        long=1_000_000,
    ),
)
