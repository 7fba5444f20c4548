"""A vault under a new data key holds what it held; a crash leaves the old vault or the new one."""

import shutil
from itertools import count

import pytest

from strikelog.domain.passphrases import generate
from strikelog.services.keys import Invitation, Keyring, OfficeKey, PassphraseWeak
from strikelog.services.recording import Author, Recording
from strikelog.services.rekeying import exchange_data_key
from strikelog.services.safekeeping import fill_with_demo, verify
from strikelog.storage import rekeying
from strikelog.storage.backups import CopyUnsound
from strikelog.storage.blobs import BlobDamaged, Blobs
from strikelog.storage.identities import IdentityStore, binding_of
from strikelog.storage.keyfile import WrongPassphrase, WrongRecoveryKey, unlock
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
OLD, NEW = generate(), generate()
KEY = OfficeKey(bytes(range(32)))
FILM = b"film" * 400_000


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(KdfCost, "calibrated", classmethod(lambda cls: CHEAP))


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    with Vault.create(tmp_path_factory.mktemp("v") / "north", OLD, cost=CHEAP) as vault:
        fill_with_demo(Recording(vault.database, Author()), vault.database, 1)
        with Blobs(vault.folder / "blobs", vault.keys.blob).written([FILM]):
            pass
        Keyring(vault).add_office(OLD, Invitation("North office", KEY.public))
        IdentityStore.create(
            vault.folder, "second words", binding=binding_of(vault.keys, vault.database), cost=CHEAP
        ).close()
        backup = vault.folder / "backups" / "000001"
        backup.mkdir()
        (backup / "manifest").write_bytes(b"old")
    return vault.folder


@pytest.fixture
def folder(master, tmp_path):
    return shutil.copytree(master, tmp_path / master.name)


def head(vault):
    with vault.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*), max(hash) FROM history").first()
    return tuple(rows)


def film(vault):
    blobs = Blobs(vault.folder / "blobs", vault.keys.blob)
    (place,) = [path.name for path in (vault.folder / "blobs").iterdir()]
    return b"".join(blobs.chunks(place))


def state(folder, secret):
    with Vault.open(folder, secret) as vault:
        # No record names the film; that alone may be said against this vault.
        found = [one for one in verify(vault) if "no record names" not in str(one.what)]
        return head(vault), film(vault) == FILM, found


def test_everything_is_there_under_the_new_key(folder):
    before = state(folder, OLD)
    old_key = unlock(folder, OLD).data_key

    exchange_data_key(folder, OLD, NEW)

    assert state(folder, NEW) == before
    assert before[1:] == (True, [])
    assert unlock(folder, NEW).data_key != old_key
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, OLD)
    assert not (folder / ".rekeyed").exists()


def test_old_keys_open_nothing_of_the_new_vault(folder, master):
    exchange_data_key(folder, OLD, NEW)
    for name in ("vault.keys", "vault.keys.bak"):
        shutil.copy(master / name, folder / name)

    with pytest.raises(Exception, match="."), Vault.open(folder, OLD) as vault:
        head(vault)


def test_the_office_is_kept_and_noted(folder):
    exchange_data_key(folder, OLD, NEW)

    with Vault.open(folder, KEY) as vault:
        ways = Keyring(vault).ways()
        assert [(way.kind, way.office.name if way.office else "") for way in ways] == [
            ("passphrase", ""),
            ("office", "North office"),
        ]
        assert len(vault.database.facts("keys.way.")) == 2


def test_an_old_recovery_sheet_opens_no_more(folder, tmp_path):
    with Vault.open(folder, OLD) as vault:
        Keyring(vault).add_recovery(OLD, tmp_path / "sheet.pdf")
    from tests.services.test_keys import key_on

    paper = key_on(tmp_path / "sheet.pdf")
    Vault.open(folder, paper).close()

    exchange_data_key(folder, OLD, NEW)

    with pytest.raises(WrongRecoveryKey):
        Vault.open(folder, paper)


