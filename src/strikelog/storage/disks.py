"""Whether what a disk and the swap hold is encrypted; None where the system does not say.

While a vault is open, the system may write parts of the memory to the swap, and a whole image of
it when the machine hibernates. No program can prevent the second; an encrypted disk can.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_HERE: str = sys.platform
_SYSTEM = Path("/sys")
_PROC = Path("/proc")
_DEEPEST = 8
"""Layers of volumes above each other, beyond which nobody stacks them."""

_ENCRYPTED_UUID = "CRYPT-"
_OCTAL = re.compile(r"\\([0-7]{3})")


def is_swap_encrypted() -> bool | None:
    """Tell whether memory that the system puts aside can be read from the disk."""
    if _HERE == "linux":
        return _linux_swap()
    if _HERE == "darwin":
        return _answer_holds(["/usr/sbin/sysctl", "vm.swapusage"], "encrypted")
    return None


def is_disk_encrypted(folder: Path) -> bool | None:
    """Tell whether the disk under a folder is encrypted as a whole."""
    if _HERE == "linux":
        device = _device_of(folder)
        return None if device is None else _is_encrypted(device)
    if _HERE == "darwin":
        return _answer_holds(["/usr/bin/fdesetup", "status"], "FileVault is On")
    return None


def _linux_swap(proc: Path = _PROC, system: Path = _SYSTEM) -> bool | None:
    """Look at every swap area; memory that is only compressed is as good as none on the disk."""
    try:
        lines = (proc / "swaps").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return None
    return _all_of(_is_area_encrypted(line.split(), system) for line in lines)


def _is_area_encrypted(area: list[str], system: Path) -> bool | None:
    path = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), area[0]))
    if path.name.startswith("zram"):
        return True
    device = _named_device(path, system) if area[1] == "partition" else _device_of(path, system)
    return None if device is None else _is_encrypted(device)


def _all_of(answers: Iterable[bool | None]) -> bool | None:
    """False as soon as one is, None if one is unknown, else True; nothing at all is safe."""
    found = list(answers)
    if False in found:
        return False
    return None if None in found else True


def _named_device(path: Path, system: Path) -> Path | None:
    with suppress(OSError):
        device = system / "class" / "block" / path.resolve().name
        return device.resolve() if device.exists() else None
    return None


def _device_of(path: Path, system: Path = _SYSTEM) -> Path | None:
    """Find the block device under a path; file systems without one of their own are looked up."""
    try:
        number = path.stat().st_dev
    except OSError:
        return None
    device = system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    if device.exists():
        return device.resolve()
    for major_minor, source in _mounts():
        if major_minor == f"{os.major(number)}:{os.minor(number)}" and source.startswith("/dev/"):
            return _named_device(Path(source), system)
    return None


def _mounts() -> Iterator[tuple[str, str]]:
    """Give the number and the source of every mount."""
    with suppress(OSError, ValueError):
        for line in (_PROC / "self" / "mountinfo").read_text(encoding="utf-8").splitlines():
            before, _, after = line.partition(" - ")
            yield before.split()[2], after.split()[1]


def _is_encrypted(device: Path, depth: int = 0) -> bool:
    """Tell whether a device, or every one it is made of, is an encrypted volume."""
    with suppress(OSError):
        uuid = (device / "dm" / "uuid").read_text(encoding="utf-8")
        if uuid.startswith(_ENCRYPTED_UUID):
            return True
    below = device / "slaves"
    made_of = [one.resolve() for one in below.iterdir()] if below.is_dir() else []
    if not made_of or depth == _DEEPEST:
        return False
    return all(_is_encrypted(one, depth + 1) for one in made_of)


def _answer_holds(command: list[str], words: str) -> bool | None:
    """Ask a tool of the system; None when it does not answer."""
    try:
        said = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=5, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return words in said.stdout
