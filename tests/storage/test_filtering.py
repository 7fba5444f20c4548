"""Every filter and order finds in SQL exactly what it means in words."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filter_values import signs_of
from strikelog.domain.filters import (
    Both,
    Condition,
    Either,
    Filter,
    Meaning,
    Not,
    Op,
    Order,
    Words,
)
from strikelog.domain.records import (
    RECORDS,
    Actor,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Period,
    Site,
    Source,
)
from strikelog.services.finding import Finding, list_field, list_fields
from strikelog.storage.querying import Query, Tally
from tests import strategies
from tests.databases import open_database, recording_over, stored, with_new_ids
from tests.storage.oracle import Row, matches

SUMMARY_KEYS = (
    *("site_types", "killed_low", "killed_high", "injured_low", "injured_high"),
    *("actors", "claims", "errors", "place", "governorate"),
)
NARROW = {"name": st.sampled_from(("Ain", "Bab", "Deir")), "deleted": st.just(False)}


@pytest.fixture
def database(tmp_path):
    made = open_database(tmp_path)
    yield made
    made.close()


@pytest.fixture
def recording(database):
    return recording_over(database)


@pytest.fixture
def finding(database):
    return Finding(database)


def ids_of(database, kind, *terms):
    return {one.id for one in Finding(database).all(kind, Filter(terms))}


def rows_of(database, kind):
    records = stored(database, kind)
    known = stored(database)
    summaries = {one: {} for one in records}
    if kind is Incident:
        finding = Finding(database)
        keys = finding.keys(kind)
        ids = [one.id for one in finding.by_keys(kind, keys)]
        rows = finding.rows(kind, keys, SUMMARY_KEYS)
        summaries = {
            one: dict(zip(SUMMARY_KEYS, row, strict=True))
            for one, row in zip(ids, rows, strict=True)
        }
    return [Row(one, summaries[one.id], known) for one in records.values()]


# -- every kind of every class against the oracle --------------------------------------------


def text_of(field, value):
    """Write one value of a field as a condition holds it."""
    if field.kind in (Kind.DATE, Kind.DAY):
        return value.edtf if field.kind is Kind.DATE else value.isoformat()
    if field.kind is Kind.INSTANT:
        return value.date().isoformat()
    if field.kind is Kind.TIME:
        return f"{value:%H:%M}"
    if field.kind is Kind.YESNO:
        return "yes" if value else "no"
    return str(value)


@st.composite
def windows(draw):
    one, other = sorted((draw(strategies.days), draw(strategies.days)))
    shapes = (f"{one}..{other}", f"{one}..", f"..{other}", f"{one:%Y}", f"{one:%Y-%m}", f"{one}")
    return draw(st.sampled_from(shapes))


@st.composite
def conditions(draw, rows):
    """Conditions on fields that the oracle knows, half of the values taken from the rows."""
    kind = type(rows[0].record)
    known = [one for one in filter_fields(kind).values() if is_known(one)]
    asked = draw(st.sampled_from(known))
    op = draw(st.sampled_from(signs_of(asked)))
    several = op in (Op.IS, Op.CERTAIN)
    value = _values(asked, kind, rows)
    values = draw(st.lists(value, min_size=1, max_size=3 if several else 1, unique=True))
    return Condition(asked.name, op, tuple(values))


def is_known(asked):
    linked = asked.field.kind in (Kind.LINK, Kind.LINKS)
    if asked.in_summary and asked.field.key not in SUMMARY_KEYS:
        return False
    return asked.meaning in (Meaning.DATE, Meaning.PRESENCE, Meaning.NEAR, Meaning.PEOPLE) or (
        asked.meaning is Meaning.SITE_TYPE or (asked.meaning is Meaning.FIELD and not linked)
    )


def _values(asked, kind, rows):
    if asked.meaning is Meaning.PRESENCE:
        columns = [
            name
            for name, one in filter_fields(kind).items()
            if one.meaning in (Meaning.FIELD, Meaning.DATE)
            and (not one.in_summary or one.field.key in SUMMARY_KEYS)
        ]
        return st.sampled_from(columns)
    if asked.meaning is Meaning.NEAR:
        degrees = st.integers(-89, 89)
        return st.builds("{},{},{}km".format, degrees, degrees, st.sampled_from((5, 900, 9000)))
    if asked.meaning is Meaning.PEOPLE:
        return st.integers(0, 12).map(str)
    if asked.meaning is Meaning.DATE or asked.field.kind in (Kind.DAY, Kind.INSTANT):
        return windows()
    held = [row.value(asked) for row in rows]
    flat = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    taken = [text_of(asked.field, one) for one in flat if one is not None]
    single = replace(asked.field, kind=_SINGLE.get(asked.field.kind, asked.field.kind))
    fresh = strategies.values_of(single).map(lambda value: text_of(single, value))
    return st.one_of(st.sampled_from(taken), fresh) if taken else fresh


_SINGLE = {Kind.CODES: Kind.CODE, Kind.TAGS: Kind.LINE}


def terms(rows):
    plain = conditions(rows)
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda some: Either(tuple(some))),
            st.lists(inner, min_size=1, max_size=3).map(lambda some: Both(tuple(some))),
        ),
        max_leaves=4,
    )


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_each_class_is_filtered_as_the_words_say(kind, tmp_path):
    database = open_database(tmp_path)
    recording = recording_over(database)
    fill_with_examples(recording, kind)
    rows = rows_of(database, kind)

    @settings(max_examples=60)
    @given(st.lists(terms(rows), min_size=1, max_size=3))
    def check(asked):
        expected = {row.record.id for row in rows if matches(row, asked)}
        assert ids_of(database, kind, *asked) == expected
        assert Finding(database).tally(kind, Filter(tuple(asked))).total == len(expected)

    check()
    database.close()


def fill_with_examples(recording, kind):
    """Write some forty records of a class with values of every sort, the same ones each time."""
    drawn = []

    @settings(max_examples=12, database=None, derandomize=True)
    @given(st.lists(strategies.records_of(kind), min_size=3, max_size=4))
    def collect(records):
        drawn.extend(records)

    collect()
    incidents = with_new_ids(drawn)
    recording.add_all(incidents, "Add")
    if kind is Incident:
        recording.add_all(figures_for(incidents), "Figures")


def figures_for(incidents):
    for number, incident in enumerate(incidents):
        low, high = (number % 7, (number % 7) + number % 3 if number % 4 else None)
        values = {"low": low, "high": high, "civ_status": "civilian", "qualifier": "between"}
        for outcome in ("killed", "injured")[: number % 3]:
            yield CasualtyFigure(
                owner_type="incident", owner_id=incident.id, outcome=outcome, **values
            )
        kind = ("hospital", "school", "market")[number % 3]
        yield IncidentSite(incident_id=incident.id, site_type=kind)


# -- places, sites, names --------------------------------------------------------------------


@settings(max_examples=25)
@given(st.data())
def test_a_place_holds_all_that_lies_within(tmp_path_factory, data):
    database = open_database(tmp_path_factory.mktemp("places"))
    recording = recording_over(database)
    names = ("Ain", "Bab", "Deir", "Fua", "Gul")
    places = []
    for number in range(data.draw(st.integers(1, 8))):
        parent = data.draw(st.sampled_from([None, *places]))
        name = data.draw(st.sampled_from(names))
        place = Location(name=name, level="5", parent_id=parent.id if parent else None)
        places.append(place)
        assert number < 9
    recording.add_all(places, "Places")
    home = st.sampled_from([None, *places]).map(lambda place: place.id if place else None)
    incidents = [Incident(title="X", location_id=data.draw(home)) for _ in range(6)]
    recording.add_all(incidents, "Incidents")
    wanted = tuple(data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))

    found = ids_of(database, Incident, Condition("place", Op.IS, wanted))

    rows = rows_of(database, Incident)
    asked = [Condition("place", Op.IS, wanted)]
    assert found == {row.record.id for row in rows if matches(row, asked)}
    database.close()


def test_a_loop_of_places_does_not_hang(database, recording):
    one, two = Location(name="One"), Location(name="Two")
    recording.add_all([replace(one, parent_id=two.id), replace(two, parent_id=one.id)], "Places")
    incident = recording.save(Incident(title="X", location_id=one.id)).record

    assert ids_of(database, Incident, Condition("place", Op.IS, ("Two",))) == {incident.id}


def test_a_place_is_also_named_by_code_or_id(database, recording):
    place = recording.save(Location(name="Idleb", pcode="SY07")).record
    incident = recording.save(Incident(title="X", location_id=place.id)).record

    for named in ("SY07", "sy07", place.id):
        assert ids_of(database, Incident, Condition("place", Op.IS, (named,))) == {incident.id}


@pytest.fixture
def hospital(recording):
    site = Site(name="National Hospital", name_local="المستشفى الوطني", aliases=("Nat. Hosp.",))
    return recording.save(site).record


@pytest.mark.parametrize("asked", ["National Hospital", "national", "الوطني", "Nat Hosp"])
def test_incidents_are_found_by_the_names_of_their_sites(database, recording, hospital, asked):
    at = recording.save(Incident(title="At")).record
    reported = recording.save(Incident(title="Reported")).record
    recording.save(Incident(title="Elsewhere"))
    recording.save(IncidentSite(incident_id=at.id, site_id=hospital.id))
    text = f"the {asked} (as reported)"
    recording.save(IncidentSite(incident_id=reported.id, site_text=text))

    condition = Condition("site", Op.IS, (asked,))
    assert ids_of(database, Incident, condition) == {at.id, reported.id}


def test_incidents_are_found_by_source_actor_and_period(database, recording):
    source = recording.save(Source(publisher="Radio Fresh", title="Bulletin")).record
    actor = recording.save(Actor(name="Northern Front")).record
    period = recording.save(Period(name="Spring offensive")).record
    incident = recording.save(Incident(title="X", period_ids=(period.id,))).record
    recording.save(Incident(title="Y"))
    claim = recording.save(Claim(incident_id=incident.id, source_id=source.id)).record
    attribution = Attribution(owner_type="claim", owner_id=claim.id, actor_id=actor.id)
    recording.save(replace(attribution, part="attacker", confidence="alleged"))

    for name, asked in (
        ("source", "fresh"), ("source", source.id), ("period", "spring"),
        ("source", "Bulletin"), ("actor", "northern"),
    ):  # fmt: skip
        assert ids_of(database, Incident, Condition(name, Op.IS, (asked,))) == {incident.id}
    assert ids_of(database, Incident, Condition("source", Op.IS, ("Weekly",))) == set()


# -- certain and possible ----------------------------------------------------------------------


@settings(max_examples=20)
@given(st.lists(strategies.fuzzy_dates, min_size=1, max_size=12), windows())
def test_a_tally_tells_certain_from_possible(tmp_path_factory, dates, window):
    database = open_database(tmp_path_factory.mktemp("tally"))
    incidents = [Incident(title="X", date_edtf=one) for one in dates]
    recording_over(database).add_all([*incidents, Incident(title="No date")], "Add")
    condition = Condition("date", Op.IS, (window,))
    rows = [Row(one) for one in incidents]
    possible = [row for row in rows if matches(row, [condition])]
    certain = [row for row in rows if matches(row, [replace(condition, op=Op.CERTAIN)])]

    tally = Finding(database).tally(Incident, Filter((condition,)))

    assert tally == Tally(len(certain), len(possible) - len(certain))
    assert tally.total == len(possible)
    database.close()


def test_a_date_wider_than_the_window_is_possible(finding, recording):
    for edtf in ("2019-05-05", "2019-05", "2019", "2019-04-30~", "2018"):
        recording.save(Incident(title="X", date_edtf=FuzzyDate.parse(edtf)))
    window = Condition("date", Op.IS, ("2019-05-01..2019-05-31",))

    assert finding.tally(Incident, Filter((window,))) == Tally(certain=2, possible=2)
    either = Filter((Either((window, Words("nothing"))),))
    assert finding.tally(Incident, either) == Tally(certain=2, possible=2)
    assert finding.tally(Incident) == Tally(certain=5, possible=0)


# -- orders ------------------------------------------------------------------------------------


def sort_key(kind, key):
    kind_of_field = list_field(kind, key).kind
    if kind_of_field is Kind.DATE:
        return lambda value: value.sort_key[:2]
    if kind_of_field in (Kind.LINE, Kind.TEXT, Kind.URL):
        return lambda value: ascii_lower(value).encode()
    return lambda value: value


def ascii_lower(text):
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


SORTED = {
    Incident: ("title", "date_edtf", "event_type", "impacts_low", "lat", "date_start"),
    Site: ("name", "status_on", "beds", "site_type"),
    Source: ("title", "published", "accessed", "publisher"),
    Location: ("name", "level", "lat", "pcode", "valid_from"),
    Claim: ("date_edtf", "credibility", "retracted"),
}


@pytest.mark.parametrize("kind", SORTED, ids=lambda kind: kind.__name__)
def test_lists_are_sorted_with_blanks_last_both_ways(kind, database, recording):
    fill_with_examples(recording, kind)
    finding = Finding(database)
    entered = list(finding.keys(kind))
    for key in (one for one in SORTED[kind] if any(one == field.key for field in fields_of(kind))):
        records = dict(zip(entered, finding.by_keys(kind, entered), strict=True))
        told = sort_key(kind, key)
        stated = [pk for pk in entered if getattr(records[pk], key) is not None]
        blank = [pk for pk in entered if getattr(records[pk], key) is None]
        upward = sorted(stated, key=lambda pk: (told(getattr(records[pk], key)), pk))
        downward = sorted(
            stated, key=lambda pk: (told(getattr(records[pk], key)), pk), reverse=True
        )

        assert list(finding.keys(kind, order=Order(key))) == upward + blank, key
        assert list(finding.keys(kind, order=Order(key, descending=True))) == (
            downward + blank[::-1]
        ), key


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_column_of_a_list_can_be_sorted_by(kind, database, recording):
    fill_with_examples(recording, kind)
    finding = Finding(database)
    everything = set(finding.keys(kind))

    for field in list_fields(kind):
        for descending in (False, True):
            keys = finding.keys(kind, order=Order(field.key, descending=descending))
            assert set(keys) == everything
            assert len(keys) == len(everything)


def test_an_unknown_order_is_that_of_entry(finding, recording):
    sites = [recording.save(Site(name=name)).record for name in "cab"]

    ordered = finding.page(Site, order=Order("no such key"), limit=3)

    assert [one.id for one in ordered] == [one.id for one in sites]


@settings(max_examples=15)
@given(limit=st.integers(1, 9), data=st.data())
def test_pages_together_are_the_whole_list(tmp_path_factory, limit, data):
    database = open_database(tmp_path_factory.mktemp("pages"))
    recording_over(database).add_all([Site(name=str(n % 3)) for n in range(12)], "Add")
    finding = Finding(database)
    order = data.draw(st.sampled_from((None, Order("name"), Order("name", descending=True))))

    paged = [
        one.id
        for offset in range(0, 12, limit)
        for one in finding.page(Site, order=order, limit=limit, offset=offset)
    ]

    assert paged == [one.id for one in finding.all(Site, order=order)]
    assert len(set(paged)) == 12
    database.close()


def test_columns_of_rows_come_in_the_order_of_the_keys(finding, recording):
    place = recording.save(Location(name="Ain")).record
    one = Incident(title="One", location_id=place.id, date_edtf=FuzzyDate.of_day(date(2019, 5, 5)))
    recording.add_all([one, Incident(title="Two", place_text="Bab")], "Add")
    keys = list(finding.keys(Incident))[::-1]

    rows = finding.rows(Incident, keys, ("title", "date_edtf", "location_id", "place"))

    assert rows == [("Two", None, None, "Bab"), ("One", one.date_edtf, "Ain", "Ain")]


@pytest.mark.parametrize(
    "asked", ["has:summary", "missing:tags", "has:weapon_note -has:place_text"]
)
def test_whether_a_field_is_filled_is_read_from_the_narrow_index(tmp_path, asked):
    database = open_database(tmp_path)
    with database.reading() as connection:
        query = Query(connection, database.schema, Incident)
        table = database.schema.table(Incident)
        statement = sa.select(table.c.pk).where(query._matching(parse_filter(asked, Incident)))
        text = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").fetchall()
        steps = connection.exec_driver_sql(f"EXPLAIN {text}").fetchall()
    database.close()

    assert [row[3] for row in plan] == ["SCAN incident USING INDEX ix_incident_facets"]
    # Cursor 0 is the wide table's; no column is taken from there.
    assert [row for row in steps if row[1] == "Column" and row[2] == 0] == []
