"""A vault is made whole or not at all, opens once at a time, and never shows damage as truth."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from strikelog.storage import vault as vault_module
from strikelog.storage.database import Database, DatabaseReadOnly
from strikelog.storage.keyfile import KeyFileDamaged, WrongPassphrase
from strikelog.storage.keys import KdfCost, PassphraseEmpty
from strikelog.storage.sqlite import DatabaseUnreadable
from strikelog.storage.vault import (
    DatabaseMissing,
    FolderNotUsable,
    FolderTaken,
    NotAVault,
    Vault,
    VaultDamaged,
    VaultInUse,
    folder_for,
)

CHEAP = KdfCost(memory=8, passes=1, lanes=1)
PASSPHRASE = "lantern orchard pebble"
CANARY = "WITNESS-CANARY-7731-كناري"
PAGE = 4096

posix_only = pytest.mark.skipif(os.name == "nt", reason="asks a POSIX system")


@pytest.fixture
def closed(tmp_path):
    """The folder of a vault with one table of notes, closed well."""
    with Vault.create(tmp_path / "case.strikelog", PASSPHRASE, cost=CHEAP) as vault:
        with vault.database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
        add_notes(vault, 50)
    return vault.folder


@pytest.fixture
def killed(closed):
    """The folder of the same vault after its process was killed with work in the log."""
    child = start(closed, "add_notes(vault, 400)", "print('saved', flush=True)", "time.sleep(60)")
    assert child.stdout.readline() == "saved\n"
    kill(child)
    return closed


def add_notes(vault, number):
    for place in range(number):
        with vault.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO note VALUES (?)", (f"{place} {CANARY}" * 5,))


def notes(vault):
    with vault.database.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM note").scalar()


PRELUDE = """
import sys, time
from pathlib import Path
sys.path[:0] = [{tests!r}]
from test_vault import add_notes, PASSPHRASE
from strikelog.storage.vault import Vault
vault = Vault.open(Path({folder!r}), PASSPHRASE)
"""


def start(folder, *lines):
    """Start another process that opens the vault and does some lines."""
    prelude = PRELUDE.format(tests=str(Path(__file__).parent), folder=str(folder))
    return subprocess.Popen(
        [sys.executable, "-c", prelude + "\n".join(lines)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill(child):
    child.kill()
    child.communicate()


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def damage(path, page):
    with path.open("r+b") as file:
        file.seek(page * PAGE + 777)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 0x40]))


# -- making ----------------------------------------------------------------------------------


def test_a_new_vault_has_all_its_parts_and_nothing_else(closed):
    assert {path.name for path in closed.iterdir()} == {
        "vault.db",
        "vault.keys",
        "vault.keys.bak",
        "vault.lock",
        "blobs",
        "backups",
    }
    assert [path.name for path in closed.parent.iterdir()] == ["case.strikelog"]


@posix_only
def test_only_the_owner_may_look_inside(tmp_path):
    before = os.umask(0)
    try:
        with Vault.create(tmp_path / "case", PASSPHRASE, cost=CHEAP) as vault:
            paths = [vault.folder, *vault.folder.rglob("*")]
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}
    finally:
        os.umask(before)

    assert {modes.pop(name) for name in ("case.strikelog", "blobs", "backups")} == {0o700}
    assert set(modes) >= {"vault.db", "vault.db-wal", "vault.keys", "vault.keys.bak", "vault.lock"}
    assert set(modes.values()) == {0o600}


def test_what_was_saved_is_there_after_closing_and_opening(closed):
    with Vault.open(closed, PASSPHRASE) as vault:
        assert notes(vault) == 50
        assert vault.read_only is False


def test_the_id_and_the_keys_stay_the_same(closed):
    with Vault.open(closed, PASSPHRASE) as first:
        pass
    with Vault.open(closed, PASSPHRASE) as second:
        pass

    assert (first.id, first.keys) == (second.id, second.keys)


def test_two_vaults_have_nothing_in_common(tmp_path):
    with (
        Vault.create(tmp_path / "one", PASSPHRASE, cost=CHEAP) as one,
        Vault.create(tmp_path / "two", PASSPHRASE, cost=CHEAP) as two,
    ):
        assert one.id != two.id
        assert one.keys != two.keys


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("case", "case.strikelog"),
        ("case.strikelog", "case.strikelog"),
        ("north.2019", "north.2019.strikelog"),
        ("كفرنبل", "كفرنبل.strikelog"),
    ],
)
def test_a_vault_opens_with_and_without_the_ending_of_its_name(tmp_path, given, made):
    with Vault.create(tmp_path / given, PASSPHRASE, cost=CHEAP) as vault:
        assert vault.folder == folder_for(tmp_path / given) == tmp_path / made

    for name in (given, made):
        with Vault.open(tmp_path / name, PASSPHRASE) as vault:
            assert vault.folder == tmp_path / made


def test_a_folder_renamed_without_the_ending_still_opens(closed):
    renamed = closed.rename(closed.with_name("plain"))

    with Vault.open(renamed, PASSPHRASE) as vault:
        assert notes(vault) == 50


def test_an_empty_folder_may_become_a_vault(tmp_path):
    (tmp_path / "case.strikelog").mkdir()

    with Vault.create(tmp_path / "case", PASSPHRASE, cost=CHEAP) as vault:
        assert vault.folder == tmp_path / "case.strikelog"


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path):
    folder = tmp_path / "case.strikelog"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")

    with pytest.raises(FolderTaken, match=r"case\.strikelog"):
        Vault.create(tmp_path / "case", PASSPHRASE, cost=CHEAP)

    assert contents(tmp_path) == {"case.strikelog/letter.txt": b"mine"}


def test_a_vault_is_never_made_over_a_vault_or_a_file(closed, tmp_path):
    before = contents(closed)
    (tmp_path / "file.strikelog").write_text("mine")

    for name in (closed, tmp_path / "file"):
        with pytest.raises(FolderTaken):
            Vault.create(name, PASSPHRASE, cost=CHEAP)

    assert contents(closed) == before


def test_a_failure_half_way_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(vault_module.Database, "create", fail)

    with pytest.raises(KeyboardInterrupt):
        Vault.create(tmp_path / "case", PASSPHRASE, cost=CHEAP)

    assert list(tmp_path.iterdir()) == []


def test_a_refused_passphrase_leaves_nothing_behind(tmp_path):
    with pytest.raises(PassphraseEmpty):
        Vault.create(tmp_path / "case", "  ", cost=CHEAP)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(FolderNotUsable, match="case"):
        Vault.create(tmp_path / "nowhere" / "case", PASSPHRASE, cost=CHEAP)

    assert list(tmp_path.iterdir()) == []


# -- opening ---------------------------------------------------------------------------------


def test_a_wrong_passphrase_changes_nothing_and_holds_no_lock(closed):
    before = contents(closed)

    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            Vault.open(closed, "not these words")

    assert contents(closed) == before


@pytest.mark.parametrize("name", ["", "letters", "nothing-here"])
def test_what_is_no_vault_is_called_so_and_left_alone(tmp_path, name):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine")

    with pytest.raises(NotAVault):
        Vault.open(tmp_path / name, PASSPHRASE)

    assert contents(tmp_path) == {"letters/letter.txt": b"mine"}


def test_a_vault_without_its_database_is_not_given_an_empty_one(closed):
    (closed / "vault.db").unlink()

    with pytest.raises(DatabaseMissing):
        Vault.open(closed, PASSPHRASE)

    assert not (closed / "vault.db").exists()


def test_a_vault_without_its_keys_is_told_so(closed):
    for name in ("vault.keys", "vault.keys.bak"):
        (closed / name).unlink()

    with pytest.raises(KeyFileDamaged):
        Vault.open(closed, PASSPHRASE)


def test_a_database_that_lost_its_first_bytes_still_opens(closed):
    content = (closed / "vault.db").read_bytes()
    (closed / "vault.db").write_bytes(bytes(16) + content[16:])

    with Vault.open(closed, PASSPHRASE) as vault:
        assert notes(vault) == 50


def test_leftovers_of_an_interrupted_write_are_swept(closed):
    (closed / ".vault.keys.0a1b2c3d.unfinished").write_bytes(b"half")

    with Vault.open(closed, PASSPHRASE) as vault:
        assert not list(vault.folder.glob(".*"))


def test_nothing_readable_stands_in_any_file(closed, killed):
    needles = [CANARY.encode(), CANARY.encode("utf-16-le"), b"WITNESS", PASSPHRASE.encode()]
    files = contents(killed)

    assert len(files["vault.db-wal"]) > 100_000
    found = [(name, needle) for name in files for needle in needles if needle in files[name]]

    assert found == []
    assert not [name for name in files if b"SQLite format 3" in files[name]]


def test_no_key_stands_in_any_file_or_text(closed):
    with Vault.open(closed, PASSPHRASE) as vault:
        needles = [vault.keys.database, vault.keys.identity, vault.keys.blob]
        shown = f"{vault!r} {vault} {vault.keys!r} {vars(vault)!r}"
        files = contents(closed).values()

    assert not [needle for needle in needles for file in files if needle in file]
    assert not [needle for needle in needles if needle.hex() in shown or repr(needle) in shown]


def test_a_new_passphrase_opens_the_vault_with_everything_in_it(closed):
    with Vault.open(closed, PASSPHRASE) as vault:
        vault.change_passphrase(PASSPHRASE, "other words entirely", cost=CHEAP)
        assert notes(vault) == 50

    with pytest.raises(WrongPassphrase):
        Vault.open(closed, PASSPHRASE)
    with Vault.open(closed, "other words entirely") as vault:
        assert notes(vault) == 50


# -- one at a time ---------------------------------------------------------------------------


def test_a_vault_opens_once_at_a_time(closed):
    with Vault.open(closed, PASSPHRASE) as first:
        with pytest.raises(VaultInUse, match="already open"):
            Vault.open(closed, PASSPHRASE)
        assert notes(first) == 50

    with Vault.open(closed, PASSPHRASE) as again:
        assert notes(again) == 50


def test_closing_twice_does_no_harm(closed):
    vault = Vault.open(closed, PASSPHRASE)

    vault.close()
    vault.close()

    Vault.open(closed, PASSPHRASE).close()


def test_of_racing_processes_one_wins_and_the_others_are_told(closed):
    racers = [start_racer(closed) for _ in range(4)]

    said = [racer.stdout.readline().strip() for racer in racers]
    for racer in racers:
        racer.communicate("done")

    assert sorted(said) == ["in use", "in use", "in use", "won"]


RACER = """
import sys
from pathlib import Path
from strikelog.storage.vault import Vault, VaultInUse
try:
    vault = Vault.open(Path({folder!r}), {passphrase!r})
