"""Which machine this is, so that each signs the history with a key of its own.

The system's own identifier is never stored or shown; only a keyed hash of it leaves this module.
"""

import ctypes
import hashlib
import hmac
import sys
import uuid
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import winreg


def device_code(secret: bytes) -> str:
    """Give this machine's code within one vault; it says nothing about it elsewhere."""
    return hmac.digest(secret, b"strikelog/device/1" + _identity(), hashlib.sha256)[:4].hex()


def _identity() -> bytes:
    """Give what the system tells itself apart by; the network card where it has nothing better."""
    return _system_identity() or uuid.getnode().to_bytes(8)


if sys.platform == "win32":

    def _system_identity() -> bytes:
        with (
            suppress(OSError),
            winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE,
                r"SOFTWARE\Microsoft\Cryptography",
                0,
                winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
            ) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0]).encode()
        return b""

elif sys.platform == "darwin":

    def _system_identity() -> bytes:
        found = (ctypes.c_ubyte * 16)()
        patience = (ctypes.c_long * 2)(1, 0)  # a timespec: one second
        failed = ctypes.CDLL(None).gethostuuid(found, ctypes.byref(patience))
        return b"" if failed else bytes(found)

else:

    def _system_identity() -> bytes:
        for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
            with suppress(OSError):
                if found := Path(place).read_bytes().strip():
                    return found
        return b""
