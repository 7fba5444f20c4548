"""Filters for property tests: every field of an entity with values in their one spelling."""

from hypothesis import strategies as st

from strikelog.domain.degrees import degrees_words
from strikelog.domain.fields import Kind
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_values import is_dated, signs_of
from strikelog.domain.filters import Both, Condition, Either, Filter, Meaning, Not, Op, Words
from strikelog.domain.text import clean_line
from strikelog.domain.vocabularies import vocabulary

TEXTS = st.text(min_size=1, max_size=20).map(clean_line).filter(str.strip)
DATES = st.sampled_from(
    [
        "2019",
        "2019-07",
        "2019-11-06?",
        "2019-11~",
        "[2019-09-01..2019-09-10]",
        "2019-04-29/..",
        "..",
    ]
)
POINTS = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2019", "2019-07"])
NUMBERS = st.integers(0, 10**6).map(str)
DEGREES = st.floats(-90, 90).map(lambda value: degrees_words(round(value, 6)))
CIRCLES = st.tuples(DEGREES, DEGREES, st.integers(1, 500)).map(lambda c: f"{c[0]},{c[1]},{c[2]}km")


@st.composite
def windows(draw):
    """Make a window with one or two ends, the first not after the last."""
    first, last = sorted([draw(POINTS), draw(POINTS)], key=lambda text: f"{text}-00-00"[:10])
    return draw(st.sampled_from([f"{first}..{last}", f"{first}..", f"..{last}"]))


BY_KIND = {
    Kind.ID: st.uuids().map(str),
    Kind.COUNT: NUMBERS,
    Kind.DEGREES: DEGREES,
    Kind.TIME: st.times().map(lambda moment: f"{moment:%H:%M}"),
    Kind.YESNO: st.sampled_from(["yes", "no"]),
    Kind.LANGUAGE: st.sampled_from(["ar", "en", "ar-SY", "apc"]),
    Kind.DIGEST: st.binary(min_size=32, max_size=32).map(bytes.hex),
}


def values_for(entity, each):
    """Give the values a field may be compared with."""
    if is_dated(each):
        return DATES | windows()
    if each.meaning is Meaning.NEAR:
        return CIRCLES
    if each.meaning is Meaning.PRESENCE:
        known = filter_fields(entity).values()
        return st.sampled_from([f.name for f in known if f.meaning is not Meaning.PRESENCE])
    if each.meaning in (Meaning.PLACE, Meaning.SITE, Meaning.NAME):
        return TEXTS
    if each.field.vocabulary:
        return st.sampled_from([code.code for code in vocabulary(each.field.vocabulary)])
    return BY_KIND.get(each.field.kind, TEXTS)


@st.composite
def conditions(draw, entity):
    """Make a condition on any field of an entity."""
    each = draw(st.sampled_from(list(filter_fields(entity).values())))
    op = draw(st.sampled_from(signs_of(each)))
    most = 3 if op in (Op.IS, Op.CERTAIN) else 1
    values = draw(st.lists(values_for(entity, each), min_size=1, max_size=most, unique=True))
    return Condition(each.name, op, tuple(values))


def filters(entity):
    """Make filters with terms in each other."""
    phrases = TEXTS.map(lambda text: Words(text, phrase=True))
    leaves = st.text(min_size=1, max_size=12).map(Words) | phrases | conditions(entity)
    terms = st.recursive(
        leaves,
        lambda inner: (
            inner.map(Not)
            | st.lists(inner, min_size=2, max_size=3).map(lambda some: Either(tuple(some)))
            | st.lists(inner, min_size=2, max_size=3).map(lambda some: Both(tuple(some)))
        ),
        max_leaves=6,
    )
    return st.lists(terms, max_size=4).map(lambda some: Filter(tuple(some)))