except VaultInUse:
    print("in use", flush=True)
    sys.exit()
print("won", flush=True)
sys.stdin.read()
"""


def start_racer(folder):
    return subprocess.Popen(
        [sys.executable, "-c", RACER.format(folder=str(folder), passphrase=PASSPHRASE)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_killed_process_leaves_no_lock_and_loses_nothing(killed):
    with Vault.open(killed, PASSPHRASE) as vault:
        assert notes(vault) == 450
        assert vault.damage is None


# -- after a sudden end ----------------------------------------------------------------------


@pytest.fixture
def checks(monkeypatch):
    """Which checks ran, in their order."""
    ran = []
    for name in ("quick_check", "cipher_check"):
        check = getattr(vault_module.sqlite, name)
        monkeypatch.setattr(vault_module.sqlite, name, watched(check, name, ran))
    return ran


def watched(check, name, ran):
    def run(*args):
        ran.append(name)
        return check(*args)

    return run


def test_a_vault_closed_well_opens_without_checks(closed, checks):
    Vault.open(closed, PASSPHRASE).close()

    assert checks == []


def test_a_vault_that_ended_suddenly_is_checked_once(killed, checks):
    Vault.open(killed, PASSPHRASE).close()
    Vault.open(killed, PASSPHRASE).close()

    assert checks == ["quick_check", "cipher_check"]


def test_a_log_without_its_index_is_still_brought_in(killed):
    (killed / "vault.db-shm").unlink()

    with Vault.open(killed, PASSPHRASE) as vault:
        assert notes(vault) == 450


def test_a_page_torn_while_the_log_was_brought_in_is_healed_by_the_log(killed):
    damage(killed / "vault.db", page=0)

    with Vault.open(killed, PASSPHRASE) as vault:
        assert notes(vault) == 450
        assert vault.damage is None


def test_a_damaged_vault_is_shown_for_reading_and_never_written(killed):
    damage(killed / "vault.db", page=5)
    before = contents(killed)

    with Vault.open(killed, PASSPHRASE) as vault:
        assert vault.read_only is True
        assert isinstance(vault.damage, VaultDamaged)
        assert "Restore" in str(vault.damage)
        with pytest.raises(DatabaseReadOnly), vault.database.writing():
            pass
        with pytest.raises(VaultDamaged):
            vault.change_passphrase(PASSPHRASE, "other words", cost=CHEAP)

    after = contents(killed)
    before.pop("vault.db-shm")
    assert {name: after[name] for name in before} == before


def test_a_vault_damaged_beyond_opening_is_told_so_and_left_alone(closed):
    damage(closed / "vault.db", page=0)
    before = (closed / "vault.db").read_bytes()

    with pytest.raises(DatabaseUnreadable):
        Vault.open(closed, PASSPHRASE)

    assert (closed / "vault.db").read_bytes() == before


def test_no_damaged_page_ends_as_a_fault_of_the_program(closed):
    pages = (closed / "vault.db").stat().st_size // PAGE
    outcomes = {opened_with_damage(closed, page) for page in range(0, pages, pages // 25)}

    assert outcomes <= {"opened", "unreadable"}


def opened_with_damage(folder, page):
    copy = folder.with_name("copy.strikelog")
    shutil.copytree(folder, copy)
    damage(copy / "vault.db", page)
    try:
        Vault.open(copy, PASSPHRASE).close()
    except DatabaseUnreadable:
        return "unreadable"
    else:
        return "opened"
    finally:
        shutil.rmtree(copy)


# -- the demonstration -----------------------------------------------------------------------


def test_a_throwaway_vault_writes_no_key_and_goes_when_closed(tmp_path):
    with Vault.throwaway(tmp_path) as vault:
        with vault.database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
        add_notes(vault, 10)
        names = {path.name for path in vault.folder.iterdir()}
        files = contents(vault.folder)
        folder = vault.folder

        assert notes(vault) == 10
        assert "vault.db" in names
        assert not [name for name in names if name.startswith("vault.keys")]
        assert not [name for name in files if CANARY.encode() in files[name]]
        assert not [name for name in files if vault.keys.database in files[name]]

    assert not folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_throwaway_vault_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Database, "create", fail)

    with pytest.raises(FolderNotUsable, match="No space left"):
        Vault.throwaway(tmp_path)

    assert list(tmp_path.iterdir()) == []
