"""Measures and prints a table: `python -m tests.benchmarks [--incidents N,N] [--only NAME]`."""

import argparse
from collections.abc import Callable, Mapping

from . import (
    duplicates,
    exchange,
    files,
    foreign,
    foreign_window,
    history,
    insight,
    moving_map,
    papers,
    preview,
    queries,
    reading,
    window,
)
from .measuring import Line, print_table
from .vaults import seconds_to_build

SMALL = 20_000
"""A workbook of more incidents than this is measured on request alone."""


def build(incidents: int) -> list[Line]:
    """Tell how long the vault took to fill, when it was filled."""
    took = seconds_to_build(incidents)
    each = f"{took / incidents * 1000:.1f} ms an incident"
    return [Line("vault filled (18 records an incident)", f"{incidents:,}", f"{took:.0f} s", each)]


BENCHMARKS: Mapping[str, Callable[[int], list[Line]]] = {
    "build": build,
    "queries": queries.measure,
    "window": window.measure,
    "history": history.measure,
    "briefing": papers.measure,
    "preview": preview.measure,
    "workbook": files.measure_workbook,
    "duplicates": duplicates.measure,
    "insight": insight.measure,
    "exchange": exchange.measure,
    "foreign": foreign.measure,
    "foreign-window": foreign_window.measure,
    "reading": reading.measure,
    "map": moving_map.measure,
}


def main() -> None:
    """Run the benchmarks asked for, size by size."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--incidents", default="10000,100000", help="sizes, parted by commas")
    parser.add_argument("--only", choices=BENCHMARKS, help="one benchmark, at every size")
    given = parser.parse_args()
    lines: list[Line] = []
    for size in map(int, given.incidents.split(",")):
        for name, measure in BENCHMARKS.items():
            if given.only == name or (not given.only and (name != "workbook" or size <= SMALL)):
                print(f"… {name}, {size:,} incidents", flush=True)
                lines += measure(size)
    print()
    print_table(lines)


if __name__ == "__main__":
    main()
