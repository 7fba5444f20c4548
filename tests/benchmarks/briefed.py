"""One briefing over a large vault: making it whole, and its pages kept for setting them alone."""

import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from strikelog.briefing.document import page_count
from strikelog.briefing.levels import Level
from strikelog.briefing.material import Material, Position
from strikelog.domain.briefing_templates import BUILT_IN, Template
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import Filter
from strikelog.domain.progress import Progress
from strikelog.domain.records import Incident
from strikelog.services.briefing_drafts import BriefingWish, Drafting
from strikelog.services.briefing_gathering import Gathering
from strikelog.services.workspace import Workspace

from .files import opened
from .typesetting import typst_source, with_drawings_made

SECTIONS = "messages tiles where when breakdowns notes methodology limits sources contact"
PAGES = 4
MONTHS = ("2019-05", "2019-06")
"""A month of a year is far more than is read whole; the other is for the second document."""

SITUATION = BUILT_IN["situation"]
WITH_TABLE = replace(SITUATION, sections=tuple(f"{SECTIONS} table".split()), most_notes=2)


def wish_for(template: Template, month: str = MONTHS[0]) -> BriefingWish:
    """Wish for a paper over a month."""
    return BriefingWish(where=parse_filter(f"date:{month}", Incident), template=template)


def paper_of(notes: int) -> Template:
    """Give a paper of messages, a map, charts, and so many notes."""
    return replace(SITUATION, sections=tuple(SECTIONS.split()), most_notes=notes)


def keep_pages(incidents: int, folder: Path) -> dict[str, float]:
    """Keep pages of two papers, and tell with how many notes the first has four.

    Each is kept as a document of ours with its drawings made, and as a source of the same pages.
    """
    with _mapped(incidents) as workspace:
        drafting = workspace.briefings.drafting
        notes = _notes_on_four_pages(drafting)
        for paper, template in (("four", paper_of(notes)), ("table", WITH_TABLE)):
            for at, month in enumerate(MONTHS):
                draft = drafting.draft(wish_for(template, month))
                document = with_drawings_made(draft.document)
                (folder / f"{paper}{at}.document").write_bytes(pickle.dumps(document))
                source = typst_source(document)
                (folder / f"{paper}{at}.typ").write_text(source, encoding="utf-8")
    return {"notes": notes}


def _notes_on_four_pages(drafting: Drafting) -> int:
    """Give the most notes with which the paper of either month has four pages."""
    for notes in range(10, 0, -1):
        wishes = [wish_for(paper_of(notes), month) for month in MONTHS]
        if all(page_count(drafting.draft(wish).document) == PAGES for wish in wishes):
            return notes
    raise AssertionError(f"no number of notes fills {PAGES} pages")


def make_briefing(incidents: int, notes: int) -> dict[str, float]:
    """Make a briefing as a whole, with nothing read or set before; tell what it took."""
    with _mapped(incidents) as workspace, tempfile.TemporaryDirectory() as out:
        workspace.finding.page(Incident, limit=1)  # the vault is open and has been looked at
        began, busy = time.perf_counter(), time.process_time()
        made = workspace.briefings.write(Path(out) / "b.pdf", wish_for(paper_of(notes)))
        whole, processor = time.perf_counter() - began, time.process_time() - busy
    return {
        "pages": made.pages,
        "incidents": made.incidents,
        "whole": whole,
        "processor": processor,
    }


@contextmanager
def _mapped(incidents: int) -> Iterator[Workspace]:
    """Open a vault whose governorates lie somewhere; those of the sample have no middle."""
    with opened(incidents) as workspace:
        workspace.briefings.drafting.gathering = _Placed(workspace.finding)
        yield workspace


class _Placed(Gathering):
    """Gathers as ever, and puts the governorates on the map of a country whose units are known."""

    def material(self, where: Filter, level: Level, progress: Progress) -> Material:
        """Gather, with a position for each incident of a governorate."""
        found = super().material(where, level, progress)
        named = {key: one.governorate or "" for key, one in found.summaries.items()}
        middles = {name: _middle(at, name) for at, name in enumerate(sorted(set(named.values())))}
        return replace(found, positions={key: middles[name] for key, name in named.items()})


def _middle(place: int, name: str) -> Position:
    point = (34.4 + 0.37 * (place * 5 % 8), 36.5 + 0.6 * place)
    return Position(point, name, is_area=True, country="SYR", doubt_km=60.0)
