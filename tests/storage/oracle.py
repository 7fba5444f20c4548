"""What a filter means, in plain Python over loaded records: the oracle of the tests of the SQL."""

from strikelog.domain.distances import kilometres
from strikelog.domain.fields import Kind
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_values import circle_of, window_of
from strikelog.domain.filters import Both, Condition, Either, Meaning, Not, Op, Words
from strikelog.domain.text import fold, words
from strikelog.storage.searching import is_indexed


class Row:
    """A record with the columns of its list summary and the records it may lead to."""

    def __init__(self, record, summary=None, known=None):
        self.record, self.summary, self.known = record, summary or {}, known or {}

    def value(self, asked):
        if asked.in_summary:
            return self.summary.get(asked.field.key)
        return getattr(self.record, asked.field.key)


def matches(row, terms):
    return all(_term(row, term) for term in terms)


def _term(row, term):
    if isinstance(term, Not):
        return not _term(row, term.term)
    if isinstance(term, Either):
        return any(_term(row, one) for one in term.terms)
    if isinstance(term, Both):
        return all(_term(row, one) for one in term.terms)
    assert not isinstance(term, Words)
    assert isinstance(term, Condition)
    asked = filter_fields(type(row.record))[term.name]
    return _MEANINGS[asked.meaning](row, asked, term)


def _field(row, asked, term):
    held = row.value(asked)
    if held in (None, ()):
        return False
    is_text = _KINDS[asked.field.kind] is _contains and not asked.in_summary
    if is_text and is_indexed(type(row.record), asked.field.key):
        return any(_begins(held, value) for value in term.values)
    return _KINDS[asked.field.kind](held, term)


def _begins(held, value):
    """Tell whether a text has the words of a value side by side, its last maybe cut short."""
    wanted, there = words(value), words(held)
    size = len(wanted)
    return bool(wanted) and any(
        there[at : at + size - 1] == wanted[:-1] and there[at + size - 1].startswith(wanted[-1])
        for at in range(len(there) - size + 1)
    )


def _one(held, term):
    return held in term.values


def _contains(held, term):
    return any(fold(value) in fold(held) for value in term.values)


def _many(held, term):
    return bool(set(held) & set(term.values))


def _number(held, term):
    numbers = [float(value) for value in term.values]
    return held in numbers if term.op is Op.IS else _SIGNS[term.op](held, numbers[0])


def _time(held, term):
    clock = f"{held:%H:%M}"
    return clock in term.values if term.op is Op.IS else _SIGNS[term.op](clock, term.values[0])


_SIGNS = {
    Op.AT_LEAST: lambda held, number: held >= number,
    Op.AT_MOST: lambda held, number: held <= number,
    Op.MORE: lambda held, number: held > number,
    Op.LESS: lambda held, number: held < number,
}


def _day(held, term):
    day = held.date() if hasattr(held, "hour") else held
    windows = [window_of(value) for value in term.values]
    return any((not a or a <= day) and (not b or day <= b) for a, b in windows)


def _date(row, asked, term):
    held = row.value(asked)
    if held is None:
        return False
    windows = [window_of(value) for value in term.values]
    if term.op is Op.CERTAIN:
        return any(held.inside(*window) for window in windows)
    return any(held.overlaps(*window) for window in windows)


def _people(row, asked, term):
    low, high = row.summary.get(asked.field.key), row.summary.get(asked.high_key)
    if term.values == ("..",):
        return low is not None and high is None
    numbers = [int(value) for value in term.values]
    if term.op is Op.IS:
        return low is not None and any(low <= n and (high is None or n <= high) for n in numbers)
    held = low if term.op in (Op.AT_LEAST, Op.MORE) else high
    return held is not None and _SIGNS[term.op](held, numbers[0])


def _near(row, _asked, term):
    here = row.record.lat, row.record.lon
    if None in here:
        return False
    circles = map(circle_of, term.values)
    return any(kilometres(here, (lat, lon)) <= reach for lat, lon, reach in circles)


def _presence(row, asked, term):
    fields = filter_fields(type(row.record))
    held = [row.value(fields[name]) not in (None, ()) for name in term.values]
    return all(held) if asked.name == "has" else not all(held)


def _place(row, asked, term):
    held = row.value(asked)
    wanted = {value.casefold() for value in term.values}
    return any(_within(row, one, wanted) for one in (held if asked.field.is_many else (held,)))


def _within(row, place, wanted):
    seen = set()
    while place in row.known and place not in seen:
        if (row.known[place].name or "").casefold() in wanted:
            return True
        seen.add(place)
        place = row.known[place].parent_id
    return False


def _site_type(row, _asked, term):
    return bool(set(row.summary.get("site_types") or ()) & set(term.values))


_MEANINGS = {
    Meaning.FIELD: _field,
    Meaning.DATE: _date,
    Meaning.PEOPLE: _people,
    Meaning.NEAR: _near,
    Meaning.PRESENCE: _presence,
    Meaning.PLACE: _place,
    Meaning.SITE_TYPE: _site_type,
}

_KINDS = {
    Kind.ID: _one,
    Kind.LINE: _contains,
    Kind.TEXT: _contains,
    Kind.CODE: _one,
    Kind.CODES: _many,
    Kind.COUNT: _number,
    Kind.DEGREES: _number,
    Kind.DAY: _day,
    Kind.INSTANT: _day,
    Kind.TIME: _time,
    Kind.YESNO: lambda held, term: ("yes" if held else "no") in term.values,
    Kind.TAGS: _many,
    Kind.LANGUAGE: _one,
    Kind.URL: _contains,
    Kind.DIGEST: _one,
}
