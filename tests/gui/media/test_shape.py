"""Where tiles stand, and where keys lead."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView

from strikelog.gui import style
from strikelog.gui.media.shape import GridShape

Action = QAbstractItemView.CursorAction


@pytest.mark.parametrize("width", [200, 480, 700, 1033, 1900])
def test_tiles_fill_the_width_and_never_overlap(width):
    shape = GridShape(width, 40)
    first_line = [shape.place(row) for row in range(shape.across)]

    assert first_line[0].left() > 0
    assert first_line[-1].right() < width
    assert all(left.right() < right.left() for left, right in pairwise(first_line))
    assert shape.tile_width >= style.TILE_MIN or shape.across == 1


def test_every_tile_is_found_where_it_stands():
    shape = GridShape(700, 1_000)

    assert [shape.row_at(shape.place(row).center()) for row in range(1_000)] == list(range(1_000))
    assert shape.row_at(QPoint(2, 2)) is None


def test_a_million_rows_are_placed_without_being_counted():
    shape = GridShape(1_000, 1_000_000)
    last = shape.place(999_999)

    assert last.bottom() < shape.height
    assert len(shape.rows_between(shape.height // 2, shape.height // 2 + 800)) < 40


@pytest.mark.parametrize(
    ("start", "action", "goal"),
    [
        (0, Action.MoveRight, 1),
        (0, Action.MoveLeft, 0),
        (0, Action.MoveDown, 3),
        (4, Action.MoveUp, 1),
        (1, Action.MoveUp, 1),
        (7, Action.MoveDown, 9),
        (9, Action.MoveDown, 9),
        (9, Action.MoveRight, 9),
        (5, Action.MoveHome, 0),
        (5, Action.MoveEnd, 9),
        (-1, Action.MoveDown, 0),
    ],
)
def test_keys_lead_to_neighbours(start, action, goal):
    shape = GridShape(3 * (style.TILE_MIN + style.SPACE) + 2 * style.SPACE, 10)
    assert shape.across == 3

    assert shape.moved(start, action, page=600, mirrored=False) == goal


def test_right_is_back_where_reading_runs_to_the_left():
    shape = GridShape(700, 10)

    assert shape.moved(5, Action.MoveRight, page=600, mirrored=True) == 4
    assert shape.moved(5, Action.MoveLeft, page=600, mirrored=True) == 6


def test_without_rows_no_key_leads_anywhere():
    assert GridShape(700, 0).moved(-1, Action.MoveDown, page=600, mirrored=False) == -1
