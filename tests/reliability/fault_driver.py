"""The program whose disk refuses: one operation at a time, and one failing call at a time.

Run as a program with the shim around it, by `fault_points`; prints a line of JSON for each point.
Every point has a vault of its own, copied from a prepared one, and a child of its own.
"""

import errno
import json
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from strikelog.domain.errors import StrikelogError
from strikelog.domain.records import Incident, Site
from strikelog.services.backups import Why
from strikelog.services.safekeeping import verify
from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault

from .grounds import CHEAP, PASSPHRASE, make_vault, open_vault, warm_engines
from .shimming import Shim

FAULTS = {
    "ENOSPC": (Shim.ERROR, errno.ENOSPC),
    "EIO": (Shim.ERROR, errno.EIO),
    "EMFILE": (Shim.ERROR, errno.EMFILE),
    "EACCES": (Shim.ERROR, errno.EACCES),
    "EINTR": (Shim.ERROR, errno.EINTR),
    "short write": (Shim.SHORT, 0),
}

SECRET = "Qanatkanary-57"
"""Stands in every record; it must be found in no file but finished exports."""

OLD = "Before the fault"
NEW = "After the fault"


class Ground:
    """A vault for one point, what it held before, and where files go out to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / "trial.strikelog"
        self.outside = folder / "out"
        self.inside = folder / "in.xlsx"
        self.photo = folder / "photo.txt"

    def open(self) -> Workspace:
        return Workspace.over(open_vault(self.place))


Act = Callable[[Ground, Workspace], object]
Proof = Callable[[Ground, Workspace], bool]


def _site(workspace: Workspace) -> Site:
    return next(one for one in workspace.finding.all(Site) if one.name == OLD)


def _named(workspace: Workspace, name: str) -> int:
    return sum(one.name == name for one in workspace.finding.all(Site))


def record(ground: Ground, workspace: Workspace) -> None:
    workspace.recording.save(Site(name=NEW, note=SECRET))


def edit(ground: Ground, workspace: Workspace) -> None:
    site = _site(workspace)
    workspace.recording.save(replace(site, name=NEW), site, merge=True)


def add_many(ground: Ground, workspace: Workspace) -> None:
    workspace.recording.add_all([Site(name=NEW), *(Incident(title=SECRET) for _ in range(8))], "8")


def remove(ground: Ground, workspace: Workspace) -> None:
    workspace.recording.remove(_site(workspace))


def undo(ground: Ground, workspace: Workspace) -> None:
    workspace.recording.undo_step(workspace.vault.database.recent_steps(1)[0]["pk"])


def take_in_workbook(ground: Ground, workspace: Workspace) -> None:
    workspace.importing.apply(workspace.importing.preview(ground.inside))


def write_workbook(ground: Ground, workspace: Workspace) -> None:
    workspace.exporting.export(ground.outside / "out.xlsx")


def write_briefing(ground: Ground, workspace: Workspace) -> None:
    workspace.briefings.make(ground.outside / "out.pdf", level="full")


def keep_settings(ground: Ground, workspace: Workspace) -> None:
    settings = workspace.settings
    settings.save_office(replace(settings.office, office=NEW))


def back_up(ground: Ground, workspace: Workspace) -> None:
    workspace.backups.make(Why.ASKED)


def take_in_file(ground: Ground, workspace: Workspace) -> None:
    workspace.media.take_in(ground.photo, title=NEW)


def change_passphrase(ground: Ground, workspace: Workspace) -> None:
    workspace.vault.change_passphrase(PASSPHRASE, NEW * 2, cost=CHEAP)


def close(ground: Ground, workspace: Workspace) -> None:
    workspace.settle()
    workspace.close()


def open_again(ground: Ground, workspace: Workspace) -> None:
    workspace.close()
    ground.open().close()


def make_new(ground: Ground, workspace: Workspace) -> None:
    Vault.create(ground.folder / "new", NEW * 2, cost=CHEAP).close()


def _opens(place: Path, passphrase: str) -> bool:
    with Vault.open(place, passphrase) as vault:
        return not vault.read_only


OPERATIONS: dict[str, tuple[Act, Proof]] = {
    "record": (record, lambda g, w: _named(w, NEW) == 1),
    "edit": (edit, lambda g, w: _named(w, NEW) == 1),
    "add many": (add_many, lambda g, w: _named(w, NEW) == 1),
    "remove": (remove, lambda g, w: _named(w, OLD) == 0),
    "undo": (undo, lambda g, w: _named(w, "Doomed") == 0),
    "take in a workbook": (take_in_workbook, lambda g, w: _named(w, "Of another office") == 1),
    "write a workbook": (
        write_workbook,
        lambda g, w: w.importing.preview(g.outside / "out.xlsx").is_empty,
    ),
    "write a briefing": (
        write_briefing,
        lambda g, w: (g.outside / "out.pdf").read_bytes().rstrip().endswith(b"%%EOF"),
    ),
    "keep settings": (keep_settings, lambda g, w: w.settings.office.office == NEW),
    "back up": (back_up, lambda g, w: len(w.backups.listed()) == 1),
    "take in a file": (take_in_file, lambda g, w: not w.media.verify()),
    "change the passphrase": (change_passphrase, lambda g, w: True),
    "close": (close, lambda g, w: True),
    "open": (open_again, lambda g, w: True),
    "make a vault": (make_new, lambda g, w: _opens(g.folder / "new.strikelog", NEW * 2)),
}

CARELESS = "careless"
"""The control: a file written in place, with whatever goes wrong passed over."""


def write_carelessly(ground: Ground, workspace: Workspace) -> None:
    with suppress(OSError), (ground.outside / "out.bin").open("wb", buffering=0) as file:
        for _ in range(8):
            file.write(bytes(1_000))
        os.fsync(file.fileno())


CONTROL: tuple[Act, Proof] = (
    write_carelessly,
    lambda g, w: (g.outside / "out.bin").stat().st_size == 8_000,
)

WRITES_OUT = {CARELESS: "out.bin", "write a workbook": "out.xlsx", "write a briefing": "out.pdf"}


def prepare(folder: Path) -> None:
    """Make the vault that every point starts from, and the files it takes in."""
    other = make_vault(folder / "other", steps=2)
    with _opened_for_a_while(Ground(other.parent)) as workspace:
        workspace.recording.save(Site(name="Of another office"))
        workspace.exporting.export(folder / "in.xlsx")
    shutil.rmtree(other.parent)
    make_vault(folder, steps=6)
    with _opened_for_a_while(Ground(folder)) as workspace:
        workspace.recording.save(Site(name=OLD, note=SECRET))
        workspace.recording.save(Site(name="Doomed"))
    (folder / "photo.txt").write_text("What was seen. " * 4_000, encoding="utf-8")
    (folder / "out").mkdir()


@contextmanager
def _opened_for_a_while(ground: Ground) -> Iterator[Workspace]:
    workspace = ground.open()
    try:
        yield workspace
    finally:
        workspace.close()


# -- one point


def in_child(job: Callable[[], dict[str, object]]) -> dict[str, object]:
    """Do a job in a child of its own and give what it says."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        said: dict[str, object] = {"outcome": "died"}
        try:
            said = job()
        except BaseException as problem:  # noqa: BLE001 (the child reports whatever happens)
            said = {"outcome": "escaped", "what": f"{type(problem).__name__}: {problem}"[:200]}
        finally:
            os.write(theirs, json.dumps(said).encode())
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(said) if said else {"outcome": "died"}


