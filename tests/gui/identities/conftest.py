"""What tests of people start from: the window over the example, identities on and open."""

import pytest

from strikelog.domain.identities import VictimPerson
from strikelog.domain.records import Incident
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.storage.keys import KdfCost

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
SECOND = "footnote sullen tag earwig moody plasma"
NAME = "Canaria Namewitness"


class Seconds:
    """A stopwatch that stands still until it is moved."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def identities(workspace, seconds):
    """The store of the workspace, cheap to open and with a clock of the test's own."""
    found = workspace.identities
    found._cost, found._seconds = CHEAP, seconds
    return found


@pytest.fixture
def window_over(workspace, tasks, gone):
    """Opens the window over the workspace."""

    def made():
        session = Session(workspace, tasks, Opening(Appearance(), "0.1.0", is_demo=True))
        gone(session.window)
        session.window.show()
        return session

    return made


@pytest.fixture
def open_session(identities, window_over):
    """The window, with identities on and open, and one victim in them."""
    identities.turn_on(SECOND)
    incident = identities._vault.database and first_incident(identities)
    identities.save(VictimPerson(incident_id=incident, pseudonym="P-001", name=NAME))
    return window_over()


def first_incident(identities):
    """The id of an incident of the example."""
    from strikelog.services.finding import Finding

    return Finding(identities._vault.database).all(Incident)[0].id
