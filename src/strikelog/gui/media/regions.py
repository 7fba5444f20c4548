"""The regions of a working copy, in pixels of the picture; values only."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from strikelog.domain.media import Blur, Crop, Edit, Transcode

SMALLEST = 8
"""Pixels a region is long at least, so that none is lost by a click."""


@dataclass(frozen=True)
class Region:
    """A part of the picture: to be blurred, or, if it `crops`, the part that is kept."""

    left: int
    top: int
    width: int
    height: int
    crops: bool = False


@dataclass(frozen=True)
class Regions:
    """Every region of one picture, and the one the keyboard is on."""

    size: tuple[int, int]
    all: tuple[Region, ...] = ()
    chosen: int = -1

    @property
    def current(self) -> Region | None:
        """The region the keyboard is on."""
        return self.all[self.chosen] if 0 <= self.chosen < len(self.all) else None

    @property
    def crop(self) -> Region | None:
        """The part that is kept, if not all is."""
        return next((one for one in self.all if one.crops), None)

    def added(self, region: Region) -> "Regions":
        """Add a region and go to it; there is one crop at most."""
        kept = tuple(one for one in self.all if not (region.crops and one.crops))
        return replace(self, all=(*kept, self._within(region)), chosen=len(kept))

    def moved(self, dx: int, dy: int) -> "Regions":
        """Move the current region, as far as the picture goes."""
        here = self.current
        if here is None:
            return self
        left = max(0, min(self.size[0] - here.width, here.left + dx))
        top = max(0, min(self.size[1] - here.height, here.top + dy))
        return self.with_current(replace(here, left=left, top=top))

    def resized(self, dx: int, dy: int) -> "Regions":
        """Make the current region larger or smaller at its end."""
        here = self.current
        if here is None:
            return self
        width, height = max(SMALLEST, here.width + dx), max(SMALLEST, here.height + dy)
        return self.with_current(self._within(replace(here, width=width, height=height)))

    def with_current(self, region: Region) -> "Regions":
        """Put another region in place of the current one."""
        changed = (*self.all[: self.chosen], region, *self.all[self.chosen + 1 :])
        return replace(self, all=changed)

    def without_current(self) -> "Regions":
        """Drop the current region and go to the one before it."""
        if self.current is None:
            return self
        left = (*self.all[: self.chosen], *self.all[self.chosen + 1 :])
        return replace(self, all=left, chosen=min(self.chosen, len(left) - 1))

    def next(self, step: int = 1) -> "Regions":
        """Go to another region."""
        return replace(self, chosen=(self.chosen + step) % len(self.all)) if self.all else self

    def at(self, x: int, y: int) -> int:
        """Give the uppermost region at a point; -1 where there is none."""
        for place in reversed(range(len(self.all))):
            one = self.all[place]
            inside = one.left <= x < one.left + one.width and one.top <= y < one.top + one.height
            if inside and not one.crops:
                return place
        return next((at for at, one in enumerate(self.all) if one.crops and _holds(one, x, y)), -1)

    def edits(self) -> list[Edit]:
        """Give the edits in the order in which they are done: what is cut off comes last."""
        blurs: list[Edit] = [
            Blur(one.left, one.top, one.width, one.height) for one in self.all if not one.crops
        ]
        kept = self.crop
        if kept is not None:
            blurs.append(Crop(kept.left, kept.top, kept.width, kept.height))
        return blurs or [Transcode()]

    def _within(self, region: Region) -> Region:
        left = max(0, min(self.size[0] - SMALLEST, region.left))
        top = max(0, min(self.size[1] - SMALLEST, region.top))
        width = max(SMALLEST, min(self.size[0] - left, region.width))
        height = max(SMALLEST, min(self.size[1] - top, region.height))
        return replace(region, left=left, top=top, width=width, height=height)


def between(x1: int, y1: int, x2: int, y2: int, *, crops: bool) -> Region:
    """Give the region between two points."""
    return Region(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1), crops)


def _holds(region: Region, x: int, y: int) -> bool:
    across = region.left <= x < region.left + region.width
    return across and region.top <= y < region.top + region.height


@dataclass
class Steps:
    """What was drawn so far, with a way back and forth."""

    now: Regions
    before: list[Regions] = field(default_factory=list)
    after: list[Regions] = field(default_factory=list)

    def do(self, then: Regions) -> None:
        """Take a step, if it changes anything drawn; where the keyboard is, is no step."""
        if then.all != self.now.all:
            self.before.append(self.now)
            self.after.clear()
        self.now = then

    def undo(self) -> None:
        """Take the last step back."""
        if self.before:
            self.after.append(self.now)
            self.now = self.before.pop()

    def redo(self) -> None:
        """Do it again."""
        if self.after:
            self.before.append(self.now)
            self.now = self.after.pop()


def counted(regions: Sequence[Region]) -> tuple[int, bool]:
    """Count the blurred regions, and tell whether the picture is cropped."""
    return sum(not one.crops for one in regions), any(one.crops for one in regions)
