"""Whatever is stacked in whatever, pages end and no word is lost or doubled."""

from collections import Counter
from contextlib import contextmanager
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.briefing.blocks import (
    Boxed,
    Bullets,
    Drawing,
    Heading,
    Spacer,
    Tile,
    Tiles,
    note,
    together,
)
from strikelog.briefing.columns import Balanced, Known, SideBySide
from strikelog.briefing.composing import PageBreak, Room, Stack
from strikelog.briefing.flowing import words
from strikelog.briefing.incident_notes import IncidentNote
from strikelog.briefing.meaning import Meaning
from strikelog.briefing.sections.incidents import note_block
from strikelog.briefing.speech import ENGLISH, Said
from strikelog.briefing.tables import Column, Table


class Recorder(Meaning):
    """A pen that remembers the pieces it was given."""

    canvas = None

    def __init__(self):
        self.words = []

    def text(self, x, y, pieces):
        self.words += [shaped.text for shaped, _ in pieces if shaped.text.strip()]

    @contextmanager
    def saved(self):
        yield None

    def fill(self, *args, **kwargs):
        """Surfaces do not matter here."""

    rule = anchor = bookmark = label = fill


class Numbered:
    """Makes blocks out of words that occur once each."""

    def __init__(self):
        self._next = count()
        self.made = []

    def text(self, length):
        fresh = [f"w{next(self._next)}" for _ in range(length)]
        self.made += fresh
        return " ".join(fresh)


def leaf(kind, size, numbered):
    """A block without others inside."""
    makers = {
        "words": lambda: words(numbered.text(size)),
        "heading": lambda: Heading(numbered.text(1), level=size % 3 + 1),
        "bullets": lambda: Bullets([numbered.text(size) for _ in range(3)]),
        "tiles": lambda: Tiles([Tile(numbered.text(1), numbered.text(1)) for _ in range(3)]),
        "table": lambda: Table(
            [Column("", share=1), Column("")],
            [[numbered.text(size), numbered.text(1)] for _ in range(4)],
        ),
        "drawing": lambda: Drawing(size * 4.0, lambda pen, area: None),
        "spacer": lambda: Spacer(size * 4.0),
        "break": PageBreak,
    }
    return makers[kind]()


def nest(kind, inner, numbered):
    """A block around others."""
    makers = {
        "box": lambda: Boxed(inner),
        "sides": lambda: SideBySide([inner, [words(numbered.text(30))]]),
        "balanced": lambda: Balanced(inner),
        "together": lambda: together(inner),
        "note": lambda: note(numbered.text(1), numbered.text(1), blocks=inner),
    }
    return makers[kind]()


def built(shape, numbered):
    """A block from its description: (kind, size) or (kind, descriptions inside)."""
    kind, content = shape
    if isinstance(content, int):
        return leaf(kind, content, numbered)
    return nest(kind, [built(child, numbered) for child in content], numbered)


KINDS = ["words", "heading", "bullets", "tiles", "table", "drawing", "spacer", "break"]
NESTS = ["box", "sides", "balanced", "together", "note"]
SHAPES = st.recursive(
    st.tuples(st.sampled_from(KINDS), st.integers(1, 60)),
    lambda inner: st.tuples(st.sampled_from(NESTS), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.lists(SHAPES, max_size=5), st.floats(60, 400), st.booleans())
def test_every_word_is_printed_once_and_pages_end(shapes, height, rtl):
    numbered, pen = Numbered(), Recorder()
    rest = Stack([built(shape, numbered) for shape in shapes])

    pages = 0
    while rest is not None:
        fitted = rest.fit(Room(300, height, fresh=True, rtl=rtl))
        fitted.paint(pen, 0.0, height)
        rest = fitted.rest
        pages += 1
        assert pages < 2000

    # Letters are counted, since a word in a very narrow column is cut.
    assert Counter("".join(pen.words)) == Counter("".join(numbered.made))


def test_white_space_cut_at_the_foot_of_a_column_is_not_remembered_as_whole():
    known = Known(Spacer(60))

    heights = [known.fit(Room(200, height)).height for height in (40, 400, 50, 300)]

    assert heights == [40, 60, 50, 60]


@pytest.mark.parametrize(("length", "is_begun"), [(5, False), (300, True)])
def test_a_long_note_is_begun_where_a_short_one_waits_for_the_next_column(length, is_begun):
    said = (Said("word " * length),)
    block = note_block(ENGLISH, IncidentNote("EX-1", "Strike", "", False, (said,) * 4, "1"))
    whole = block.fit(Room(200, 10_000)).height

    assert (block.fit(Room(200, 0.7 * whole)) is not None) is is_begun


def test_a_page_break_ends_a_column():
    one, *others = (words(letter) for letter in "abcd")
    room = Room(300, 500, fresh=True)

    level = Balanced([one, *others]).fit(room)
    parted = Balanced([one, PageBreak(), *others]).fit(room)

    assert parted.height > level.height
