"""A term of a filter in words, as a chip above a list or the heading of a briefing shows it."""

from collections.abc import Callable, Mapping

from .counts import number_words
from .dates import FuzzyDate, date_words
from .display import NO, YES, code_words, listed
from .edtf import looks_like_edtf
from .fields import Kind
from .filter_fields import filter_fields
from .filter_values import OPEN, circle_of, is_dated, window_ends
from .filters import Both, Condition, Either, FilterField, Meaning, Not, Op, Term, Words
from .languages import language_name
from .messages import mark, translate
from .records import Record
from .text import isolate_ltr

_OF_OP = {
    Op.AT_LEAST: mark("at least {value}"),
    Op.AT_MOST: mark("at most {value}"),
    Op.MORE: mark("more than {value}"),
    Op.LESS: mark("less than {value}"),
}
_PHRASE = "“{text}”"
_FIELD = "{field}: {value}"
_CERTAIN = mark("{field}, certainly: {value}")
_NOT = mark("Not {term}")
_OR = mark("{one} or {other}")
_AND = mark("{one} and {other}")
_WITHIN = mark("within {distance} km of {place}")
_NO_LIMIT = mark("high end open")


def term_words(term: Term, entity: type[Record], language: str = "en") -> str:
    """Say one term: «Date: May – Nov 2019», «Killed: at least 5», «Not Workflow: Draft»."""
    match term:
        case Words():
            return _in(_PHRASE, language, text=term.text) if term.phrase else term.text
        case Condition():
            return _condition(term, entity, language)
        case Not():
            inner = _inner(term.term, entity, language)
            return _in(_NOT, language, term=inner)
        case Both():
            return _joined(_AND, [_inner(one, entity, language) for one in term.terms], language)
        case Either():
            return _joined(_OR, [_inner(one, entity, language) for one in term.terms], language)


def _in(template: str, language: str, **values: str) -> str:
    return translate(template, language).format(**values)


def _inner(term: Term, entity: type[Record], language: str) -> str:
    """Say a term that stands in another, in brackets where it has parts."""
    said = term_words(term, entity, language)
    return f"({said})" if isinstance(term, Both | Either) else said


def _joined(template: str, texts: list[str], language: str) -> str:
    said, *others = texts
    for other in others:
        said = _in(template, language, one=said, other=other)
    return said


def _condition(condition: Condition, entity: type[Record], language: str) -> str:
    each = filter_fields(entity).get(condition.name)
    if each is None:
        # A filter saved by another version may ask for a field that this one lacks.
        return f"{condition.name}{condition.op.value}{listed(condition.values, language)}"
    said = [_value(each, value, entity=entity, language=language) for value in condition.values]
    value = listed(said, language)
    if condition.op in _OF_OP and condition.values != (OPEN,):
        value = _in(_OF_OP[condition.op], language, value=value)
    template = _CERTAIN if condition.op is Op.CERTAIN else _FIELD
    return _in(template, language, field=translate(each.label, language), value=value)


def _value(each: FilterField, value: str, *, entity: type[Record], language: str) -> str:
    """Say one value; a text that is no value of its field is said as it is."""
    if each.meaning is Meaning.PRESENCE:
        return _field_label(value, entity, language)
    try:
        return _speaker(each)(each, value, language)
    except ValueError:
        return value


def _field_label(name: str, entity: type[Record], language: str) -> str:
    each = filter_fields(entity).get(name)
    return translate(each.label, language) if each else name


_Speaker = Callable[[FilterField, str, str], str]


def _speaker(each: FilterField) -> _Speaker:
    if is_dated(each):
        return _dates
    by_meaning = _BY_MEANING.get(each.meaning)
    return by_meaning or _BY_KIND[each.field.kind]


def _same(_: FilterField, value: str, __: str) -> str:
    return value


def _dates(_: FilterField, value: str, language: str) -> str:
    if looks_like_edtf(value):
        return date_words(FuzzyDate.parse(value), language)
    start, end = window_ends(value)
    window = FuzzyDate.span(start.start if start else None, end.end if end else None)
    return date_words(window, language)


def _number(_: FilterField, value: str, language: str) -> str:
    return translate(_NO_LIMIT, language) if value == OPEN else number_words(int(value), language)


def _code(each: FilterField, value: str, language: str) -> str:
    return code_words(each.field.vocabulary, value, language)


def _yesno(_: FilterField, value: str, language: str) -> str:
    return translate({"yes": YES, "no": NO}.get(value, value), language)


def _language(_: FilterField, value: str, language: str) -> str:
    return language_name(value, language)


def _circle(_: FilterField, value: str, language: str) -> str:
    circle_of(value)  # refuses what is no circle
    lat, lon, reach = value.removesuffix("km").split(",")
    place = f"{lat}, {lon}"
    place = isolate_ltr(place) if language.startswith("ar") else place
    return _in(_WITHIN, language, distance=reach, place=place)


_BY_MEANING: Mapping[Meaning, _Speaker] = {
    Meaning.NEAR: _circle,
    Meaning.PEOPLE: _number,
    Meaning.PLACE: _same,
    Meaning.SITE: _same,
    Meaning.NAME: _same,
    Meaning.SITE_TYPE: _code,
}
_BY_KIND: Mapping[Kind, _Speaker] = {
    Kind.ID: _same,
    Kind.LINE: _same,
    Kind.TEXT: _same,
    Kind.CODE: _code,
    Kind.CODES: _code,
    Kind.COUNT: _number,
    Kind.DEGREES: _same,
    Kind.DATE: _dates,
    Kind.DAY: _dates,
    Kind.TIME: _same,
    Kind.INSTANT: _dates,
    Kind.YESNO: _yesno,
    Kind.LINK: _same,
    Kind.LINKS: _same,
    Kind.TAGS: _same,
    Kind.LANGUAGE: _language,
    Kind.URL: _same,
    Kind.DIGEST: _same,
}
