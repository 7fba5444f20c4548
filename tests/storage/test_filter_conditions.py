"""Every condition people can type becomes SQL that the database takes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filters import Condition, Filter, Meaning, Not, Op
from strikelog.domain.records import RECORDS
from strikelog.storage.database import Database
from strikelog.storage.querying import Query

from ..domain.filter_examples import conditions


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("filters") / "strikelog.db"
    database = Database.create(path, b"k" * 32, b"s" * 16)
    yield database
    database.close()


@pytest.mark.parametrize("entity", RECORDS)
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_condition_can_be_asked_and_excluded(database, entity, data):
    condition = data.draw(conditions(entity))

    with database.reading() as connection:
        query = Query(connection, database.schema, entity)
        matching = query.tally(Filter((condition,))).total
        excluded = query.tally(Filter((Not(condition),))).total

    assert matching + excluded == 0


@pytest.mark.parametrize("entity", RECORDS)
@pytest.mark.parametrize("name", ["has", "missing"])
def test_every_field_can_be_asked_for_its_presence(database, entity, name):
    fields = filter_fields(entity).values()
    asked = [one.name for one in fields if one.meaning is not Meaning.PRESENCE]

    with database.reading() as connection:
        query = Query(connection, database.schema, entity)
        found = [len(query.keys(Filter((Condition(name, Op.IS, (one,)),)))) for one in asked]

    assert found == [0] * len(asked)
