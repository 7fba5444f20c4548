"""A vault is sealed, received, receipted and only then easily erased."""

import resource
from datetime import date

import pytest

from strikelog.domain.passphrases import generate
from strikelog.domain.recovery_keys import GroupMistyped, written
from strikelog.services.keys import Invitation, OfficeKey
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import fill_with_demo
from strikelog.services.travel import ReceiptUnknown, Travel, erase, receive
from strikelog.storage import packing
from strikelog.storage.backups import CopyUnsound
from strikelog.storage.blobs import BlobDamaged, Blobs
from strikelog.storage.files import FileNotWritten
from strikelog.storage.keyfile import WrongPassphrase
from strikelog.storage.keys import KdfCost
from strikelog.storage.sealing import PackageDamaged, PackageForOthers
from strikelog.storage.vault import FolderTaken, Vault

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
PASSPHRASE = generate()
KEY = OfficeKey(bytes(range(32)))
OFFICE = Invitation("North office", KEY.public)


@pytest.fixture
def vault(tmp_path):
    with Vault.create(tmp_path / "field", PASSPHRASE, cost=CHEAP) as made:
        fill_with_demo(Recording(made.database, Author()), made.database, 1)
        with Blobs(made.folder / "blobs", made.keys.blob).written([b"film" * 500_000]):
            pass
        yield made


@pytest.fixture
def package(tmp_path):
    return tmp_path / "out.strikelog-sealed"


def counted(vault):
    with vault.database.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM history").scalar()


def test_the_office_has_the_same_vault(vault, package, tmp_path):
    sealed = Travel(vault).seal(PASSPHRASE, OFFICE, package)
    entries = counted(vault)

    received = receive(package, KEY, tmp_path / "office")

    assert sealed.files == received.files == 4
    assert received.head == str(sealed.head)
    with Vault.open(received.folder, KEY) as theirs:
        assert theirs.id == vault.id
        assert counted(theirs) == entries > 0
        (place,) = [path.name for path in (received.folder / "blobs").iterdir()]
        blobs = Blobs(received.folder / "blobs", theirs.keys.blob)
        assert b"".join(blobs.chunks(place)) == b"film" * 500_000
    Vault.open(received.folder, PASSPHRASE).close()


def test_the_receipt_lets_the_vault_be_erased(vault, package, tmp_path):
    travel = Travel(vault)
    travel.seal(PASSPHRASE, OFFICE, package)
    assert travel.may_erase() is None

    receipt = receive(package, KEY, tmp_path / "office").receipt
    entered = travel.enter_receipt(receipt.replace(" ", "-"))

    assert entered.is_receipted
    assert travel.may_erase() == entered
    assert (entered.office, entered.made) == (OFFICE, date.today())
    vault.close()
    assert erase(vault.folder).is_complete
    assert not vault.folder.exists()


def test_work_done_after_sealing_keeps_the_vault(vault, package, tmp_path):
    travel = Travel(vault)
    travel.seal(PASSPHRASE, OFFICE, package)
    fill_with_demo(Recording(vault.database, Author()), vault.database, 2)

    entered = travel.enter_receipt(receive(package, KEY, tmp_path / "office").receipt)

    assert entered.since > 0
    assert travel.may_erase() is None


def test_another_receipt_is_refused(vault, package):
    travel = Travel(vault)
    travel.seal(PASSPHRASE, OFFICE, package)

    with pytest.raises(ReceiptUnknown):
        travel.enter_receipt(written(bytes(16)))
    with pytest.raises(GroupMistyped):
        travel.enter_receipt("1" * 48)


def test_the_receipt_cannot_be_made_without_the_office(vault, package, tmp_path):
    """Two packages of one vault have different receipts; the digest alone gives none."""
    travel = Travel(vault)
    travel.seal(PASSPHRASE, OFFICE, package)
    travel.seal(PASSPHRASE, OFFICE, tmp_path / "second.strikelog-sealed")

    first = receive(package, KEY, tmp_path / "a").receipt
    second = receive(tmp_path / "second.strikelog-sealed", KEY, tmp_path / "b").receipt

    assert first != second
    assert travel.enter_receipt(first).package != travel.enter_receipt(second).package


def test_a_stranger_opens_nothing_and_leaves_nothing(vault, package, tmp_path):
    Travel(vault).seal(PASSPHRASE, OFFICE, package)

    with pytest.raises(PackageForOthers):
        receive(package, OfficeKey.drawn(), tmp_path / "office")

    assert not [path for path in tmp_path.iterdir() if "office" in path.name]


@pytest.mark.parametrize("where", [0.3, 0.6, 0.999])
def test_a_package_bent_on_its_way_leaves_nothing(vault, package, tmp_path, where):
    Travel(vault).seal(PASSPHRASE, OFFICE, package)
    content = bytearray(package.read_bytes())
    content[int(len(content) * where)] ^= 1
    package.write_bytes(content)

    with pytest.raises((PackageDamaged, PackageForOthers)):
        receive(package, KEY, tmp_path / "office")

    assert not [path for path in tmp_path.iterdir() if "office" in path.name]


def test_a_folder_that_exists_is_not_written_over(vault, package, tmp_path):
    Travel(vault).seal(PASSPHRASE, OFFICE, package)
    (tmp_path / "office.strikelog").mkdir()
    (tmp_path / "office.strikelog" / "mine").write_bytes(b"1")

    with pytest.raises(FolderTaken):
        receive(package, KEY, tmp_path / "office")


def test_sealing_needs_proof(vault, package):
    with pytest.raises(WrongPassphrase):
        Travel(vault).seal("wrong words", OFFICE, package)
    assert not package.exists()


def bend(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_damaged_database_is_not_sealed(vault, package):
    vault.database.checkpoint()
    bend(vault.folder / "vault.db", 4096 * 9 + 100)

    with pytest.raises(CopyUnsound):
        Travel(vault).seal(PASSPHRASE, OFFICE, package)
    assert not package.exists()


def test_a_damaged_film_is_not_sealed(vault, package):
    (film,) = (vault.folder / "blobs").iterdir()
    bend(film, 1_500_000)

    with pytest.raises(BlobDamaged):
        Travel(vault).seal(PASSPHRASE, OFFICE, package)
    assert not package.exists()


def test_a_disk_that_wrote_something_else_leaves_no_package(vault, package, monkeypatch):
    """The negative control: without reading back, the bent package would have been taken."""
    write = packing._write

    def bending(path, *rest, **named):
        digest = write(path, *rest, **named)
        bend(path, 500_000)
        return digest

    monkeypatch.setattr(packing, "_write", bending)
    with pytest.raises((PackageDamaged, PackageForOthers)):
        Travel(vault).seal(PASSPHRASE, OFFICE, package)
    assert not package.exists()

    monkeypatch.setattr(packing, "_read_back", lambda *_: None)
    Travel(vault).seal(PASSPHRASE, OFFICE, package)
    assert package.exists()


def test_a_folder_that_is_missing_is_told(vault, tmp_path):
    with pytest.raises(FileNotWritten):
        Travel(vault).seal(PASSPHRASE, OFFICE, tmp_path / "no" / "out.strikelog-sealed")
    assert not [path for path in vault.folder.iterdir() if "packing" in path.name]


def test_a_large_film_takes_no_more_memory(vault, package, tmp_path):
    with Blobs(vault.folder / "blobs", vault.keys.blob).written([bytes(1 << 20)] * 120):
        pass
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    Travel(vault).seal(PASSPHRASE, OFFICE, package)
    receive(package, KEY, tmp_path / "office")

    assert package.stat().st_size > 120 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10
