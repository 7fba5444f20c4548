"""Where a vault may lie and whether there is room: disks, synchronised folders, networks, sticks.

A folder that another program copies about while it is written to, a network disk that loses its
locks, a stick without a journal: each has cost others their databases. Such places are refused
for new vaults and warned of for old ones; the person may overrule, one vault at a time.
"""

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark

MEGABYTE = 1 << 20
LITTLE_ROOM = 500 * MEGABYTE
"""Free space below which a person is warned."""

ROOM_A_FILE = 3
"""Times its own size that a file to be taken in needs: itself, its rows, and what is kept of it."""


class NotEnoughRoom(StrikelogError):
    """A piece of work would not fit on the disk; nothing was begun."""

    message = mark(
        "There is not enough room on the disk: {needed} MB are needed and {free} MB are free. "
        "Nothing was begun. Make room and try again."
    )


class PlaceRisky(StrikelogError):
    """A new vault would lie where databases come to harm."""

    message = mark(
        "“{name}” lies {place}. A vault there can be damaged without notice, so none was made. "
        "Choose a folder on a disk of this computer."
    )


class PlaceKind(StrEnum):
    """Why a place is not good for a vault."""

    SYNCED = "synced"
    NETWORK = "network"
    STICK = "stick"


class Synced(StrikelogError):
    """Said of a folder that another program copies elsewhere."""

    message = mark("in a folder that {service} copies to other computers")


class OnNetwork(StrikelogError):
    """Said of a network disk or a folder shared into this system."""

    message = mark("on a network disk ({system})")


class OnStick(StrikelogError):
    """Said of a disk without a journal."""

    message = mark("on a disk format without protection against sudden ends ({system})")


@dataclass(frozen=True, slots=True)
class Risk:
    """What is wrong with a place: its kind, and the service or file system by name."""

    kind: PlaceKind
    name: str

    @property
    def words(self) -> StrikelogError:
        """Say it as part of a sentence, in any language."""
        if self.kind is PlaceKind.SYNCED:
            return Synced(service=self.name)
        if self.kind is PlaceKind.NETWORK:
            return OnNetwork(system=self.name)
        return OnStick(system=self.name)

    @property
    def needs_fallback(self) -> bool:
        """Tell whether shared memory and so the write-ahead log cannot be relied on here."""
        return self.kind is not PlaceKind.SYNCED


# -- room


def free_space(folder: Path) -> int:
    """Give the bytes that are free for this person on the disk of a folder."""
    return shutil.disk_usage(_existing(folder)).free


