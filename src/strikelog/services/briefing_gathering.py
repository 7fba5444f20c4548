"""Gathering what a briefing is made from: case files, rows of many, what others published."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
from ..domain.collecting import uncollected
from ..domain.fields import fields_of
from ..domain.filters import Condition, Filter, Op, Order
from ..domain.progress import Progress
from ..domain.records import (
    Actor,
    AggregateClaim,
    CasualtyFigure,
    Incident,
    IncidentGroup,
    IncidentSite,
    Location,
    Period,
    Record,
    Site,
    Source,
    made,
)
from ..domain.summaries import IncidentSummary
from .finding import Finding
from .placing import of_areas, of_cases

if TYPE_CHECKING:
    from ..briefing.levels import Level
    from ..briefing.material import Material

FEW = 400
"""Up to so many incidents are read whole; of more, only those that get a line are."""

_ASKED_BY_ID = 20_000
"""Up to so many incidents are asked for their sites by id; of more, all sites are read."""

PRINTED = 24
"""Lines in the table of a briefing over more incidents than that."""

_VERY_MANY = 5_000
"""Incidents that a look for rubbish needs noticeable time for."""

_AT_A_TIME = 2_000
"""Rows read between two reports, so that a newer wish does not wait long for its turn."""


@dataclass(frozen=True)
class Selection:
    """What a filter matches, read once for every level at which it may be told of.

    Few incidents are whole; of many, `is_thin` tells that they hold their rows and places hit.
    """

    material: "Material"
    is_thin: bool = False


class Gathering:
    """Reads what a briefing needs from one vault."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    def material(self, where: Filter, level: "Level", progress: Progress) -> "Material":
        """Read whole case files of few incidents; of many, rows, and the foremost whole."""
        return self.at(self.selection(where, progress), level, progress)

    def selection(self, where: Filter, progress: Progress) -> Selection:
        """Read what a filter matches, whoever will see it."""
        progress.report(0, None)
        around = self.surroundings()
        progress.report(0, None)
        keys = self._finding.keys(Incident, where, Order("date_edtf"))
        progress.report(0, len(keys))
        if len(keys) > FEW:
            with uncollected():
                return Selection(self._thin(keys, around, progress), is_thin=True)
        cases = self._finding.case_files(where)
        whole = around.holding(cases)
        outlines = self._finding.boundaries()
        return Selection(replace(whole, positions=of_cases(cases), outlines=outlines))

    def at(self, selection: Selection, level: "Level", progress: Progress) -> "Material":
        """Give what may be told of a selection at a level, the foremost incidents of many whole."""
        if not selection.is_thin:
            return selection.material
        with uncollected():
            shown = self._shown(selection.material, level, progress)
        if len(selection.material.cases) >= _VERY_MANY:
            gc.freeze()  # or every later look for rubbish would go through all of it
        return shown

    def _thin(self, keys: Sequence[int], around: "Material", progress: Progress) -> "Material":
        incidents, summaries = self._rows(keys, progress)
        hits = self._hits({one.id for one in incidents}, progress)
        positions = of_areas(summaries, self._finding)
        progress.report(0, None)
        return replace(
            around,
            cases=tuple(
                CaseFile(incident=one, sites_hit=tuple(hits.get(one.id, ()))) for one in incidents
            ),
            summaries=summaries,
            positions=positions,
            outlines=self._finding.boundaries(),
            local_names=self._local_names(summaries.values()),
        )

    def _shown(self, every: "Material", level: "Level", progress: Progress) -> "Material":
        from ..briefing.levels import may_appear
        from ..briefing.scope import weight

        progress.report(0, None)
        thin = every.cases
        if not level.is_internal:
            known = self._sites(thin)
            thin = tuple(replace(case, known=known) for case in thin)
        shown = [case for case in thin if may_appear(case, level)]
        told = {case.incident.id for case in shown}
        ranked = nlargest(PRINTED, shown, key=lambda case: weight(every, case))
        progress.report(0, None)
        whole = {case.incident.id: case for case in self._whole([c.incident.id for c in ranked])}
        return replace(
            every,
            cases=tuple(whole.get(case.incident.id, case) for case in shown),
            full_ids=frozenset(whole),
            held_back=tuple(case for case in thin if case.incident.id not in told),
        )

    def _rows(
        self, keys: Sequence[int], progress: Progress
    ) -> tuple[list[Incident], dict[str, IncidentSummary]]:
        """Read incidents and their summaries as rows of the few columns that are counted."""
        columns = [*_COUNTED, *_BESIDE]
        incidents, summaries = [], {}
        for start in range(0, len(keys), _AT_A_TIME):
            progress.report(start, len(keys))
            part = keys[start : start + _AT_A_TIME]
            for row in self._finding.rows(Incident, part, columns):
                incident = made(Incident, dict(zip(_COUNTED, row, strict=False)))
                incidents.append(incident)
                beside = dict(zip(_BESIDE, row[len(_COUNTED) :], strict=True))
                summaries[incident.id] = IncidentSummary(**beside)  # type: ignore[arg-type]
        return incidents, summaries

    def _local_names(self, summaries: Iterable[IncidentSummary]) -> dict[str, str]:
        """What the areas and parties of rows are called in their own script."""
        from ..briefing.material import names_beside

        rows = list(summaries)
        areas = {name for one in rows for name in (one.governorate, one.district, one.country)}
        parties = {one.actors for one in rows if one.actors and " / " not in one.actors}
        places = self._finding.owned(Location, "name", sorted(filter(None, areas)))
        actors = self._finding.owned(Actor, "name", sorted(parties))
        return names_beside([*places, *actors])

    def _hits(self, incident_ids: set[str], progress: Progress) -> dict[str, list[IncidentSite]]:
        """Give the places hit by the incident they were hit in."""
        found: dict[str, list[IncidentSite]] = {}
        for hit in self._every_hit(incident_ids, progress):
            if hit.incident_id and hit.incident_id in incident_ids:
                thin = made(IncidentSite, {key: getattr(hit, key) for key in _OF_HIT})
                found.setdefault(hit.incident_id, []).append(thin)
        return found

    def _every_hit(self, incident_ids: set[str], progress: Progress) -> Iterator[IncidentSite]:
        """Read the places hit in some incidents; for very many of them, all there are."""
        if len(incident_ids) <= _ASKED_BY_ID:
            yield from self._finding.owned(IncidentSite, "incident_id", sorted(incident_ids))
            return
        keys = self._finding.keys(IncidentSite)
        for start in range(0, len(keys), _AT_A_TIME):
            progress.report(start, len(keys))
            yield from self._finding.by_keys(IncidentSite, keys[start : start + _AT_A_TIME])

    def _sites(self, cases: Iterable[CaseFile]) -> dict[str, Record]:
        """The sites hit, which say how finely their place may be named."""
        ids = {hit.site_id for case in cases for hit in case.sites_hit if hit.site_id}
        return {one.id: one for one in self._finding.owned(Site, "id", sorted(ids))}

    def _whole(self, incident_ids: Sequence[str]) -> list[CaseFile]:
        if not incident_ids:
            return []
        condition = Condition("id", Op.IS, tuple(incident_ids))
        return self._finding.case_files(Filter((condition,)))

    def siblings(self, case: CaseFile) -> list[CaseFile]:
        """The other incidents on the sites of a case."""
        sites = [site.id for site in case.sites]
        hits = self._finding.owned(IncidentSite, "site_id", sites) if sites else []
        ids = {hit.incident_id for hit in hits if hit.incident_id} - {case.incident.id}
        return self._whole(sorted(ids))

    def surroundings(self) -> "Material":
        """Totals of others, periods and groups, with the records they refer to; no cases."""
        from ..briefing.material import Material

        totals = self._finding.all(AggregateClaim)
        periods = self._finding.all(Period)
        groups = self._finding.all(IncidentGroup)
        ids = [one.id for one in totals]
        return Material(
            totals=tuple(totals),
            figures=tuple(self._finding.owned(CasualtyFigure, "owner_id", ids)),
            periods=tuple(periods),
            groups=tuple(groups),
            known=self._known([*totals, *periods, *groups]),
        )

    def _known(self, records: Iterable[Record]) -> dict[str, Record]:
        """The sources, places and actors that records name, and the places above those."""
        ids = {one for record in records for one in _named(record)}
        known: dict[str, Record] = {}
        for kind in (Source, Actor, Location):
            known.update((one.id, one) for one in self._finding.owned(kind, "id", sorted(ids)))
        return known


