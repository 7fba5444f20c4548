"""What every test of the window starts from: shipped fonts, the light theme, English."""

from contextlib import closing

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.preferences import PassingPreferences
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace


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


@pytest.fixture
def workspace():
    """The worked example in a vault of its own, for tests that change it."""
    with closing(Workspace.with_demo()) as opened:
        yield opened


@pytest.fixture(scope="session")
def example():
    """The worked example, for tests that only look at it."""
    with closing(Workspace.with_demo()) as opened:
        yield opened


@pytest.fixture
def empty_workspace():
    """A vault with nothing in it."""
    with closing(Workspace.throwaway()) as opened:
        yield opened


@pytest.fixture
def gone(qapp):
    """Takes windows and deletes them, timers and all, before the vault below them is closed."""
    kept = []
    yield kept.append
    for one in reversed(kept):
        if isValid(one):
            one.hide()
            one.deleteLater()
            QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(workspace, tasks, gone):
    """The window over the worked example."""
    made = Session(workspace, tasks, Opening(Appearance(), "0.1.0", is_demo=True))
    gone(made.window)
    made.window.show()
    return made
