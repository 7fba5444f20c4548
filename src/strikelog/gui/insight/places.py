"""Where somebody was in the answers: what leads back to it after a record was opened from there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from strikelog.gui.insight.asking import Told
from strikelog.gui.insight.detail_view import AT_TOP, AnswerSpot
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.window.trail import Bookmark


@dataclass(frozen=True, slots=True)
class Place:
    """A question, the result that was looked at, and the spot in what was laid out of it."""

    topic: str
    name: str = ""
    title: str = ""
    wish: Wish | None = None
    row: int = 0
    scrolled: int = 0
    spot: AnswerSpot = AT_TOP

    def misses(self, results: Sequence[Told]) -> bool:
        """Tell whether a result was asked for by its name alone, and is not among these."""
        is_asked = bool(self.name) and not self.title
        return is_asked and all(one.name != self.name for one in results)

    def row_in(self, results: Sequence[Told]) -> int:
        """Find the result again: by its name, where it leads, its title, or where it stood."""
        signs: tuple[tuple[object, list[object]], ...] = (
            (self.name, [one.name for one in results]),
            (self.wish, [one.wish for one in results]),
            (self.title, [one.title for one in results]),
        )
        for wanted, known in signs:
            if wanted and wanted in known:
                return known.index(wanted)
        return self.row


def moved_on(place: Place, bookmark: Bookmark, wishes: Sequence[Wish]) -> Place:
    """Give the place with its mark on what was open last, or on what follows where that is gone.

    `wishes` is where the lines of the table lead now.
    """
    following = (one for one in bookmark.wishes[bookmark.at :] if one in wishes)
    found = next(following, None)
    row = wishes.index(found) if found is not None else min(bookmark.at, len(wishes) - 1)
    return replace(place, spot=replace(place.spot, row=row))
