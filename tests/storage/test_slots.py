"""Recovery keys and office keys open a vault; ways in come and go and never the last one."""

import json

import pytest

from strikelog.domain.recovery_keys import GroupMistyped, written
from strikelog.storage import keyfile
from strikelog.storage.files import write_durably
from strikelog.storage.keyfile import (
    KeyFile,
    LastWayIn,
    SlotNotAdded,
    SlotUnknown,
    WrongOfficeKey,
    WrongPassphrase,
    WrongRecoveryKey,
    add_slot,
    change_passphrase,
    create_key_file,
    remove_slot,
    slots_of,
    unlock,
)
from strikelog.storage.keys import KdfCost, Lineage, Slot, SlotKind, sealed
from strikelog.storage.migrations import FileIsNewer
from strikelog.storage.office_files import (
    Invitation,
    NotAnInvitation,
    NotAnOfficeKey,
    OfficeFileTaken,
    OfficeNameUnfit,
    WrongOfficePassphrase,
    create_office_key,
    open_office_key,
    read_invitation,
    write_invitation,
)
from strikelog.storage.slots import (
    OfficeKey,
    OfficeKeyUnusable,
    data_key_of,
    office_slot,
    recovery_slot,
    slot_id,
)

CHEAP = KdfCost(memory=8, passes=1, lanes=1)
WORDS, OTHER = "old words of mine", "other words of mine"
KEY = bytes(range(16))
PAPER = written(KEY)
OFFICE = OfficeKey(bytes(range(32)))


@pytest.fixture
def made(tmp_path):
    return create_key_file(tmp_path, WORDS, CHEAP)


def with_recovery(folder, before):
    slot = recovery_slot(before.data_key, KEY, before.key_file.lineage)
    add_slot(folder, before, slot, secret=PAPER)
    return slot


def with_office(folder, before):
    slot = office_slot(before.data_key, OFFICE.public, before.key_file.lineage)
    add_slot(folder, before, slot, secret=None)
    return slot


def test_the_recovery_key_opens_beside_the_passphrase(tmp_path, made):
    with_recovery(tmp_path, made)

    assert unlock(tmp_path, PAPER).data_key == made.data_key
    assert unlock(tmp_path, PAPER.replace(" ", "-")).slot.kind == SlotKind.RECOVERY
    assert unlock(tmp_path, WORDS).data_key == made.data_key


def test_an_office_opens_what_was_let_open_to_it(tmp_path, made):
    with_office(tmp_path, made)

    assert unlock(tmp_path, OFFICE).data_key == made.data_key
    with pytest.raises(WrongOfficeKey):
        unlock(tmp_path, OfficeKey.drawn())


def test_a_slip_in_the_recovery_key_is_named_by_its_group(tmp_path, made):
    with_recovery(tmp_path, made)
    digit = "1" if PAPER[0] != "1" else "2"

    with pytest.raises(GroupMistyped):
        unlock(tmp_path, digit + PAPER[1:])


def test_the_key_of_another_vault_is_told_apart_from_a_slip(tmp_path, made):
    with_recovery(tmp_path, made)

    with pytest.raises(WrongRecoveryKey):
        unlock(tmp_path, written(bytes(16)))


def test_forty_eight_digits_may_still_be_a_passphrase(tmp_path):
    made = create_key_file(tmp_path, PAPER, CHEAP)

    assert unlock(tmp_path, PAPER).data_key == made.data_key


@pytest.mark.parametrize("kind", [SlotKind.RECOVERY, SlotKind.OFFICE])
def test_slots_of_another_vault_do_not_open(made, kind):
    secret = PAPER if kind == SlotKind.RECOVERY else OFFICE
    lineage, other = made.key_file.lineage, Lineage.fresh()
    slots = {
        SlotKind.RECOVERY: recovery_slot(made.data_key, KEY, lineage),
        SlotKind.OFFICE: office_slot(made.data_key, OFFICE.public, lineage),
    }

    assert data_key_of(slots[kind], secret, lineage) == made.data_key
    assert data_key_of(slots[kind], secret, other) is None


