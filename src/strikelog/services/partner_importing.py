"""Partners' files: opened, their columns understood, previewed, taken in as one step, matched.

A row that was taken in before is compared three ways and never overwrites what was edited here;
see `exchange.partners` for what a row makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import Actor, Location, Record, Site
from ..storage.database import Connection, Database
from ..storage.exchanges import Exchange, note_exchange
from ..storage.guards import refuse_without_room
from ..storage.loading import Loader
from ..storage.partners import Partners, TakenRow
from ..storage.writing import Applied, Revision
from .deciding import Decisions, Verdict, as_text, verdict_on
from .partner_mappings import PartnerMappings
from .partner_matching import PartnerMatching
from .partner_values import (
    FATES,
    Opened,
    PartnerImported,
    PartnerPreview,
    SampleRow,
)
from .recording import Recording, nothing_first, now
from .world import world

if TYPE_CHECKING:
    from ..exchange.foreign.mapping import Mapping
    from ..exchange.foreign.proposing import Proposal
    from ..exchange.foreign.reads import DoubtfulCell, ReadRow
    from ..exchange.foreign.saying import Sayable
    from ..exchange.foreign.tables import Table
    from .partner_comparing import PartnerComparison
    from .partner_placing import Placing
    from .planning import PlannedRow


class NotIncidents(StrikelogError):
    """The table is no list of incidents."""

    message = mark("Nothing of the sheet “{sheet}” was taken in. {reason}")


class NothingMapped(StrikelogError):
    """No column says when something happened."""

    message = mark(
        "In the sheet “{sheet}” no column is known to be a date. {reason} "
        "Say which column is one, or choose another sheet."
    )


class FitsNot(StrikelogError):
    """A mapping is of another table."""

    message = mark("The mapping “{name}” knows no heading of the sheet “{sheet}”.")


class NoSuchSheet(StrikelogError):
    """The file has no table in a sheet of that name."""

    message = mark("The file has no table in a sheet “{sheet}”. Its sheets are: {found}.")


class IsOurs(StrikelogError):
    """The file was made by strikelog and is compared in another way."""

    message = mark("“{name}” is a workbook of strikelog. Import it as such.")


class DateOrderOpen(StrikelogError):
    """Nobody can tell days from months in a column."""

    message = mark(
        "In the column “{header}” nobody can tell day from month: “{example}” may be {one} or "
        "{other}. Open the file in the window, or use a mapping, to say which comes first."
    )


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
        from ..exchange.foreign.tables import find_tables
        from ..exchange.opening import is_ours, open_workbook

        if path.is_file():
            refuse_without_room(self._database.path.parent, path.stat().st_size)
        workbook = open_workbook(path, progress)
        if is_ours(workbook):
            return Opened(path, workbook, (), is_ours=True)
        return Opened(path, workbook, find_tables(workbook))

    def is_ours(self, path: Path) -> bool:
        """Tell whether a file is a workbook that strikelog itself made; merely glances at it."""
        from ..exchange.opening import is_ours

        return path.is_file() and is_ours(path)

    def propose(self, opened: Opened, table: Table, language: str = "en") -> Proposal:
        """Say what the columns of a table probably mean: learned, known beforehand, or guessed."""
        from ..exchange.foreign.proposing import propose

        _refuse_ours(opened)
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
        from ..exchange.foreign.mapping import fingerprint, folded_header
        from ..exchange.partners.recognising import recognise

        _refuse_ours(opened)
        known = recognise(table.header)
        if known is not None and known.mapping.name == mapping.name and not mapping.fingerprint:
            return known.mapping_for(table.header, table.hxl)
        there = {folded_header(heading) for heading in table.header}
        columns = tuple(one for one in mapping.columns if folded_header(one.header) in there)
        if not columns:
            raise FitsNot(name=mapping.name, sheet=table.sheet)
        return replace(mapping, columns=columns, fingerprint=fingerprint(table.header))

    def refuse_strange(self, table: Table, language: str = "en") -> None:
        """Refuse a table that is no list of incidents; raises NotIncidents."""
        from ..exchange.foreign.tables import CODE_BOOK, EMPTY, NOTES, PIVOT

        if table.kind in (PIVOT, CODE_BOOK, NOTES, EMPTY):
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
        from ..exchange.partners.assembling import Assembler
        from .partner_showing import sample_row

        _refuse_ours(opened)
        assembler = Assembler(mapping)
        with self._database.reading() as connection:
            placing = self._placing(connection, assembler.dataset, language)
            read = islice(_rows(table, mapping), rows)
            return tuple(
                sample_row(row, assembler, placing, self._recording.check, language) for row in read
            )

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
        from ..exchange.partners.assembling import Assembler
        from .partner_comparing import PartnerComparison

        _refuse_ours(opened)
        self.refuse_strange(table, language)
        _refuse_undated(table, mapping)
        assembler = Assembler(mapping)
        troubles = _Troubles()
        with self._database.reading() as connection:
            placing = self._placing(connection, assembler.dataset, language)
            comparison = PartnerComparison(
                assembler,
                Loader(connection, self._database.schema),
                Partners(connection, self._database.schema),
                placing,
                self._recording.check,
                sheet=table.sheet,
            )
            comparison.run(troubles.heard(_rows(table, mapping)), progress, table.n_rows)
        return _preview(opened, mapping, comparison, troubles, language)

    def _placing(self, connection: Connection, dataset: str, language: str) -> Placing:
        from .partner_places import Places
        from .partner_placing import Placing
        from .partner_sites import Sites

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

    def apply(
        self,
        preview: PartnerPreview,
        progress: Progress | None = None,
        decisions: Decisions = None,
    ) -> PartnerImported:
        """Take a previewed table in, all in one step that is undone as one.

        A conflict not decided keeps ours and is asked again by the next import of the row.
        """
        revisions = [*_of_register(preview), *self._of_rows(preview, decisions)]
        if revisions:
            self._before()
        label = mark("Import {name} ({dataset})").format(name=preview.name, dataset=preview.dataset)
        applied = self._recording.apply(
            label,
            revisions,
            reason=f"sha256 {preview.sha256}",
            progress=progress,
            beside=partial(self._note, preview, decisions),
        )
        self.learned.learn(preview.mapping)
        if applied is None:
            return PartnerImported(None, preview.counts, preview.made, preview.to_match)
        incidents = tuple(one.id for one in applied.records if type(one).__name__ == "Incident")
        return PartnerImported(
            applied.step,
            preview.counts,
            preview.made,
            preview.to_match,
            applied.changes,
            incidents,
        )

    def _of_rows(self, preview: PartnerPreview, decisions: Decisions) -> Iterator[Revision]:
        for row in preview.planned:
            if row.is_new and row.id in preview.revived:
                before = preview.revived[row.id]
                yield Revision(before, _brought_back(before, row.theirs))
            else:
                yield _revision(row, verdict_of(row, decisions), self._recording.check)

    def _note(
        self,
        preview: PartnerPreview,
        decisions: Decisions,
        connection: Connection,
        applied: Applied | None,
    ) -> None:
        """Remember the rows taken in, what waits for a match, and that the file came in."""
        step = applied.step if applied else 0
        partners = Partners(connection, self._database.schema)
        partners.note_rows(preview.dataset, preview.origin, _settled(preview, decisions), step)
        partners.ask(preview.asked)
        partners.wait(preview.waiting)
        if applied is None and not preview.taken:
            return
        note_exchange(
            connection,
            self._database.schema,
            Exchange(
                at=now(),
                direction="in",
                export_id="",
                file_sha256=preview.sha256,
                profile=f"rows of {preview.dataset}",
                counts=preview.counts,
                decisions=as_text(decisions),
                step=applied.step if applied else None,
            ),
        )


def verdict_of(row: PlannedRow, decisions: Decisions) -> Verdict:
    """Sort a row's changes by what becomes of them; only a conflict is a question here.

    What a publisher takes back and nobody here has touched is taken back.
    """
    if not isinstance(decisions, str):
        plain = {(row.id, one.key): "theirs" for one in row.change.proposals}
        return verdict_on(row, {**plain, **(decisions or {})})  # type: ignore[dict-item]
    verdict = verdict_on(row, decisions)
    groups = frozenset(one.together for one in row.change.proposals)
    disputed = frozenset(one.together for one in row.change.conflicts)
    free = groups - disputed
    return Verdict(verdict.taken | free, verdict.declined - free, verdict.waiting - free)


def _revision(row: PlannedRow, verdict: Verdict, check: Callable[[Record], Any]) -> Revision:
    after = row.after(verdict.taken, verdict.left)
    if row.before is not None and any(one.refuses for one in check(after)):
        # Their value makes nonsense of what we hold beside it: ours stays.
        return Revision(row.before, row.before)
    return Revision(row.before, after)


def _rows(table: Table, mapping: Mapping) -> Iterator[ReadRow]:
    from ..exchange.foreign.converting import read_rows
    from ..exchange.foreign.targets import is_target

    # What holds for the dataset as a whole, such as its licence, is no cell.
    defaults = {key: text for key, text in mapping.defaults.items() if is_target(key)}
    return read_rows(table, replace(mapping, defaults=defaults))


def _refuse_ours(opened: Opened) -> None:
    if opened.is_ours:
        raise IsOurs(name=opened.workbook.name)


def _refuse_undated(table: Table, mapping: Mapping) -> None:
    is_dated = any(column.target.split(".")[0] == "date" for column in mapping.columns)
    if not is_dated and not mapping.defaults.get("date"):
        raise NothingMapped(sheet=table.sheet, reason=table.reason.sentence())


class _Troubles:
    """Gathers cells that were refused or doubtful while rows are read."""

    def __init__(self) -> None:
        self.refused: list[DoubtfulCell] = []
        self.doubts: list[DoubtfulCell] = []

    def heard(self, rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
        """Give the rows on."""
        for row in rows:
            self.refused += row.refused
            self.doubts += row.doubts
            yield row


def _preview(
    opened: Opened,
    mapping: Mapping,
    comparison: PartnerComparison,
    troubles: _Troubles,
    language: str,
) -> PartnerPreview:
    tallied = Counter(one.fate for one in comparison.fates)
    counts = {fate: tallied.get(fate, 0) for fate in FATES}
    placing = comparison.placing
    doubts: list[tuple[int, Sayable]] = comparison.doubts
    return PartnerPreview(
        name=opened.workbook.name,
        sha256=opened.workbook.sha256,
        sheet=comparison.sheet,
        dataset=comparison.dataset,
        origin=comparison.origin,
        mapping=mapping,
        counts={"read": sum(counts.values()), **counts},
        fates=tuple(sorted(comparison.fates, key=lambda one: one.number)),
        planned=tuple(comparison.planned),
        made=dict(comparison.made),
        refused=tuple(troubles.refused),
        doubts=tuple(troubles.doubts),
        row_doubts=tuple(doubts),
        register=tuple(placing.register.values()),
        taken=tuple(comparison.taken),
        asked=tuple(placing.asked.values()),
        waiting=tuple(placing.waiting),
        revived=comparison.revived,
        names=placing.names,
        language=language,
    )


def _of_register(preview: PartnerPreview) -> Iterator[Revision]:
    """Give the places and actors the rows need; those an undone import made come back."""
    for record in preview.register:
        before = preview.revived.get(record.id)
        if before is None:
            yield Revision(None, record)
        elif before.deleted:
            yield Revision(before, _brought_back(before, record))


def _brought_back(before: Record, after: Record) -> Record:
    return replace(after, rev=before.rev, tlp=before.tlp, deleted=False)


def _settled(preview: PartnerPreview, decisions: Decisions) -> Iterator[TakenRow]:
    """Leave out the rows in which something is still to be decided, so that it is asked again."""
    undecided = {
        row.number
        for row in preview.planned
        if row.has_conflict and verdict_of(row, decisions).waiting
    }
    numbers = {fate.key: fate.number for fate in preview.fates}
    return (one for one in preview.taken if numbers.get(one.key) not in undecided)
