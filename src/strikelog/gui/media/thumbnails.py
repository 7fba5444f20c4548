"""Small pictures of evidence: made one after another beside the window, kept up to a limit.

They are made in a confined process and live in memory alone.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.gui.tasks import Lane, Tasks

MOST_KEPT = 48 << 20
"""Bytes of pictures kept ready to be painted."""

SIDES = (96, 192, 288, 384, 576, 800, 1200, 1600)
"""Sides made, so that a change of width by a pixel makes nothing anew."""

SOFT_SIDE = 16
_BYTES_A_PIXEL = 4
_GREY = QImage.Format.Format_Grayscale8
_LANE = Lane.LOOKING


class Looking(Protocol):
    """What thumbnails need of the services."""

    def thumbnail(self, evidence_id: str, side: int = ...) -> bytes:
        """Give a small PNG of a picture."""


@dataclass(frozen=True)
class Wanted:
    """A picture of an item that fits a square of `side`; `soft` in grey and out of focus."""

    id: str
    side: int
    soft: bool = False


def side_for(pixels: float) -> int:
    """Give the side to make for a place of so many pixels."""
    return next((side for side in SIDES if side >= pixels), SIDES[-1])


class Thumbnails(QObject):
    """Makes what is wanted, newest wish first; `arrived` carries the id of an item.

    Each view says what it wants to see now; what nobody wants any more is not made.
    """

    arrived = Signal(str)

    def __init__(self, media: Looking, tasks: Tasks, *, most: int = MOST_KEPT) -> None:
        super().__init__()
        self._media = media
        self._tasks = tasks
        self._most = most
        self._held = 0
        self._made: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._failed: dict[str, StrikelogError] = {}
        self._wishes: dict[int, list[Wanted]] = {}
        self._is_making = False
        # Views wish while they paint; nothing may be made in the midst of that.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def held(self) -> int:
        """Bytes of the pictures kept."""
        return self._held

    def get(self, wanted: Wanted) -> QPixmap | None:
        """Give a picture that was made; a close one until the right one is there."""
        key = _made_as(wanted)
        found = self._made.get(key)
        if found is not None:
            self._made.move_to_end(key)
            return found
        if wanted.soft:
            return None
        others = (self._made.get(replace(key, side=side)) for side in reversed(SIDES))
        return next((one for one in others if one is not None), None)

    def failure(self, evidence_id: str) -> StrikelogError | None:
        """Tell why there is no picture of an item, if that was tried."""
        return self._failed.get(evidence_id)

    def want(self, who: QObject, wishes: Sequence[Wanted]) -> None:
        """Say what one view wants to see now, in place of what it wanted before."""
        number = id(who)
        if number not in self._wishes:
            who.destroyed.connect(partial(self._leave, number))
        self._wishes[number] = [_made_as(one) for one in wishes]
        self._turn.start()

    def forget(self, evidence_id: str) -> None:
        """Drop what was made of an item."""
        self._failed.pop(evidence_id, None)
        for key in [key for key in self._made if key.id == evidence_id]:
            self._held -= _weight(self._made.pop(key))

    def forget_failure(self, evidence_id: str) -> None:
        """Try again what could not be made, as after the item changed."""
        self._failed.pop(evidence_id, None)

    def _leave(self, number: int, _who: object = None) -> None:
        self._wishes.pop(number, None)

    def _go_on(self) -> None:
        wanted = None if self._is_making else self._next()
        if wanted is None:
            return
        media = self._media
        side = SOFT_SIDE if wanted.soft else wanted.side

        def job(_: Progress) -> QImage:
            image = QImage.fromData(media.thumbnail(wanted.id, side))
            return image.convertToFormat(_GREY) if wanted.soft else image

        self._is_making = True
        self._tasks.run(
            self, job, partial(self._made_one, wanted), partial(self._fail, wanted), lane=_LANE
        )

    def _made_one(self, wanted: Wanted, image: QImage) -> None:
        self._made[wanted] = QPixmap.fromImage(image)
        self._held += _weight(self._made[wanted])
        self._drop_what_nobody_wants()
        self._tell(wanted)

    def _fail(self, wanted: Wanted, error: StrikelogError) -> None:
        self._failed[wanted.id] = error
        self._tell(wanted)

    def _tell(self, wanted: Wanted) -> None:
        self._is_making = False
        self._turn.start()
        self.arrived.emit(wanted.id)

    def _next(self) -> Wanted | None:
        """Give what is missing of the newest wishes."""
        for wishes in reversed(self._wishes.values()):
            for one in wishes:
                if one not in self._made and one.id not in self._failed:
                    return one
        return None

    def _drop_what_nobody_wants(self) -> None:
        wanted = {one for wishes in self._wishes.values() for one in wishes}
        for key in [key for key in self._made if key not in wanted]:
            if self._held <= self._most:
                return
            self._held -= _weight(self._made.pop(key))


def _made_as(wanted: Wanted) -> Wanted:
    """Give the picture that is made for a wish: one of few sides, one soft one for all sides."""
    return replace(wanted, side=SOFT_SIDE if wanted.soft else side_for(wanted.side))


def _weight(made: QPixmap) -> int:
    return made.width() * made.height() * _BYTES_A_PIXEL
