"""Backups of an open vault: made when they are due, looked into, put back, carried elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..storage import guards
from ..storage.backup_folder import Backup, BackupFolder, OtherKey
from ..storage.backups import CopyUnsound
from ..storage.closure import sign_head
from ..storage.database import Database
from ..storage.history import History
from ..storage.keyfile import has_key_file
from ..storage.restoring import copy_in, lay_ready, leave_to_sweep, write_out
from ..storage.rotation import NARROW, USUAL, Moment, Shrinkage, shrinkage, to_drop
from ..storage.tables import Schema
from ..storage.ticking import session, ticks
from ..storage.vault import Vault
from ..storage.witnesses import Occasion
from .auditing import newest_head, note_restored

__all__ = ["WHY_WORDS", "Backup", "Backups", "Inside", "OtherKey", "Shrinkage", "Why"]

EVERY = 30 * 60.0
"""Seconds of work after which what was changed is backed up."""

MONTH = timedelta(days=30)
_NEWEST = 12
"""Changes shown when one looks into a backup."""


class Why(StrEnum):
    """What a backup was made for."""

    DAY = "day"
    WORK = "work"
    ASKED = "asked"
    IMPORT = "import"
    BULK = "bulk"
    RESTORE = "restore"
    PASSPHRASE = "passphrase"  # noqa: S105 - names an occasion
    ROTATION = "rotation"


WHY_WORDS: Mapping[str, str] = {
    Why.DAY: mark("First change of the day"),
    Why.WORK: mark("While working"),
    Why.ASKED: mark("Asked for"),
    Why.IMPORT: mark("Before an import"),
    Why.BULK: mark("Before a change of many records"),
    Why.RESTORE: mark("Before a restore"),
    Why.PASSPHRASE: mark("Before a change of keys"),
    Why.ROTATION: mark("Before new keys"),
}


class NothingToBackUp(StrikelogError):
    """The vault is empty, or its key is written nowhere."""

    message = mark(
        "There is nothing to back up: this vault is empty, or it is gone when it is closed."
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A change as the history of a backup tells it."""

    at: datetime
    actor: str
    label: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What a look into a backup shows: records then and now, and its newest changes."""

    backup: Backup
    then: Mapping[str, int]
    now: Mapping[str, int]
    steps: Sequence[Step]
    entries: int
    entries_now: int


class Backups:
    """Makes and minds the backups of one open vault."""

    def __init__(self, vault: Vault, clock: Callable[[], datetime] | None = None) -> None:
        self._vault = vault
        self._clock = clock or (lambda: datetime.now(UTC))

    @property
    def folder(self) -> BackupFolder:
        """Where they are."""
        return self._vault.backups

    @property
    def is_damaged(self) -> bool:
        """Tell whether the vault is damaged, so that nothing is made of it."""
        return self._vault.damage is not None

    # -- making

    def make(
        self, why: Why = Why.ASKED, progress: Progress | None = None, *, may_hold: bool = True
    ) -> Backup | None:
        """Make a proven backup; None when the newest holds all there is.

        Raises NotEnoughRoom, or, when the vault turns out to be damaged, VaultDamaged: then the
        vault is for reading alone, and no backup is replaced.
        """
        if self._vault.damage is not None:
            raise self._vault.damage
        if not has_key_file(self._vault.folder) or not self._head()[0]:
            return None
        newest = self.folder.newest()
        if newest is not None and newest.contents.head == self._head():
            return None
        self._make_room()
        with suppress(StrikelogError):
            sign_head(self._vault.database, Occasion.BACKUP, self._clock())
        made = self._made(why, progress, may_hold=may_hold)
        self._heed_shrinkage(newest, made)
        self.rotate()
        return made

    def before(self, why: Why) -> Callable[[], object]:
        """Give what is to be done before a great change: a backup, where anything changed."""
        return lambda: self.make(why)

    def due(self) -> Why | None:
        """Tell why a backup is due now; None when none is."""
        if self._vault.damage is not None or not has_key_file(self._vault.folder):
            return None
        newest = self.folder.newest()
        if newest is None:
            return Why.DAY if self._head()[0] else None
        if newest.contents.head == self._head():
            return None
        here = self._moment()
        if newest.at.astimezone().date() != here.at.astimezone().date():
            return Why.DAY
        same_run = newest.moment.run == here.run
        passed = here.seconds - newest.moment.seconds if same_run else EVERY
        return Why.WORK if passed >= EVERY else None

    def make_if_due(self, progress: Progress | None = None) -> Backup | None:
        """Make a backup in the background if one is due; never holds up whoever writes."""
        why = self.due()
        return self.make(why, progress, may_hold=False) if why else None

    def _made(self, why: Why, progress: Progress | None, *, may_hold: bool) -> Backup:
        self._vault.database.release()
        try:
            return self.folder.make(why, self._moment(), may_hold=may_hold, progress=progress)
        except CopyUnsound:
            damage = self._vault.look_for_damage()
            if damage is not None:
                raise damage from None
            raise

    def _make_room(self) -> None:
        """Refuse what would fill the disk, after giving up what a narrow disk can do without."""
        size = self._vault.database.path.stat().st_size
        wanted = size + guards.LITTLE_ROOM // 5
        if guards.free_space(self._vault.folder) < wanted:
            self.rotate(narrow=True)
        guards.refuse_without_room(self._vault.folder, wanted, times=1)

    def _moment(self) -> Moment:
        return Moment(self._clock(), session(), ticks() / 1000)

    def _head(self) -> tuple[int, str]:
        database = self._vault.database
        with database.reading() as connection:
            return History(connection, database.schema, database.audit_key).head()

    # -- keeping

    def rotate(self, *, narrow: bool = False) -> list[int]:
        """Remove the backups that no rule keeps; none while records went missing unexplained."""
        ledger = self.folder.ledger()
        if ledger.get("frozen"):
            return []
        kept = [one.kept for one in self.folder.listed()]
        keeping = NARROW if narrow else USUAL
        gone = to_drop(kept, confirmed=ledger.get("confirmed"), keeping=keeping)
        self.folder.drop(gone)
        return gone

    @property
    def confirmed(self) -> int | None:
        """Number of the backup a person last called good."""
        return self.folder.ledger().get("confirmed")

    @property
    def frozen(self) -> Shrinkage | None:
        """Why no backup is removed at present: the class that shrank, from how many to how many."""
        frozen = self.folder.ledger().get("frozen")
        if not frozen:
            return None
        table, before, after = frozen
        schema = self._vault.database.schema
        names = {schema.table(kind).name: kind.__name__ for kind in schema.records}
        return Shrinkage(names.get(table, table), before, after)

    def confirm(self, counter: int) -> None:
        """Call a backup good: it and all later ones stay, and removal of others goes on."""
        self.folder.one(counter)
        self.folder.remember(confirmed=counter, frozen=None)
        self.rotate()

    def _heed_shrinkage(self, before: Backup | None, made: Backup) -> None:
        lost = shrinkage(before.records, made.records) if before else None
        if lost is not None and not self.frozen:
            self.folder.remember(frozen=[lost.table, lost.before, lost.after])

    # -- looking

    def listed(self) -> list[Backup]:
        """Give the backups that open with this vault's key, newest first."""
        return self.folder.listed()

    def others(self) -> list[OtherKey]:
        """Give the backups of before the vault's key was made anew."""
        return [one for one in self.folder.everything() if isinstance(one, OtherKey)]

    def look_inside(self, counter: int) -> Inside:
        """Open a backup for reading alone and say what is in it."""
        backup = self.folder.one(counter)
        self.folder.check(backup)
        schema = self._vault.database.schema
        now = self._living()
        opened = self.folder.opened(backup.database)
        held = Database(opened.path, opened.key, opened.salt, read_only=True)
        try:
            steps = held.recent_steps(_NEWEST)
        finally:
            held.close()
        return Inside(
            backup=backup,
            then=by_entity(schema, backup.records),
            now=now,
            steps=[
                Step(datetime.fromisoformat(one["at"]), one["actor"], one["label"]) for one in steps
            ],
            entries=backup.contents.head[0] if backup.contents.head else 0,
            entries_now=self._head()[0] if now else 0,
        )

    def _living(self) -> dict[str, int]:
        """Count the present records; nothing where the damage does not let us."""
        database = self._vault.database
        try:
            with database.reading() as connection:
                counted = {}
                for kind in database.schema.records:
                    table = database.schema.table(kind).name
                    query = f"SELECT count(*) FROM {table} WHERE deleted = 0"  # noqa: S608
                    counted[table] = connection.exec_driver_sql(query).scalar_one()
        except StrikelogError:
            return {}
        return by_entity(database.schema, counted)

    # -- restoring and carrying away

    def restore(self, counter: int, progress: Progress | None = None) -> None:
        """Put a backup in the place of what is there, which is backed up or set aside first.

        Afterwards the vault's services must be made anew over the vault.
        """
        backup = self.folder.one(counter)
        copy = copy_in(self.folder, backup, with_keys=False)
        present = self._keep_present(progress)
        lay_ready(self._vault.folder, copy)
        self._vault.take_restored()
        if present is not None:
            # Proven files of that backup; the next opening throws away what no record names.
            leave_to_sweep(self._vault.folder, set(self.folder.blobs_of(present)) - set(copy.blobs))
        with suppress(StrikelogError):
            note_restored(self._vault.database, newest_head(self.folder))

    def _keep_present(self, progress: Progress | None) -> Backup | None:
        """Give a backup of what is there; None where it was damaged and set aside."""
        try:
            return self.make(Why.RESTORE, progress) or self.folder.newest()
        except StrikelogError:
            if self._vault.damage is None:
                raise
            self.folder.set_aside()
            return None

    def copy_to(self, place: Path, counter: int | None = None) -> Path:
        """Write a backup as a vault of its own to another disk; the newest unless one is named."""
        if self._vault.damage is None:
            self.make(Why.ASKED)
        backup = self.folder.one(counter) if counter else self.folder.newest()
        if backup is None:
            raise NothingToBackUp
        size = backup.size + sum(one.size for one in self.folder.blobs_of(backup).values())
        guards.refuse_without_room(place, size, times=1)
        written = write_out(self.folder, backup, place)
        self.folder.remember(second=self._clock().isoformat())
        return written

    def second_due(self) -> bool:
        """Tell whether a month has passed without a copy on another disk."""
        if self._vault.damage is not None or not has_key_file(self._vault.folder):
            return False
        ledger, now = self.folder.ledger(), self._clock()
        oldest = self.folder.listed()[-1:]
        since = ledger.get("second") or (oldest[0].at.isoformat() if oldest else None)
        return since is not None and now - datetime.fromisoformat(since) >= MONTH


def by_entity(schema: Schema, counted: Mapping[str, int]) -> dict[str, int]:
    """Give counts by table as counts by class of record, in the order of the classes."""
    tables = {kind.__name__: schema.table(kind).name for kind in schema.records}
    return {name: counted[table] for name, table in tables.items() if counted.get(table)}