_COUNTED = (
    "id",
    "ref",
    "tlp",
    "rev",
    "updated_at",
    "date_edtf",
    "event_type",
    "delivery",
    "weapon",
    "responders_hit",
    "certainty",
    "grading",
    "in_totals",
    "workflow",
)
"""Fields of an incident that a briefing over many needs; none of them is a link.

The others are not held at all, and hold what they do in a blank one: with all of them, a hundred
thousand incidents would fill half a gigabyte.
"""

_OF_HIT = (
    "id",
    "rev",
    "created_at",
    "updated_at",
    "incident_id",
    "site_id",
    "site_type",
    "site_role",
    "damage",
    "status_before",
    "status_after",
    "notified_then",
)
"""Fields of a place hit that are counted or compared; the others hold what a blank one does."""

_BESIDE = (
    "site_types",
    "governorate",
    "district",
    "country",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "actors",
    "origins",
)
"""Columns of the list row that are counted or ranked by."""

_NAMING = frozenset(
    {"source_id", "via_source_id", "source_ids", "location_ids", "actor_ids", "declared_by_ids"}
)


def _named(record: Record) -> Iterable[str]:
    """The ids of what a record names."""
    for field in fields_of(type(record)):
        if field.key in _NAMING:
            held = getattr(record, field.key)
            yield from held if isinstance(held, tuple) else [held] if held else []
