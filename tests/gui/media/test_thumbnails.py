"""Small pictures: only what is wanted is made, in bounds, and never what stays behind a veil."""

from functools import partial

import pytest
from PySide6.QtCore import QObject

from strikelog.domain.errors import StrikelogError
from strikelog.gui.media.asking import Asking, Veil
from strikelog.gui.media.thumbnails import SIDES, SOFT_SIDE, Thumbnails, Wanted, side_for
from tests.gui.media.conftest import picture_bytes


class Broken(StrikelogError):
    """A picture that cannot be made."""

    message = "It is broken."


class Maker:
    """Makes pictures of one colour, and remembers which were asked for."""

    def __init__(self):
        self.asked = []
        self.broken = set()

    def thumbnail(self, evidence_id, side=256):
        self.asked.append((evidence_id, side))
        if evidence_id in self.broken:
            raise Broken
        return picture_bytes(size=(side, side))


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def view(qapp):
    """Someone who looks."""
    return QObject()


@pytest.fixture
def thumbnails(qtbot, maker, tasks):
    return Thumbnails(maker, tasks, most=4 * 192 * 192 * 4)


def wants(thumbnails, who, *ids, side=192):
    """Say what a view wants."""
    thumbnails.want(who, [Wanted(one, side) for one in ids])


def all_made(thumbnails, ids):
    """Whether every picture is there."""
    return all(thumbnails.get(Wanted(one, 192)) is not None for one in ids)


def test_what_is_wanted_arrives(qtbot, thumbnails, maker, view):
    with qtbot.waitSignal(thumbnails.arrived) as arrived:
        wants(thumbnails, view, "a")

    assert arrived.args == ["a"]
    assert thumbnails.get(Wanted("a", 192)).width() == 192


def test_nothing_is_made_while_a_view_paints(thumbnails, maker, view):
    wants(thumbnails, view, "a")

    assert maker.asked == []


def test_what_a_view_wanted_goes_with_it(qtbot, thumbnails, maker):
    leaving = QObject()
    wants(thumbnails, leaving, "a")
    del leaving
    qtbot.wait(20)

    assert maker.asked == []


def test_what_nobody_wants_any_more_is_not_made(qtbot, thumbnails, maker, view):
    wants(thumbnails, view, "a", "b", "c")
    wants(thumbnails, view, "d")

    qtbot.waitUntil(lambda: thumbnails.get(Wanted("d", 192)) is not None)

    assert [one for one, _ in maker.asked] == ["d"]


def test_sides_that_differ_a_little_share_a_picture(qtbot, thumbnails, maker, view):
    for side in (185, 190, 192):
        wants(thumbnails, view, "a", side=side)
        qtbot.waitUntil(lambda: thumbnails.get(Wanted("a", 192)) is not None)

    assert maker.asked == [("a", 192)]
    assert side_for(10_000) == SIDES[-1]


def test_a_soft_picture_holds_next_to_nothing(qtbot, thumbnails, maker, view):
    thumbnails.want(view, [Wanted("a", 384, soft=True)])
    qtbot.waitUntil(lambda: thumbnails.get(Wanted("a", 384, soft=True)) is not None)

    made = thumbnails.get(Wanted("a", 800, soft=True))

    assert maker.asked == [("a", SOFT_SIDE)]
    assert made.toImage().isGrayscale()
    assert thumbnails.get(Wanted("a", 384)) is None


def test_memory_stays_in_bounds_and_the_sight_is_never_dropped(qtbot, thumbnails, maker, view):
    for place in range(0, 24, 4):
        ids = [str(one) for one in range(place, place + 4)]
        wants(thumbnails, view, *ids)
        qtbot.waitUntil(partial(all_made, thumbnails, ids))

    assert thumbnails.held <= 4 * 192 * 192 * 4
    assert len(maker.asked) == 24


def test_more_in_sight_than_is_kept_is_made_once(qtbot, thumbnails, maker, view):
    ids = [str(one) for one in range(9)]
    wants(thumbnails, view, *ids)
    qtbot.waitUntil(partial(all_made, thumbnails, ids))
    qtbot.wait(30)

    assert len(maker.asked) == 9


def test_what_cannot_be_made_is_told_and_not_tried_for_ever(qtbot, thumbnails, maker, view):
    maker.broken.add("a")
    wants(thumbnails, view, "a", "b")
    qtbot.waitUntil(lambda: thumbnails.get(Wanted("b", 192)) is not None)

    assert isinstance(thumbnails.failure("a"), Broken)
    assert [one for one, _ in maker.asked] == ["a", "b"]

    maker.broken.clear()
    thumbnails.forget_failure("a")
    wants(thumbnails, view, "a")
    qtbot.waitUntil(lambda: thumbnails.get(Wanted("a", 192)) is not None)


@pytest.mark.parametrize(
    ("code", "veil"),
    [("no", Veil.NONE), ("sensitive", Veil.FULL), ("graphic", Veil.FULL), ("unknown", Veil.SOFT)],
)
def test_only_what_is_safe_is_shown_unasked(qtbot, code, veil):
    assert Asking().veil("a", code) is veil


def test_asking_is_for_one_item_and_can_be_taken_back(qtbot):
    asking = Asking()

    asking.show("a")

    assert asking.veil("a", "graphic") is Veil.NONE
    assert asking.veil("b", "graphic") is Veil.FULL
    asking.hide("a")
    assert asking.veil("a", "graphic") is Veil.FULL
