"""A workbook that came back from a partner, for the pages that look through it."""

import pytest

from strikelog.services.reviewing import review_of
from tests.services.test_importing import INCIDENT, SITE, SOURCE, Office
from tests.services.test_reviewing import dispute


@pytest.fixture
def office(tmp_path):
    """A vault with three records, and its workbook."""
    made = Office(tmp_path)
    made.recording.add_all([SOURCE, SITE, INCIDENT], "case")
    made.export()
    yield made
    made.database.close()


@pytest.fixture(scope="session")
def disputed(tmp_path_factory):
    """A disputed workbook, compared once for all tests that only look at it."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.recording.add_all([SOURCE, SITE, INCIDENT], "case")
    made.export()
    yield dispute(made)
    made.database.close()


@pytest.fixture
def review(disputed):
    """The disputed workbook, with nothing chosen yet."""
    return review_of(disputed)
