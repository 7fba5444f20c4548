"""Partners' files: opened, their columns understood, previewed, taken in as one step, matched.

A row that was taken in before is compared three ways and never overwrites what was edited here;
see `exchange.partners` for what a row makes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.collecting import let_go, uncollected
from ...domain.messages import mark
from ...domain.progress import Progress
from ...domain.records import Actor, Incident, Location, Site
from ...storage.database import Connection, Database
from ...storage.exchanges import Exchange, note_exchange
from ...storage.guards import refuse_without_room
from ...storage.kept_receipts import OF_TABLE, KeptReceipt, keep_receipt
from ...storage.loading import Loader
from ...storage.partners import Partners
from ...storage.writing import Applied, Revision
from ..deciding import Decisions, as_text
from ..exchange_log import ROWS_OF
from ..kept_receipts import Receipts, report_of
from ..recording import Recording, nothing_first, now
from ..world import world
from .mappings import PartnerMappings
from .matching import PartnerMatching
from .previewing import (
    DateOrderOpen,
    FitsNot,
    IsOurs,
    NoSuchSheet,
    NothingMapped,
    NotIncidents,
    Troubles,
    brought_back,
    of_register,
    preview_of,
    refuse_ours,
    refuse_unfit,
    revision_of,
    rows_of,
    settled,
    verdict_of,
)
from .values import (
    Opened,
    OursStays,
    PartnerImported,
    PartnerPreview,
    SampleRow,
)

if TYPE_CHECKING:
    from ...exchange.foreign.mapping import Mapping
    from ...exchange.foreign.proposing import Proposal
    from ...exchange.foreign.tables import Table
    from ..planning import PlannedRow
    from .placing import Placing


__all__ = [
    "DateOrderOpen",
    "FitsNot",
    "IsOurs",
    "NoSuchSheet",
    "NotIncidents",
    "NothingMapped",
    "PartnerImporting",
]


class PartnerImporting:
    """Takes partners' files into one vault; `mappings` and `matching` keep what was learned."""

    def __init__(
        self,
        database: Database,
        recording: Recording,
        before: Callable[[], object] = nothing_first,
    ) -> None:
        self._database, self._recording, self._before = database, recording, before
        self.learned = PartnerMappings(database)
        self.matching = PartnerMatching(database, recording)

    # -- reading -------------------------------------------------------------------------------

    def open(self, path: Path, progress: Progress | None = None) -> Opened:
        """Read a file of any table format and find its tables; raises a StrikelogError."""
        from ...exchange.foreign.tables import find_tables
        from ...exchange.opening import is_ours, open_workbook

        if path.is_file():
            refuse_without_room(self._database.path.parent, path.stat().st_size)
        workbook = open_workbook(path, progress)
        if is_ours(workbook):
            return Opened(path, workbook, (), is_ours=True)
        return Opened(path, workbook, find_tables(workbook))

    def is_ours(self, path: Path) -> bool:
        """Tell whether a file is a workbook that strikelog itself made; merely glances at it."""
        from ...exchange.opening import is_ours

        return path.is_file() and is_ours(path)

    def propose(self, opened: Opened, table: Table, language: str = "en") -> Proposal:
        """Say what the columns of a table probably mean: learned, known beforehand, or guessed."""
        from ...exchange.foreign.proposing import propose

        refuse_ours(opened)
        return propose(table, language, self.learned.known_for(table))

    def chosen(self, opened: Opened, sheet: str = "") -> Table:
        """Give the table of a sheet, else the best; raises NoSuchSheet."""
        for table in opened.tables:
            if not sheet or table.sheet == sheet:
                return table
        found = ", ".join(dict.fromkeys(one.sheet for one in opened.tables)) or "–"
        raise NoSuchSheet(sheet=sheet, found=found)

    def fitted(self, opened: Opened, table: Table, mapping: Mapping) -> Mapping:
        """Give a mapping as it holds for a table; raises FitsNot when it knows none of it."""
        from ...exchange.foreign.mapping import fingerprint, folded_header
        from ...exchange.partners.recognising import recognise

        refuse_ours(opened)
        known = recognise(table.header)
        if known is not None and known.mapping.name == mapping.name and not mapping.fingerprint:
            return known.mapping_for(table.header, table.hxl)
        there = {folded_header(heading) for heading in table.header}
        columns = tuple(one for one in mapping.columns if folded_header(one.header) in there)
        if not columns:
            raise FitsNot(name=mapping.name, sheet=table.sheet)
        return replace(mapping, columns=columns, fingerprint=fingerprint(table.header))

    def refuse_strange(self, table: Table, language: str = "en") -> None:
        """Refuse a table that nobody has said to be a list of incidents; raises NotIncidents."""
        if table.kind != "incidents":
            raise NotIncidents(sheet=table.sheet, reason=table.reason.sentence(language))

    def undecided(self, proposal: Proposal) -> None:
        """Refuse a proposal whose dates nobody can read without being asked."""
        for doubt in proposal.date_doubts:
            if doubt.decided:
                continue
            text, one, other = doubt.examples[0] if doubt.examples else ("", "", "")
            raise DateOrderOpen(header=doubt.header, example=text, one=one, other=other)

    # -- looking -------------------------------------------------------------------------------

    def sample(
        self,
        opened: Opened,
        table: Table,
        mapping: Mapping,
        rows: int = 50,
        *,
        language: str = "en",
    ) -> tuple[SampleRow, ...]:
        """Give what the first rows result in, in words; nothing is compared with the vault."""
        from ...exchange.partners.assembling import Assembler
        from .showing import sample_row

        refuse_ours(opened)
        assembler = Assembler(mapping)
        with self._database.reading() as connection:
            placing = self._placing(connection, assembler.dataset, language)
            read = islice(rows_of(table, mapping), rows)
            return tuple(
                sample_row(row, assembler, placing, self._recording.check, language) for row in read
            )

    @uncollected()
    def preview(
        self,
        opened: Opened,
        table: Table,
        mapping: Mapping,
        progress: Progress | None = None,
        *,
        language: str = "en",
    ) -> PartnerPreview:
        """Say what a table would change; raises NotIncidents or NothingMapped."""
        from ...exchange.partners.assembling import Assembler
        from .comparing import PartnerComparison

        refuse_ours(opened)
        refuse_unfit(table, mapping, language)
        assembler = Assembler(mapping)
        troubles = Troubles()
        with self._database.reading() as connection:
            placing = self._placing(connection, assembler.dataset, language)
            comparison = PartnerComparison(
                assembler,
                Loader(connection, self._database.schema),
                Partners(connection, self._database.schema),
                placing,
                self._recording.nonsense,
                sheet=table.sheet,
            )
            comparison.run(troubles.heard(rows_of(table, mapping)), progress, table.n_rows)
        return preview_of(opened, mapping, comparison, troubles, language)

    def _placing(self, connection: Connection, dataset: str, language: str) -> Placing:
        from .places import Places
        from .placing import Placing
        from .sites import Sites

        loader = Loader(connection, self._database.schema)
        places = Places(loader.all(Location), world())
        return Placing(
            places,
            Sites(loader.all(Site), places),
            loader.all(Actor),
            Partners(connection, self._database.schema).matches(),
            dataset=dataset,
            kinds=self._database.schema.by_name,
            language=language,
        )

    # -- taking in -----------------------------------------------------------------------------

    @uncollected()
    def apply(
        self,
        preview: PartnerPreview,
        progress: Progress | None = None,
        decisions: Decisions = None,
    ) -> PartnerImported:
        """Take a previewed table in, all in one step that is undone as one.

        A conflict not decided keeps ours and is asked again by the next import of the row; what
        would make nonsense keeps ours, too, and is told.
        """
        revisions, unfit = self._judged(preview, decisions)
        if revisions:
            self._before()
        label = mark("Import {name} ({dataset})").format(name=preview.name, dataset=preview.dataset)
        applied = self._recording.apply(
            label,
            revisions,
            reason=f"sha256 {preview.sha256}",
            progress=progress,
            beside=partial(self._note, preview, decisions, unfit),
        )
        self.learned.learn(preview.mapping, preview.sheet)
        if applied is None:
            counts, made = preview.counts, preview.made
            return PartnerImported(None, counts, made, preview.to_match, unfit=unfit)
        imported = _imported(preview, applied, unfit)
        holder: list[object] = [applied]
        del applied
        let_go(holder)
        return imported

    def report(self, preview: PartnerPreview, path: Path) -> None:
        """Write a workbook for the publisher: what became of each row, and what was not read.

        It holds nothing of ours but the outcome.
        """
        from ...exchange.partners.reporting import write_report

        write_report(path, Receipts(self._database).same_report(preview), preview.language)

    def _judged(
        self, preview: PartnerPreview, decisions: Decisions
    ) -> tuple[list[Revision], tuple[OursStays, ...]]:
        revisions, unfit = list(of_register(preview)), []
        for row in preview.planned:
            revision, stays = self._of_row(row, preview, decisions)
            revisions.append(revision)
            if stays is not None:
                unfit.append(stays)
        return revisions, tuple(unfit)

    def _of_row(
        self, row: PlannedRow, preview: PartnerPreview, decisions: Decisions
    ) -> tuple[Revision, OursStays | None]:
        if row.is_new and row.id in preview.revived:
            before = preview.revived[row.id]
            return Revision(before, brought_back(before, row.theirs)), None
        return revision_of(row, verdict_of(row, decisions), self._recording.nonsense)

    def _note(
        self,
        preview: PartnerPreview,
        decisions: Decisions,
        unfit: Sequence[OursStays],
        connection: Connection,
        applied: Applied | None,
    ) -> None:
        """Remember the rows taken in, what waits for a match, and that the file came in."""
        step, at = applied.step if applied else 0, now()
        partners = Partners(connection, self._database.schema)
        taken = settled(preview, decisions, unfit)
        partners.note_rows(preview.dataset, preview.origin, taken, step)
        partners.ask(preview.asked)
        partners.wait(preview.waiting)
        if applied is None and not preview.taken:
            return
        number = note_exchange(
            connection,
            self._database.schema,
            Exchange(
                at=at,
                direction="in",
                export_id="",
                file_sha256=preview.sha256,
                profile=ROWS_OF + preview.dataset,
                counts=preview.counts,
                decisions=as_text(decisions),
                step=applied.step if applied else None,
            ),
        )
        told = report_of(preview, at).to_plain(preview.language)
        keep_receipt(connection, self._database.schema, number, KeptReceipt(OF_TABLE, told))


def _imported(
    preview: PartnerPreview, applied: Applied, unfit: tuple[OursStays, ...]
) -> PartnerImported:
    incidents = tuple(one.id for one in applied.records if isinstance(one, Incident))
    return PartnerImported(
        applied.step,
        preview.counts,
        preview.made,
        preview.to_match,
        applied.changes,
        incidents,
        unfit,
    )