@pytest.mark.parametrize("kind", [SlotKind.RECOVERY, SlotKind.OFFICE])
def test_any_flipped_byte_of_a_slot_closes_it(made, kind):
    lineage = made.key_file.lineage
    slot = (
        recovery_slot(made.data_key, KEY, lineage)
        if kind == SlotKind.RECOVERY
        else office_slot(made.data_key, OFFICE.public, lineage)
    )
    secret = PAPER if kind == SlotKind.RECOVERY else OFFICE

    for place in range(len(slot.payload)):
        bent = bytearray(slot.payload)
        bent[place] ^= 0x10
        assert data_key_of(Slot(kind, bytes(bent)), secret, lineage) is None


@pytest.mark.parametrize("kind", [SlotKind.RECOVERY, SlotKind.OFFICE, 77])
def test_slots_of_unknown_shape_open_for_nobody(kind):
    for secret in (WORDS, PAPER, OFFICE):
        assert data_key_of(Slot(kind, b"short"), secret, Lineage.fresh()) is None


def test_the_key_file_does_not_name_the_office(tmp_path, made):
    first, second = (office_slot(made.data_key, OFFICE.public, made.key_file.lineage) for _ in "ab")

    assert OFFICE.public not in first.payload
    assert not {first.payload[:32], first.payload[32:44]} & {
        second.payload[:32],
        second.payload[32:44],
    }


@pytest.mark.parametrize("weak", [bytes(32), bytes([1]) + bytes(31)])
def test_a_public_key_that_gives_everybody_the_same_secret_is_refused(made, weak):
    with pytest.raises(OfficeKeyUnusable):
        office_slot(made.data_key, weak, made.key_file.lineage)


def test_a_way_in_that_is_removed_opens_no_more(tmp_path, made):
    slot = with_recovery(tmp_path, made)

    remove_slot(tmp_path, unlock(tmp_path, WORDS), slot)

    with pytest.raises(WrongRecoveryKey):
        unlock(tmp_path, PAPER)
    assert slots_of(tmp_path) == (made.slot,)


def test_the_passphrase_may_go_while_a_recovery_key_stays(tmp_path, made):
    with_recovery(tmp_path, made)
    remove_slot(tmp_path, unlock(tmp_path, WORDS), made.slot)

    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, WORDS)
    assert unlock(tmp_path, PAPER).data_key == made.data_key


def test_the_last_way_in_stays(tmp_path, made):
    with pytest.raises(LastWayIn):
        remove_slot(tmp_path, made, made.slot)
    with_office(tmp_path, made)
    with pytest.raises(LastWayIn):
        remove_slot(tmp_path, unlock(tmp_path, WORDS), made.slot)

    assert unlock(tmp_path, WORDS).data_key == made.data_key


def test_what_is_not_there_cannot_be_removed(tmp_path, made):
    with pytest.raises(SlotUnknown):
        remove_slot(tmp_path, made, Slot(SlotKind.RECOVERY, b"gone"))


def test_a_new_way_in_that_reads_back_wrong_is_taken_out(tmp_path, made, monkeypatch):
    def losing(path, content):
        write_durably(path, made.key_file.encoded())

    monkeypatch.setattr(keyfile, "write_durably", losing)

    with pytest.raises(SlotNotAdded):
        with_recovery(tmp_path, made)
    assert slots_of(tmp_path) == (made.slot,)


def test_a_way_in_that_does_not_open_is_not_kept(tmp_path, made):
    slot = recovery_slot(bytes(32), KEY, made.key_file.lineage)

    with pytest.raises(SlotNotAdded):
        add_slot(tmp_path, made, slot, secret=PAPER)

    assert slots_of(tmp_path) == (made.slot,)


