"""Hypothesis strategies for records: one a kind of field, and from them one a record class.

Values are clean, as reading and forms leave them; links lead anywhere unless ids are given.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

from strikelog.domain.dates import DatePoint, FuzzyDate
from strikelog.domain.fields import Field, Kind, content_fields
from strikelog.domain.records import RECORDS, Record
from strikelog.domain.text import clean, clean_line
from strikelog.domain.vocabularies import vocabulary

_LETTERS = st.sampled_from(
    "abcdefg XYZ0123'\"%_-.,;:()[]{}\\/ءآأإابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢éßøł😀"
)
_ANY = st.characters(exclude_categories=("Cs",))

lines = st.text(_LETTERS, min_size=1, max_size=40).map(clean_line).filter(bool)
"""One clean line of mixed scripts."""

paragraphs = st.text(st.one_of(_LETTERS, st.just("\n"), _ANY), min_size=1, max_size=120)
texts = paragraphs.map(clean).filter(bool)
"""Clean text of any characters and several lines."""

ids = st.uuids(version=4).map(str)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_QUALIFIERS = st.sampled_from(("", "", "", "?", "~", "%"))


@st.composite
def points(draw: st.DrawFn, qualifiers: st.SearchStrategy[str] = _QUALIFIERS) -> DatePoint:
    """A day, month or year with or without a qualifier."""
    day, mark = draw(days), draw(qualifiers)
    shapes = (
        DatePoint(day.year, day.month, day.day, mark),
        DatePoint(day.year, day.month, None, mark),
        DatePoint(day.year, None, None, mark),
    )
    return draw(st.sampled_from(shapes))


def _ordered(pair: tuple[DatePoint, DatePoint]) -> bool:
    return pair[0].first <= pair[1].last


_PLAIN = st.just("")
fuzzy_dates = st.one_of(
    points().map(lambda point: FuzzyDate.parse(point.edtf)),
    st.tuples(points(), points()).filter(_ordered).map(lambda pair: FuzzyDate.span(*pair)),
    points().map(lambda point: FuzzyDate.span(point, None)),
    points().map(lambda point: FuzzyDate.span(None, point)),
    st.tuples(points(_PLAIN), points(_PLAIN))
    .filter(_ordered)
    .map(lambda pair: FuzzyDate.one_of(*pair)),
    days.map(lambda day: FuzzyDate.parse(f"{day:%Y-%m}-XX")),
)
"""Every form of the EDTF subset."""


def _codes(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from([one.code for one in vocabulary(name)]) if name else lines


def _unique(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)


_KINDS: Mapping[Kind, Any] = {
    Kind.ID: lambda _: ids,
    Kind.LINE: lambda field: lines.map(lambda text: text[: field.limit].strip()).filter(bool),
    Kind.TEXT: lambda _: texts,
    Kind.CODE: lambda field: _codes(field.vocabulary),
    Kind.CODES: lambda field: _unique(_codes(field.vocabulary)),
    Kind.COUNT: lambda _: st.integers(0, 10_000),
    Kind.DEGREES: lambda _: st.integers(-90_000_000, 90_000_000).map(lambda n: round(n / 1e6, 6)),
    Kind.DATE: lambda _: fuzzy_dates,
    Kind.DAY: lambda _: days,
    Kind.TIME: lambda _: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    Kind.INSTANT: lambda _: st.datetimes(
        datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)
    ).map(lambda moment: moment.replace(microsecond=0)),
    Kind.YESNO: lambda _: st.booleans(),
    Kind.LINK: lambda _: ids,
    Kind.LINKS: lambda _: _unique(ids),
    Kind.TAGS: lambda _: _unique(lines),
    Kind.LANGUAGE: lambda _: st.sampled_from(("en", "ar", "ar-SY", "ckb", "zh-Hant")),
    Kind.URL: lambda _: lines.map(lambda text: f"https://example.org/{text.replace(' ', '-')}"),
    Kind.DIGEST: lambda _: st.binary(min_size=32, max_size=32).map(bytes.hex),
}
KINDS = frozenset(_KINDS)
"""Kinds a strategy exists for; a test compares them with all there are."""


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values of one field that hold something."""
    return _KINDS[field.kind](field)


@st.composite
def records_of(
    draw: st.DrawFn, kind: type[Record], *, keys: Sequence[str] = (), **given: Any
) -> Record:
    """Records of one class with any of their fields filled, or only `keys`; `given` are fixed."""
    fields = [one for one in content_fields(kind) if one.key not in {"id", *given}]
    wanted = [one for one in fields if not keys or one.key in keys]
    filled = {one.key: draw(st.one_of(st.none(), values_of(one))) for one in wanted}
    values = {one.key: filled[one.key] for one in wanted if filled[one.key] is not None}
    return kind(**{"id": draw(ids), **values, **given})


def records(kinds: Sequence[type[Record]] = RECORDS) -> st.SearchStrategy[Record]:
    """Records of any class."""
    return st.sampled_from(list(kinds)).flatmap(records_of)
