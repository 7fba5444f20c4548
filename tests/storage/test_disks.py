"""Encrypted or not: looked up in a system made for the test."""

import os
import sys

import pytest

from strikelog.storage import disks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says")

HEADER = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


@pytest.fixture
def system(tmp_path):
    """A system with a plain partition, an encrypted volume on it, and a volume on that."""
    block = tmp_path / "sys" / "class" / "block"
    for name in ("sda1", "sda2", "dm-0", "dm-1", "dm-2"):
        (block / name / "slaves").mkdir(parents=True)
    for name, uuid, below in (
        ("dm-0", "CRYPT-LUKS2-ab-x", "sda1"),
        ("dm-1", "LVM-ab", "dm-0"),
        ("dm-2", "LVM-cd", "sda2"),
    ):
        (block / name / "dm").mkdir()
        (block / name / "dm" / "uuid").write_text(uuid)
        (block / name / "slaves" / below).symlink_to(block / below)
    return tmp_path / "sys"


def swaps(tmp_path, *areas):
    """Swap areas as Linux lists them."""
    proc = tmp_path / "proc"
    proc.mkdir(exist_ok=True)
    lines = (f"{path}\t{kind}\t1\t0\t-2\n" for path, kind in areas)
    (proc / "swaps").write_text(HEADER + "".join(lines))
    return proc


@pytest.mark.parametrize(
    ("areas", "encrypted"),
    [
        ([], True),
        ([("/dev/sda2", "partition")], False),
        ([("/dev/dm-0", "partition")], True),
        ([("/dev/dm-1", "partition")], True),
        ([("/dev/dm-2", "partition")], False),
        ([("/dev/zram0", "partition")], True),
        ([("/dev/dm-0", "partition"), ("/dev/sda2", "partition")], False),
        ([("/dev/gone", "partition")], None),
        ([("/dev/gone", "partition"), ("/dev/sda2", "partition")], False),
    ],
)
def test_swap_is_as_safe_as_the_least_safe_of_its_areas(tmp_path, system, areas, encrypted):
    assert disks._linux_swap(swaps(tmp_path, *areas), system) is encrypted


def test_a_system_that_says_nothing_is_unknown(tmp_path, system):
    assert disks._linux_swap(tmp_path / "nowhere", system) is None


@pytest.mark.parametrize(("device", "encrypted"), [("dm-1", True), ("dm-2", False)])
def test_a_folder_is_as_safe_as_its_disk(tmp_path, system, device, encrypted):
    number = tmp_path.stat().st_dev
    place = system / "dev" / "block"
    place.mkdir(parents=True)
    name = f"{os.major(number)}:{os.minor(number)}"
    (place / name).symlink_to(system / "class" / "block" / device)

    assert disks._is_encrypted(disks._device_of(tmp_path, system)) is encrypted


def test_this_machine_answers_or_says_that_it_does_not_know(tmp_path):
    assert disks.is_swap_encrypted() in (True, False, None)
    assert disks.is_disk_encrypted(tmp_path) in (True, False, None)
