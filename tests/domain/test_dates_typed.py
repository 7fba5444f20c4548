"""Claims about dates as people type and read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.dates import (
    AmbiguousDate,
    BadDate,
    DatesReversed,
    FuzzyDate,
    NoSuchDay,
    WeekdayDiffers,
    YearMissing,
    date_words,
    read_date,
)

TODAY = date(2019, 11, 7)
NOVEMBER_6 = "2019-11-06"
EARLY_MAY = "[2019-05-01..2019-05-10]"
NIGHT = "2019-05-05/2019-05-06"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("6 Nov 2019", NOVEMBER_6),
        ("Nov 6, 2019", NOVEMBER_6),
        ("6 November 2019", NOVEMBER_6),
        ("6th of November, 2019", NOVEMBER_6),
        ("November 6th 2019", NOVEMBER_6),
        ("on Wednesday, 6 Nov. 2019", NOVEMBER_6),
        ("6-Nov-2019", NOVEMBER_6),
        ("2019-11-06", NOVEMBER_6),
        ("2019/11/6", NOVEMBER_6),
        ("13.11.2019", "2019-11-13"),
        ("13/11/2019", "2019-11-13"),
        ("11/13/2019", "2019-11-13"),
        ("11/11/2019", "2019-11-11"),
        ("today", "2019-11-07"),
        ("Yesterday", NOVEMBER_6),
        ("Nov 2019", "2019-11"),
        ("in November 2019", "2019-11"),
        ("11/2019", "2019-11"),
        ("2019-11-xx", "2019-11-XX"),
        ("2019-XX-XX", "2019-XX"),
        ("2019", "2019"),
        ("early May 2019", EARLY_MAY),
        ("beginning of May 2019", EARLY_MAY),
        ("mid-May 2019", "[2019-05-11..2019-05-20]"),
        ("late February 2020", "[2020-02-21..2020-02-29]"),
        ("night of 5–6 May 2019", NIGHT),
        ("night of 5 May 2019", NIGHT),
        ("5-6 May 2019", NIGHT),
        ("May 5-6, 2019", NIGHT),
        ("5 and 6 May 2019", NIGHT),
        ("30 Apr – 2 May 2019", "2019-04-30/2019-05-02"),
        ("from 30 Apr to 2 May 2019", "2019-04-30/2019-05-02"),
        ("2019-04-30 to 2019-05-02", "2019-04-30/2019-05-02"),
        ("2018-2019", "2018/2019"),
        ("between 1 and 10 Sep 2019", "[2019-09-01..2019-09-10]"),
        ("sometime between May and July 2019", "[2019-05..2019-07]"),
        ("week of 4 Nov 2019", "[2019-11-04..2019-11-10]"),
        ("about 1 Nov 2019", "2019-11-01~"),
        ("around 1 Nov 2019", "2019-11-01~"),
        ("circa 1 Nov 2019", "2019-11-01~"),
        ("c. 1 Nov 2019", "2019-11-01~"),
        ("about July 2019", "2019-07~"),
        ("since 29 Apr 2019", "2019-04-29/.."),
        ("from about 1 Nov 2019", "2019-11-01~/.."),
        ("1 May 2019 onwards", "2019-05-01/.."),
        ("until 1 May 2019", "../2019-05-01"),
        ("ongoing", ".."),
        ("6 Nov 2019?", "2019-11-06?"),
        ("possibly 6 Nov 2019", "2019-11-06?"),
        ("about 6 Nov 2019 (?)", "2019-11-06%"),
        (" [2019-09-01 .. 2019-09-10] ", "[2019-09-01..2019-09-10]"),
    ],
)
def test_english_dates_are_read(typed, edtf):
    assert read_date(typed, today=TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("٦ تشرين الثاني ٢٠١٩", NOVEMBER_6),
        ("۶ تشرین الثانی ۲۰۱۹", NOVEMBER_6),
        ("6 نوفمبر 2019", NOVEMBER_6),
        ("الأربعاء ٦ تشرين الثاني ٢٠١٩", NOVEMBER_6),
        ("٦ من تشرين ثاني ٢٠١٩", NOVEMBER_6),
        ("٦ تِشْرِين الثّاني ٢٠١٩", NOVEMBER_6),
        ("٢٠١٩/١١/٦", NOVEMBER_6),
        ("أمس", NOVEMBER_6),
        ("6 آبـ 2019", "2019-08-06"),
        ("أغسطس 2019", "2019-08"),
        ("كانون الأول 2019", "2019-12"),
        ("كانون الثاني 2019", "2019-01"),
        ("أوائل أيار 2019", EARLY_MAY),
        ("مطلع مايو ٢٠١٩", EARLY_MAY),
        ("منتصف أيار 2019", "[2019-05-11..2019-05-20]"),
        ("أواخر شباط 2020", "[2020-02-21..2020-02-29]"),
        ("ليلة 5-6 أيار 2019", NIGHT),
        ("بين 1 و 10 أيلول 2019", "[2019-09-01..2019-09-10]"),
        ("بين ١ و١٠ أيلول ٢٠١٩", "[2019-09-01..2019-09-10]"),
        ("حوالي 1 تشرين الثاني 2019", "2019-11-01~"),
        ("منذ 29 نيسان 2019", "2019-04-29/.."),
        ("من 30 نيسان إلى 2 أيار 2019", "2019-04-30/2019-05-02"),
        ("حتى 1 أيار 2019", "../2019-05-01"),
        ("ربما 6 تشرين الثاني 2019", "2019-11-06?"),
        ("6 تشرين الثاني 2019؟", "2019-11-06?"),
    ],
)
def test_arabic_dates_are_read(typed, edtf):
    assert read_date(typed, today=TODAY).edtf == edtf


@pytest.mark.parametrize("typed", ["6/11/2019", "06.11.2019", "٦/١١/٢٠١٩", "6-11-2019"])
def test_two_small_numbers_are_not_guessed(typed):
    with pytest.raises(AmbiguousDate, match="6 Nov 2019 or 11 Jun 2019") as caught:
        read_date(typed)

    assert caught.value.params["text"] == typed


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", BadDate),
        ("soon", BadDate),
        ("1¹ Nov 2019", BadDate),
        ("6 Nov 19", BadDate),
        ("late May 2019?", BadDate),
        ("between about 1 and 3 May 2019", BadDate),
        ("early 2019", BadDate),
        ("week of May 2019", BadDate),
        ("6 Nov", YearMissing),
        ("5-6 May", YearMissing),
        ("30 Feb 2019", NoSuchDay),
        ("0/0/2019", NoSuchDay),
        ("1/2/0000", NoSuchDay),
        ("31/2/2019", NoSuchDay),
        ("2 May 2019 – 1 May 2019", DatesReversed),
        ("Tuesday 6 Nov 2019", WeekdayDiffers),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(typed, error):
    with pytest.raises(error) as caught:
        read_date(typed, today=TODAY)

    assert type(caught.value) is error
    assert f"“{typed}”" in str(caught.value)


@pytest.mark.parametrize(
    ("edtf", "english", "arabic"),
    [
        (NOVEMBER_6, "6 Nov 2019", "6 تشرين الثاني 2019"),
        ("2019-07", "July 2019", "تموز 2019"),
        ("2019", "2019", "2019"),
        ("[2019-09-01..2019-09-10]", "between 1 and 10 Sep 2019", "بين 1 و10 أيلول 2019"),
        (NIGHT, "5–6 May 2019", "\u20665–6\u2069 أيار 2019"),
        ("2019-04-30/2019-05-02", "30 Apr – 2 May 2019", "30 نيسان – 2 أيار 2019"),
        ("2018/2019", "2018–2019", "\u20662018–2019\u2069"),
        ("2018-05-31/2019-06-01", "31 May 2018 – 1 Jun 2019", "31 أيار 2018 – 1 حزيران 2019"),
        ("2019-11-01~", "about 1 Nov 2019", "حوالي 1 تشرين الثاني 2019"),
        ("2019-11-06?", "6 Nov 2019 (doubtful)", "6 تشرين الثاني 2019 (غير مؤكد)"),
        ("2019-04-29/..", "from 29 Apr 2019", "منذ 29 نيسان 2019"),
        ("..", "still open", "مستمر"),
    ],
)  # fmt: skip
def test_dates_are_said_in_both_languages(edtf, english, arabic):
    value = FuzzyDate.parse(edtf)

    assert (date_words(value), date_words(value, "ar")) == (english, arabic)


def test_long_words_write_months_out():
    assert date_words(FuzzyDate.parse(NOVEMBER_6), long=True) == "6 November 2019"


def _points(qualifiers):
    def text(day, form, qualifier):
        length = {"year": 4, "month": 7, "day": 10}[form]
        return day.isoformat()[:length] + qualifier

    return st.builds(
        text, st.dates(), st.sampled_from(["year", "month", "day"]), st.sampled_from(qualifiers)
    )


POINTS = _points(["", "?", "~", "%"])
UNKNOWN_PARTS = st.dates().flatmap(
    lambda day: st.sampled_from([f"{day.year:04d}-XX", f"{day.isoformat()[:7]}-XX"])
)
SPANS = st.builds("{}/{}".format, POINTS | st.just(".."), POINTS | st.just(".."))
NEAR_SPANS = st.builds(
    "2019-{:02d}-{:02d}{}/2019-{:02d}-{:02d}{}".format,
    st.integers(4, 5), st.integers(1, 30), st.sampled_from(["", "?", "~", "%"]),
    st.integers(5, 6), st.integers(1, 30), st.sampled_from(["", "?", "~", "%"]),
)  # fmt: skip
CHOICES = st.builds("[{}..{}]".format, _points([""]), _points([""]))


def _is_kept(edtf):
    try:
        FuzzyDate.parse(edtf)
    except BadDate:
        return False
    return True


KEPT = (
    (POINTS | UNKNOWN_PARTS | SPANS | NEAR_SPANS | CHOICES | st.just(".."))
    .filter(_is_kept)
    .map(FuzzyDate.parse)
)


@given(KEPT, st.sampled_from(["en", "ar"]), st.booleans())
def test_every_date_is_read_back_from_its_words(value, language, long):
    assert read_date(date_words(value, language, long=long)) == value


@given(KEPT)
def test_every_date_is_read_back_from_its_edtf(value):
    assert read_date(value.edtf).edtf == value.edtf


@given(KEPT)
def test_bounds_are_in_order_and_room_only_widens(value):
    first, last = (value.first or date.min, value.last or date.max)
    padded_first, padded_last = value.padded

    assert (padded_first or date.min) <= first <= last <= (padded_last or date.max)


@given(st.text())
def test_any_text_is_read_or_refused_calmly(text):
    try:
        value = read_date(text, today=TODAY)
    except BadDate as error:
        value = error

    assert isinstance(value, FuzzyDate | BadDate)
