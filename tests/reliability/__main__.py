"""Runs experiments: `python -m tests.reliability [NAME…] [--short|--long|--times N] [--report]`."""

import argparse
import sys

from .experiment import Experiment, Outcome, Skipped, experiments
from .report import present_commit, remember, write_pages


def main() -> None:
    """Run the experiments asked for, print a line for each, and fail when one did not hold."""
    known = experiments()
    given = _arguments(list(known))
    held = True
    for name in given.names or known:
        experiment = known[name]
        times = given.times or (experiment.long if given.long else experiment.short)
        commit = present_commit()  # others may go on while a long experiment runs
        try:
            outcome = experiment.tried(times)
        except Skipped as reason:
            print(f"{name}: skipped, {reason}", flush=True)
            continue
        _say(experiment, outcome)
        held = held and outcome.held
        if given.report:
            remember(experiment, outcome, commit=commit)
    if given.report:
        write_pages()
    sys.exit(0 if held else 1)


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--short", action="store_true", help="seconds each, as in every check")
    size.add_argument("--long", action="store_true", help="as before a release")
    size.add_argument("--times", type=int, help="how often, instead")
    parser.add_argument("--report", action="store_true", help="write the figures to the guide")
    given = parser.parse_args()
    if unknown := set(given.names) - set(names):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(names)}")
    return given


def _say(experiment: Experiment, outcome: Outcome) -> None:
    verdict = "held" if outcome.held else "FAILED"
    rate = outcome.count / outcome.seconds if outcome.seconds else 0
    print(
        f"{experiment.name}: {verdict}: {outcome.count:,} {experiment.unit}, "
        f"{outcome.failures:,} failures; control: {outcome.control}; "
        f"{outcome.seconds:.1f} s ({rate:,.1f}/s)",
        flush=True,
    )
    for name, figure in outcome.figures.items():
        print(f"    {name}: {figure}", flush=True)
    for line in outcome.details[:20]:
        print(f"    ! {line}", flush=True)


if __name__ == "__main__":
    main()
