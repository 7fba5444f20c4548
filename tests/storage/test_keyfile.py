"""The key file survives damage, crashes and passphrase changes, and opens for nobody else."""

import hashlib
import struct
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.storage import keyfile
from strikelog.storage.files import FileNotWritten, write_durably
from strikelog.storage.keyfile import (
    KeyFile,
    KeyFileDamaged,
    PassphraseNotChanged,
    WrongPassphrase,
    change_passphrase,
    create_key_file,
    has_key_file,
    unlock,
)
from strikelog.storage.keys import KdfCost, Lineage, PassphraseEmpty, Slot, SlotKind, sealed
from strikelog.storage.migrations import FileIsNewer

CHEAP = KdfCost(memory=8, passes=1, lanes=1)
OLD, NEW = "old words of mine", "new words of mine"


@pytest.fixture
def made(tmp_path):
    return create_key_file(tmp_path, OLD, CHEAP)


@pytest.fixture
def main(tmp_path, made):
    return tmp_path / "vault.keys"


@pytest.fixture
def spare(tmp_path, made):
    return tmp_path / "vault.keys.bak"


def opens(folder, passphrase):
    try:
        unlock(folder, passphrase)
    except WrongPassphrase:
        return False
    return True


def flipped(content, place):
    return content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :]


def with_checksum(body):
    return body + hashlib.sha256(body).digest()


def rewritten(content, place, new):
    """Tamper as somebody would who knows the format and mends the checksum."""
    body = content[:-32]
    return with_checksum(body[:place] + new + body[place + len(new) :])


slots = st.builds(
    Slot,
    kind=st.integers(min_value=2, max_value=255),
    payload=st.binary(max_size=300),
)
lineages = st.builds(
    Lineage, vault_id=st.uuids(), database_salt=st.binary(min_size=16, max_size=16)
)


@given(lineages, st.lists(slots, max_size=8).map(tuple))
def test_what_is_written_is_read(lineage, some):
    written = KeyFile(lineage, some)

    assert KeyFile.decoded(written.encoded()) == written


@given(st.binary(max_size=200))
def test_anything_else_is_damage_and_never_a_crash(content):
    with pytest.raises(keyfile._Damaged):
        KeyFile.decoded(content)


@given(lineages, st.binary(max_size=100), st.integers(min_value=0, max_value=9))
def test_a_mended_checksum_over_nonsense_is_damage(lineage, nonsense, number):
    head = KeyFile(lineage, ()).encoded()[:-34]

    with pytest.raises(keyfile._Damaged):
        KeyFile.decoded(with_checksum(head + struct.pack(">H", number + 5) + nonsense[:20]))


def test_two_equal_copies_are_written(made, main, spare):
    assert main.read_bytes() == spare.read_bytes() == made.key_file.encoded()


def test_the_right_passphrase_gives_the_data_key(tmp_path, made):
    assert unlock(tmp_path, OLD).data_key == made.data_key


@pytest.mark.parametrize("wrong", ["Old words of mine", "old words of min", "x"])
def test_a_wrong_passphrase_is_said_to_be_wrong_and_changes_nothing(tmp_path, made, main, wrong):
    before = main.read_bytes()

    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, wrong)

    assert main.read_bytes() == before


def test_an_empty_passphrase_is_refused(tmp_path):
    with pytest.raises(PassphraseEmpty):
        create_key_file(tmp_path, "  ", CHEAP)

    assert not has_key_file(tmp_path)


@pytest.mark.parametrize("damaged", ["vault.keys", "vault.keys.bak"])
def test_any_flipped_byte_in_one_copy_is_mended_from_the_other(tmp_path, made, damaged):
    whole = made.key_file.encoded()
    path = tmp_path / damaged

    for place in range(len(whole)):
        path.write_bytes(flipped(whole, place))
        assert unlock(tmp_path, OLD).data_key == made.data_key
        assert path.read_bytes() == whole


def test_any_flipped_byte_in_both_copies_is_told_as_damage(tmp_path, made, main, spare):
    whole = made.key_file.encoded()

    for place in range(len(whole)):
        main.write_bytes(flipped(whole, place))
        spare.write_bytes(flipped(whole, place))
        with pytest.raises(KeyFileDamaged):
            unlock(tmp_path, OLD)


