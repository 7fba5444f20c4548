"""Records of every class, and workbooks made of them, for the tests of this folder."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from hypothesis import strategies as st

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.fields import Kind, content_fields
from strikelog.domain.records import RECORDS
from strikelog.domain.text import clean, clean_line
from strikelog.domain.vocabularies import vocabulary
from strikelog.exchange.front import About
from strikelog.exchange.layout import PROFILES
from strikelog.exchange.writing import RecordSheet, WorkbookContent, write_workbook

ABOUT = About(
    export_id="12c0e504-be86-45dd-a7ac-a577bc6a43bc",
    exported_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    app_version="0.1",
    office="Idlib desk",
)

TRICKY = (
    "=1+1", "=cmd|' /C calc'!A0", "+963 11 000", "-5", "@here", "00123", "2019-07", "1E5", "5/6",
    "TRUE", "كفر نبل", "مستشفى «شام»\nالمركزي", "a|b", "<b>&amp;</b>", "_x0041_", "_x005F_x0041_",
    "two\nlines", "tab\there", "'quoted'", '"quoted"', "e\u0301", "🩹", "14.0", "yes",
)  # fmt: skip

_DATES = ("2019", "2019-07", "2019-05-05", "2019-05-05~", "2019-05-05/2019-05-06", "2019-11-XX")

_text = st.one_of(st.sampled_from(TRICKY), st.text(max_size=40))
_lines = _text.map(clean_line).filter(bool)
_ids = st.uuids(version=4).map(str)


def _several(values):
    return st.lists(values, max_size=4, unique=True).map(tuple)


def _codes(field):
    return st.sampled_from([code.code for code in vocabulary(field.vocabulary)])


VALUES = {
    Kind.ID: lambda field: _ids,
    Kind.LINE: lambda field: _lines,
    Kind.TEXT: lambda field: _text.map(clean).filter(bool),
    Kind.CODE: _codes,
    Kind.CODES: lambda field: _several(_codes(field)),
    Kind.COUNT: lambda field: st.integers(0, 1_000_000),
    Kind.DEGREES: lambda field: st.floats(-90, 90).map(lambda one: round(one, 6) + 0.0),
    Kind.DATE: lambda field: st.sampled_from(_DATES).map(FuzzyDate.parse),
    Kind.DAY: lambda field: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    Kind.TIME: lambda field: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    Kind.INSTANT: lambda field: st.datetimes(
        datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
    ).map(lambda one: one.replace(microsecond=0)),
    Kind.YESNO: lambda field: st.booleans(),
    Kind.LINK: lambda field: _ids,
    Kind.LINKS: lambda field: _several(_ids),
    Kind.TAGS: lambda field: _several(_lines.filter(lambda one: "|" not in one)),
    Kind.LANGUAGE: lambda field: st.sampled_from(("en", "ar", "ar-SY", "fr")),
    Kind.URL: lambda field: st.sampled_from(
        ("https://example.org/a?b=c&d=1", "http://example.org")
    ),
    Kind.DIGEST: lambda field: st.binary(min_size=32, max_size=32).map(bytes.hex),
}


@st.composite
def records(draw, kinds=RECORDS):
    kind = draw(st.sampled_from(kinds))
    values = {}
    for field in content_fields(kind):
        if field.kind is Kind.ID or draw(st.booleans()):
            values[field.key] = draw(VALUES[field.kind](field))
        else:
            values[field.key] = field.empty
    return kind(**values)


def write(path, records, *, profile="full", language="en", cases=(), about=ABOUT):
    by_kind = {kind: [one for one in records if type(one) is kind] for kind in RECORDS}
    kinds = PROFILES[profile].kinds(RECORDS)
    sheets = [RecordSheet(kind, len(by_kind[kind]), by_kind[kind]) for kind in kinds]
    content = WorkbookContent(about, kinds, sheets, cases, len(cases))
    return write_workbook(path, content, profile=profile, language=language)


def an_id(number):
    return str(UUID(int=number, version=4))
