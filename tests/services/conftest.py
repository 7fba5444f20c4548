"""A database of every record class, what writes to it, and what reads it."""

import pytest

from strikelog.services.finding import Finding
from tests.databases import open_database, recording_over


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
