"""Which libraries Qt expects from the system, which of them are missing, and how to get them.

Needs Python alone, because it runs before anything is installed. Only Linux leaves these
libraries to the system; elsewhere there is nothing to look for.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# Without these Qt cannot even be imported. Library file -> Debian package.
FOR_IMPORT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libstdc++.so.6": "libstdc++6",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Without these no window opens. Qt itself complains of xcb-cursor whichever one is missing.
FOR_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def check() -> bool:
    """See to the libraries Qt needs; say whether strikelog can run as far as they go."""
    wanted = all_missing()
    if not wanted:
        return True
    print(f"Qt needs system libraries that are missing: {', '.join(sorted(wanted))}", flush=True)
    if provide(wanted.values()):
        wanted = missing(wanted)
    return not (wanted if _has_display() else missing(FOR_IMPORT))


def all_missing() -> dict[str, str]:
    """What Qt needs and this system lacks: library file -> Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    return missing(FOR_IMPORT) | missing(FOR_WINDOW)


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Those of ``libraries`` that this system cannot load."""
    return {name: package for name, package in libraries.items() if not _loads(name)}


def provide(packages: Iterable[str]) -> bool:
    """Install Debian packages when that is ours to do, and otherwise say how."""
    names = sorted(set(packages))
    if not (is_debian() and os.geteuid() == 0):
        print(f"Install them with this line:\n\n    {_line(names)}\n", flush=True)
        return False
    print(f"Installing them: apt-get install {' '.join(names)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def is_debian() -> bool:
    """Whether packages come from apt here: Debian, Ubuntu and their kin."""
    release = Path("/etc/os-release")
    if not release.exists() or not shutil.which("apt-get"):
        return False
    lines = release.read_text(encoding="utf-8").splitlines()
    kinds = [line.partition("=")[2] for line in lines if line.startswith(("ID=", "ID_LIKE="))]
    return "debian" in " ".join(kinds)


def _line(packages: list[str]) -> str:
    return f"sudo apt-get install -y {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
