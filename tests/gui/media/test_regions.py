"""Regions of a working copy: they stay in the picture, and steps can be taken back."""

import pytest

from strikelog.domain.media import Blur, Crop, Transcode
from strikelog.gui.media.regions import SMALLEST, Region, Regions, Steps, between

BLANK = Regions((400, 300))


def test_a_region_is_cut_to_the_picture():
    found = BLANK.added(Region(350, 250, 200, 200)).current

    assert found == Region(350, 250, 50, 50)


@pytest.mark.parametrize(("dx", "dy"), [(-900, -900), (900, 900), (37, -12)])
def test_a_moved_region_keeps_its_size_and_stays_inside(dx, dy):
    found = BLANK.added(Region(100, 100, 80, 60)).moved(dx, dy).current

    assert (found.width, found.height) == (80, 60)
    assert 0 <= found.left <= 320
    assert 0 <= found.top <= 240


def test_a_region_cannot_be_made_to_vanish():
    found = BLANK.added(Region(100, 100, 80, 60)).resized(-500, -500).current

    assert (found.width, found.height) == (SMALLEST, SMALLEST)


def test_there_is_one_crop_at_most():
    found = BLANK.added(Region(0, 0, 90, 90, crops=True)).added(Region(10, 10, 50, 50, crops=True))

    assert [one for one in found.all if one.crops] == [Region(10, 10, 50, 50, crops=True)]


def test_blurring_comes_before_cutting_off_for_both_are_measured_in_the_whole_picture():
    found = BLANK.added(Region(50, 50, 200, 200, crops=True)).added(Region(60, 70, 30, 20))

    assert found.edits() == [Blur(60, 70, 30, 20), Crop(50, 50, 200, 200)]


def test_nothing_drawn_leaves_the_metadata_behind():
    assert BLANK.edits() == [Transcode()]


def test_a_blur_is_found_above_the_crop_it_lies_in():
    found = BLANK.added(Region(0, 0, 300, 300, crops=True)).added(Region(50, 50, 40, 40))

    assert found.at(60, 60) == 1
    assert found.at(200, 200) == 0
    assert found.at(399, 10) == -1


def test_removing_goes_to_the_one_before():
    found = BLANK.added(Region(0, 0, 20, 20)).added(Region(30, 30, 20, 20)).without_current()

    assert found.current == Region(0, 0, 20, 20)
    assert found.without_current().current is None
    assert BLANK.without_current() == BLANK


def test_going_round_visits_each():
    found = BLANK.added(Region(0, 0, 20, 20)).added(Region(30, 30, 20, 20))

    assert [found.next(step).chosen for step in (1, 2, -1)] == [0, 1, 0]
    assert BLANK.next() == BLANK


def test_between_two_points_in_any_order():
    wanted = Region(10, 20, 30, 40)

    assert between(40, 60, 10, 20, crops=False) == wanted == between(10, 20, 40, 60, crops=False)


def test_steps_are_taken_back_and_done_again():
    steps = Steps(BLANK)
    one = BLANK.added(Region(0, 0, 20, 20))
    steps.do(one)
    steps.do(one.added(Region(30, 30, 20, 20)))

    steps.undo()
    assert steps.now == one
    steps.undo()
    assert steps.now == BLANK
    steps.redo()
    assert steps.now == one


def test_going_to_another_region_is_no_step():
    steps = Steps(BLANK)
    two = BLANK.added(Region(0, 0, 20, 20)).added(Region(30, 30, 20, 20))
    steps.do(two)
    steps.do(two.next())

    steps.undo()

    assert steps.now == BLANK