def try_point(shim: Shim, ground: Ground, name: str, fault: tuple[int, int], at: int) -> dict:
    """Let one call fail during an operation; tell how it ended, and what is wrong afterwards."""
    act, proof = OPERATIONS.get(name, CONTROL)
    done = in_child(lambda: _acted(shim, ground, act, fault, at))
    if done["outcome"] in ("escaped", "died"):
        return done | {"wrong": [done["outcome"]]}
    looked = in_child(lambda: _looked(ground, name, proof, saved=done["outcome"] == "saved"))
    return done | {"wrong": looked.get("wrong", [f"cannot be looked at: {looked.get('what')}"])}


def _acted(shim: Shim, ground: Ground, act: Act, fault: tuple[int, int], at: int) -> dict:
    shim.watch(ground.folder)
    workspace = ground.open()
    shim.fail(*fault, at, once=True)
    try:
        act(ground, workspace)
        outcome = {"outcome": "saved"}
    except StrikelogError as told:
        outcome = {"outcome": "told", "what": type(told).__name__}
    outcome |= {"calls": shim.calls, "failed": shim.failed}
    shim.fail(Shim.NONE, 0, 0, once=True)
    if outcome["outcome"] == "told" and act in (record, edit):
        act(ground, workspace)  # the form keeps the text and tries again
        outcome["again"] = True
    with suppress(StrikelogError):
        workspace.close()
    return outcome


