"""Keys come out of the right passphrase alone, differ by purpose, and are never shown."""

from dataclasses import fields
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from strikelog.storage import keys as keys_module
from strikelog.storage.keys import (
    KdfCost,
    Keys,
    Lineage,
    NotEnoughMemory,
    PassphraseEmpty,
    Slot,
    SlotKind,
    cost_of,
    is_well_formed,
    new_data_key,
    sealed,
    stretched,
    unsealed,
)

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
VAULT_ID = UUID("6f2d1c3a-8c3e-4f57-9a41-0d2b7e5c9f10")
LINEAGE = Lineage(VAULT_ID, bytes(range(16)))
DATA_KEY = bytes(range(32))


def test_every_purpose_has_a_key_of_its_own():
    keys = Keys.derived(DATA_KEY, VAULT_ID)

    values = [getattr(keys, field.name) for field in fields(keys)]

    assert {len(value) for value in values} == {32}
    assert len({*values, DATA_KEY}) == len(values) + 1


def test_the_labels_of_the_format_stay_as_they_are():
    keys = Keys.derived(DATA_KEY, VAULT_ID)

    for field in fields(keys):
        label = b"strikelog 1 " + field.name.encode() + b" key"
        expected = HKDF(SHA256(), 32, salt=VAULT_ID.bytes, info=label).derive(DATA_KEY)
        assert getattr(keys, field.name) == expected


def test_two_vaults_never_share_a_key():
    other = UUID(int=1, version=4)

    assert Keys.derived(DATA_KEY, VAULT_ID).database != Keys.derived(DATA_KEY, other).database


def test_data_keys_are_random():
    assert len({new_data_key() for _ in range(100)}) == 100


def test_a_slot_opens_with_its_passphrase_alone():
    slot = sealed(DATA_KEY, "قمر أزرق", lineage=LINEAGE, cost=CHEAP)

    assert unsealed(slot, "قمر أزرق", LINEAGE) == DATA_KEY
    assert unsealed(slot, "قمر ازرق", LINEAGE) is None


def test_what_looks_the_same_on_two_keyboards_opens_the_same_slot():
    slot = sealed(DATA_KEY, "قمر أزرق", lineage=LINEAGE, cost=CHEAP)

    assert unsealed(slot, "\u200f قمر  \u0627\u0654زرق ", LINEAGE) == DATA_KEY


def test_two_slots_of_one_passphrase_have_nothing_in_common():
    one, two = (sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP) for _ in range(2))

    assert one.payload[12:] != two.payload[12:]
    assert not set(chunks(one.payload[12:])) & set(chunks(two.payload[12:]))


def chunks(payload):
    return [payload[place : place + 4] for place in range(0, len(payload), 4)]


@pytest.mark.parametrize(
    "elsewhere",
    [Lineage(UUID(int=5, version=4), LINEAGE.database_salt), Lineage(VAULT_ID, bytes(16))],
)
def test_a_slot_does_not_open_under_another_vault_or_salt(elsewhere):
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP)

    assert unsealed(slot, "same", elsewhere) is None


def test_a_slot_does_not_open_as_another_kind():
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP)

    assert unsealed(Slot(SlotKind.RECOVERY, slot.payload), "same", LINEAGE) is None


def test_every_byte_of_a_slot_matters():
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP)
    salt_on = range(12, len(slot.payload))
    tampered = [Slot(slot.kind, flipped(slot.payload, place)) for place in salt_on]

    assert [unsealed(one, "same", LINEAGE) for one in tampered] == [None] * len(salt_on)


def flipped(content, place):
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_cheaper_cost_cannot_be_written_into_a_slot():
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=KdfCost(memory=128, passes=2, lanes=1))
    cheaper = Slot(slot.kind, b"\0\0\0\x40" + slot.payload[4:])

    assert cost_of(cheaper).memory == 64
    assert unsealed(cheaper, "same", LINEAGE) is None


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(memory=0),
        KdfCost(memory=31, lanes=4),
        KdfCost(memory=2**32 - 1),
        KdfCost(memory=64, passes=0),
        KdfCost(memory=64, passes=2**31),
        KdfCost(memory=64, lanes=0),
        KdfCost(memory=2**20, lanes=2**16),
    ],
)
def test_a_slot_that_asks_for_the_impossible_is_not_tried(cost):
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP)
    packed = b"".join(part.to_bytes(4, "big") for part in (cost.memory, cost.passes, cost.lanes))

    assert not is_well_formed(Slot(SlotKind.PASSPHRASE, packed + slot.payload[12:]))


def test_a_slot_cut_short_is_not_tried():
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP)

    assert is_well_formed(slot)
    assert not is_well_formed(Slot(slot.kind, slot.payload[:-1]))


@pytest.mark.parametrize("empty", ["", "   ", "\u200f\n"])
def test_nothing_is_no_passphrase(empty):
    with pytest.raises(PassphraseEmpty):
        stretched(empty, bytes(16), CHEAP)


def test_stretching_is_argon2id_as_everyone_computes_it():
    # Computed with the reference implementation (argon2-cffi): Argon2id, version 19.
    expected = "51211ec791a404f8bc89576f7326f09ac81c0651ff478db0bd7ce51ddfb7201d"

    found = stretched("correct horse", b"0123456789abcdef", KdfCost(memory=256, passes=3, lanes=4))

    assert found.hex() == expected


def test_too_little_memory_is_told_with_the_amount(monkeypatch):
    class Starved:
        def __init__(self, **_cost):
            pass

        def derive(self, _text):
            raise MemoryError

    monkeypatch.setattr(keys_module, "Argon2id", Starved)

    with pytest.raises(NotEnoughMemory, match="256 MB"):
        stretched("same", bytes(16), KdfCost(memory=256 * 1024))


@pytest.mark.parametrize(
    ("seconds", "gigabytes", "expected"),
    [
        (1.0, 16, 256),
        (0.5, 16, 512),
        (0.1, 16, 1024),
        (2.0, 16, 128),
        (30.0, 16, 64),
        (0.5, 1, 256),
        (1.0, 0.5, 128),
        (1.0, 0.125, 64),
    ],
)
def test_the_cost_follows_the_machine(monkeypatch, seconds, gigabytes, expected):
    clock = iter([100.0, 100.0 + seconds])
    monkeypatch.setattr(keys_module, "installed_memory", lambda: int(gigabytes * 2**30))
    monkeypatch.setattr(keys_module.time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(keys_module, "stretched", lambda _text, _salt, _cost: b"")

    cost = KdfCost.calibrated()

    assert cost == KdfCost(expected * 1024, passes=3, lanes=4)


def test_keys_and_slots_show_nothing():
    keys = Keys.derived(DATA_KEY, VAULT_ID)
    slot = sealed(DATA_KEY, "same", lineage=LINEAGE, cost=CHEAP)

    shown = f"{keys!r} {keys} {slot!r}"

    assert shown == "Keys(hidden) Keys(hidden) Slot(kind=1, 88 bytes)"
