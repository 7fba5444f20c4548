"""What one row of a file becomes, in the words that lists and panes use for records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.display import listed, words
from strikelog.domain.fields import field_of
from strikelog.domain.records import (
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Record,
    Strike,
)
from strikelog.domain.saying import Sayable
from strikelog.domain.text import isolate_ltr
from strikelog.gui.pages.cells import SITE_ICONS, short_date, short_range
from strikelog.gui.pages.facts import Details, Fact, case_details
from strikelog.insight.ranges import adopted_range

DATE, WHERE, EVENT, HIT, KILLED, INJURED = "date", "where", "event", "hit", "killed", "injured"

_PLAIN = (None, "total", "any", "civilian")
R = TypeVar("R", bound=Record)

_SHOWN_IN = (
    ("date", DATE),
    ("time", DATE),
    ("place", WHERE),
    ("event_type", EVENT),
    ("means", EVENT),
    ("delivery", EVENT),
    ("weapon", EVENT),
    ("site", HIT),
    ("count.killed", KILLED),
    ("count.injured", INJURED),
)


class ToldCell(Protocol):
    """A cell with what is wrong with it."""

    @property
    def cell(self) -> str:
        """Where it stands, such as F12."""

    @property
    def header(self) -> str:
        """What stands above it."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def why(self) -> Sayable:
        """What is wrong with it."""


class FoundCell(ToldCell, Protocol):
    """A cell with what is wrong with it and what it was to be."""

    @property
    def target(self) -> str:
        """What its column means."""


class SampleRow(Protocol):
    """One row of the file with the records that it makes."""

    @property
    def number(self) -> int:
        """The row of the sheet, as a person sees it."""

    @property
    def made(self) -> Sequence[Record]:
        """What it makes; nothing where it cannot be taken in."""

    @property
    def refused(self) -> Sequence[FoundCell]:
        """Cells that were refused."""

    @property
    def doubts(self) -> Sequence[Sayable]:
        """What is doubtful in it."""

    @property
    def why(self) -> Sayable | None:
        """Why the row as a whole is refused."""

    @property
    def place(self) -> str:
        """How its place was found."""


@dataclass(frozen=True)
class SampleLine:
    """One row in words: `red` holds what was refused, as written, by the column it would fill."""

    number: int
    date: str = ""
    title: str = ""
    where: str = ""
    event: str = ""
    hit: str = ""
    hit_icon: str = ""
    killed: str = ""
    injured: str = ""
    red: Mapping[str, str] = field(default_factory=dict)
    refused: Sequence[FoundCell] = ()
    doubts: Sequence[Sayable] = ()
    why: Sayable | None = None
    place: str = ""
    account: str = ""
    harm: tuple[Fact, ...] = ()
    details: Details | None = None

    @property
    def is_taken(self) -> bool:
        """Tell whether the row makes an incident."""
        return self.details is not None


def sample_lines(rows: Iterable[SampleRow], language: str) -> list[SampleLine]:
    """Say what rows become."""
    return [_line(row, language) for row in rows]


def _line(row: SampleRow, language: str) -> SampleLine:
    incident = next((one for one in row.made if isinstance(one, Incident)), None)
    red = _red(row.refused)
    if incident is None:
        return SampleLine(row.number, red=red, refused=row.refused, doubts=row.doubts, why=row.why)
    case = _case(incident, row.made)
    kinds = tuple(one.site_type for one in case.sites_hit if one.site_type)
    site_field = field_of(IncidentSite, "site_type")
    return SampleLine(
        number=row.number,
        date=short_date(incident.date_edtf, language) if incident.date_edtf else "",
        title=incident.title or "",
        where=_where(case, language),
        event=_of(incident, ("event_type", "weapon"), language),
        hit=listed(dict.fromkeys(words(site_field, one, language) for one in kinds), language),
        hit_icon=SITE_ICONS.get(kinds[0], "") if kinds else "",
        killed=_people(case, "killed"),
        injured=_people(case, "injured"),
        red=red,
        refused=row.refused,
        doubts=row.doubts,
        place=row.place,
        harm=_harm(case, language),
        account="\n".join(one.summary for one in case.claims if one.summary),
        details=case_details(case, (), language),
    )


def _case(incident: Incident, records: Sequence[Record]) -> CaseFile:
    return CaseFile(
        incident=incident,
        sites_hit=_of_kind(IncidentSite, records),
        strikes=_of_kind(Strike, records),
        claims=_of_kind(Claim, records),
        figures=_of_kind(CasualtyFigure, records),
        attributions=_of_kind(Attribution, records),
        places=_of_kind(Location, records),
        known={one.id: one for one in records},
    )


def _of_kind(kind: type[R], records: Iterable[Record]) -> tuple[R, ...]:
    return tuple(one for one in records if isinstance(one, kind))


def _where(case: CaseFile, language: str) -> str:
    names = [one.name or "" for one in case.places[:2]]
    return listed(names, language) if names else case.incident.place_text or ""


def _of(incident: Incident, keys: Sequence[str], language: str) -> str:
    said = [
        words(field_of(Incident, key), value, language)
        for key in keys
        if (value := getattr(incident, key)) not in (None, "unknown")
    ]
    return listed(said, language)


def _people(case: CaseFile, outcome: str) -> str:
    """Give the range of everyone, else that of the largest group the row counts."""
    people = adopted_range(case, outcome, rule="widest")
    if people.is_stated:
        return short_range(people.low, people.high)
    counted = [one for one in case.figures if one.outcome == outcome]
    most = max(counted, key=lambda one: one.high or one.low or 0, default=None)
    return short_range(most.low, most.high) if most is not None else ""


def _harm(case: CaseFile, language: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(_counted(one, language), isolate_ltr(short_range(one.low, one.high)))
        for one in case.figures
    )


def _counted(figure: CasualtyFigure, language: str) -> str:
    """Name who is counted, leaving out what goes without saying."""
    said = [
        words(field_of(CasualtyFigure, key), value, language)
        for key in ("outcome", "age_sex", "role", "civ_status")
        if (value := getattr(figure, key)) not in _PLAIN
    ]
    return listed(said, language)


def _red(refused: Sequence[FoundCell]) -> dict[str, str]:
    """Give what refused cells say, by the column of the table that they would have filled."""
    found: dict[str, str] = {}
    for cell in refused:
        for start, column in _SHOWN_IN:
            if cell.target.startswith(start):
                found.setdefault(column, cell.text)
    return found