def _looked(ground: Ground, name: str, proof: Proof, *, saved: bool) -> dict:
    wrong = [f"in the clear: {path.name}" for path in _in_the_clear(ground, name, saved=saved)]
    out = ground.outside / WRITES_OUT.get(name, "-")
    left = [path.name for path in ground.outside.iterdir() if path != out]
    wrong += [f"left behind: {one}" for one in left]
    if not saved and out.exists():
        wrong.append("a partial export")
    passphrases = [PASSPHRASE, NEW * 2] if name == "change the passphrase" else [PASSPHRASE]
    vault = _opened(ground.place, passphrases)
    if vault is None:
        return {"wrong": [*wrong, "does not open"]}
    workspace = Workspace.over(vault)
    wrong += [] if not vault.damage else ["damaged"]
    wrong += [f"{one.part}: {one.what}" for one in verify(vault)]
    if saved and not proof(ground, workspace):
        wrong.append("called saved and is not")
    if name not in ("edit", "remove") and _named(workspace, OLD) != 1:
        wrong.append("earlier work is lost")
    workspace.close()
    return {"wrong": wrong}


def _opened(place: Path, passphrases: list[str]) -> Vault | None:
    for one in passphrases:
        with suppress(StrikelogError):
            return Vault.open(place, one)
    return None


def _in_the_clear(ground: Ground, name: str, *, saved: bool) -> Iterator[Path]:
    needle = SECRET.encode()
    for path in ground.folder.rglob("*"):
        if path.is_file() and path.suffix not in (".xlsx", ".pdf") and needle in path.read_bytes():
            yield path


# -- all points


FEW = 100
"""With fewer points than this, only each third operation is tried."""


def tried_operations(points: int) -> list[str]:
    return list(OPERATIONS)[:: 3 if points < FEW else 1]


def main(folder: Path, points: int, seed: int) -> None:
    """Find how many calls each operation makes, and try points spread over all of them."""
    shim = Shim()
    template, ground = folder / "template", Ground(folder / "ground")
    template.mkdir()
    with warm_engines():
        prepare(template)
        every = []
        for name in tried_operations(points):
            calls = _try(shim, template, ground, name, "none", 0)
            every += [(name, fault, at) for fault in FAULTS for at in range(1, calls + 1)]
        if points < len(every):
            every = random.Random(seed).sample(every, points)
        for point in every:
            _try(shim, template, ground, *point)
        for at in range(1, _try(shim, template, ground, CARELESS, "none", 0) + 1):
            _try(shim, template, ground, CARELESS, "ENOSPC", at)


def _try(shim: Shim, template: Path, ground: Ground, name: str, fault: str, at: int) -> int:
    """Try one point in a fresh vault, print what came of it, and give the calls that it made."""
    _fresh(template, ground)
    tried = try_point(shim, ground, name, FAULTS.get(fault, (Shim.NONE, 0)), at)
    print(json.dumps({"operation": name, "fault": fault, "at": at, **tried}), flush=True)
    return int(tried.get("calls", 0))


def _fresh(template: Path, ground: Ground) -> None:
    shutil.rmtree(ground.folder, ignore_errors=True)
    shutil.copytree(template, ground.folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
