"""The model of the long list: what is read, what is kept, where keys stand."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from strikelog.gui.lists.columns import Cell, plain_cell
from strikelog.gui.lists.model import PAGE, PAGES, PagedModel
from tests.gui.sample_rows import SampleRows, columns


def test_filling_reads_no_row():
    model, source = PagedModel(columns()), SampleRows(100_000)

    model.show(source, source.keys())

    assert model.rowCount() == 100_000
    assert source.reads == 0


def test_a_page_is_read_once():
    model, source = PagedModel(columns()), SampleRows(1000)
    model.show(source, source.keys())

    texts = [model.data(model.index(row, 0)) for row in range(PAGE)]

    assert texts[0] == "SL-01000"
    assert len(set(texts)) == PAGE
    assert source.reads == 1


def test_only_some_pages_are_kept_and_the_coldest_goes_first():
    model, source = PagedModel(columns()), SampleRows(100_000)
    model.show(source, source.keys())
    for page in range(PAGES):
        model.cell(page * PAGE, 0)
    model.cell(0, 0)

    model.cell(PAGES * PAGE, 0)
    model.cell(0, 0)

    assert source.reads == PAGES + 1
    assert len(model._pages) == PAGES


@given(st.data())
def test_every_row_shows_its_own_key(data):
    model, source = PagedModel(columns()), SampleRows(20_000)
    model.show(source, source.keys())

    rows = data.draw(st.lists(st.integers(0, 19_999), min_size=1, max_size=200))

    assert all(model.cell(row, 0).text == f"SL-{model.key_at(row):05d}" for row in rows)
    assert all(model.row_of(model.key_at(row)) == row for row in rows)


def test_a_key_that_is_not_listed_has_no_row():
    model, source = PagedModel(columns()), SampleRows(10)
    model.show(source, source.keys())

    assert model.row_of(11) is None


def test_a_refreshed_row_is_read_anew(qtbot):
    model, source = PagedModel(columns()), SampleRows(1000)
    model.show(source, source.keys())
    model.cell(3, 0)

    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh([model.key_at(3)])
    model.cell(3, 0)

    assert changed.args[0].row() == 3
    assert source.reads == 2


def test_a_row_that_vanished_meanwhile_is_blank():
    class Vanished(SampleRows):
        def rows(self, keys):
            return [(None,) * 9 for _ in keys]

    model = PagedModel(columns())
    model.show(Vanished(5), array("q", range(5)))

    assert model.data(model.index(0, 0)) == ""


def test_keys_may_be_larger_than_32_bits():
    model = PagedModel(columns())

    model.show(SampleRows(1), array("q", [2**40]))

    assert model.row_of(2**40) == 0


def test_a_name_is_read_out_in_both_scripts():
    assert plain_cell(Cell("a", second="b")) == Cell("a", second="b")
    model, source = PagedModel(columns()), SampleRows(10)
    model.show(source, source.keys())

    assert model.data(model.index(0, 2)).count("\n") == 1
