"""What a Linux desktop says on its message bus: the screen is locked, the machine goes to sleep.

The bus is a socket file of this machine; an address that leads anywhere else is not used.
"""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusPendingCallWatcher

_LOGIN = "org.freedesktop.login1"
_LOGIN_PATH = "/org/freedesktop/login1"
_MANAGER = f"{_LOGIN}.Manager"
_SESSION = f"{_LOGIN}.Session"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)

Bus = Callable[[], QDBusConnection]


class DesktopBus(QObject):
    """Listens to the login service and to whichever screen saver the desktop has."""

    screen_locked = Signal()
    sleeping = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: Bus = QDBusConnection.systemBus,
        session: Bus = QDBusConnection.sessionBus,
    ) -> None:
        super().__init__(parent)
        self._delay: QDBusMessage | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        if _is_local("DBUS_SYSTEM_BUS_ADDRESS", default=True):
            self._listen_to_login(system())
        if _is_local("DBUS_SESSION_BUS_ADDRESS", default=_has_session_bus()):
            self._listen_to_savers(session())

    @property
    def delays_sleep(self) -> bool:
        """True while the system waits for us before it sleeps."""
        return self._delay is not None

    def _listen_to_login(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        session = _session_path()
        properties = "org.freedesktop.DBus.Properties"
        for path, interface, name, slot in (
            (_LOGIN_PATH, _MANAGER, "PrepareForSleep", SLOT("_prepare(QDBusMessage)")),
            (session, _SESSION, "Lock", SLOT("_lock(QDBusMessage)")),
            (session, properties, "PropertiesChanged", SLOT("_look(QString,QVariantMap)")),
        ):
            if path:
                # The stubs want bytes; only text is taken.
                bus.connect(  # type: ignore[call-overload]
                    _LOGIN, path, interface, name, self, slot
                )
        self._ask_for_time(bus)

    def _ask_for_time(self, bus: QDBusConnection) -> None:
        """Ask to be waited for before sleep; what answers is held until this process ends."""
        asked = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, "Inhibit")
        asked.setArguments(["sleep", "strikelog", "locks what is open", "delay"])
        self._asked = QDBusPendingCallWatcher(QDBusPendingCall(bus.asyncCall(asked)), self)
        self._asked.finished.connect(self._hold)

    def _listen_to_savers(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        for saver in _SAVERS:
            slot = SLOT("_screen(QDBusMessage)")
            bus.connect("", "", saver, "ActiveChanged", self, slot)  # type: ignore[call-overload]

    @Slot(QDBusPendingCallWatcher)
    def _hold(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage:
            self._delay = reply

    @Slot(QDBusMessage)
    def _prepare(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self.sleeping.emit()

    @Slot(QDBusMessage)
    def _lock(self, _message: QDBusMessage) -> None:
        self.screen_locked.emit()

    @Slot(QDBusMessage)
    def _screen(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self.screen_locked.emit()

    @Slot(str, "QVariantMap")
    def _look(self, _interface: str, changed: dict[str, object]) -> None:
        """Take another person's turn at the machine for a locked screen."""
        if changed.get("Active") is False:
            self.screen_locked.emit()


def _is_local(variable: str, *, default: bool) -> bool:
    """Tell whether every address a bus may be reached by is a socket of this machine."""
    address = os.environ.get(variable)
    if address is None:
        return default
    return all(one.startswith("unix:") for one in address.split(";") if one)


def _has_session_bus() -> bool:
    """Tell whether there is a bus to find; without one, looking for it would start one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(runtime) and Path(str(runtime), "bus").exists()


def _session_path() -> str:
    """Give the path of our session at the login service, escaped as it escapes it."""
    session = os.environ.get("XDG_SESSION_ID", "")
    if not session:
        return ""
    escaped = "".join(
        one if one.isascii() and (one.isalpha() or (one.isdigit() and at)) else f"_{ord(one):02x}"
        for at, one in enumerate(session)
    )
    return f"{_LOGIN_PATH}/session/{escaped}"