@pytest.mark.parametrize("length", [0, 1, 40, 100, -1])
def test_a_copy_cut_short_is_mended(tmp_path, made, main, length):
    whole = main.read_bytes()
    main.write_bytes(whole[:length])

    assert unlock(tmp_path, OLD).data_key == made.data_key
    assert main.read_bytes() == whole


@pytest.mark.parametrize("missing", ["vault.keys", "vault.keys.bak"])
def test_a_missing_copy_is_made_again(tmp_path, made, missing):
    (tmp_path / missing).unlink()

    assert has_key_file(tmp_path)
    assert unlock(tmp_path, OLD).data_key == made.data_key
    assert (tmp_path / missing).read_bytes() == made.key_file.encoded()


def test_a_damaged_copy_is_not_mended_before_a_passphrase_proved_the_other(tmp_path, made, main):
    main.write_bytes(b"rubbish")

    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, "not this one")

    assert main.read_bytes() == b"rubbish"


def test_a_disk_that_refuses_the_mending_does_not_lock_anyone_out(
    tmp_path, made, main, monkeypatch
):
    def refuse(path, content):
        raise FileNotWritten(name=path.name, reason="no")

    main.write_bytes(b"rubbish")
    monkeypatch.setattr(keyfile, "write_durably", refuse)

    assert unlock(tmp_path, OLD).data_key == made.data_key


VAULT_ID, SALT, COST, SLOT_SALT = 10, 26, 49, 61


@pytest.mark.parametrize(
    ("place", "new"),
    [(VAULT_ID, bytes(16)), (SALT, bytes(16)), (COST, b"\0\0\0\x10"), (SLOT_SALT, bytes(16))],
    ids=["vault id", "database salt", "cost", "salt of the slot"],
)
def test_tampering_with_a_mended_checksum_is_noticed(tmp_path, made, main, spare, place, new):
    tampered = rewritten(main.read_bytes(), place, new)
    assert KeyFile.decoded(tampered) != made.key_file
    main.write_bytes(tampered)
    spare.write_bytes(tampered)

    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, OLD)


def test_a_tampered_copy_gives_way_to_the_one_that_opens(tmp_path, made, main):
    main.write_bytes(rewritten(main.read_bytes(), COST, b"\0\0\0\x10"))

    assert unlock(tmp_path, OLD).data_key == made.data_key
    assert main.read_bytes() == made.key_file.encoded()


def test_a_key_file_of_another_vault_is_never_written_over(tmp_path, made, main, spare):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    create_key_file(elsewhere, NEW, CHEAP)
    foreign = (elsewhere / "vault.keys").read_bytes()
    own = main.read_bytes()
    main.write_bytes(foreign)

    assert unlock(tmp_path, OLD).data_key == made.data_key
    assert unlock(tmp_path, NEW).data_key != made.data_key
    assert (main.read_bytes(), spare.read_bytes()) == (foreign, own)


def test_a_later_format_is_told_apart_from_damage(tmp_path, made, main):
    main.write_bytes(rewritten(main.read_bytes(), 8, b"\0\x02"))

    with pytest.raises(FileIsNewer):
        unlock(tmp_path, OLD)


def test_a_file_of_megabytes_is_not_read_to_its_end(tmp_path, made, main):
    main.write_bytes(main.read_bytes() + bytes(3 << 20))

    assert unlock(tmp_path, OLD).data_key == made.data_key


def test_a_new_passphrase_replaces_the_old_one_in_both_copies(tmp_path, made, main, spare):
    change_passphrase(tmp_path, OLD, NEW, cost=CHEAP)

    assert unlock(tmp_path, NEW).data_key == made.data_key
    assert not opens(tmp_path, OLD)
    assert main.read_bytes() == spare.read_bytes()
    assert len(KeyFile.decoded(main.read_bytes()).slots) == 1


def test_a_changed_passphrase_takes_the_new_cost(tmp_path, made):
    change_passphrase(tmp_path, OLD, NEW, cost=KdfCost(memory=16, passes=2, lanes=2))

    (slot,) = unlock(tmp_path, NEW).key_file.slots

    assert keyfile.is_well_formed(slot)
    assert slot.payload[:12] == struct.pack(">III", 16, 2, 2)


def test_changing_to_the_same_passphrase_keeps_it_open(tmp_path, made):
    change_passphrase(tmp_path, OLD, OLD, cost=CHEAP)

    assert unlock(tmp_path, OLD).data_key == made.data_key


