"""Papers: a briefing over very many incidents, the same pages set by Typst, and a long annex.

What is compared is whole work: from blocks, or from a source, in memory to the bytes of a tagged
and compressed file with the same fonts inside. Each setting runs in a process of its own that has
imported its library and done nothing else, so that both read their fonts within the time; the
second document in the same process tells what it takes once fonts and words are at hand. Clock and
processor are told apart, because a busy machine stretches the first alone.
"""

import argparse
import gc
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from strikelog.briefing.document import Document, write_document

from .measuring import Line, highest_bytes, megabytes, ms, resident_bytes

RUNS = 5
ANNEX_ROWS = 12_000
FONTS = Path(__file__).parents[2] / "resources" / "fonts"

Found = dict[str, float]


def measure(incidents: int) -> list[Line]:
    """Time a briefing, the setting of its pages against Typst, and an annex of 500 pages."""
    with tempfile.TemporaryDirectory() as folder:
        notes = _child("pages", str(incidents), folder)["notes"]
        made = [_child("briefing", str(incidents), str(notes)) for _ in range(3)]
        lines = [_whole(min(made, key=lambda one: one["whole"]), incidents)]
        lines += _against(Path(folder), "four", f"{incidents:,}", limit=1.5)
        lines += _against(Path(folder), "table", f"{incidents:,}")
    return [*lines, *_annex(_child("annex"))]


def _whole(best: Found, incidents: int) -> Line:
    name = f"briefing of {best['pages']:.0f} pages over {best['incidents']:,.0f} incidents"
    took = f"{ms(best['whole'])} ({ms(best['processor'])} of the processor)"
    return Line(name, f"{incidents:,}", took, "", None, "<= 2 s", best["whole"] <= 2)


def _against(folder: Path, paper: str, size: str, *, limit: float | None = None) -> list[Line]:
    """Set a paper by turns, ours and Typst's, each in a fresh process; none without Typst."""
    ours, theirs = list[Found](), list[Found]()
    for _ in range(RUNS):
        ours.append(_child("ours", str(folder / paper)))
        theirs.append(_child("typst", str(folder / paper)))
    if not all(theirs):
        return []
    pages = f"{ours[0]['pages']:.0f} pages of ours, {theirs[0]['pages']:.0f} of Typst's"
    lines = []
    for which, when in (("first", "a fresh process"), ("second", "the second document")):
        own, other = (_least(found, f"{which} processor") for found in (ours, theirs))
        clock = f"clock {ms(_least(ours, which))} and {ms(_least(theirs, which))}"
        ratio, target = own / other, f"<= {limit}x" if limit else ""
        met = ratio <= limit if limit else None
        name = f"setting {pages}, {when} ({clock})"
        lines.append(Line(name, size, ms(own), ms(other), ratio, target, met))
    return lines


def _least(found: list[Found], key: str) -> float:
    return min(one[key] for one in found)


def _annex(annex: Found) -> list[Line]:
    rate, busy = annex["pages"] / annex["seconds"], annex["pages"] / annex["processor"]
    took = f"{rate:.0f} pages/s ({busy:.0f} of the processor's)"
    size = f"{annex['pages']:.0f} pages"
    held = annex["highest"]
    return [
        Line("annex", size, took, "", None, ">= 30 pages/s", rate >= 30),
        Line("annex: memory at most", size, megabytes(held), "", None, "<= 200 MB", held <= 200e6),
    ]


# -- in processes of their own ---------------------------------------------------------------


def _child(*arguments: str) -> Found:
    command = [sys.executable, "-m", "tests.benchmarks.papers", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def set_ours(paper: str) -> Found:
    """Set two documents one after the other, the first with nothing at hand."""
    documents: list[Document] = [
        pickle.loads(Path(f"{paper}{at}.document").read_bytes()) for at in (0, 1)
    ]
    return _timed([lambda one=one: _set(one) for one in documents])  # type: ignore[misc]


def _set(document: Document) -> bytes:
    file = BytesIO()
    write_document(file, document)
    return file.getvalue()


def set_by_typst(paper: str) -> Found:
    """Set the same two by Typst with a compiler made for it, where Typst is installed."""
    try:
        from typst import Compiler, Fonts
    except ImportError:
        return {}
    sources = [Path(f"{paper}{at}.typ").read_bytes() for at in (0, 1)]
    made: list[Compiler] = []

    def set_one(source: bytes) -> bytes:
        if not made:
            fonts = Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(FONTS)],
            )
            made.append(Compiler(font_paths=fonts))
        found = made[0].compile(input=source, pdf_standards=["ua-1"])
        assert isinstance(found, bytes)
        return found

    return _timed([lambda one=one: set_one(one) for one in sources])  # type: ignore[misc]


def _timed(jobs: list[Callable[[], bytes]]) -> Found:
    """Run jobs in turn and tell what each took, and how many pages the first has."""
    gc.collect()
    found: Found = {}
    contents = []
    for name, job in zip(("first", "second"), jobs, strict=True):
        began, busy = time.perf_counter(), time.process_time()
        contents.append(job())
        found[f"{name} processor"] = time.process_time() - busy
        found[name] = time.perf_counter() - began
    return {**found, "pages": _pages_of(contents[0])}


def _pages_of(content: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(content)).pages)


def set_annex(rows: int) -> Found:
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


def _keep_pages(incidents: str, folder: str) -> Found:
    from .briefed import keep_pages  # with the vault and all services, which no setting needs

    return keep_pages(int(incidents), Path(folder))


def _make_briefing(incidents: str, notes: str) -> Found:
    from .briefed import make_briefing

    return make_briefing(int(incidents), int(notes))


_MEASURED: Mapping[str, Callable[..., Found]] = {
    "pages": _keep_pages,
    "briefing": _make_briefing,
    "ours": set_ours,
    "typst": set_by_typst,
    "annex": lambda: set_annex(ANNEX_ROWS),
}


def main() -> None:
    """Measure one thing, and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("pages", "briefing", "ours", "typst", "annex"))
    parser.add_argument("rest", nargs="*")
    given = parser.parse_args()
    found = _MEASURED[given.what](*given.rest)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
