"""T7: damage is noticed, and so is an older page put back in the place of a newer one.

Flipped bits, cut-off files, sectors of zeros, exchanged pages and pages of an earlier day. Each is
done to a closed vault; each must be found by what `verify` looks at. The controls: the same bits
flipped in the same records without encryption, and the cipher's own check against older pages.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import verify
from strikelog.storage import sqlite
from strikelog.storage.closure import page_digest, read_seal
from strikelog.storage.keyfile import unlock
from strikelog.storage.keys import Keys
from strikelog.storage.vault import DATABASE_FILE

from .experiment import Experiment, Outcome
from .grounds import PASSPHRASE, ground, make_vault, open_vault, work

PAGE, SECTOR = 4096, 512


class Closed:
    """A closed vault whose database file is damaged in place and made whole again."""

    def __init__(self, place: Path) -> None:
        with open_vault(place) as vault:
            self.audit_key = vault.database.audit_key
        unlocked = unlock(place, PASSPHRASE)
        lineage = unlocked.key_file.lineage
        self.place, self.path = place, place / DATABASE_FILE
        self.key = Keys.derived(unlocked.data_key, lineage.vault_id).database
        self.salt = lineage.database_salt
        self.whole = self.path.read_bytes()
        self.seal = read_seal(place, self.audit_key)
        self._kept = place.with_name("kept")
        shutil.copytree(place, self._kept)

    @property
    def pages(self) -> int:
        return len(self.whole) // PAGE

    def write(self, place: int, content: bytes) -> None:
        with self.path.open("r+b") as file:
            file.seek(place)
            file.write(content)

    def is_found(self) -> bool:
        """Tell whether the pages that `verify` reads first show the damage."""
        if sqlite.cipher_check(self.path, self.key, self.salt):
            return True
        return self.seal is not None and page_digest(self.path) != self.seal.pages

    def is_verified(self) -> bool:
        """Tell whether `verify` on the opened vault shows the damage; then make all whole."""
        try:
            with open_vault(self.place) as vault:
                return bool(verify(vault))
        except sqlite.DatabaseUnreadable:
            return True
        finally:
            shutil.rmtree(self.place)
            shutil.copytree(self._kept, self.place)


def flip_bits(times: int) -> Outcome:
    """Flip single bits anywhere in the file, one at a time."""
    with ground() as folder:
        closed = Closed(make_vault(folder, steps=6))
        chance, missed = random.Random(7), 0
        for _ in range(times):
            place, bit = chance.randrange(len(closed.whole)), 1 << chance.randrange(8)
            closed.write(place, bytes([closed.whole[place] ^ bit]))
            missed += not closed.is_found()
            closed.write(place, closed.whole[place : place + 1])
        alarms = int(closed.is_found())
        tries = max(200, times // 100)
        unseen = _flips_unseen_in_clear(folder, closed, tries)
    return Outcome(
        count=times,
        failures=missed + alarms,
        control=f"the same without encryption: {unseen} of {tries} not noticed",
        control_bites=unseen >= tries * 0.5,
    )


def _flips_unseen_in_clear(folder: Path, closed: Closed, times: int) -> int:
    """Count flips in a plain copy of the database that its own full check does not see."""
    plain = folder / "plain.db"
    raw = sqlite.connect(closed.path, closed.key, closed.salt)
    raw.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    raw.execute("SELECT sqlcipher_export('plain')")
    raw.execute("DETACH DATABASE plain")
    raw.close()
    content, chance, unseen = plain.read_bytes(), random.Random(7), 0
    with plain.open("r+b", buffering=0) as file:
        for _ in range(times):
            place, bit = chance.randrange(len(content)), 1 << chance.randrange(8)
            file.seek(place)
            file.write(bytes([content[place] ^ bit]))
            unseen += _is_plain_sound(plain)
            file.seek(place)
            file.write(content[place : place + 1])
    return unseen


def _is_plain_sound(path: Path) -> bool:
    raw = dbapi2.connect(str(path))
    try:
        return raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (dbapi2.Error, UnicodeDecodeError):
        return False
    finally:
        raw.close()


# -- larger damage, each looked at by the whole of `verify`

Damage = Callable[[Closed, random.Random, bytes], None]


def cut_off(closed: Closed, chance: random.Random, older: bytes) -> None:
    keep = chance.randrange(1, closed.pages) * PAGE + chance.choice((0, 0, 100, PAGE // 2))
    closed.path.write_bytes(closed.whole[:keep])


def zero_sector(closed: Closed, chance: random.Random, older: bytes) -> None:
    closed.write(chance.randrange(len(closed.whole) // SECTOR) * SECTOR, bytes(SECTOR))


def swap_pages(closed: Closed, chance: random.Random, older: bytes) -> None:
    one, other = (page * PAGE for page in chance.sample(range(closed.pages), 2))
    closed.write(one, closed.whole[other : other + PAGE])
    closed.write(other, closed.whole[one : one + PAGE])


def roll_back_page(closed: Closed, chance: random.Random, older: bytes) -> None:
    """Put one older page back; it is authentic, and only the seal and the history can tell."""
    place = chance.choice(_changed(closed, older)) * PAGE
    closed.write(place, older[place : place + PAGE])


def roll_back_pages(closed: Closed, chance: random.Random, older: bytes) -> None:
    changed = _changed(closed, older)
    for page in chance.sample(changed, chance.randint(2, len(changed))):
        closed.write(page * PAGE, older[page * PAGE : (page + 1) * PAGE])


def roll_back_file(closed: Closed, chance: random.Random, older: bytes) -> None:
    closed.path.write_bytes(older)


def _changed(closed: Closed, older: bytes) -> list[int]:
    starts = range(0, min(len(older), len(closed.whole)), PAGE)
    return [at // PAGE for at in starts if older[at : at + PAGE] != closed.whole[at : at + PAGE]]


DAMAGES: dict[str, Damage] = {
    one.__name__.replace("_", " "): one
    for one in (cut_off, zero_sector, swap_pages, roll_back_page, roll_back_pages, roll_back_file)
}


def damage_pages(times: int) -> Outcome:
    """Damage a vault that went on for a day after a copy of it was taken."""
    with ground() as folder:
        place = make_vault(folder, steps=30)
        older = (place / DATABASE_FILE).read_bytes()
        with open_vault(place) as vault:
            work(Recording(vault.database, Author("u07", "Field office", "d1")), 30, 99)
        closed = Closed(place)
        missed: Counter[str] = Counter()
        for number in range(times):
            name = list(DAMAGES)[number % len(DAMAGES)]
            DAMAGES[name](closed, random.Random(number), older)
            missed[name] += not closed.is_verified()
        alarms = int(closed.is_verified())
        tries = max(10, times // 20)
        unseen = sum(_unseen_by_cipher(closed, number, older) for number in range(tries))
    return Outcome(
        count=times,
        failures=missed.total() + alarms,
        control=f"the cipher's own check of an older page: {unseen} of {tries} not noticed",
        control_bites=unseen >= tries * 0.5,
        details=tuple(f"{name}: {count} not found" for name, count in (+missed).items()),
    )


def _unseen_by_cipher(closed: Closed, seed: int, older: bytes) -> bool:
    roll_back_page(closed, random.Random(seed), older)
    try:
        return not sqlite.cipher_check(closed.path, closed.key, closed.salt)
    finally:
        closed.path.write_bytes(closed.whole)


EXPERIMENTS = (
    Experiment(
        name="flips",
        claim="Every flipped bit is noticed",
        unit="flipped bits",
        run=flip_bits,
        short=300,
        long=100_000,
    ),
    Experiment(
        name="pages",
        claim="Cut files, empty sectors, exchanged pages and older pages put back are all noticed",
        unit="damages",
        run=damage_pages,
        short=30,
        long=3_000,
    ),
)