def test_the_old_passphrase_is_needed_for_a_new_one(tmp_path, made, main):
    before = main.read_bytes()

    with pytest.raises(WrongPassphrase):
        change_passphrase(tmp_path, "not mine", NEW, cost=CHEAP)

    assert main.read_bytes() == before


def test_ways_in_of_other_kinds_are_kept_through_a_change(tmp_path, made):
    office = Slot(SlotKind.OFFICE, b"for the office")
    second = sealed(made.data_key, "second", lineage=made.key_file.lineage, cost=CHEAP)
    keyfile._write_both(tmp_path, KeyFile(made.key_file.lineage, (office, made.slot, second)))

    change_passphrase(tmp_path, OLD, NEW, cost=CHEAP)

    kept = unlock(tmp_path, NEW).key_file.slots
    assert office in kept
    assert second in kept
    assert opens(tmp_path, "second")
    assert not opens(tmp_path, OLD)


def test_a_slot_left_by_an_interrupted_change_does_not_outlive_the_next(tmp_path, made):
    lineage = made.key_file.lineage
    left = [sealed(made.data_key, words, lineage=lineage, cost=CHEAP) for words in (OLD, NEW)]
    keyfile._write_both(tmp_path, KeyFile(lineage, (made.slot, *left)))

    change_passphrase(tmp_path, OLD, NEW, cost=CHEAP)

    assert len(unlock(tmp_path, NEW).key_file.slots) == 1
    assert not opens(tmp_path, OLD)


class Crash(BaseException):
    """Stands for the power cut: nothing of the program runs after it."""


@pytest.mark.parametrize("survived", range(5))
def test_a_crash_at_any_write_of_a_change_leaves_a_passphrase_that_opens(
    tmp_path, made, monkeypatch, survived
):
    written = count()

    def until_the_crash(path, content):
        if next(written) == survived:
            raise Crash
        write_durably(path, content)

    monkeypatch.setattr(keyfile, "write_durably", until_the_crash)
    if survived < 4:
        with pytest.raises(Crash):
            change_passphrase(tmp_path, OLD, NEW, cost=CHEAP)
    else:
        change_passphrase(tmp_path, OLD, NEW, cost=CHEAP)
    monkeypatch.undo()

    assert [opens(tmp_path, NEW), opens(tmp_path, OLD)] == EXPECTED_AFTER[survived]


EXPECTED_AFTER = {
    0: [False, True],  # nothing was written
    1: [True, True],  # the first copy has both
    2: [True, True],  # both copies have both
    3: [True, False],  # the first copy has dropped the old one, and the second follows it
    4: [True, False],
}


@pytest.mark.parametrize("survived", [0, 1])
def test_a_crash_between_the_copies_of_a_new_vault_leaves_one_that_opens_or_none(
    tmp_path, monkeypatch, survived
):
    written = count()

    def until_the_crash(path, content):
        if next(written) == survived:
            raise Crash
        write_durably(path, content)

    monkeypatch.setattr(keyfile, "write_durably", until_the_crash)
    with pytest.raises(Crash):
        create_key_file(tmp_path, OLD, CHEAP)
    monkeypatch.undo()

    assert has_key_file(tmp_path) == bool(survived)
    assert not survived or opens(tmp_path, OLD)


def test_a_slot_that_reads_back_wrong_keeps_the_old_passphrase(tmp_path, made, monkeypatch):
    def losing(path, content):
        write_durably(path, made.key_file.encoded())

    monkeypatch.setattr(keyfile, "write_durably", losing)

    with pytest.raises(PassphraseNotChanged):
        change_passphrase(tmp_path, OLD, NEW, cost=CHEAP)

    assert opens(tmp_path, OLD)


def test_neither_key_nor_passphrase_shows_in_what_is_printed(tmp_path, made):
    with pytest.raises(WrongPassphrase) as caught:
        unlock(tmp_path, "canary passphrase")

    shown = (
        f"{made!r} {made.key_file!r} {caught.value!r} {caught.value} {caught.value.sentence('ar')}"
    )

    assert "canary" not in shown
    assert made.data_key.hex() not in shown
    assert repr(made.data_key)[2:-1] not in shown


def test_the_file_names_nobody_and_no_moment(made):
    assert len(made.key_file.encoded()) == 44 + 5 + 88 + 32
    assert made.key_file.lineage.vault_id.version == 4
    assert isinstance(made.key_file.lineage.vault_id, UUID)
