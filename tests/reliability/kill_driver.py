"""T1: the program's services are killed at random moments; what was acknowledged is there.

A child works as a person does, through the services: records, edits by the keystroke, adds many at
once, takes in a workbook and files, deletes, undoes. After each act it tells the head of the
history. It is killed, another child opens the vault as the program does and goes on, and the parent
looks whether every head it was told is there and every record is as the history left it. The
control tells the head before the work is done.
"""

import io
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from strikelog.domain.values import content_hash
from strikelog.services.import_preview import Preview
from strikelog.services.safekeeping import verify
from strikelog.services.workspace import Workspace
from strikelog.storage.database import Database
from strikelog.storage.history import History, state_hash
from strikelog.storage.keyfile import unlock
from strikelog.storage.keys import Keys
from strikelog.storage.loading import Loader
from strikelog.storage.vault import DATABASE_FILE, Vault

from .experiment import Experiment, Outcome, Skipped
from .grounds import PASSPHRASE, WORDS, fresh, ground, make_vault, warm_engines

KILLS_A_VAULT = 150
"""After so many a new vault is made, so that the looking does not grow slower and slower."""

WARMING = 15
"""Acts before the first child, so that children find the statements compiled."""

MOST_HEADS = 4
"""A child is killed somewhere in the work that follows one of so many heads."""

AN_ACT = 0.03
"""Seconds an act takes at most, on most machines."""

Tell = Callable[[], None]


