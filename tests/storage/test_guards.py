"""Where a vault comes to harm is known before it does, and so is a disk without room."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from strikelog.storage import guards
from strikelog.storage.guards import (
    MEGABYTE,
    NotEnoughRoom,
    PlaceKind,
    PlaceRisky,
    refuse_risky,
    refuse_without_room,
    risk_of,
    system_in,
)

MOUNTS = r"""
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:31 / /mnt/share rw,relatime shared:7 - cifs //server/share rw
41 27 0:32 / /mnt/nfs rw - nfs4 server:/export rw
42 27 8:1 / /media/me/MY\040STICK rw,nosuid - vfat /dev/sdb1 rw
43 27 8:2 / /media/me/big rw - exfat /dev/sdc1 rw
44 27 0:40 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
45 27 8:3 / /mnt/cover rw - vfat /dev/sdd1 rw
46 27 8:4 / /mnt/cover rw - xfs /dev/sdd2 rw
broken line
""".splitlines()


@pytest.mark.parametrize(
    ("place", "system"),
    [
        ("/home/me/vault", "ext4"),
        ("/mnt/share/deep/vault", "cifs"),
        ("/mnt/nfs", "nfs4"),
        ("/media/me/MY STICK/vault", "vfat"),
        ("/media/me/bigger", "ext4"),
        ("/mnt/cover/vault", "xfs"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_its_deepest_newest_mount(place, system):
    assert system_in(MOUNTS, Path(place)) == system


@pytest.mark.parametrize(
    ("system", "kind"),
    [
        ("nfs4", PlaceKind.NETWORK),
        ("smbfs", PlaceKind.NETWORK),
        ("9p", PlaceKind.NETWORK),
        ("remote", PlaceKind.NETWORK),
        ("fuse.sshfs", PlaceKind.NETWORK),
        ("vfat", PlaceKind.STICK),
        ("exfat", PlaceKind.STICK),
        ("ext4", None),
        ("xfs", None),
        ("btrfs", None),
        ("ntfs3", None),
        ("apfs", None),
        ("overlay", None),
        ("", None),
    ],
)
def test_file_systems_are_judged(system, kind, tmp_path, monkeypatch):
    monkeypatch.setattr(guards, "_system_of", lambda _: system)

    risk = risk_of(tmp_path)

    assert (risk.kind if risk else None) == kind
    assert risk is None or risk.needs_fallback


@pytest.mark.parametrize(
    ("folder", "marker", "service"),
    [
        ("Dropbox", "", "Dropbox"),
        ("Dropbox (Office)", "", "Dropbox"),
        ("anything", ".dropbox.cache", "Dropbox"),
        ("OneDrive - Office", "", "OneDrive"),
        ("Google Drive", "", "Google Drive"),
        ("GoogleDrive-someone", "", "Google Drive"),
        ("com~apple~CloudDocs", "", "iCloud"),
        ("Nextcloud", "", "Nextcloud"),
        ("files", ".sync_1a2b3c4d5e6f.db", "Nextcloud"),
        ("files", "._sync_1a2b3c4d5e6f.db", "Nextcloud"),
        ("files", ".stfolder", "Syncthing"),
    ],
)
def test_synchronised_folders_are_known_by_name_or_marker(folder, marker, service, tmp_path):
    inside = tmp_path / folder / "cases" / "north.strikelog"
    inside.mkdir(parents=True)
    if marker:
        (tmp_path / folder / marker).touch()

    risk = risk_of(inside)

    assert (risk.kind, risk.name) == (PlaceKind.SYNCED, service)
    assert not risk.needs_fallback


def test_an_ordinary_folder_is_no_risk(tmp_path):
    (tmp_path / "Omega" / "my dropbox notes").mkdir(parents=True)

    assert risk_of(tmp_path / "Omega" / "my dropbox notes" / "not there yet") is None


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox" / "cases").mkdir(parents=True)
    (tmp_path / "cases").symlink_to(tmp_path / "Dropbox" / "cases")

    assert risk_of(tmp_path / "cases" / "new.strikelog").name == "Dropbox"


def test_the_refusal_says_where_and_what_to_do(tmp_path):
    (tmp_path / "Dropbox").mkdir()

    with pytest.raises(PlaceRisky) as refusal:
        refuse_risky(tmp_path / "Dropbox" / "case.strikelog")

    assert "in a folder that Dropbox copies to other computers" in str(refusal.value)
    assert "case.strikelog" in str(refusal.value)
    assert "Dropbox" in refusal.value.sentence("ar")


def test_too_little_room_is_refused_with_both_figures(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 100 * MEGABYTE + 5))

    refuse_without_room(tmp_path, 33 * MEGABYTE)
    with pytest.raises(NotEnoughRoom, match="102 MB are needed and 100 MB are free"):
        refuse_without_room(tmp_path, 34 * MEGABYTE)


def test_this_machine_is_asked_without_an_error(tmp_path):
    assert guards.file_system_of(tmp_path) == guards.file_system_of(tmp_path).lower()
    assert guards.free_space(tmp_path) > 0
