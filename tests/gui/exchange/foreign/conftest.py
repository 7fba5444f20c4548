"""A partner's table, and the page over a vault that takes it in."""

import pytest

from strikelog.gui.exchange.foreign import ForeignPage
from tests.gui.exchange.foreign.tables import ROWS, as_csv


@pytest.fixture
def table(tmp_path):
    """A small table of incidents: one misspelt kind of place, one day that does not exist."""
    return as_csv(tmp_path, ROWS)


@pytest.fixture
def page(empty_workspace, tasks, gone):
    """The page over an empty vault."""
    made = ForeignPage(empty_workspace.partner_importing, tasks)
    gone(made)
    made.resize(1036, 720)
    made.show()
    return made


@pytest.fixture
def place_of(page):
    """Finds a column by its heading."""

    def found(heading):
        return next(line.place for line in page.work.columns.lines if line.header == heading)

    return found


@pytest.fixture
def sampled(page, qtbot):
    """Waits until the first rows were made into records anew, and gives them."""

    def waited():
        before = page.work.sample.lines
        qtbot.waitUntil(lambda: page.work.sample.lines not in ((), before), timeout=5_000)
        return page.work.sample.lines

    return waited
