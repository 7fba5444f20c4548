"""T7, T21 for evidence: whatever is changed in a stored file or a chain of custody is found.

The control keeps the same content encrypted but unproven (a cipher in counter mode without a tag):
there every flipped bit goes through.
"""

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from strikelog.domain.custody import Handling, breaks, chained
from strikelog.domain.records import CustodyEvent, new_id
from strikelog.storage.blobs import CHUNK, Blobs, check

from .experiment import Experiment, Outcome
from .grounds import ground

SHA = "5a" * 32
CONTENT = 2 * CHUNK + 4_321
LENGTH = 8


def run(times: int) -> Outcome:
    """Tamper so many times, half with stored files, half with custody."""
    chance = random.Random(times)
    with ground() as folder:
        blobs = Blobs(folder, b"k" * 32)
        content = os.urandom(CONTENT)
        with blobs.written([content]) as stored:
            pass
        path = folder / stored.place
        packed = path.read_bytes()
        details = []
        for number in range(times // 2):
            tamper = chance.choice(FILE_TAMPERS)
            _overwrite(path, tamper(packed, chance))
            if not check(blobs, stored.place, stored.sha256):
                details.append(f"file {number}: {tamper.__name__} went through")
        _overwrite(path, packed)
        if check(blobs, stored.place, stored.sha256):
            details.append("the untouched file was refused")
    for number in range(times - times // 2):
        tamper_chain = chance.choice(CHAIN_TAMPERS)
        if not list(breaks(tamper_chain(_chain(), chance), SHA)):
            details.append(f"custody {number}: {tamper_chain.__name__} went through")
    through = _unproven(content, chance)
    return Outcome(
        count=times,
        failures=len(details),
        control=f"counter mode without a tag: {through} of {CONTROL} flips went through",
        control_bites=through == CONTROL,
        details=tuple(details),
    )


CONTROL = 200


def _unproven(content: bytes, chance: random.Random) -> int:
    cipher = Cipher(AES(b"k" * 32), CTR(bytes(16)))
    packed = cipher.encryptor().update(content[:4_096])
    through = 0
    for _ in range(CONTROL):
        opened = cipher.decryptor().update(_flip(packed, chance))
        through += opened != content[:4_096]
    return through


def _overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _flip(packed: bytes, chance: random.Random) -> bytes:
    changed = bytearray(packed)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(packed: bytes, chance: random.Random) -> bytes:
    return packed[: chance.randrange(len(packed))]


def _cut_at_a_chunk(packed: bytes, chance: random.Random) -> bytes:
    return packed[: 24 + chance.randrange(3) * (CHUNK + 16)]


def _zero_sectors(packed: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(packed) // 512) * 512
    return packed[:at] + bytes(512) + packed[at + 512 :]


def _append(packed: bytes, chance: random.Random) -> bytes:
    return packed + os.urandom(chance.choice((1, 16, CHUNK + 16)))


def _swap(packed: bytes, chance: random.Random) -> bytes:
    one, two = 24 + CHUNK + 16, 24 + 2 * (CHUNK + 16)
    return packed[:24] + packed[one:two] + packed[24:one] + packed[two:]


FILE_TAMPERS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _flip, _flip),
    *(_cut, _cut_at_a_chunk, _zero_sectors, _append, _swap),
)

Chain = list[CustodyEvent]


def _chain() -> Chain:
    handlings = [Handling("exported", SHA, "u07", f"o{n}", f"hearing {n}") for n in range(LENGTH)]
    return chained(new_id(), (), handlings, datetime(2024, 3, 1, 12, tzinfo=UTC))


def _edit(chain: Chain, chance: random.Random) -> Chain:
    place, key = chance.randrange(LENGTH), chance.choice(("purpose", "to_party", "action"))
    return [replace(one, **{key: "x"}) if at == place else one for at, one in enumerate(chain)]


def _take_out(chain: Chain, chance: random.Random) -> Chain:
    place = chance.randrange(LENGTH - 1)
    return [replace(one, seq=at) for at, one in enumerate(chain[:place] + chain[place + 1 :], 1)]


def _put_in(chain: Chain, chance: random.Random) -> Chain:
    place = chance.randrange(LENGTH)
    strange = chained(str(chain[0].evidence_id), chain[:place], [Handling("verified", SHA)], _AT)
    return [
        replace(one, seq=at) for at, one in enumerate([*chain[:place], *strange, *chain[place:]], 1)
    ]


def _move(chain: Chain, chance: random.Random) -> Chain:
    one, two = sorted(chance.sample(range(LENGTH), 2))
    moved = list(chain)
    moved[one], moved[two] = moved[two], moved[one]
    return [replace(event, seq=at) for at, event in enumerate(moved, 1)]


def _other_bytes(chain: Chain, chance: random.Random) -> Chain:
    """Sign every entry anew over other bytes, as whoever holds all keys could."""
    handlings = [Handling(str(one.action), "77" * 32) for one in chain]
    return chained(str(chain[0].evidence_id), (), handlings, _AT)


_AT = datetime(2024, 3, 2, tzinfo=UTC)
CHAIN_TAMPERS: tuple[Callable[[Chain, random.Random], Chain], ...] = (
    *(_edit, _take_out, _put_in, _move, _other_bytes),
)

EXPERIMENTS = (
    Experiment(
        name="evidence-tampers",
        claim="Whatever is changed in a stored file or in a chain of custody is found",
        unit="tampers",
        run=run,
        short=600,
        long=20_000,
    ),
)
