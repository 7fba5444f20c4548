"""Reading a stranger's workbook in the confined child, against the bare reader of spreadsheets."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from strikelog.exchange.confined import Reader

from .files import cells_of
from .measuring import Line, highest_bytes, in_turns, megabytes, seconds
from .vaults import CACHE

ROWS, COLUMNS = 100_000, 40
SMALL = 20_000
MOST_RATIO = 1.3
MOST_MEMORY = 700_000_000
_TOWNS = [f"Town {number} قرية" for number in range(5_000)]


def measure(incidents: int, runs: int = 3) -> list[Line]:
    """Time the reading of every cell, in turns, and look at what the children hold."""
    if incidents > SMALL:
        return []  # it is the same at every size of the vault
    path = workbook()
    with Reader() as reader:
        bare, ours = in_turns((lambda: cells_of(path), lambda: _read(reader, path)), runs)
        with _watched() as held:
            took = seconds(lambda: _read(reader, path))
    middle = runs // 2
    ratio = sorted(ours)[middle] / sorted(bare)[middle]
    size = f"{ROWS:,} x {COLUMNS}"
    return [
        Line(
            "reading a workbook, against python-calamine alone",
            size,
            f"{sorted(ours)[middle]:.1f} s",
            f"{sorted(bare)[middle]:.1f} s",
            ratio,
            f"<= {MOST_RATIO}x",
            ratio <= MOST_RATIO,
        ),
        Line(
            f"memory of the reading child, in {took:.1f} s",
            size,
            megabytes(held["most"]),
            target=f"<= {megabytes(MOST_MEMORY)}",
            met=0 < held["most"] <= MOST_MEMORY,
        ),
    ]


def _read(reader: Reader, path: Path) -> int:
    """Read a workbook to its last cell."""
    book = reader.open(path)
    return sum(len(row) for sheet in book.sheets for row in sheet.rows)


@contextmanager
def _watched() -> Iterator[dict[str, int]]:
    """Look at the memory of the children, as only Linux tells it, every hundredth of a second."""
    held, over = {"most": 0}, threading.Event()

    def look() -> None:
        while not over.is_set():
            held["most"] = max(held["most"], *map(highest_bytes, _descendants()), 0)
            time.sleep(0.01)

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield held
    finally:
        over.set()
        watching.join()


def _descendants() -> list[str]:
    """Give the processes that come of this one."""
    known, found = {"self"}, []
    todo = ["self"]
    while todo:
        for task in Path(f"/proc/{todo.pop()}/task").glob("*/children"):
            for one in _text_of(task).split():
                if one not in known:
                    known.add(one)
                    found.append(one)
                    todo.append(one)
    return found


def _text_of(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended
        return ""


def workbook() -> Path:
    """Give a workbook as partners send them: days, names, counts, coordinates, texts, gaps."""
    path = CACHE / f"partner-{ROWS}x{COLUMNS}.xlsx"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("incidents")
        sheet.append([f"Column {number}" for number in range(COLUMNS)])
        chance = random.Random(1)
        for number in range(ROWS):
            sheet.append([_cell(chance, number, column) for column in range(COLUMNS)])
        partial = path.with_suffix(".part")
        book.save(partial)
        partial.rename(path)
    return path


def _cell(chance: random.Random, row: int, column: int) -> object:
    kinds = (
        lambda: date(2015, 1, 1) + timedelta(days=chance.randrange(3_000)),
        lambda: chance.choice(_TOWNS),
        lambda: chance.randrange(50),
        lambda: round(chance.uniform(30, 38), 5),
        lambda: f"SYR-{row}-{column}",
        lambda: None,
        lambda: chance.choice(("yes", "no", "unknown")),
        lambda: f"Airstrike reported near the market, several injured {chance.randrange(1_000)}",
    )
    return kinds[column % len(kinds)]()
