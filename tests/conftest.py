"""What holds for every test: no window, no network, one language, one clock zone, own folders.

Sockets are closed and warnings are errors by the settings in ``pyproject.toml``; Qt's own
warnings fail a test through pytest-qt. What a test may not leave behind is reset here.
"""

import logging
import os
import tempfile
import time

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

# Before the first QApplication, which reads these once.
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    LANG="C.UTF-8",
    LC_ALL="C.UTF-8",
    LANGUAGE="en",
    TZ="UTC",
)
for _variable in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "NO_COLOR"):
    os.environ.pop(_variable, None)
if hasattr(time, "tzset"):
    time.tzset()

# A shared or slow machine must not fail a property that holds. The project's own check tries the
# same examples every time, so that it fails by a change alone; every other run tries new ones.
settings.register_profile(
    "strikelog",
    deadline=None,
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("strikelog")

_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_WINDOWS_FOLDERS = ("APPDATA", "LOCALAPPDATA", "USERPROFILE")


@pytest.fixture(autouse=True)
def own_folders():
    """Settings, caches and the home folder of a test are its own and vanish with it."""
    before = dict(os.environ)
    # Windows keeps files open a little longer than their owners live.
    with tempfile.TemporaryDirectory(prefix="strikelog-test-", ignore_cleanup_errors=True) as home:
        os.environ.update(dict.fromkeys((*_FOLDERS, *_WINDOWS_FOLDERS), home))
        yield
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(autouse=True)
def plain_qt():
    """Every test starts in English, left to right."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(autouse=True)
def quiet_log(request):
    """A warning or error in the program's log fails the test that did not mean to cause it."""
    heard = _Heard(logging.WARNING)
    logging.getLogger("strikelog").addHandler(heard)
    yield
    logging.getLogger("strikelog").removeHandler(heard)
    meant = request.node.get_closest_marker("warns_in_log") is not None
    assert meant or not heard.messages, f"logged unexpectedly: {heard.messages}"


class _Heard(logging.Handler):
    """Keeps what is logged at its level or above."""

    def __init__(self, level):
        super().__init__(level)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())