def refuse_without_room(folder: Path, size: int, *, times: int = ROOM_A_FILE) -> None:
    """Raise NotEnoughRoom when work of this size would not fit; says how much it needs."""
    needed, free = size * times, free_space(folder)
    if free < needed:
        raise NotEnoughRoom(needed=-(-needed // MEGABYTE), free=free // MEGABYTE)


def _existing(folder: Path) -> Path:
    """Give the nearest folder above that is there."""
    folder = folder.absolute()
    return next(one for one in (folder, *folder.parents) if one.exists())


# -- places


def risk_of(folder: Path) -> Risk | None:
    """Give what is wrong with a place for a vault, the worst first; None when nothing is."""
    place = _existing(folder).resolve()
    system = file_system_of(place)
    if system in _NETWORK or system.startswith(_NETWORK_BEGINNINGS):
        return Risk(PlaceKind.NETWORK, system)
    if system in _WITHOUT_JOURNAL:
        return Risk(PlaceKind.STICK, system)
    service = _service_of(folder.absolute()) or _service_of(place)
    return Risk(PlaceKind.SYNCED, service) if service else None


@lru_cache(maxsize=256)
def needs_fallback(folder: Path) -> bool:
    """Tell whether a database in this folder does without a write-ahead log; asked once a run."""
    risk = risk_of(folder)
    return risk is not None and risk.needs_fallback


def refuse_risky(folder: Path) -> None:
    """Raise PlaceRisky for a place where no vault should be made."""
    risk = risk_of(folder.parent)
    if risk is not None:
        raise PlaceRisky(name=folder.name, place=risk.words)


_NETWORK = frozenset(
    "nfs nfs4 cifs smb2 smb3 smbfs afpfs afs ncpfs webdav davfs 9p ceph glusterfs lustre ocfs2 "
    "gfs2 virtiofs vboxsf vmhgfs prl_fs fuse.sshfs fuse.rclone fuse.gvfsd-fuse fuse.davfs2 "
    "fuse.curlftpfs fuse.s3fs fuse.glusterfs fuse.vmhgfs-fuse fuse.portal "
    "fuse.google-drive-ocamlfuse osxfuse macfuse remote".split()
)
_NETWORK_BEGINNINGS = ("nfs", "smb")
_WITHOUT_JOURNAL = frozenset("vfat msdos fat fat12 fat16 fat32 exfat ufsd_exfat".split())

_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".megaignore": "MEGA",
}
"""What services leave in the folder they copy."""

_PATTERNS = (
    (re.compile(r"\.?_?sync_[0-9a-f]{6,}\.db"), "Nextcloud"),
    (re.compile(r"\._sync_[0-9a-f]+\.db"), "Nextcloud"),
)
_NAMES = (
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"google ?drive(-.+)?|googledrive-.+|drivefs", re.IGNORECASE), "Google Drive"),
    (re.compile(r"com~apple~clouddocs|icloud ?drive|mobile documents", re.IGNORECASE), "iCloud"),
    (re.compile(r"cloudstorage", re.IGNORECASE), "iCloud"),
    (re.compile(r"nextcloud", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud", re.IGNORECASE), "ownCloud"),
    (re.compile(r"syncthing", re.IGNORECASE), "Syncthing"),
    (re.compile(r"megasync|mega", re.IGNORECASE), "MEGA"),
    (re.compile(r"pclouddrive|pcloud drive", re.IGNORECASE), "pCloud"),
)
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def _service_of(place: Path) -> str:
    """Name the service that copies a folder; empty when none is known to."""
    for folder in (place, *place.parents):
        found = _service_by_name(folder) or _service_by_marker(folder)
        if found:
            return found
    return ""


def _service_by_name(folder: Path) -> str:
    named = (service for pattern, service in _NAMES if pattern.fullmatch(folder.name))
    told = (os.environ.get(name) for name in _VARIABLES)
    if any(place and Path(place) == folder for place in told):
        return "OneDrive"
    return next(named, "")


def _service_by_marker(folder: Path) -> str:
    for marker, service in _MARKERS.items():
        if (folder / marker).exists():
            return service
    for pattern, service in _PATTERNS:
        if any(pattern.fullmatch(name) for name in _hidden_names(folder)):
            return service
    return ""


def _hidden_names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries if entry.name.startswith((".", "_")))
    except OSError:
        return


# -- file systems


def file_system_of(place: Path) -> str:
    """Name the file system of an existing folder in small letters; empty where unknown."""
    try:
        return _system_of(place).lower()
    except OSError:
        return ""


if sys.platform == "win32":
    _REMOTE = 4

    def _system_of(place: Path) -> str:
        root = place.anchor if place.anchor.endswith("\\") else place.anchor + "\\"
        if root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE:
            return "remote"
        name = ctypes.create_unicode_buffer(64)
        asked = ctypes.windll.kernel32.GetVolumeInformationW
        return name.value if asked(root, None, 0, None, None, None, name, len(name)) else ""

elif sys.platform == "darwin":
    _NAME_AT, _NAME_LENGTH, _STATFS_SIZE = 72, 16, 2168

    def _system_of(place: Path) -> str:
        """Read `f_fstypename` out of `struct statfs` as 64-bit systems lay it out."""
        buffer = ctypes.create_string_buffer(_STATFS_SIZE)
        library = ctypes.CDLL(None, use_errno=True)
        asked = getattr(library, "statfs$INODE64", library.statfs)
        if asked(os.fsencode(place), buffer) != 0:
            return ""
        return buffer.raw[_NAME_AT : _NAME_AT + _NAME_LENGTH].split(b"\0")[0].decode("ascii")

else:

    def _system_of(place: Path) -> str:
        text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        return system_in(text.splitlines(), place)


def system_in(mounts: Iterable[str], place: Path) -> str:
    """Find the file system of a folder in lines as `/proc/self/mountinfo` has them."""
    deepest, system = -1, ""
    for line in mounts:
        before, _, after = line.partition(" - ")
        parts = before.split()
        if len(parts) < 5 or not after:
            continue
        point = Path(_unescaped(parts[4]))
        depth = len(point.parts)
        # The later of two mounts on one point covers the earlier.
        if place.is_relative_to(point) and depth >= deepest:
            deepest, system = depth, after.split()[0]
    return system


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
