"""Papers: a briefing over very many incidents, the same pages set by Typst, and a long annex.

Each setting runs in a process of its own, cold, so that neither has words or fonts at hand; clock
and processor are told apart, because a busy machine stretches the first alone.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from strikelog.briefing.document import Document, write_document

from .measuring import Line, highest_bytes, megabytes, ms, resident_bytes

RUNS = 3
ANNEX_ROWS = 12_000
FONTS = Path(__file__).parents[2] / "resources" / "fonts"


def measure(incidents: int) -> list[Line]:
    """Time a briefing, the setting of its pages against Typst, and an annex of 500 pages."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "briefing.typ"
        ours = [_child("briefing", str(incidents), str(source)) for _ in range(RUNS)]
        theirs = [_child("typst", str(source)) for _ in range(RUNS)] if source.exists() else []
    best, annex = min(ours, key=lambda one: one["whole"]), _child("annex")
    lines = [_whole(best, incidents), *_against(ours, theirs, incidents)]
    return [*lines, *_annex(annex)]


def _whole(best: dict[str, float], incidents: int) -> Line:
    name = f"briefing of {best['pages']:.0f} pages over {best['incidents']:,.0f} incidents"
    took = f"{ms(best['whole'])} ({ms(best['processor'])} of the processor)"
    return Line(name, f"{incidents:,}", took, "", None, "<= 2 s", best["whole"] <= 2)


def _against(
    ours: list[dict[str, float]], theirs: list[dict[str, float]], incidents: int
) -> list[Line]:
    if not theirs or "seconds" not in theirs[0]:
        return []
    own = min(one["setting"] for one in ours)
    other = min(one["seconds"] for one in theirs)
    pages = f"{ours[0]['pages']:.0f} pages, Typst {theirs[0]['pages']:.0f}"
    ratio = own / other
    name = "setting its pages, against Typst"
    return [
        Line(
            f"{name} ({pages})",
            f"{incidents:,}",
            ms(own),
            ms(other),
            ratio,
            "<= 1.5x",
            ratio <= 1.5,
        )
    ]


def _annex(annex: dict[str, float]) -> list[Line]:
    rate, busy = annex["pages"] / annex["seconds"], annex["pages"] / annex["processor"]
    took = f"{rate:.0f} pages/s ({busy:.0f} of the processor's)"
    size = f"{annex['pages']:.0f} pages"
    held = annex["highest"]
    return [
        Line("annex", size, took, "", None, ">= 30 pages/s", rate >= 30),
        Line("annex: memory at most", size, megabytes(held), "", None, "<= 200 MB", held <= 200e6),
    ]


# -- in processes of their own ---------------------------------------------------------------


def _child(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.papers", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def set_by_typst(source: Path) -> dict[str, float]:
    """Set a source by Typst, where it is installed."""
    try:
        import typst
    except ImportError:
        return {}
    began, busy = time.perf_counter(), time.process_time()
    content = typst.compile(source.read_bytes(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    took, working = time.perf_counter() - began, time.process_time() - busy
    return {"seconds": took, "working": working, "pages": _pages_of(content)}


def _pages_of(content: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(content)).pages)


def set_annex(rows: int) -> dict[str, float]:
    """Set a table of very many rows."""
    before = resident_bytes()
    document = annex_of(rows)
    began, busy = time.perf_counter(), time.process_time()
    pages = write_document(BytesIO(), document)
    return {
        "pages": pages,
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - busy,
        "highest": highest_bytes(),
        "before": before,
    }


_PLACES = ("Kafr Nobol (كفرنبل)", "Idleb", "Ma'arrat An Nu'man (معرة النعمان)", "Jisr Ash Shughur")
_WHAT = ("Airstrike on a hospital", "Shelling of a market", "Barrel bomb on a school, two strikes")
_WHO = ("Probably government forces; sources differ on the attacker", "Not established")


def annex_of(rows: int) -> Document:
    """Give an annex like that of incidents: codes, days, places in two scripts, sentences."""
    from strikelog.briefing.blocks import Heading
    from strikelog.briefing.tables import Column, Table

    columns = (
        Column("Code", width=60),
        Column("Date", width=70),
        *(Column("Place", share=2), Column("What", share=2)),
        Column("Killed", width=45),
        Column("Attribution", share=3),
        Column("Src.", width=40),
    )
    lines = [
        (
            f"EX-{at:05d}",
            f"{at % 28 + 1} May 2019",
            _PLACES[at % len(_PLACES)],
            _WHAT[at % len(_WHAT)],
            f"{at % 7}–{at % 7 + 3}",
            _WHO[at % len(_WHO)],
            f"{at % 300 + 1}",
        )
        for at in range(rows)
    ]
    return Document("Annex", [Heading("Annex"), Table(columns, lines)])


def main() -> None:
    """Measure one thing, and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("briefing", "typst", "annex"))
    parser.add_argument("rest", nargs="*")
    given = parser.parse_args()
    if given.what == "annex":
        found = set_annex(ANNEX_ROWS)
    elif given.what == "typst":
        found = set_by_typst(Path(given.rest[0]))
    else:
        from .briefed import set_briefing  # with the vault and all services, which no annex needs

        found = set_briefing(int(given.rest[0]), Path(given.rest[1]))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
