"""Erasing leaves no key slot anywhere in the folder, touches nothing outside, and never lies."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from strikelog.domain.progress import Cancelled
from strikelog.storage import erasing, shredding
from strikelog.storage.erasing import erase_vault
from strikelog.storage.identities import IDENTITY_KEYS
from strikelog.storage.keyfile import change_passphrase, create_key_file, slots_of
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import NotAVault, Vault, VaultInUse

CHEAP = KdfCost(memory=8, passes=1, lanes=1)
WORDS = "words of mine"


@pytest.fixture
def folder(tmp_path):
    """A vault with identities, a backup with its own slots, and what a crash left behind."""
    with Vault.create(tmp_path / "north", WORDS, cost=CHEAP) as vault:
        made = vault.folder
    create_key_file(made, "second words", CHEAP, names=IDENTITY_KEYS)
    backup = made / "backups" / "00001"
    backup.mkdir()
    for name in ("vault.keys", "vault.keys.bak", "vault.db"):
        shutil.copy(made / name, backup / name)
    shutil.copy(made / "vault.keys", made / ".vault.keys.0badcafe.unfinished")
    (made / "blobs" / "aa").write_bytes(b"x" * 5000)
    return made


@pytest.fixture
def slots(folder):
    found = slots_of(folder) + slots_of(folder, names=IDENTITY_KEYS)
    return [slot.payload[28:] for slot in found]


def held_open(folder):
    """Open every file that holds slots, to look at its bytes after its name is gone."""
    return [path.open("rb") for path in folder.rglob("*") if ".keys" in path.name]


def test_nothing_is_left_and_no_slot_can_be_read(folder, slots):
    files = held_open(folder)
    assert len(files) == 7

    done = erase_vault(folder)

    assert done.is_complete
    assert done.is_unreadable
    assert done.slots_destroyed == 7
    assert not folder.exists()
    for file in files:
        with file:
            content = file.read()
            assert not [slot for slot in slots if slot in content]


def test_looking_at_open_files_would_find_slots_that_were_only_deleted(folder, slots):
    """The negative control of the test above."""
    files = held_open(folder)

    shutil.rmtree(folder)

    contents = [file.read() for file in files]
    assert all(any(slot in content for slot in slots) for content in contents)
    for file in files:
        file.close()


def test_a_link_is_removed_and_not_followed(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_bytes(b"kept")
    shutil.copy(folder / "vault.keys", outside / "other.keys")
    before = (outside / "other.keys").read_bytes()
    (folder / "link").symlink_to(outside)
    (folder / "link.keys").symlink_to(outside / "other.keys")

    assert erase_vault(folder).is_complete

    assert (outside / "kept").read_bytes() == b"kept"
    assert (outside / "other.keys").read_bytes() == before


def test_a_folder_that_is_no_vault_is_left_alone(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one").write_bytes(b"1")

    with pytest.raises(NotAVault):
        erase_vault(tmp_path / "photos")

    assert (tmp_path / "photos" / "one").exists()


def test_a_vault_that_is_open_is_left_alone(folder):
    with Vault.open(folder, WORDS), pytest.raises(VaultInUse):
        erase_vault(folder)

    Vault.open(folder, WORDS).close()


class Stopping:
    """A person who presses Stop at once."""

    def report(self, done, total=None, text=""):
        raise Cancelled


def test_it_cannot_be_broken_off_half_way(folder):
    assert erase_vault(folder, Stopping()).is_complete


def refusing(real, *, name, number):
    """Refuse one file as the system would refuse one on a disk set to read-only."""

    def call(path, *rest, **named):
        if Path(path).name == name:
            raise OSError(number, os.strerror(number))
        return real(path, *rest, **named)

    return call


def test_a_copy_that_cannot_be_overwritten_or_removed_is_named(folder, monkeypatch):
    name = "vault.keys.bak"
    monkeypatch.setattr(shredding.os, "open", refusing(os.open, name=name, number=errno.EROFS))
    unlink = Path.unlink

    def kept(path, **named):
        if path.name == name and path.parent == folder:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        unlink(path, **named)

    monkeypatch.setattr(erasing.Path, "unlink", kept)

    done = erase_vault(folder)

    left = {one.place: one for one in done.survivors}
    assert not done.is_complete
    assert not done.is_unreadable
    assert left[name].holds_keys
    assert left[name].reason == os.strerror(errno.EROFS)
    assert not left[name].is_gone
    assert left[f"backups/00001/{name}"].is_gone
    assert (folder / name).exists()
    assert not (folder / "vault.keys").exists()
    assert not (folder / "vault.db").exists()


def test_a_copy_that_reads_back_as_before_is_named(folder, monkeypatch):
    monkeypatch.setattr(shredding, "write_all", lambda handle, content: None)

    done = erase_vault(folder)

    assert done.slots_destroyed == 0
    assert len([one for one in done.survivors if one.holds_keys and one.is_gone]) == 7


def test_a_file_that_is_really_immutable_is_named(folder):
    locked = folder / "backups" / "00001" / "vault.keys"
    changing = shutil.which("chattr")
    if (
        not changing
        or subprocess.run([changing, "+i", locked], check=False, capture_output=True).returncode
    ):
        pytest.skip("this file system knows no immutable files, or this user may not set them")
    try:
        done = erase_vault(folder)

        assert [one.place for one in done.survivors] == ["backups/00001/vault.keys"]
        assert not done.is_unreadable
    finally:
        subprocess.run([changing, "-i", locked], check=True)


@pytest.fixture
def disk(tmp_path):
    """A disk image mounted for the test, to be searched from below afterwards."""
    image, place = tmp_path / "disk.img", tmp_path / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(24 << 20)
    making = ["mke2fs", "-q", "-t", "ext4", "-F", str(image)]
    mounting = ["mount", "-o", "loop", str(image), str(place)]
    for command in (making, mounting):
        if (
            not shutil.which(command[0])
            or subprocess.run(command, check=False, capture_output=True).returncode
        ):
            pytest.skip("disk images cannot be made or mounted here")
    yield image, place
    subprocess.run(["umount", str(place)], check=False, capture_output=True)


@pytest.mark.parametrize("erased", [True, False], ids=["erased", "control"])
def test_a_search_of_the_whole_disk_finds_no_slot(disk, erased):
    image, place = disk
    with Vault.create(place / "north", WORDS, cost=CHEAP) as vault:
        folder = vault.folder
    slots = list(slots_of(folder))
    change_passphrase(folder, WORDS, "other words", cost=CHEAP)
    slots += slots_of(folder)
    os.sync()

    if erased:
        assert erase_vault(folder).is_complete
    else:
        shutil.rmtree(folder)
    subprocess.run(["umount", str(place)], check=True)

    content = image.read_bytes()
    found = [slot for slot in slots if slot.payload[28:] in content]
    assert bool(found) != erased
