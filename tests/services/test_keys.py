"""Ways into a vault are listed with what may be known of them, and changed only with proof."""

from contextlib import closing
from datetime import date, timedelta

import pypdf
import pytest

from strikelog.briefing.document import DocumentNotSaved
from strikelog.domain.passphrases import generate
from strikelog.domain.recovery_keys import read, written
from strikelog.services import keys
from strikelog.services.keys import (
    Keyring,
    PassphraseWeak,
    SheetNotRemoved,
    forget_sheet,
    make_office,
    open_office,
    read_invitation,
    write_invitation,
)
from strikelog.services.workspace import Workspace
from strikelog.storage.files import FileNotWritten
from strikelog.storage.keyfile import LastWayIn, SlotNotAdded, SlotUnknown, WrongPassphrase
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

PASSPHRASE, OTHER = generate(), generate()
CHEAP = KdfCost(memory=64, passes=1, lanes=1)
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(KdfCost, "calibrated", classmethod(lambda cls: CHEAP))


@pytest.fixture
def vault(tmp_path):
    with Vault.create(tmp_path / "north", PASSPHRASE, cost=CHEAP) as made:
        yield made


@pytest.fixture
def ring(vault):
    made = Keyring(vault)
    made.note_first()
    return made


def opens(vault, secret):
    vault.close()
    with Vault.open(vault.folder, secret) as again:
        return Keyring(again).opened_by


def text_of(path):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def key_on(path):
    """Read the eight groups off a sheet, as a person would."""
    lines = text_of(path).splitlines()
    return " ".join(line for line in lines if len(line) == 7 and line.replace(" ", "").isdigit())


def test_a_new_vault_has_one_way_in(ring):
    (way,) = ring.ways()

    assert (way.kind, way.made, way.office) == ("passphrase", date.today(), None)
    assert ring.opened_by == "passphrase"


def test_a_vault_knows_from_when_its_first_passphrase_is(tmp_path):
    with closing(Workspace.create(tmp_path / "south", PASSPHRASE)) as made:
        (way,) = Keyring(made.vault).ways()

    assert way.made == date.today()


def test_a_changed_passphrase_takes_its_place(ring, vault):
    before = ring.ways()[0].id

    way = ring.change_passphrase(PASSPHRASE, OTHER)

    assert [one.id for one in ring.ways()] == [way.id] != [before]
    assert f"keys.way.{before}" not in vault.database.facts("keys.")
    assert opens(vault, OTHER) == "passphrase"


def test_a_weak_passphrase_is_refused(ring):
    for change in (ring.change_passphrase, ring.add_passphrase):
        with pytest.raises(PassphraseWeak):
            change(PASSPHRASE, "hospital 2019")


def test_nothing_changes_without_proof(ring, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    office = make_office(tmp_path / "o", "North", generate())
    for change in (
        lambda: ring.change_passphrase("wrong words", OTHER),
        lambda: ring.add_passphrase("wrong words", OTHER),
        lambda: ring.add_office("wrong words", office),
        lambda: ring.add_recovery("wrong words", sheet),
        lambda: ring.remove("wrong words", ring.ways()[0].id),
    ):
        with pytest.raises(WrongPassphrase):
            change()

    assert len(ring.ways()) == 1
    assert not sheet.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_sheet_opens_the_vault_and_names_nobody(ring, vault, tmp_path, language):
    sheet = tmp_path / "sheet.pdf"

    way = ring.add_recovery(PASSPHRASE, sheet, language=language)

    said = text_of(sheet)
    assert way.kind == "recovery"
    assert vault.id in said
    assert "north" not in said
    assert len(pypdf.PdfReader(sheet).pages) == 1
    assert sheet.stat().st_mode & 0o077 == 0
    assert opens(vault, key_on(sheet)) == "recovery"


def test_a_sheet_that_cannot_be_written_leaves_no_key(ring, tmp_path):
    with pytest.raises((FileNotWritten, DocumentNotSaved)):
        ring.add_recovery(PASSPHRASE, tmp_path / "missing" / "sheet.pdf")

    assert len(ring.ways()) == 1


def test_a_key_that_cannot_be_added_leaves_no_sheet(ring, tmp_path, monkeypatch):
    def refuse(*_given, **_named):
        raise SlotNotAdded

    monkeypatch.setattr(keys.keyfile, "add_slot", refuse)

    with pytest.raises(SlotNotAdded):
        ring.add_recovery(PASSPHRASE, tmp_path / "sheet.pdf")
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_printed_sheet_is_overwritten_and_deleted(ring, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    ring.add_recovery(PASSPHRASE, sheet)
    kept = sheet.open("rb")

    forget_sheet(sheet)

    with kept:
        assert not kept.read().startswith(b"%PDF")
    assert not sheet.exists()
    forget_sheet(sheet)  # deleted by hand meanwhile: nothing to say


def test_a_sheet_that_cannot_be_deleted_is_told(tmp_path):
    with pytest.raises(SheetNotRemoved):
        forget_sheet(tmp_path)


def test_an_office_is_let_in_and_named_inside_the_vault_alone(ring, vault, tmp_path):
    key_file, words = tmp_path / "o.strikelog-office", generate()
    invitation = make_office(key_file, "North office", words)
    write_invitation(tmp_path / "i", invitation)

    way = ring.add_office(PASSPHRASE, read_invitation(tmp_path / "i"))

    assert way.office == invitation
    assert b"North" not in (vault.folder / "vault.keys").read_bytes()
    _, key = open_office(key_file, words)
    assert opens(vault, key) == "office"


def test_an_office_needs_a_strong_passphrase_too(tmp_path):
    with pytest.raises(PassphraseWeak):
        make_office(tmp_path / "o", "North", "north 1")


def test_a_way_in_is_taken_back(ring, vault, tmp_path):
    office = make_office(tmp_path / "o", "North", generate())
    way = ring.add_office(PASSPHRASE, office)

    ring.remove(PASSPHRASE, way.id)

    assert [one.kind for one in ring.ways()] == ["passphrase"]
    assert f"keys.way.{way.id}" not in vault.database.facts("keys.")
    with pytest.raises(SlotUnknown):
        ring.remove(PASSPHRASE, way.id)


def test_the_last_way_in_stays(ring):
    with pytest.raises(LastWayIn):
        ring.remove(PASSPHRASE, ring.ways()[0].id)


def test_two_passphrases_open_one_vault(ring, vault):
    ring.add_passphrase(PASSPHRASE, OTHER)

    assert [way.kind for way in ring.ways()] == ["passphrase", "passphrase"]
    assert opens(vault, OTHER) == opens(vault, PASSPHRASE) == "passphrase"


def test_the_sheet_is_mentioned_again_after_a_month(ring, tmp_path):
    assert ring.recovery_due(TODAY)

    ring.put_off(TODAY)
    assert not ring.recovery_due(TODAY + timedelta(days=29))
    assert ring.recovery_due(TODAY + timedelta(days=30))
    assert ring.recovery_due(TODAY - timedelta(days=400))

    ring.add_recovery(PASSPHRASE, tmp_path / "sheet.pdf")
    assert not ring.recovery_due(TODAY + timedelta(days=99))


def test_a_vault_without_a_key_file_has_no_ways_in():
    with Vault.throwaway() as vault:
        assert Keyring(vault).ways() == []
        assert not Keyring(vault).recovery_due(TODAY)


def test_the_groups_of_the_sheet_read_back(ring, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    ring.add_recovery(PASSPHRASE, sheet)

    assert written(read(key_on(sheet))).replace(" ", "") == key_on(sheet).replace(" ", "")
