"""A partner's table against the vault: what becomes of each of its rows.

Three ways, as with workbooks of ours: what the row gave when it was last taken in, what we hold
now, what it gives today. Fields the table has no column for are never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...domain.display import title_of
from ...domain.errors import BadValue, StrikelogError
from ...domain.messages import mark
from ...domain.progress import Progress, Silent
from ...domain.records import (
    CasualtyFigure,
    Incident,
    IncidentSite,
    Record,
)
from ...domain.saying import Sayable, say
from ...domain.validation import check_figures
from ...exchange.merging import NOTHING, Outcome, RowChange, compare
from ...exchange.partners.assembling import Assembler, NoDate
from ...exchange.partners.keys import is_numbered
from ...exchange.partners.parts import Assembled, Part, content_under
from ...storage.loading import Loader
from ...storage.partners import Partners, TakenRow
from ..planning import PlannedRow, deletion
from .fields import LOCATION, holds, matched, remembered, untold
from .placing import Placed, Placing
from .sense import Check, Sense
from .values import CONFLICTS, INSERTED, PARKED, REFUSED, UNCHANGED, UPDATED, RowFate

if TYPE_CHECKING:
    from ...exchange.foreign.converting import ReadRow

BATCH = 500


class SameNumberTwice(BadValue):
    """Two rows of one table bear the same number and say different things."""

    message = mark("An earlier row has the number {text} too and says something else.")


class Nonsense(StrikelogError):
    """What a row gives passes as values but cannot be true."""

    message = mark("{problem}")


LEFT_OUT = mark("“{title}” was left out. {problem}")


@dataclass(frozen=True, slots=True)
class _Identified:
    row: ReadRow
    key: str
    digest: str


class PartnerComparison:
    """Compares the rows of one table with one vault; `run` fills the lists."""

    def __init__(
        self,
        assembler: Assembler,
        loader: Loader,
        partners: Partners,
        placing: Placing,
        check: Check,
        *,
        sheet: str,
    ) -> None:
        self._assembler, self._loader, self._partners = assembler, loader, partners
        self._placing, self._sheet = placing, sheet
        self._digests: dict[str, str] = {}
        self._sense = Sense(check)
        self.planned: list[PlannedRow] = []
        self.fates: list[RowFate] = []
        self.doubts: list[tuple[int, Sayable]] = []
        self.taken: list[TakenRow] = []
        self.revived: dict[str, Record] = {}
        self.made: Counter[str] = Counter()

    def run(
        self, rows: Iterable[ReadRow], progress: Progress | None = None, total: int | None = None
    ) -> None:
        """Compare every row."""
        report = (progress or Silent()).report
        walking = iter(rows)
        while batch := list(islice(walking, BATCH)):
            self._batch(batch)
            report(len(self.fates), total)
        self._revive_register()

    def _batch(self, rows: Sequence[ReadRow]) -> None:
        fresh = [one for one in map(self._identified, rows) if one is not None]
        dataset, origin = self._assembler.dataset, self._assembler.origin
        bases = self._partners.rows(dataset, origin, [one.key for one in fresh])
        changed = [one for one in fresh if not self._is_as_before(one, bases.get(one.key))]
        assembled = [one for one in map(self._assembled, changed) if one is not None]
        known = self._known(assembled, bases)
        strange = [one.key for one in assembled if _is_strange(one, bases.get(one.key), known)]
        elsewhere = self._partners.known_elsewhere(dataset, origin, strange)
        for one in assembled:
            _Judging(self, one, bases.get(one.key), known, elsewhere.get(one.key)).judge()

    # -- what a row is -------------------------------------------------------------------------

    def _identified(self, row: ReadRow) -> _Identified | None:
        key, digest = self._assembler.identify(row)
        if is_numbered(key) and key in self._digests:
            same = self._digests[key] == digest
            why = None if same else SameNumberTwice(text=key)
            fate = UNCHANGED if same else REFUSED
            self.fates.append(RowFate(row.number, fate, key, why=why))
            return None
        self._digests[key] = digest
        return _Identified(row, key, digest)

    def _is_as_before(self, one: _Identified, base: TakenRow | None) -> bool:
        if base is None or not base.stands or base.digest != one.digest:
            return False
        self.fates.append(RowFate(one.row.number, UNCHANGED, one.key))
        return True

    def _assembled(self, one: _Identified) -> Assembled | None:
        """Make records of a row; one that makes no sense is refused as a whole."""
        try:
            made = self._assembler.assemble(one.row, one.key, one.digest)
        except NoDate as problem:
            cells = [cell for cell in one.row.refused if cell.target.startswith("date")]
            why: Sayable = cells[0].why if cells else problem
            self.fates.append(RowFate(one.row.number, REFUSED, one.key, why=why))
            return None
        nonsense = self._sense.nonsense(made.incident)
        if nonsense is None:
            return made
        refusal = Nonsense(problem=nonsense.sentence())
        self.fates.append(RowFate(made.number, REFUSED, made.key, made.incident.id, why=refusal))
        return None

    def _known(
        self, assembled: Sequence[Assembled], bases: Mapping[str, TakenRow]
    ) -> dict[str, Record]:
        """Give our records of these rows, deleted ones too."""
        incidents = self._loader.by_ids(Incident, [one.incident.id for one in assembled])
        known: dict[str, Record] = dict(incidents)
        wanted: dict[type[Record], set[str]] = {}
        for one in assembled:
            if one.incident.id in incidents:
                for record in one.records:
                    wanted.setdefault(type(record), set()).add(record.id)
                base = bases.get(one.key)
                for record_id, held in (base.contents if base else {}).items():
                    kind = self._placing.kinds.get(str(held.get("entity")))
                    if kind is not None:
                        wanted.setdefault(kind, set()).add(record_id)
        for kind, ids in wanted.items():
            if kind is not Incident:
                known.update(self._loader.by_ids(kind, sorted(ids)))
        return known

    def sensible(self, record: Record, number: int) -> bool:
        """Tell whether a record can be stored; say so when not."""
        nonsense = self._sense.nonsense(record)
        if nonsense is not None:
            said = say(LEFT_OUT, title=title_of(record), problem=nonsense.sentence())
            self.doubts.append((number, said))
        return nonsense is None

    def plan(self, number: int, before: Record | None, theirs: Record, change: RowChange) -> None:
        """Note a record to be made or changed."""
        self.planned.append(PlannedRow(self._sheet, number, before, theirs, change))

    def _revive_register(self) -> None:
        """Places and actors that an undone import had made come back instead of being made anew."""
        new = self._placing.register
        for kind in {type(one) for one in new.values()}:
            ids = [one.id for one in new.values() if type(one) is kind]
            self.revived.update(self._loader.by_ids(kind, ids))

    @property
    def sheet(self) -> str:
        """The sheet the rows stand in."""
        return self._sheet

    @property
    def dataset(self) -> str:
        """The dataset's name as ids use it."""
        return self._assembler.dataset

    @property
    def origin(self) -> str:
        """The table within the dataset."""
        return self._assembler.origin

    @property
    def placing(self) -> Placing:
        """Where places, sites and actors are looked up."""
        return self._placing

    @property
    def targets(self) -> frozenset[str]:
        """What the columns of the table mean."""
        return self._assembler.targets


