"""Disks that are full: a file system of 1 to 64 MiB, every operation on it, in 64 sizes.

Where a memory disk of a given size can be mounted, the whole vault lies on one; elsewhere the
experiment is skipped. After each: what was acknowledged is there, the vault opens while the disk is
still full, no unfinished file stays, and who was refused was told how much room is needed. The
control writes a file over itself without the order of `write_durably`, and must lose it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from strikelog.domain.errors import StrikelogError
from strikelog.domain.records import Site
from strikelog.services.workspace import Workspace
from strikelog.storage.files import DiskFull, write_durably
from strikelog.storage.guards import NotEnoughRoom
from tests.reliability.experiment import Experiment, Outcome, Skipped
from tests.reliability.grounds import PASSPHRASE, ground, make_vault

MOST = 64


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Give the root of a file system of a size of its own."""
    place = folder / "disk"
    place.mkdir(exist_ok=True)
    options = f"size={megabytes}m"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        raise Skipped("no file system of a given size can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def fill(place: Path, leaving: int) -> Path:
    """Write a file that leaves so many bytes free."""
    rest = shutil.disk_usage(place).free - leaving
    filler = place / "filler"
    with filler.open("wb") as file, suppress(OSError):
        while rest > 0:
            rest -= file.write(bytes(min(rest, 1 << 16)))
            file.flush()
    return filler


def try_sizes(times: int) -> Outcome:
    """Take sizes evenly from 1 to 64 MiB."""
    sizes = [1 + number * MOST // times for number in range(times)] if times < MOST else _all(times)
    faults, refused, operations, torn = [], 0, 0, 0
    with ground() as folder:
        prepared = make_vault(folder, steps=20)
        for number, size in enumerate(sizes):
            with disk(folder, size) as place:
                story = _Story(place, prepared, leaving=(number % 7) * 40_000)
                story.tell()
                faults += [f"{size} MiB: {what}" for what in story.faults]
                refused += story.refused
                operations += story.operations
                torn += _is_torn_by_plain_writing(place)
    return Outcome(
        count=operations,
        failures=len(faults),
        control=f"plain writing lost the earlier file on {torn} of {len(sizes)} full disks",
        control_bites=torn > 0,
        details=tuple(faults),
        figures={"sizes": str(len(sizes)), "refused and told": str(refused)},
    )


def _all(times: int) -> list[int]:
    return [1 + number % MOST for number in range(times)]


class _Story:
    """One vault on one small disk, worked on until nothing fits any more."""

    def __init__(self, place: Path, prepared: Path, *, leaving: int) -> None:
        self.place = place
        self.vault = place / "trial.strikelog"
        self.prepared = prepared
        self.leaving = leaving
        self.faults: list[str] = []
        self.refused = 0
        self.operations = 0
        self.sites: set[str] = set()

    def tell(self) -> None:
        """Copy the vault there, fill the disk, work, and look what is left."""
        try:
            shutil.copytree(self.prepared, self.vault)
        except (OSError, shutil.Error):
            return  # a disk too small for the vault itself
        try:
            workspace = Workspace.open(self.vault, PASSPHRASE)
        except StrikelogError as refusal:
            self._heard("open", refusal)
            return
        try:
            fill(self.place, self.leaving)
            for work in (self._record, self._backup, self._import, self._settings, self._carry):
                self._try(work, workspace)
                self._try(self._record, workspace)
        finally:
            with suppress(StrikelogError):
                workspace.close()
        self._look_again()

    def _try(self, work: object, workspace: Workspace) -> None:
        self.operations += 1
        name = work.__name__[1:]
        try:
            work(workspace)
        except StrikelogError as refusal:
            self._heard(name, refusal)
        except OSError as raw:
            self.faults.append(f"{name} rose as {type(raw).__name__}")

    def _heard(self, name: str, refusal: StrikelogError) -> None:
        self.refused += 1
        full = isinstance(refusal, (DiskFull, NotEnoughRoom))
        if full and not any(letter.isdigit() for letter in str(refusal)):
            self.faults.append(f"{name} names no figure: {type(refusal).__name__}")

    def _record(self, workspace: Workspace) -> None:
        for number in range(6):
            site = Site(name=f"Site {number}", note="x" * 20_000)
            workspace.recording.save(site)
            self.sites.add(site.id)

    def _backup(self, workspace: Workspace) -> None:
        workspace.backups.make()

    def _import(self, workspace: Workspace) -> None:
        workspace.exporting.export(self.place / "out.xlsx")
        workspace.importing.apply(workspace.importing.preview(self.place / "out.xlsx"))

    def _settings(self, workspace: Workspace) -> None:
        workspace.vault.database.remember("view.Site.x", "y" * 9_000)

    def _carry(self, workspace: Workspace) -> None:
        (self.place / "stick").mkdir(exist_ok=True)
        workspace.backups.copy_to(self.place / "stick")

    def _look_again(self) -> None:
        """Open while the disk is full, and then with room again."""
        for emptied in (False, True):
            if emptied:
                (self.place / "filler").unlink(missing_ok=True)
            try:
                again = Workspace.open(self.vault, PASSPHRASE)
            except StrikelogError as refusal:
                if emptied or not isinstance(refusal, DiskFull):
                    self.faults.append(f"does not open: {type(refusal).__name__}: {refusal}")
                continue
            held = {one.id for one in again.finding.all(Site)}
            if self.sites - held:
                self.faults.append(f"{len(self.sites - held)} saved records are gone")
            if again.vault.database.quick_check():
                self.faults.append("the database is damaged")
            with suppress(StrikelogError):
                again.close()
        leftovers = [path.name for path in self.place.rglob("*.unfinished")]
        if leftovers:
            self.faults.append(f"left {leftovers[0]}")


def _is_torn_by_plain_writing(place: Path) -> bool:
    """Write a file over itself on a full disk; tell whether what it held is gone."""
    for leftover in place.iterdir():
        shutil.rmtree(leftover, ignore_errors=True)
        if leftover.is_file():
            leftover.unlink()
    held, file = b"held" * 50_000, place / "file"
    write_durably(file, held)
    fill(place, 0)
    with suppress(OSError):
        file.write_bytes(b"next" * 200_000)
    with suppress(OSError):
        os.sync()
    return file.read_bytes() not in (held, b"next" * 200_000)


EXPERIMENTS = (
    Experiment(
        name="backup_full_disk",
        claim="A full disk loses nothing that was saved, and says how much room is needed",
        unit="operations on full disks",
        run=try_sizes,
        short=3,
        long=MOST,
    ),
)
