"""One briefing over a large vault: making it whole, and setting its pages alone."""

import tempfile
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from strikelog.briefing import bidi, fonts, ink, lines, shaping
from strikelog.briefing.document import write_document
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident
from strikelog.services.briefing_drafts import BriefingWish

from .files import opened
from .typesetting import typst_source

SECTIONS = "messages tiles where when table breakdowns notes methodology limits sources contact"
TEMPLATE = replace(BUILT_IN["situation"], sections=tuple(SECTIONS.split()), most_notes=2)
WISH = BriefingWish(where=parse_filter("date:2019-05", Incident), template=TEMPLATE)
"""A month of a year, which is far more than is read whole, on about four pages."""


def set_briefing(incidents: int, source: Path) -> dict[str, float]:
    """Make a briefing of about four pages; tell what making and setting it took."""
    with opened(incidents) as workspace, tempfile.TemporaryDirectory() as folder:
        workspace.finding.page(Incident, limit=1)  # the vault is open and has been looked at
        began, busy = time.perf_counter(), time.process_time()
        made = workspace.briefings.write(Path(folder) / "b.pdf", WISH)
        whole, processor = time.perf_counter() - began, time.process_time() - busy
        draft = workspace.briefings.drafting.draft(WISH)
    _forget()
    began, busy_setting = time.perf_counter(), time.process_time()
    write_document(BytesIO(), draft.document)
    setting = time.perf_counter() - began
    working = time.process_time() - busy_setting
    source.write_text(typst_source(draft.document), encoding="utf-8")
    return {
        "pages": made.pages,
        "incidents": made.incidents,
        "whole": whole,
        "processor": processor,
        "setting": setting,
        "working": working,
    }


def _forget() -> None:
    """Forget every word that was shaped, as in a process that has set nothing yet."""
    for module in (bidi, fonts, ink, lines, shaping):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