def test_a_passphrase_forgotten_is_replaced_with_the_recovery_key(tmp_path, made):
    slot = with_recovery(tmp_path, made)

    change_passphrase(tmp_path, PAPER, OTHER, cost=CHEAP)

    assert unlock(tmp_path, OTHER).data_key == made.data_key
    assert slot in slots_of(tmp_path)
    assert len(slots_of(tmp_path)) == 2
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, WORDS)


def test_of_several_passphrases_none_is_taken_for_the_forgotten_one(tmp_path, made):
    with_recovery(tmp_path, made)
    second = sealed(made.data_key, "second of mine", lineage=made.key_file.lineage, cost=CHEAP)
    add_slot(tmp_path, unlock(tmp_path, WORDS), second, secret="second of mine")

    change_passphrase(tmp_path, PAPER, OTHER, cost=CHEAP)

    for words in (WORDS, "second of mine", OTHER):
        assert unlock(tmp_path, words).data_key == made.data_key


def test_replaced_slots_are_overwritten_where_they_lay(tmp_path, made):
    old = {}
    for name in ("vault.keys", "vault.keys.bak"):
        old[name] = (tmp_path / name).open("rb")

    change_passphrase(tmp_path, WORDS, OTHER, cost=CHEAP)

    for file in old.values():
        with file:
            assert made.slot.payload[28:] not in file.read()


def test_a_copy_that_a_backup_shares_by_a_hard_link_is_left_alone(tmp_path, made):
    kept = tmp_path / "kept"
    kept.hardlink_to(tmp_path / "vault.keys")

    change_passphrase(tmp_path, WORDS, OTHER, cost=CHEAP)

    assert KeyFile.decoded(kept.read_bytes()) == made.key_file


def test_slots_are_named_by_their_content(made):
    assert len(slot_id(made.slot)) == 8
    assert slot_id(made.slot) != slot_id(Slot(SlotKind.RECOVERY, made.slot.payload))
    assert "hidden" in repr(OFFICE)


# -- the office's own files


@pytest.fixture
def office(tmp_path):
    path = tmp_path / "north.strikelog-office"
    return path, create_office_key(path, "  North   office ", "office words", cost=CHEAP)


def test_an_office_key_opens_with_its_passphrase(office):
    path, invitation = office

    found, key = open_office_key(path, "office words")

    assert found == invitation == Invitation("North office", key.public)
    assert key.private not in path.read_bytes()
    with pytest.raises(WrongOfficePassphrase):
        open_office_key(path, "other words")


def test_a_key_is_never_written_over(office):
    with pytest.raises(OfficeFileTaken):
        create_office_key(office[0], "North", "words", cost=CHEAP)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\u0000b"])
def test_an_office_needs_a_name(tmp_path, name):
    with pytest.raises(OfficeNameUnfit):
        create_office_key(tmp_path / "k", name, "words", cost=CHEAP)


def test_a_bent_office_key_is_refused(office):
    path = office[0]
    whole = path.read_bytes()

    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises((NotAnOfficeKey, WrongOfficePassphrase, FileIsNewer)):
            open_office_key(path, "office words")


def test_an_invitation_is_read_as_it_was_written(tmp_path, office):
    path = tmp_path / "north.strikelog-invitation"
    write_invitation(path, office[1])

    assert read_invitation(path) == office[1]
    assert len(office[1].words.split()) == 6


@pytest.mark.parametrize(
    "bent",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"x" * 70_000,
        b'{"format": "strikelog office invitation", "version": 1, "name": "N", "key": "zz"}',
    ],
)
def test_what_is_no_invitation_is_refused(tmp_path, bent):
    path = tmp_path / "i"
    path.write_bytes(bent)

    with pytest.raises(NotAnInvitation):
        read_invitation(path)


def test_an_invitation_whose_key_was_exchanged_no_longer_fits_its_words(tmp_path, office):
    path = tmp_path / "i"
    write_invitation(path, office[1])
    plain = json.loads(path.read_text())
    path.write_text(json.dumps(plain | {"key": OfficeKey.drawn().public.hex()}))

    with pytest.raises(NotAnInvitation):
        read_invitation(path)
