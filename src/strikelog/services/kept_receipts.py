"""Receipts of files that came in, written from the log at any later time with the same bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..storage.database import Database
from ..storage.exchanges import Exchange, exchanges
from ..storage.kept_receipts import OF_TABLE, KeptReceipt, kept_receipt
from .receipts import Receipt, Told, write_told
from .recording import now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..exchange.partners.reporting import Report
    from .partners.values import PartnerPreview

MOST_ROWS = 10_000
"""Changed rows of a workbook up to which what its receipt says is kept."""

HASH_SHOWN = 8
"""Characters of a file's hash that tell it from others for people."""


class NoReceiptKept(StrikelogError):
    """Nothing was kept of which a receipt could be written."""

    message = mark(
        "No receipt can be written for this file: it is not in the log, its import was undone, or "
        "it came in before receipts were kept. Import the file again; its receipt is offered then."
    )


class Receipts:
    """Writes receipts of what is in the log of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, digest: str) -> Exchange:
        """Give the last import of the file whose SHA-256 begins so; raises NoReceiptKept."""
        with self._database.reading() as connection:
            found = exchanges(connection, self._database.schema)
        for one in reversed(found):
            # Fewer signs than people are shown could mean many files.
            is_it = len(digest) >= HASH_SHOWN and one.file_sha256.startswith(digest.lower())
            if is_it and may_answer(one):
                return one
        raise NoReceiptKept

    def write(
        self,
        exchange: Exchange,
        path: Path,
        file: Path | None = None,
        progress: Progress | None = None,
    ) -> Path:
        """Write the receipt of an import; raises NoReceiptKept, WorkbookGone, NotReleased.

        `file` is the workbook, whose sheets a receipt shows as they came; a table needs none.
        """
        from ..exchange.partners.reporting import Report, write_report

        kept = self._kept(exchange)
        if kept.kind == OF_TABLE:
            write_report(path, Report.from_plain(kept.content), kept.content["language"])
        else:
            self.write_told(Told.from_plain(kept.content), file, path, progress)
        return path

    def same(self, told: Told, decisions: Mapping[str, str]) -> Told:
        """Give what was kept when this very thing was taken in, so that both are the same bytes."""
        try:
            exchange = self.latest(told.sha256)
        except NoReceiptKept:
            return told
        kept = Told.from_plain(self._kept(exchange).content)
        is_same = exchange.decisions == decisions and kept.language == told.language
        return kept if is_same and kept.lines == told.lines else told

    def same_report(self, preview: PartnerPreview) -> Report:
        """Give the report on a table as it was kept when it came in; else as it is now."""
        from ..exchange.partners.reporting import Report

        told = report_of(preview, now())
        try:
            kept = Report.from_plain(self._kept(self.latest(told.sha256)).content)
        except NoReceiptKept:
            return told
        said = (kept.to_plain(preview.language), told.to_plain(preview.language))
        alike = all(said[0][key] == said[1][key] for key in ("sheet", "rows", "refused", "doubts"))
        return kept if alike else told

    def write_told(
        self, told: Told, file: Path | None, path: Path, progress: Progress | None = None
    ) -> Receipt:
        """Write what a receipt says beside its workbook, through the release gate."""
        from .release_gate import ReleaseGate

        gate = ReleaseGate(self._database).guard(told.level)
        return write_told(told, file, path, gate=gate, progress=progress)

    def _kept(self, exchange: Exchange) -> KeptReceipt:
        with self._database.reading() as connection:
            kept = kept_receipt(connection, self._database.schema, exchange.number)
        if kept is None or not may_answer(exchange):
            raise NoReceiptKept
        return kept


def digest_of(file: Path) -> str:
    """Give the SHA-256 by which the log knows a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def report_of(preview: PartnerPreview, at: datetime) -> Report:
    """Say what became of each row of a partner's table, and which cells were not read."""
    from ..exchange.partners.reporting import Report

    rows = tuple((one.number, one.key, one.fate, one.records, one.why) for one in preview.fates)
    facts = (preview.name, preview.sha256, preview.sheet, at, preview.counts)
    return Report(*facts, rows, preview.refused, preview.doubts)


def may_answer(exchange: Exchange) -> bool:
    """Tell whether a line of the log can be answered with a receipt."""
    return exchange.direction == "in" and exchange.has_receipt and not exchange.was_undone
