"""What the map page reads in a worker: incidents gathered for drawing, names, the ground."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.display import code_words
from strikelog.domain.filters import Filter
from strikelog.domain.progress import Progress
from strikelog.domain.records import Incident
from strikelog.drawing.basemap import basemap
from strikelog.drawing.clusters import Clustered
from strikelog.drawing.marks import Mark, MarkLayer, NamedSpot, Pinned
from strikelog.drawing.mercator import place_of
from strikelog.gui.insight.asking import Told
from strikelog.gui.map.ground import Ground
from strikelog.gui.map.stamps import measure
from strikelog.gui.pages import wishes
from strikelog.services.finding import Finding
from strikelog.services.map_points import MapPoints, MapReading

MOST_LISTED = 200
"""Incidents of one mark that the card lists; all of them are in the list of incidents."""

_COLUMNS = ("id", "title", "date_edtf", "site", "place", "workflow")


@dataclass(frozen=True)
class MapContent:
    """All incidents of a filter as the map shows them; `points` as they were read."""

    points: MapPoints
    layer: MarkLayer
    named: tuple[NamedSpot, ...]
    countries: tuple[str, ...]

    def keys(self, mark: Mark) -> list[int]:
        """Give the row keys of the incidents of a mark."""
        return [self.points.keys[at] for at in self.layer.clustered.order[mark.start : mark.end]]

    def keys_of(self, marks: Iterable[Mark]) -> list[int]:
        """Give the row keys of the incidents of several marks."""
        return [key for mark in marks for key in self.keys(mark)]

    def possible(self, mark: Mark) -> int:
        """Tell how many incidents of a mark match only possibly."""
        return self.layer.possible_in(mark.start, mark.end)


def read_map(
    reading: MapReading, where: Filter, *, as_released: bool, language: str, progress: Progress
) -> MapContent:
    """Read and gather the incidents that match."""
    points = reading.points(where, as_released=as_released, language=language, progress=progress)
    places = [place_of(one.point) for one in points.standing]
    pinned = [
        Pinned(one.name, one.is_area, one.doubt_km, bool(is_possible))
        for one, is_possible in zip(points.standing, points.possible, strict=True)
    ]
    clustered = Clustered([x for x, _ in places], [y for _, y in places])
    countries = points.countries
    named = tuple(
        NamedSpot(place_of(one.point), one.name, one.level)
        for one in reading.places(countries, language)
    )
    return MapContent(points, MarkLayer(clustered, pinned, measure), named, countries)


def make_ground(_progress: Progress) -> Ground:
    """Read the built-in map and lay it out; about a second, once."""
    return Ground(basemap())


def told_of(finding: Finding, keys: Sequence[int], language: str) -> list[Told]:
    """Say in a few words what some incidents were."""
    told = []
    for found in finding.rows(Incident, keys[:MOST_LISTED], _COLUMNS):
        incident_id, title, when, site, place, workflow = found
        lines = [date_words(when, language)] if isinstance(when, FuzzyDate) else []
        lines += [str(one) for one in (site or place,) if one]
        told.append(
            Told(
                title=str(title or site or place or ""),
                lines=tuple(lines),
                pill=code_words("WORKFLOW", str(workflow or ""), language),
                wish=wishes.Edit(Incident, str(incident_id)),
            )
        )
    return told