def run(times: int) -> Outcome:
    """Kill, look, go on; then do the same to a child that promises too early."""
    if not hasattr(os, "fork"):
        raise Skipped("children are made by fork, which this system lacks")
    with warm_engines(), ground() as folder:
        tally = Tally()
        for start in range(0, times, KILLS_A_VAULT):
            kills = min(KILLS_A_VAULT, times - start)
            _one_vault(folder / str(start), kills, tally, seed=start, early=False)
        control = Tally()
        tries = max(20, times // 100)
        _one_vault(folder / "control", tries, control, seed=-1, early=True)
    return Outcome(
        count=tally.kills,
        failures=len(tally.failures),
        control=f"head told before the work is done: {len(control.failures)} lost in {tries} kills",
        control_bites=len(control.failures) > 0,
        details=tuple(tally.failures),
        figures={"acknowledged": f"{tally.heads:,}", "killed while opening": f"{tally.unborn:,}"},
    )


class Tally:
    """What was seen over all kills."""

    def __init__(self) -> None:
        self.kills = self.heads = self.unborn = 0
        self.failures: list[str] = []


def _one_vault(folder: Path, kills: int, tally: Tally, *, seed: int, early: bool) -> None:
    folder.mkdir()
    place = make_vault(folder, steps=8, seed=seed)
    preview = _workbook(folder, place, seed)
    with _workspace(place) as workspace:
        worker = Worker(workspace, preview, random.Random(seed))
        for _ in range(WARMING):
            worker.act()
    look = Look(place)
    for number in range(kills):
        told = _live_and_die(place, preview, seed * 1_000 + number, early=early)
        tally.kills += 1
        tally.heads += len(told) - told.count("open")
        tally.unborn += not told
        tally.failures += look.at([line for line in told if line != "open"])
    with _workspace(place) as workspace:
        damage = [str(workspace.vault.damage)] if workspace.vault.damage else []
        faults = [*verify(workspace.vault), *workspace.media.verify()]
        tally.failures += damage + [f"{one.part}: {one.what}" for one in faults]


def _workbook(folder: Path, place: Path, seed: int) -> Preview:
    """Write a workbook of another vault and read it as the program does before it is taken in."""
    other = make_vault(folder / "other", steps=6, seed=seed + 7)
    path = folder / "other.xlsx"
    with _workspace(other) as workspace:
        workspace.exporting.export(path)
    with _workspace(place) as workspace:
        return workspace.importing.preview(path)


@contextmanager
def _workspace(place: Path) -> Iterator[Workspace]:
    workspace = Workspace.over(Vault.open(place, PASSPHRASE))
    try:
        yield workspace
    finally:
        workspace.close()


# -- a child's life


def _live_and_die(place: Path, preview: Preview, seed: int, *, early: bool) -> list[str]:
    """Let a child work, kill it at a random moment, and give the heads it told."""
    ours, theirs = os.pipe()
    chance = random.Random(seed)
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        _live(place, preview, chance, theirs, early=early)
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as pipe:
        heard = _listen(pipe, chance.randint(-1, MOST_HEADS) + 1)
        time.sleep(chance.random() * AN_ACT)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        heard += pipe.read()
    return [line.decode() for line in heard.split(b"\n")[:-1]]


def _listen(pipe: io.FileIO, lines: int) -> bytes:
    """Wait for some lines; none at all is a kill while the vault is being opened."""
    heard = b""
    while heard.count(b"\n") < lines and (more := pipe.read(4096)):
        heard += more
    return heard


def _live(place: Path, preview: Preview, chance: random.Random, pipe: int, *, early: bool) -> None:
    try:
        with _workspace(place) as workspace:
            if workspace.vault.damage:
                os.write(pipe, b"damaged\n")
                return
            os.write(pipe, b"open\n")
            worker = Worker(workspace, preview, chance)
            while True:
                if early:
                    head = worker.head()
                    os.write(pipe, b"%d early\n" % (int(head.split()[0]) + 1))
                    worker.act()
                else:
                    worker.act()
                    os.write(pipe, worker.head().encode() + b"\n")
    except BaseException as problem:  # noqa: BLE001 (nothing may escape into the parent's loop)
        os.write(pipe, f"failed {type(problem).__name__}\n".encode())
    finally:
        os._exit(1)


class Worker:
    """Does what people do, through the services alone."""

    def __init__(
        self, workspace: Workspace, preview: Preview | None, chance: random.Random
    ) -> None:
        self._workspace = workspace
        self._preview = preview
        self._chance = chance
        self._held = []
        self._taken_in = preview is None or any(
            workspace.finding.get(type(row.theirs), row.id) for row in preview.planned
        )

    def head(self) -> str:
        database = self._workspace.vault.database
        with database.reading() as connection:
            size, digest = History(connection, database.schema, database.audit_key).head()
        return f"{size} {digest}"

    def act(self) -> None:
        if not self._taken_in and self._chance.random() < 0.4:
            self._workspace.importing.apply(self._preview)
            self._taken_in = True
            return
        acts = (self._record, self._type, self._type, self._add_many, self._attach, self._turn,
                self._settle)  # fmt: skip
        self._chance.choice(acts)()

    def _record(self) -> None:
        self._held.append(self._workspace.recording.save(fresh(self._chance)).record)

    def _type(self) -> None:
        """Edit as autosave does, a few keystrokes at a time, then leave the field."""
        if not self._held:
            self._record()
        recording = self._workspace.recording
        record = self._held.pop()
        for _ in range(3):
            key = "name" if hasattr(record, "name") else "title"
            text = (getattr(record, key) or "") + self._chance.choice("abcdefgh")
            record = recording.save(replace(record, **{key: text}), record, merge=True).record
        recording.close_step()
        self._held.append(record)

    def _add_many(self) -> None:
        self._workspace.recording.add_all([fresh(self._chance) for _ in range(5)], "Many")

    def _attach(self) -> None:
        seen = " ".join(self._chance.choices(WORDS, k=self._chance.randint(10, 9_000)))
        self._workspace.media.take_in_bytes("seen.txt", seen.encode())

    def _turn(self) -> None:
        recording = self._workspace.recording
        if self._held and self._chance.random() < 0.5:
            recording.remove(self._held.pop())
        else:
            recording.undo()
            self._held.clear()

    def _settle(self) -> None:
        self._workspace.settle()
        self._record()


# -- looking at what is left


class Look:
    """Reads a vault after a kill without changing it more than opening does."""

    def __init__(self, place: Path) -> None:
        unlocked = unlock(place, PASSPHRASE)
        lineage = unlocked.key_file.lineage
        self._path = place / DATABASE_FILE
        self._key = Keys.derived(unlocked.data_key, lineage.vault_id).database
        self._salt = lineage.database_salt
        self._seen, self._last = 0, "0"

    def at(self, told: list[str]) -> list[str]:
        """Tell what is lost of the heads that were told, and what is torn in the newest records."""
        strange = [line for line in told if not line[:1].isdigit()]
        if strange:
            return strange
        database = Database(self._path, self._key, self._salt)
        try:
            with database.reading() as connection:
                rows = connection.exec_driver_sql(
                    "SELECT seq, hash, entity, record_id, rev, record_hash FROM history "
                    "WHERE seq > ? ORDER BY seq", (self._seen,)
                ).fetchall()  # fmt: skip
                heads = {f"{row[0]} {row[1]}" for row in rows} | {self._last}
                early = {f"{row[0]} early" for row in rows}
                lost = [f"lost: entry {one.split()[0]}" for one in told
                        if one not in heads and one not in early]  # fmt: skip
                torn = _torn(Loader(connection, database.schema), database, rows)
        finally:
            database._engine.dispose()
        if rows:
            self._seen, self._last = rows[-1][0], f"{rows[-1][0]} {rows[-1][1]}"
        return lost + torn


def _torn(loader: Loader, database: Database, rows: list) -> list[str]:
    newest = {row[3]: row for row in rows}
    found = []
    for entity in {row[2] for row in newest.values()}:
        kind = database.schema.by_name[entity]
        ids = [record_id for record_id, row in newest.items() if row[2] == entity]
        held = loader.by_ids(kind, ids)
        for record_id in ids:
            record = held.get(record_id)
            if record is None or state_hash(record, content_hash(record)) != newest[record_id][5]:
                found.append(f"torn: {entity} of entry {newest[record_id][0]}")
    return found


EXPERIMENTS = (
    Experiment(
        name="kill",
        claim="What was acknowledged survives a kill at any moment",
        unit="kills",
        run=run,
        short=40,
        long=20_000,
    ),
)
