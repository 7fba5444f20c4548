"""Drags a map of synthetic incidents about and prints what each frame took, as JSON."""

import json
import random
import sys
import time

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from strikelog.drawing.basemap import basemap
from strikelog.drawing.clusters import Clustered
from strikelog.drawing.marks import MarkLayer, NamedSpot, Pinned
from strikelog.drawing.mercator import place_of
from strikelog.gui import style
from strikelog.gui.map.canvas import MapCanvas
from strikelog.gui.map.ground import NOTHING, Ground
from strikelog.gui.map.stamps import measure

_SIZE = (1280, 800)
_TOWNS, _DRAGS, _ZOOMS = 600, 120, 5
_COUNTRIES = ("SYR", "TUR", "IRQ", "LBN", "JOR")


def sample_layer(count: int) -> tuple[MarkLayer, list[NamedSpot], float]:
    """Make incidents in and around towns, and tell how long gathering them took."""
    chance = random.Random(7)
    towns = [(chance.uniform(32.5, 37), chance.uniform(35.8, 42)) for _ in range(_TOWNS)]
    places, pinned = [], []
    for _ in range(count):
        number = chance.randrange(_TOWNS)
        lat, lon = towns[number]
        in_town = chance.random() < 0.4
        if not in_town:
            lat, lon = lat + chance.gauss(0, 0.06), lon + chance.gauss(0, 0.06)
        places.append(place_of((lat, lon)))
        name = f"Town {number}" if in_town else ""
        pinned.append(Pinned(name, chance.random() < 0.1, 3.0, chance.random() < 0.1))
    began = time.perf_counter()
    clustered = Clustered([x for x, _ in places], [y for _, y in places])
    layer = MarkLayer(clustered, pinned, measure)
    took = time.perf_counter() - began
    named = [NamedSpot(place_of(town), f"Town {n}", "4") for n, town in enumerate(towns)]
    return layer, named, took


def settle(app: QApplication, canvas: MapCanvas) -> None:
    """Wait until the view is whole and what lies around it is ready."""
    app.processEvents()
    while not canvas.is_settled:
        app.processEvents()


def drag(app: QApplication, canvas: MapCanvas, across: float, down: float) -> tuple[float, float]:
    """Drag the map by one movement of the mouse, and give wall and CPU time until it is painted."""
    spot = QPointF(*(side / 2 for side in _SIZE))
    goal = QPointF(spot.x() - across, spot.y() - down)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    press = QMouseEvent(QMouseEvent.Type.MouseButtonPress, spot, spot, left, left, plain)
    move = QMouseEvent(QMouseEvent.Type.MouseMove, goal, goal, none, left, plain)
    let_go = QMouseEvent(QMouseEvent.Type.MouseButtonRelease, goal, goal, left, none, plain)
    app.sendEvent(canvas, press)
    wall, cpu = time.perf_counter(), time.thread_time()
    app.sendEvent(canvas, move)
    canvas.repaint()
    took = time.perf_counter() - wall, time.thread_time() - cpu
    app.sendEvent(canvas, let_go)
    return took


class Blitted(QWidget):
    """Paints one picture of its own size: no map can be quicker."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(*_SIZE)
        self._picture = QPixmap(*_SIZE)
        self._picture.fill(Qt.GlobalColor.white)

    def paintEvent(self, _event: object) -> None:
        QPainter(self).drawPixmap(0, 0, self._picture)


def blits(app: QApplication) -> list[float]:
    """Give what painting one picture takes, over and over."""
    widget = Blitted()
    widget.show()
    while not widget.windowHandle().isExposed():
        app.processEvents()
    found = []
    for _ in range(100):
        began = time.perf_counter()
        widget.repaint()
        found.append(time.perf_counter() - began)
        app.processEvents()
    widget.close()
    return found


def main() -> None:
    """Drag at each zoom from the whole country down to single towns."""
    app = QApplication([])
    style.load_fonts()
    style.apply_theme(app, dark=False)
    layer, named, gathered = sample_layer(int(sys.argv[1]))
    canvas = MapCanvas()
    canvas.resize(*_SIZE)
    canvas.show()
    while not canvas.windowHandle().isExposed():
        app.processEvents()
    ground = Ground(basemap())
    ground.show_units(_COUNTRIES, NOTHING)
    canvas.show_ground(ground)
    canvas.show_layer(layer)
    canvas.show_places(named)
    settle(app, canvas)
    wall, cpu, zooms = [], [], []
    for _ in range(_ZOOMS):
        for n in range(_DRAGS):
            took = drag(app, canvas, 14 if n < _DRAGS // 2 else -14, 5 if n % 40 < 20 else -5)
            wall.append(took[0])
            cpu.append(took[1])
            # What a hand leaves between two movements is the time to make pieces ahead.
            until = time.perf_counter() + 0.008
            while time.perf_counter() < until:
                app.processEvents()
        began = time.perf_counter()
        canvas.zoom(1)
        while True:
            app.processEvents()
            if canvas.is_whole:
                break
        zooms.append(time.perf_counter() - began)
        settle(app, canvas)
    print(
        json.dumps(
            {"wall": wall, "cpu": cpu, "blit": blits(app), "zoom": zooms, "gather": [gathered]}
        )
    )


if __name__ == "__main__":
    main()
