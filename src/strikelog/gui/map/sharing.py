"""What goes out of the map page and comes into it: pictures as released, boundaries of the office.

The window may show exact positions; what leaves it shows those a briefing would, whatever is on.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.distances import Point
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.drawing.axes import Measure
from strikelog.drawing.basemap import Outline
from strikelog.drawing.maps import MapOf, Mark, draw_map
from strikelog.drawing.shapes import Drawing
from strikelog.gui.dialogs import files
from strikelog.gui.drawing.leaving import COPY, SAVE_PDF, SAVE_PICTURE, Action, Leaving
from strikelog.gui.drawing.painter import measure
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.map.ground import NOTHING, Layer, brought_layer
from strikelog.gui.map.overlay import KILOMETRES, disclaimer
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Lane, Report, Tasks
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.services.map_points import MapPoints, MapReading
from strikelog.services.outlines import Boundaries, Outlines
from strikelog.services.workspace import Workspace

_CIRCLE = mark("How far off the place may lie")
AREA = mark("An area, not a place")
_SIZE_ONE = mark("1 incident at one mark")
_SIZE = mark("{range} incidents at one mark")
_TITLE = mark("Map of incidents")
_COARSE = mark("Positions are no finer than may be shown of the sites hit.")
_BRING = mark("Bring in boundaries…")
_BRINGING = mark("Reading the boundaries “{name}”")
_FORGET = mark("Remove the boundaries “{name}”")
_BROUGHT = mark("The boundaries “{name}” are drawn now: {count} lines.")
_GONE = mark("The boundaries “{name}” were removed.")
_NOTHING = mark("No incident of this filter has a position that may be shown outside.")
_BOUNDARIES = mark("Boundaries")
_WIDTH, _STEEPEST = 520.0, 0.7


@dataclass(frozen=True)
class _Brought:
    """What the vault keeps, as drawings need it and as the window paints it."""

    kept: tuple[Boundaries, ...] = ()
    outlines: tuple[Outline, ...] = ()
    layer: Layer = NOTHING


class MapSharing(QObject):
    """Copies, saves and brings in on behalf of the page; `told` with what was done.

    `where` gives what is asked for; `outlined` when other boundaries are to be drawn.
    """

    failed = Signal(object)
    told = Signal(str, Tone)
    outlined = Signal()

    def __init__(
        self, page: QWidget, workspace: Workspace, tasks: Tasks, *, where: Callable[[], Filter]
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self._where = page, tasks, where
        self._reading = MapReading(workspace.vault.database)
        self._kept = Outlines(workspace.vault.database)
        self._brought: _Brought | None = None
        self.progress = ProgressStrip()
        self._leaving = Leaving(page, tasks)
        self._leaving.failed.connect(self.failed)

    def actions(self) -> list[Action]:
        """Give what can be done, for a menu."""
        leaving, title = self._leaving, say(_TITLE)
        brought = self._brought or _Brought()
        note = f"{say(_COARSE)} {disclaimer(has_brought=bool(brought.outlines))}"
        found: list[Action] = [
            (COPY, "copy", partial(self._picture, lambda shown: leaving.copy(_drawn(shown)))),
            (
                SAVE_PICTURE,
                "image",
                partial(self._picture, lambda shown: leaving.ask_for_picture(_drawn(shown), title)),
            ),
            (
                SAVE_PDF,
                "file-text",
                partial(
                    self._picture,
                    lambda shown: leaving.ask_for_pdf(
                        partial(_made, shown), title=title, note=note
                    ),
                ),
            ),
        ]
        if not self._kept.can_write:
            return found
        found.append((_BRING, "upload", self._ask_for_file))
        for one in brought.kept:
            words = say(_FORGET).format(name=apart(one.name))
            found.append((words, "trash-2", partial(self.remove, one)))
        return found

    @property
    def layer(self) -> Layer:
        """What the office brought as the window draws it, as far as it is read."""
        if self._brought is None:
            self._read()
        return (self._brought or _Brought()).layer

    def bring(self, path: Path) -> None:
        """Read a file of boundaries beside the window and draw them from now on."""
        kept = self._kept
        task = self._tasks.run(
            self,
            lambda progress: kept.read(path, progress),
            self._keep,
            self.failed.emit,
            lane=Lane.CARRYING,
        )
        self.progress.says = _how_far
        self.progress.follow(task, say(_BRINGING).format(name=apart(path.name)))

    def _keep(self, one: Boundaries) -> None:
        kept = self._kept

        def job(_progress: Progress) -> _Brought:
            kept.keep(one)
            return _laid_out(kept)

        self._tasks.run(self, job, partial(self._came, one), self.failed.emit, write=True)

    def remove(self, one: Boundaries) -> None:
        """Draw boundaries no longer."""
        kept = self._kept

        def job(_progress: Progress) -> _Brought:
            kept.remove(one.id)
            return _laid_out(kept)

        self._tasks.run(self, job, partial(self._went, one), self.failed.emit, write=True)

    def _read(self) -> None:
        kept = self._kept
        self._brought = _Brought()
        self._tasks.run(self, lambda _progress: _laid_out(kept), self._hold, self.failed.emit)

    def _hold(self, brought: _Brought) -> None:
        if brought.kept:
            self._change(brought)

    def _came(self, one: Boundaries, brought: _Brought) -> None:
        self._change(brought)
        count = upright(number(len(one.lines)))
        self.told.emit(say(_BROUGHT).format(name=apart(one.name), count=count), Tone.GOOD)

    def _went(self, one: Boundaries, brought: _Brought) -> None:
        self._change(brought)
        self.told.emit(say(_GONE).format(name=apart(one.name)), Tone.PLAIN)

    def _change(self, brought: _Brought) -> None:
        self._brought = brought
        self.outlined.emit()

    def _ask_for_file(self) -> None:
        pattern = f"{say(_BOUNDARIES)} (*.geojson *.json)"
        path = files.ask_for_opening(self._page, say(_BRING), pattern=pattern)
        if path is not None:
            self.bring(path)

    def _picture(self, done: Callable[[MapOf], None]) -> None:
        """Read the positions that may be shown, and do something with their map."""
        reading, where = self._reading, self._where()
        outlines = (self._brought or _Brought()).outlines
        tongue = language()

        def told(shown: MapOf | None) -> None:
            if shown is None:
                self.told.emit(say(_NOTHING), Tone.PLAIN)
            else:
                done(shown)

        self._tasks.run(
            self,
            lambda _progress: released_map(reading, where, outlines, tongue=tongue),
            told,
            self.failed.emit,
        )


def released_map(
    reading: MapReading, where: Filter, outlines: tuple[Outline, ...], *, tongue: str
) -> MapOf | None:
    """Gather the incidents of a filter where a briefing would show them; None if nowhere."""
    points = reading.points(where, as_released=True, language=tongue)
    return _map_of(points, outlines) if points.keys else None


def _map_of(points: MapPoints, outlines: tuple[Outline, ...]) -> MapOf:
    counts = Counter((one.point, one.name, one.is_area) for one in points.standing)
    doubts: dict[Point, float] = {}
    for one in points.standing:
        doubts[one.point] = max(doubts.get(one.point, 0.0), one.doubt_km)
    least, most = min(counts.values()), max(counts.values())
    said = f"{number(least)}–{number(most)}" if most > least else number(most)
    return MapOf(
        marks=[
            Mark(point, count, name, is_hollow=is_area, doubt_km=doubts[point])
            for (point, name, is_area), count in counts.items()
        ],
        countries=points.countries,
        sizes=say(_SIZE_ONE) if most == 1 else say(_SIZE).format(range=upright(said)),
        hollow=say(AREA),
        circle=say(_CIRCLE),
        kilometres=say(KILOMETRES),
        description=say(_TITLE),
        outlines=outlines,
    )


def _drawn(shown: MapOf) -> Drawing:
    return _made(shown, _WIDTH, measure)


def _made(shown: MapOf, width: float, letters: Measure) -> Drawing:
    return draw_map(shown, width, width * _STEEPEST, letters)


def _laid_out(kept: Outlines) -> _Brought:
    every = kept.all()
    outlines = tuple(line for one in every for line in one.outlines())
    return _Brought(every, outlines, brought_layer(outlines))


def _how_far(report: Report) -> str:
    words = say(_BRINGING).format(name=apart(report.text))
    share = f"{report.done / report.total:.0%}" if report.total else ""
    return f"{words}  {upright(share)}".rstrip()
