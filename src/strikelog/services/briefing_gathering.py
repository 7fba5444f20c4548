"""Gathering what a briefing is made from: case files, rows of many, what others published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
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


class Gathering:
    """Reads what a briefing needs from one vault."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    def material(self, where: Filter, level: "Level", progress: Progress) -> "Material":
        """Read whole case files of few incidents; of many, rows, and the foremost whole."""
        progress.report(0, None)
        around = self.surroundings()
        if len(self._finding.keys(Incident, where)) <= FEW:
            cases = self._finding.case_files(where)
            outlines = self._finding.boundaries()
            whole = around.holding(cases)
            return replace(whole, positions=of_cases(cases), outlines=outlines)
        return self._large_material(where, level, around)

    def _large_material(self, where: Filter, level: "Level", around: "Material") -> "Material":
        from ..briefing.levels import may_appear
        from ..briefing.material import Material
        from ..briefing.scope import weight

        incidents, summaries = self._rows(where)
        hits = self._hits({one.id for one in incidents})
        known = {} if level.is_internal else self._sites(hits)
        thin = [
            CaseFile(incident=one, sites_hit=tuple(hits.get(one.id, ())), known=known)
            for one in incidents
        ]
        shown = [case for case in thin if may_appear(case, level)]
        rows = Material(summaries=summaries)
        ranked = sorted(shown, key=lambda case: weight(rows, case), reverse=True)[:PRINTED]
        whole = {case.incident.id: case for case in self._whole([c.incident.id for c in ranked])}
        return replace(
            around,
            cases=tuple(whole.get(case.incident.id, case) for case in shown),
            summaries=summaries,
            full_ids=frozenset(whole),
            positions=of_areas(summaries, self._finding),
            outlines=self._finding.boundaries(),
            local_names=self._local_names(summaries.values()),
            held_back=tuple(case for case in thin if not may_appear(case, level)),
        )

    def _rows(self, where: Filter) -> tuple[list[Incident], dict[str, IncidentSummary]]:
        """Read incidents and their summaries as rows of the few columns that are counted."""
        columns = [*_COUNTED, *_BESIDE]
        keys = self._finding.keys(Incident, where, Order("date_edtf"))
        incidents, summaries = [], {}
        for row in self._finding.rows(Incident, keys, columns):
            values = dict(zip(columns, row, strict=True))
            own = {key: values[key] for key in _COUNTED}
            incident = Incident(**own)  # type: ignore[arg-type]
            incidents.append(incident)
            shown = {key: values[key] for key in _BESIDE}
            summaries[incident.id] = IncidentSummary(**shown)  # type: ignore[arg-type]
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

    def _hits(self, incident_ids: set[str]) -> dict[str, list[IncidentSite]]:
        found: dict[str, list[IncidentSite]] = {}
        few = len(incident_ids) <= _ASKED_BY_ID
        owners = sorted(incident_ids) if few else []
        every = self._finding.owned(IncidentSite, "incident_id", owners) if few else None
        for hit in self._finding.all(IncidentSite) if every is None else every:
            if hit.incident_id in incident_ids:
                found.setdefault(hit.incident_id, []).append(hit)
        return found

    def _sites(self, hits: Mapping[str, list[IncidentSite]]) -> dict[str, Record]:
        """The sites hit, which say how finely their place may be named."""
        ids = {one.site_id for some in hits.values() for one in some if one.site_id}
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
"""Fields of an incident that a briefing over many needs; none of them is a link."""

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
