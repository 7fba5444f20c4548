"""What taking in a partner's table needs around it: refusals, rows, previews, verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.display import title_of
from ...domain.errors import StrikelogError
from ...domain.messages import mark
from ...domain.records import Record
from ...domain.saying import Sayable
from ...storage.partners import TakenRow
from ...storage.writing import Revision
from ..deciding import NO_GROUPS, Decision, Decisions, Verdict, verdict_on
from .sense import Check
from .values import FATES, Opened, OursStays, PartnerPreview

if TYPE_CHECKING:
    from ...exchange.foreign.mapping import Mapping
    from ...exchange.foreign.reads import DoubtfulCell, ReadRow
    from ...exchange.foreign.tables import Table
    from ..planning import PlannedRow
    from .comparing import PartnerComparison


class NotIncidents(StrikelogError):
    """The table is no list of incidents."""

    message = mark("Nothing of the sheet “{sheet}” was taken in. {reason}")


class NothingMapped(StrikelogError):
    """No column says when something happened."""

    message = mark(
        "In the sheet “{sheet}” no column is known to be a date. "
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


def verdict_of(row: PlannedRow, decisions: Decisions) -> Verdict:
    """Sort a row's changes by what becomes of them; only a conflict is a question here.

    What a publisher takes back and nobody here has touched is taken back.
    """
    if not row.change.fields:
        return NO_GROUPS
    if not isinstance(decisions, str):
        chosen = decisions or {}
        answered = {
            one.together
            for one in row.change.fields
            if (row.id, one.key) in chosen or (row.id, one.together) in chosen
        }
        plain: dict[tuple[str, str], Decision] = {
            (row.id, one.together): "theirs"
            for one in row.change.proposals
            if one.together not in answered
        }
        return verdict_on(row, {**plain, **chosen})
    verdict = verdict_on(row, decisions)
    groups = frozenset(one.together for one in row.change.proposals)
    disputed = frozenset(one.together for one in row.change.conflicts)
    free = groups - disputed
    return Verdict(verdict.taken | free, verdict.declined - free, verdict.waiting - free)


def revision_of(
    row: PlannedRow, verdict: Verdict, nonsense: Check
) -> tuple[Revision, OursStays | None]:
    """Give the record before and after what was decided of it.

    Where their value makes nonsense of what we hold beside it, ours stays, and that is told.
    """
    after = row.after(verdict.taken, verdict.left)
    problem = nonsense(after) if row.before is not None else None
    if row.before is None or problem is None:
        return Revision(row.before, after), None
    return Revision(row.before, row.before), OursStays(row.number, title_of(row.before), problem)


def rows_of(table: Table, mapping: Mapping) -> Iterator[ReadRow]:
    """Read the rows of a table."""
    from ...exchange.foreign.converting import read_rows
    from ...exchange.foreign.targets import is_target

    # What holds for the dataset as a whole, such as its licence, is no cell.
    defaults = {key: text for key, text in mapping.defaults.items() if is_target(key)}
    return read_rows(table, replace(mapping, defaults=defaults))


def refuse_ours(opened: Opened) -> None:
    """Refuse a workbook of ours, which is compared in another way; raises IsOurs."""
    if opened.is_ours:
        raise IsOurs(name=opened.workbook.name)


_NEVER = frozenset({"pivot", "code_book", "notes", "empty"})
"""Kinds of tables that are no list of incidents whatever their columns are said to mean."""

_SAYS_NO_MORE = frozenset({"date", "time", "external_id", "note", "ignore", "verified", "source"})


def refuse_unfit(table: Table, mapping: Mapping, language: str) -> None:
    """Refuse what is no list of incidents, or says no day, or neither where nor what."""
    reason = table.reason.sentence(language)
    if table.kind in _NEVER:
        raise NotIncidents(sheet=table.sheet, reason=reason)
    told = {column.target.split(".")[0] for column in mapping.columns}
    told |= {key.split(".")[0] for key, text in mapping.defaults.items() if text}
    if "date" not in told:
        raise NothingMapped(sheet=table.sheet)
    columns = {column.target.split(".")[0] for column in mapping.columns}
    if columns <= _SAYS_NO_MORE:
        raise NotIncidents(sheet=table.sheet, reason=reason)


class Troubles:
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


def preview_of(
    opened: Opened,
    mapping: Mapping,
    comparison: PartnerComparison,
    troubles: Troubles,
    language: str,
) -> PartnerPreview:
    """Put together what a comparison found."""
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


def of_register(preview: PartnerPreview) -> Iterator[Revision]:
    """Give the places and actors the rows need; those an undone import made come back."""
    for record in preview.register:
        before = preview.revived.get(record.id)
        if before is None:
            yield Revision(None, record)
        elif before.deleted:
            yield Revision(before, brought_back(before, record))


def brought_back(before: Record, after: Record) -> Record:
    """Give a record that an undone import had made, as it comes back."""
    return replace(after, rev=before.rev, tlp=before.tlp, deleted=False)


def settled(
    preview: PartnerPreview, decisions: Decisions, unfit: Iterable[OursStays] = ()
) -> Iterator[TakenRow]:
    """Leave out the rows in which something is still to be decided, so that it is asked again.

    And those of which something did not fit.
    """
    undecided = {
        row.number
        for row in preview.planned
        if row.has_conflict and verdict_of(row, decisions).waiting
    }
    undecided |= {one.row for one in unfit}
    numbers = {fate.key: fate.number for fate in preview.fates}
    return (one for one in preview.taken if numbers.get(one.key) not in undecided)
