"""What goes out of the map page and comes into it: pictures as released, boundaries of the office.

The window may show exact positions; what leaves it shows those a briefing would, whatever is on.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.distances import Point
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.drawing.axes import Measure
from strikelog.drawing.basemap import Outline
from strikelog.drawing.maps import MapOf, Mark, draw_map
from strikelog.drawing.shapes import Drawing
from strikelog.gui.dialogs import files
from strikelog.gui.drawing.leaving import COPY, SAVE_PDF, SAVE_PICTURE, Action, Leaving
from strikelog.gui.drawing.painter import measure
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.map.overlay import DISCLAIMER, KILOMETRES
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
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
_FORGET = mark("Remove the boundaries “{name}”")
_BROUGHT = mark("The boundaries “{name}” are drawn now: {count} lines.")
_GONE = mark("The boundaries “{name}” were removed.")
_NOTHING = mark("No incident of this filter has a position that may be shown outside.")
_BOUNDARIES = mark("Boundaries")
_WIDTH, _STEEPEST = 520.0, 0.7


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
        self._brought: tuple[Boundaries, ...] | None = None
        self._outlines: tuple[Outline, ...] = ()
        self._leaving = Leaving(page, tasks)
        self._leaving.failed.connect(self.failed)

    def actions(self) -> list[Action]:
        """Give what can be done, for a menu."""
        leaving, title = self._leaving, say(_TITLE)
        note = f"{say(_COARSE)} {say(DISCLAIMER)}"
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
            (_BRING, "upload", self._ask_for_file),
        ]
        for one in self._brought or ():
            words = say(_FORGET).format(name=apart(one.name))
            found.append((words, "trash-2", partial(self.remove, one)))
        return found

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """What the office brought, as far as it is read."""
        if self._brought is None:
            self._read()
        return self._outlines

    def bring(self, path: Path) -> None:
        """Read a file of boundaries and draw them from now on."""
        kept = self._kept
        self._tasks.run(
            self, lambda _progress: kept.bring(path), self._came, self.failed.emit, write=True
        )

    def remove(self, one: Boundaries) -> None:
        """Draw boundaries no longer."""
        kept = self._kept
        self._tasks.run(
            self,
            lambda _progress: kept.remove(one.id),
            lambda _done: self._went(one),
            self.failed.emit,
            write=True,
        )

    def _read(self) -> None:
        kept = self._kept
        self._brought = ()
        self._tasks.run(self, lambda _progress: _with_lines(kept.all()), self._hold)

    def _hold(self, found: tuple[tuple[Boundaries, ...], tuple[Outline, ...]]) -> None:
        self._brought, self._outlines = found
        if self._outlines:
            self.outlined.emit()

    def _came(self, one: Boundaries) -> None:
        others = tuple(held for held in self._brought or () if held.name != one.name)
        self._change((*others, one))
        count = upright(number(len(one.lines)))
        self.told.emit(say(_BROUGHT).format(name=apart(one.name), count=count), Tone.GOOD)

    def _went(self, one: Boundaries) -> None:
        self._change(tuple(held for held in self._brought or () if held.id != one.id))
        self.told.emit(say(_GONE).format(name=apart(one.name)), Tone.PLAIN)

    def _change(self, brought: tuple[Boundaries, ...]) -> None:
        self._brought, self._outlines = _with_lines(brought)
        self.outlined.emit()

    def _ask_for_file(self) -> None:
        pattern = f"{say(_BOUNDARIES)} (*.geojson *.json)"
        path = files.ask_for_opening(self._page, say(_BRING), pattern=pattern)
        if path is not None:
            self.bring(path)

    def _picture(self, done: Callable[[MapOf], None]) -> None:
        """Read the positions that may be shown, and do something with their map."""
        reading, where, outlines = self._reading, self._where(), self._outlines
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


def _with_lines(
    brought: tuple[Boundaries, ...],
) -> tuple[tuple[Boundaries, ...], tuple[Outline, ...]]:
    return brought, tuple(line for one in brought for line in one.outlines())
