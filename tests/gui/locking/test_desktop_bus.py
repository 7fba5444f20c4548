"""A bus of the test's own, on which a login service and a screen saver speak."""

import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Slot

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="needs a message bus"
)

LOGIN = "org.freedesktop.login1"


@pytest.fixture
def bus_address(tmp_path):
    daemon = subprocess.Popen(
        [
            *("dbus-daemon", "--session", "--nofork", "--print-address=1"),
            f"--address=unix:path={tmp_path}/bus",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


class Login(QObject):
    """Stands in for the login service."""

    def __init__(self):
        super().__init__()
        self.asked = []

    @Slot(str, str, str, str, result=str)
    def Inhibit(self, what, who, why, mode):  # noqa: N802
        self.asked.append((what, who, why, mode))
        return "held"


@pytest.fixture
def speaker(bus_address):
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.connectToBus(bus_address, "speaker")
    assert bus.isConnected()
    assert bus.registerService(LOGIN)
    bus.login = Login()
    assert bus.registerObject(
        "/org/freedesktop/login1",
        f"{LOGIN}.Manager",
        bus.login,
        QDBusConnection.RegisterOption.ExportAllSlots,
    )
    yield bus
    QDBusConnection.disconnectFromBus("speaker")


@pytest.fixture
def listener(qtbot, bus_address, speaker, monkeypatch):
    from PySide6.QtDBus import QDBusConnection

    from strikelog.gui.locking import desktop_bus

    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus_address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus_address)
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    made = desktop_bus.DesktopBus(
        system=lambda: QDBusConnection.connectToBus(bus_address, "system"),
        session=lambda: QDBusConnection.connectToBus(bus_address, "session"),
    )
    yield made
    made.deleteLater()
    for name in ("system", "session"):
        QDBusConnection.disconnectFromBus(name)


def say(bus, path, interface, name, *words):
    from PySide6.QtDBus import QDBusMessage

    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(list(words))
    assert bus.send(signal)


def test_a_screen_saver_that_begins_is_heard(qtbot, listener, speaker):
    with qtbot.waitSignal(listener.screen_locked):
        say(speaker, "/x", "org.gnome.ScreenSaver", "ActiveChanged", True)


def test_a_screen_saver_that_ends_is_not(qtbot, listener, speaker):
    with qtbot.assertNotEmitted(listener.screen_locked, wait=300):
        say(speaker, "/x", "org.gnome.ScreenSaver", "ActiveChanged", False)


def test_the_machine_going_to_sleep_is_heard(qtbot, listener, speaker):
    with qtbot.waitSignal(listener.sleeping):
        say(speaker, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", True)


def test_the_machine_waking_up_is_not(qtbot, listener, speaker):
    with qtbot.assertNotEmitted(listener.sleeping, wait=300):
        say(speaker, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", False)


def test_a_session_that_is_told_to_lock_locks(qtbot, listener, speaker):
    with qtbot.waitSignal(listener.screen_locked):
        say(speaker, "/org/freedesktop/login1/session/_33", f"{LOGIN}.Session", "Lock")


def test_another_persons_turn_at_the_machine_locks(qtbot, listener, speaker):
    with qtbot.waitSignal(listener.screen_locked):
        say(
            speaker,
            "/org/freedesktop/login1/session/_33",
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            f"{LOGIN}.Session",
            {"Active": False},
            ["x"],
        )


def test_the_system_is_asked_to_wait_before_it_sleeps(qtbot, listener, speaker):
    qtbot.waitUntil(lambda: listener.delays_sleep, timeout=3_000)

    assert [asked[0::3] for asked in speaker.login.asked] == [("sleep", "delay")]


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("unix:path=/run/bus", True),
        ("unix:path=/a;unix:abstract=b", True),
        ("tcp:host=example.org,port=1", False),
        ("unix:path=/a;tcp:host=example.org,port=1", False),
    ],
)
def test_a_bus_elsewhere_is_not_spoken_to(monkeypatch, address, local):
    from strikelog.gui.locking.desktop_bus import _is_local

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    assert _is_local("DBUS_SESSION_BUS_ADDRESS", default=False) is local
