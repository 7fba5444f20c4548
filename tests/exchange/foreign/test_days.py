from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.dates import BadDate
from strikelog.exchange.foreign.days import DayReader, NotOneOrder, clock_of, order_of
from strikelog.exchange.foreign.mapping import DAY_FIRST, MONTH_FIRST


def read(cell, **how):
    return DayReader(**how).read(cell)[0].edtf


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        (date(2019, 5, 6), "2019-05-06"),
        (datetime(2019, 5, 6, 17, 30), "2019-05-06"),
        ("2019-05-06", "2019-05-06"),
        ("2023-04-29T00:00:00.000Z", "2023-04-29"),
        ("2022-03-15 16:10:34+00:00", "2022-03-15"),
        ("22.01.2014", "2014-01-22"),
        ("٢٢/٠١/٢٠١٤", "2014-01-22"),
        ("۲۲/۰۱/۲۰۱۴", "2014-01-22"),
        ("6 شباط 2019", "2019-02-06"),
        ("٦ كانون الثاني ٢٠١٩", "2019-01-06"),
        ("5-6 May 2019", "2019-05-05/2019-05-06"),
        ("early May 2019", "[2019-05-01..2019-05-10]"),
        ("May 2019", "2019-05"),
        ("12 mars 2019", "2019-03-12"),
        ("5 de mayo de 2019", "2019-05-05"),
        (2019, "2019"),
        ("2019", "2019"),
        (20190506, "2019-05-06"),
        ("20190506", "2019-05-06"),
        ("7/7/2019", "2019-07-07"),
    ],
)
def test_a_date_is_read_as_it_is_written(cell, edtf):
    assert read(cell) == edtf


@pytest.mark.parametrize(
    ("order", "edtf"), [(DAY_FIRST, "2019-05-03"), (MONTH_FIRST, "2019-03-05")]
)
def test_the_order_that_is_told_decides(order, edtf):
    assert read("3/5/2019", order=order) == edtf


def test_a_date_that_may_be_two_days_is_refused_with_both():
    with pytest.raises(NotOneOrder) as caught:
        read("3/5/2019")

    assert "2019-05-03" in str(caught.value)
    assert "2019-03-05" in str(caught.value)


def test_a_range_in_numbers_follows_the_order_of_its_column():
    assert read("3/5/2019 - 5/5/2019", order=DAY_FIRST) == "2019-05-03/2019-05-05"


@pytest.mark.parametrize(("epoch", "day"), [("1900", "2019-05-06"), ("1904", "2023-05-07")])
def test_a_bare_number_counts_days_from_the_year_that_is_told(epoch, day):
    found, doubt = DayReader(epoch=epoch).read(43591)

    assert found.edtf == day
    assert doubt is not None
    assert "43591" in doubt.sentence("en")


def test_a_year_of_two_digits_is_read_and_said():
    found, doubt = DayReader(DAY_FIRST).read("22/01/19")

    assert found.edtf == "2019-01-22"
    assert doubt is not None


@pytest.mark.parametrize("cell", ["soon", "31/2/2019", "30.02.2019", "2019-13-45", 12, True, -4.5])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(BadDate):
        read(cell, order=DAY_FIRST)


def test_a_column_tells_its_order_by_its_days_above_twelve():
    assert order_of(["3/5/2019", "22/5/2019", None, "n/a"]).order == DAY_FIRST
    assert order_of(["3/5/2019", "5/22/2019"]).order == MONTH_FIRST


def test_a_column_that_tells_nothing_is_open_and_shows_why():
    finding = order_of(["3/5/2019", "4/6/2019", "7/7/2019"])

    assert finding.is_open
    assert finding.examples == ("3/5/2019", "4/6/2019")


def test_a_column_with_both_orders_is_open():
    finding = order_of(["22/5/2019", "5/22/2019", "3/4/2019"])

    assert finding.mixed
    assert finding.is_open


def test_a_column_whose_dates_read_alike_either_way_asks_nothing():
    assert not order_of(["7/7/2019", "2019-05-03", "6 May 2019"]).is_open


def test_real_dates_between_texts_that_could_not_be_exchanged_are_suspected():
    finding = order_of(["22/01/2026", date(2026, 6, 2), "18/02/2026"])

    assert finding.exchanged
    assert finding.order == DAY_FIRST


def test_real_dates_with_days_above_twelve_are_not_suspected():
    assert not order_of(["22/01/2026", date(2026, 6, 20)]).exchanged


def test_a_suspected_date_is_read_with_a_doubt_and_put_right_when_told():
    suspected = DayReader(DAY_FIRST, exchanged=True).read(date(2026, 6, 2))
    told = DayReader(DAY_FIRST, swapped=True, exchanged=True).read(date(2026, 6, 2))

    assert suspected[0].edtf == "2026-06-02"
    assert suspected[1] is not None
    assert (told[0].edtf, told[1]) == ("2026-02-06", None)


@given(st.dates(date(1950, 1, 1), date(2026, 12, 31)), st.sampled_from("/.-"))
def test_any_day_written_in_a_told_order_is_read_back(day, sign):
    by_day = f"{day.day}{sign}{day.month}{sign}{day.year}"
    by_month = f"{day.month:02}{sign}{day.day:02}{sign}{day.year}"

    assert read(by_day, order=DAY_FIRST) == day.isoformat()
    assert read(by_month, order=MONTH_FIRST) == day.isoformat()


@given(st.lists(st.dates(date(1950, 1, 1), date(2026, 12, 31)), min_size=1, max_size=30))
def test_the_order_found_never_contradicts_the_days(days):
    finding = order_of([f"{day.day}/{day.month}/{day.year}" for day in days])

    assert finding.order in ("", DAY_FIRST)
    assert (finding.order == DAY_FIRST) == any(day.day > 12 for day in days)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_of_days(text):
    order_of([text])
    try:
        found, _ = DayReader(DAY_FIRST).read(text)
    except BadDate:
        return
    assert found.edtf


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        (time(17, 30, 20), time(17, 30)),
        (datetime(2019, 5, 6, 8, 5), time(8, 5)),
        (timedelta(hours=23, minutes=59), time(23, 59)),
        (0.5, time(12)),
        (timedelta(days=2), None),
        ("17:30", None),
    ],
)
def test_times_of_spreadsheets_are_clocks(cell, clock):
    assert clock_of(cell) == clock


@pytest.mark.parametrize("text", ["2019-05-05~2019-05-06", "05/05/2019 ~ 06/05/2019"])
def test_a_wave_parts_the_ends_of_a_span(text):
    found, doubt = DayReader(DAY_FIRST).read(text)

    assert found.edtf == "2019-05-05/2019-05-06"
    assert doubt is None
