"""What every test of the window starts from: shipped fonts, the light theme, English."""

import pytest

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.preferences import PassingPreferences
from strikelog.gui.tasks import Tasks


@pytest.fixture(scope="session")
def fonts(qapp):
    """The shipped fonts, registered once."""
    return style.load_fonts()


@pytest.fixture(autouse=True)
def dressed(qapp, fonts):
    """The application in light and English; whatever a test turned is turned back."""
    set_language(qapp, "en")
    style.apply_theme(qapp, dark=False)
    yield qapp
    set_language(qapp, "en")


@pytest.fixture
def preferences():
    """Preferences that forget."""
    return PassingPreferences()


@pytest.fixture
def faults():
    """Errors nobody took."""
    return []


@pytest.fixture
def tasks(faults):
    """Tasks that run at once."""
    return Tasks.immediate(faults.append)
