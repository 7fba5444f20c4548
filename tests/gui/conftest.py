"""What every test of the window starts from: shipped fonts, the light theme, English."""

from contextlib import closing

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from shiboken6 import isValid

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.preferences import PassingPreferences
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from tests.workspaces import empty_vault, worked_example


@pytest.fixture(scope="session")
def fonts(qapp):
    """The shipped fonts, registered once."""
    return style.load_fonts()


@pytest.fixture(autouse=True)
def dressed(qapp, fonts):
    """The application in light and English; whatever a test turned or left open is undone."""
    _dress(qapp)
    before = set(qapp.topLevelWidgets())
    yield qapp
    _delete(one for one in qapp.topLevelWidgets() if one not in before)
    _dress(qapp)


def _dress(app):
    # Dressing walks over every widget that is still alive: once is enough where nothing turned.
    if app.property("language") != "en":
        set_language(app, "en")
    QLocale.setDefault(QLocale("en"))
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if app.property("dark") is not False:
        style.apply_theme(app, dark=False)


def _delete(widgets):
    for one in widgets:
        if isValid(one):
            one.hide()
            one.deleteLater()
            QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)


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
    with closing(worked_example()) as opened:
        yield opened


@pytest.fixture(scope="session")
def example():
    """The worked example, for tests that only look at it."""
    with closing(worked_example()) as opened:
        yield opened


@pytest.fixture
def empty_workspace():
    """A vault with nothing in it."""
    with closing(empty_vault()) as opened:
        yield opened


@pytest.fixture
def gone(qapp):
    """Takes windows and deletes them, timers and all, before the vault below them is closed."""
    kept = []
    yield kept.append
    _delete(reversed(kept))


@pytest.fixture
def session(workspace, tasks, gone):
    """The window over the worked example."""
    made = Session(workspace, tasks, Opening(Appearance(), "0.1.0", is_demo=True))
    gone(made.window)
    made.window.show()
    return made