def test_identities_still_open_with_their_second_passphrase(folder):
    exchange_data_key(folder, OLD, NEW)

    with Vault.open(folder, NEW) as vault:
        binding = binding_of(vault.keys, vault.database)
        IdentityStore.open(folder, "second words", binding=binding).close()
        assert binding != vault.keys.identity


def test_former_backups_are_set_aside(folder):
    exchange_data_key(folder, OLD, NEW)

    aside = folder / "backups-of-former-keys-1" / "000001" / "manifest"
    assert aside.read_bytes() == b"old"
    assert list((folder / "backups").iterdir()) == []


def test_work_goes_on_and_the_history_verifies_across_the_exchange(folder):
    exchange_data_key(folder, OLD, NEW)
    with Vault.open(folder, NEW) as vault:
        fill_with_demo(Recording(vault.database, Author()), vault.database, 2)

    exchange_data_key(folder, NEW, OLD)

    assert state(folder, OLD)[2] == []


def test_a_weak_or_wrong_passphrase_changes_nothing(folder):
    with pytest.raises(PassphraseWeak):
        exchange_data_key(folder, OLD, "hospital 2019")
    with pytest.raises(WrongPassphrase):
        exchange_data_key(folder, NEW, NEW)
    assert state(folder, OLD)[1:] == (True, [])


def bend(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_damaged_source_is_refused(folder):
    before = (folder / "vault.keys").read_bytes()
    bend(next((folder / "blobs").iterdir()), 1_200_000)
    with pytest.raises(BlobDamaged):
        exchange_data_key(folder, OLD, NEW)

    bend(folder / "vault.db", 4096 * 9 + 100)
    with pytest.raises(CopyUnsound):
        exchange_data_key(folder, OLD, NEW)

    assert (folder / "vault.keys").read_bytes() == before
    assert not (folder / ".rekeyed").exists()


class Crash(BaseException):
    """Stands for the power cut: nothing of the program runs after it."""


CALLS = ("_copy_database", "_copy_blobs", "write_key_file", "write_durably", "break_seal")


@pytest.mark.parametrize("name", CALLS)
def test_a_crash_before_or_after_any_part_leaves_one_vault(folder, monkeypatch, name):
    for after in (False, True):
        copy = shutil.copytree(folder, folder.with_name(f"{name}-{after}.strikelog"))
        real = getattr(rekeying, name)

        def crash(*given, real=real, after=after, **named):
            if after:
                real(*given, **named)
            raise Crash

        with monkeypatch.context() as patched:
            patched.setattr(rekeying, name, crash)
            # What tidies up after a failure does not run after a power cut either.
            patched.setattr(rekeying, "_forget", lambda stage: None)
            with pytest.raises(Crash):
                exchange_data_key(copy, OLD, NEW)

        opened = [secret for secret in (OLD, NEW) if opens(copy, secret)]
        assert len(opened) == 1
        assert state(copy, opened[0])[1:] == (True, [])
        assert not (copy / ".rekeyed").exists()


def opens(folder, secret):
    try:
        Vault.open(folder, secret).close()
    except WrongPassphrase:
        return False
    return True


def test_a_crash_at_any_move_is_made_good_at_the_next_opening(folder, monkeypatch):
    from pathlib import Path

    moves = 0
    for survived in range(30):
        copy = shutil.copytree(folder, folder.with_name(f"move-{survived}.strikelog"))
        done, replace = count(), Path.replace

        def until(path, target, done=done, survived=survived, replace=replace):
            if ".rekeyed" in str(path) and not path.name.startswith(".") and next(done) >= survived:
                raise Crash
            return replace(path, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", until)
            try:
                exchange_data_key(copy, OLD, NEW)
            except Crash:
                moves += 1
            else:
                break
        assert state(copy, NEW)[1:] == (True, [])
        assert (copy / "backups-of-former-keys-1" / "000001").is_dir()
        shutil.rmtree(copy)
    assert moves >= 4