class _Judging:
    """What becomes of one row."""

    def __init__(
        self,
        comparison: PartnerComparison,
        row: Assembled,
        base: TakenRow | None,
        known: Mapping[str, Record],
        elsewhere: bool | None,
    ) -> None:
        self._all, self._row, self._known = comparison, row, known
        self._was = base.contents if base is not None else {}
        # Another table of the dataset made the incident; this one only adds its own account.
        self._is_guest = elsewhere is True
        self._was_undone = elsewhere is False or (base is not None and not base.stands)
        self._changed = self._disputed = False
        self._made = 0
        self._contents: dict[str, Mapping[str, Any]] = {}

    def judge(self) -> None:
        ours = self._known.get(self._row.incident.id)
        self._all.doubts += [(self._row.number, each) for each in self._row.doubts]
        if ours is not None and ours.deleted and not self._was_undone:
            self._settle(UNCHANGED)  # somebody removed it here, and it stays removed
            return
        placed = self._all.placing.place(self._row)
        self._all.doubts += [(self._row.number, each) for each in placed.doubts]
        for part in placed.parts:
            self._part(part)
        self._vanished()
        if self._changed:
            self._add_up(placed)
        is_new = ours is None or ours.deleted
        fate = INSERTED if is_new else UPDATED if self._changed else UNCHANGED
        if self._disputed:
            fate = CONFLICTS
        elif is_new and placed.is_waiting:
            fate = PARKED
        if fate != UNCHANGED:
            self._all.placing.note(placed)
        self._settle(fate, placed)
        taken = TakenRow.saying(self._row.key, self._row.digest, self._contents)
        self._all.taken.append(taken)

    def _add_up(self, placed: Placed) -> None:
        """Say when the numbers of the row contradict each other; they are kept as it tells them."""
        records = (part.record for part in placed.parts)
        figures = [one for one in records if isinstance(one, CasualtyFigure)]
        if len(figures) > 1:
            found = check_figures(self._row.incident, figures)
            self._all.doubts += [(self._row.number, each) for each in found]

    def _settle(self, fate: str, placed: Placed | None = None) -> None:
        row = self._row
        self._all.fates.append(
            RowFate(
                row.number,
                fate,
                row.key,
                row.incident.id,
                row.incident.title or "",
                self._made,
                placed.reason if placed else "",
            )
        )

    # -- one record ----------------------------------------------------------------------------

    def _part(self, part: Part) -> None:
        record = part.record
        ours = self._known.get(record.id)
        if self._is_guest and isinstance(record, Incident | IncidentSite):
            return
        if ours is None or (ours.deleted and self._was_undone):
            self._add(part, ours)
            return
        self._remember(part)
        if not ours.deleted:
            self._change(part, ours)

    def _add(self, part: Part, ours: Record | None) -> None:
        is_checked = isinstance(part.record, Incident)  # when the row was made into records
        if not is_checked and not self._all.sensible(part.record, self._row.number):
            return
        if ours is not None:
            self._all.revived[ours.id] = ours
        self._remember(part)
        self._all.plan(self._row.number, None, part.record, NOTHING)
        self._all.made[type(part.record).__name__] += 1
        self._made += 1
        self._changed = True

    def _remember(self, part: Part) -> None:
        kind: type = type(part.record)  # the cache wants no more than a class
        self._contents[part.record.id] = {
            "entity": kind.__name__,
            "targets": sorted(part.targets),
            "values": content_under(part.record, remembered(kind, part.said, part.made)),
        }

    def _change(self, part: Part, ours: Record) -> None:
        held = self._was.get(ours.id)
        was = held["values"] if held is not None else None
        keys = self._compared(part, was)
        theirs = content_under(part.record, keys)
        asked = {key: theirs.get(key) for key in keys}
        now = content_under(ours, keys)
        change = compare(None if was is None else {**untold(now, was), **was}, now, asked)
        if not change.fields:
            return
        wanted: dict[str, Any] = {key: getattr(part.record, key) for key in keys}
        after = replace(ours, **wanted)
        if not self._all.sensible(after, self._row.number):
            return
        self._all.plan(self._row.number, ours, after, change)
        self._changed = True
        self._disputed = self._disputed or bool(change.conflicts)

    def _compared(self, part: Part, was: Mapping[str, Any] | None) -> frozenset[str]:
        """Name the fields to compare: what the table tells, and what follows from that.

        A title put together from fewer columns than last time says less, so ours stays.
        """
        if was is None:
            return frozenset(key for key in part.said if holds(part.record, key))
        keys = part.said
        if was.keys() <= keys | part.made | matched(part.record):
            keys = keys | part.made
        record = part.record
        if isinstance(record, Incident) and was.get("place_text") != record.place_text:
            keys = keys | {LOCATION}
        return keys

    def _vanished(self) -> None:
        """Records that the row made once and makes no more, though it has the columns for them."""
        for record_id, held in self._was.items():
            ours = self._known.get(record_id)
            if record_id in self._contents or ours is None or ours.deleted:
                continue
            targets = frozenset(held.get("targets", ()))
            if not targets or not targets <= self._all.targets:
                self._contents[record_id] = held
                continue
            values = held["values"]
            is_ours = content_under(ours, values.keys()) != values
            outcome = Outcome.CONFLICT if is_ours else Outcome.DELETED
            self._all.plan(self._row.number, ours, ours, deletion(outcome))
            self._changed = True
            self._disputed = self._disputed or is_ours


def _is_strange(one: Assembled, base: TakenRow | None, known: Mapping[str, Record]) -> bool:
    """Tell whether we hold an incident that this table did not make."""
    return one.incident.id in known and (base is None or one.incident.id not in base.contents)
