"""One briefing over a large vault: making it whole, and setting its pages alone."""

import tempfile
import time
from io import BytesIO
from pathlib import Path

from strikelog.briefing import bidi, fonts, ink, lines, shaping
from strikelog.briefing.document import write_document
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.workspace import Workspace

from .files import BRIEFED, FOUR_PAGES, opened
from .typesetting import typst_source


def set_briefing(incidents: int, source: Path) -> dict[str, float]:
    """Make the first briefing of about four pages; tell what making and setting it took."""
    with opened(incidents) as workspace:
        where = _about_four_pages(workspace)
        began, busy = time.perf_counter(), time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            made = workspace.briefings.make(Path(folder) / "b.pdf", parse_filter(where, Incident))
        whole, processor = time.perf_counter() - began, time.process_time() - busy
        draft = workspace.briefings.drafting.draft(_wish(where))
    _forget()
    began = time.perf_counter()
    write_document(BytesIO(), draft.document)
    setting = time.perf_counter() - began
    source.write_text(typst_source(draft.document), encoding="utf-8")
    return {
        "pages": made.pages,
        "incidents": made.incidents,
        "whole": whole,
        "processor": processor,
        "setting": setting,
    }


def _wish(where: str) -> BriefingWish:
    return BriefingWish(where=parse_filter(where, Incident), template=BUILT_IN["situation"])


def _about_four_pages(workspace: Workspace) -> str:
    """Give the first of ever narrower filters whose briefing has about four pages."""
    text = ""
    for text in BRIEFED:
        draft = workspace.briefings.drafting.draft(_wish(text))
        if write_document(BytesIO(), draft.document) in FOUR_PAGES:
            break
    return text


def _forget() -> None:
    """Forget every word that was shaped, as in a process that has set nothing yet."""
    for module in (bidi, fonts, ink, lines, shaping):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
