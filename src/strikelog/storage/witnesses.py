"""Who can vouch for the history: the devices that signed it, and people outside who hold a head.

Each device has an Ed25519 key; the private part lies in the encrypted database, the public part
goes out with every head. A signature shows that the history was cut or rewritten by somebody
without that key. Somebody with the key can rewrite what follows the newest head that is held
outside, and nothing before it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ..domain.headwords import ChainHead, SpokenHead, read_head
from ..domain.messages import mark
from ..domain.saying import Said, say
from .device import device_code
from .tables import Schema

SIGNED_EVERY = 100
"""Entries after which the device signs the head."""

_DOMAIN = "strikelog/signature/1"
_KEY_FACT = "device."

_STRANGE_KEY = mark("entry {entry} is signed with a key that is not of this vault")
_FORGED = mark("entry {entry} has a signature that is not authentic")
_GONE = mark("entry {entry} was signed but is gone: the history ends with entry {last}")
_OTHER = mark("entry {entry} is not what was signed")
_UNSIGNED = mark("the newest {count} entries are not signed")


class Occasion(StrEnum):
    """Why a head was signed."""

    HUNDRED = "hundred"
    LOCK = "lock"
    BACKUP = "backup"
    PACKAGE = "package"
    EXPORT = "export"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Signature:
    """A device's signature over a head; key and signature in hex.

    `left` is the head that a restored backup took the place of.
    """

    head: ChainHead
    at: datetime
    occasion: str
    device: str
    key: str
    signature: str

    @property
    def left(self) -> ChainHead | None:
        """The head that was given up, where a backup was restored."""
        name, _, rest = self.occasion.partition(" ")
        size, _, digest = rest.partition(" ")
        return ChainHead(int(size), digest) if name == Occasion.RESTORED and digest else None

    @property
    def line(self) -> str:
        """The signature as one line of text, for files that go out."""
        parts = (self.head.size, self.head.digest, self.at.astimezone(UTC).isoformat())
        return "|".join(map(str, (*parts, self.occasion, self.device, self.key, self.signature)))

    @classmethod
    def read(cls, line: str) -> "Signature | None":
        """Read such a line; None for anything else."""
        try:
            size, digest, at, occasion, device, key, signature = line.split("|")
            head, moment = ChainHead(int(size), digest), datetime.fromisoformat(at)
        except ValueError:
            return None
        return cls(head, moment, occasion, device, key, signature)

    def is_authentic(self) -> bool:
        """Tell whether the key it names made it."""
        message = _message(self.head, self.at, self.occasion, self.device)
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class OutsideHead:
    """A head of this history that is held outside its database, and where."""

    head: SpokenHead
    whence: str | Said


class Witnesses:
    """Signs heads and keeps those shown from outside, over one connection."""

    def __init__(self, connection: sa.Connection, schema: Schema, audit_key: bytes) -> None:
        self._connection = connection
        self._schema = schema
        self._audit_key = audit_key

    def sign(self, head: ChainHead, occasion: str, at: datetime) -> Signature:
        """Sign a head with this device's key, which is made when there is none."""
        device = device_code(self._audit_key)
        key = self._device_key(device)
        made = Signature(
            head=head,
            at=at,
            occasion=occasion,
            device=device,
            key=key.public_key().public_bytes_raw().hex(),
            signature=key.sign(_message(head, at, occasion, device)).hex(),
        )
        row = {
            "size": head.size,
            "hash": head.digest,
            "at": at.astimezone(UTC).isoformat(),
            "occasion": occasion,
            "device": device,
            "key": made.key,
            "signature": made.signature,
        }
        self._connection.execute(sa.insert(self._schema.signatures), row)
        return made

    def sign_hundreds(self, before: int, head: ChainHead, at: datetime) -> None:
        """Sign the head of a history that has just grown past a hundred."""
        if before // SIGNED_EVERY != head.size // SIGNED_EVERY:
            self.sign(head, Occasion.HUNDRED, at)

    def signatures(self) -> Iterator[Signature]:
        """Give every signature in the order in which they were made."""
        table = self._schema.signatures
        for row in self._connection.execute(sa.select(table).order_by(table.c.pk)).mappings():
            yield _signature(row)

    def unsigned_by_design(self) -> int:
        """Count the entries that older versions wrote, before devices signed."""
        steps, table = self._schema.steps, self._schema.history
        first = sa.select(sa.func.min(steps.c.pk)).where(steps.c.session.is_not(None))
        query = sa.select(sa.func.count()).select_from(table)
        old = query.where(table.c.step < sa.func.coalesce(first.scalar_subquery(), 1 << 62))
        return int(self._connection.execute(old).scalar_one())

    def newest(self) -> Signature | None:
        """Give the signature made last."""
        table = self._schema.signatures
        query = sa.select(table).order_by(table.c.pk.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return _signature(row) if row else None

    def known_keys(self) -> dict[str, str]:
        """Give the public key of each device by its code, in hex."""
        return {
            device: Ed25519PrivateKey.from_private_bytes(secret).public_key()
            .public_bytes_raw().hex()
            for device, secret in self._secrets(_KEY_FACT)
        }  # fmt: skip

    def note_outside(self, head: OutsideHead, at: datetime) -> None:
        """Remember a head that somebody outside has shown; every later check looks for it."""
        table = self._schema.outside_heads
        if head not in self.outside():
            row = {"head": str(head.head), "whence": head.whence, "at": at.isoformat()}
            self._connection.execute(sa.insert(table), row)

    def outside(self) -> list[OutsideHead]:
        """Give the heads that were shown from outside."""
        table = self._schema.outside_heads
        rows = self._connection.execute(sa.select(table.c.head, table.c.whence))
        return [OutsideHead(read_head(row[0]), row[1]) for row in rows]

    def _device_key(self, device: str) -> Ed25519PrivateKey:
        for _, secret in self._secrets(_KEY_FACT + device):
            return Ed25519PrivateKey.from_private_bytes(secret)
        key = Ed25519PrivateKey.generate()
        fact = {"key": _KEY_FACT + device, "value": key.private_bytes_raw().hex()}
        self._connection.execute(sa.insert(self._schema.facts), fact)
        return key

    def _secrets(self, beginning: str) -> Iterator[tuple[str, bytes]]:
        table = self._schema.facts
        query = sa.select(table.c.key, table.c.value)
        for key, value in self._connection.execute(query.where(table.c.key.startswith(beginning))):
            yield key.removeprefix(_KEY_FACT), bytes.fromhex(value)


class Vouching:
    """Holds the entries of a walk along the history against what its witnesses say.

    `signing_since` counts the entries of older versions, which signed nothing.
    """

    def __init__(
        self,
        signatures: Iterable[Signature],
        keys: Iterable[str],
        outside: Iterable[OutsideHead],
        *,
        signing_since: int = 0,
    ) -> None:
        self._since = signing_since
        self._signatures = list(signatures)
        self._keys = frozenset(keys)
        self._outside = list(outside)
        self._signed = {one.head.size for one in self._signatures}
        self._sizes = {one.head.size for one in self._outside}
        self._digests: dict[int, str] = {}
        self._found: set[OutsideHead] = set()
        self._size = 0

    def see(self, size: int, digest: str) -> None:
        """Take note of an entry."""
        self._size = size
        if size in self._signed:
            self._digests[size] = digest
        if size in self._sizes or None in self._sizes:
            self._found.update(one for one in self._outside if one.head.fits(size, digest))

    def faults(self) -> Iterator[Said]:
        """Name what the witnesses contradict, the walk being over."""
        for one in self._signatures:
            if what := self._fault_of(one):
                yield say(what, entry=one.head.size, last=self._size)
        unsigned = self._size - max(self._signed, default=self._since)
        if unsigned >= SIGNED_EVERY:
            yield say(_UNSIGNED, count=unsigned)

    def missing(self) -> list[OutsideHead]:
        """Give the heads held outside that the history does not go through, walk over.

        Those given up when a backup was restored are not among them.
        """
        return [one for one in self._outside if one not in self._found and not self._given_up(one)]

    def _fault_of(self, one: Signature) -> str:
        digest = self._digests.get(one.head.size)
        if one.key not in self._keys:
            return _STRANGE_KEY
        if not one.is_authentic():
            return _FORGED
        if digest is None:
            return _GONE
        return _OTHER if digest != one.head.digest else ""

    def _given_up(self, outside: OutsideHead) -> bool:
        """Tell a head between the backup that was restored and what stood there before."""
        size = outside.head.size
        return size is not None and any(
            one.left is not None and one.head.size < size <= one.left.size
            for one in self._signatures
        )


def _signature(row: sa.RowMapping) -> Signature:
    return Signature(
        head=ChainHead(row["size"], row["hash"]),
        at=datetime.fromisoformat(row["at"]),
        occasion=row["occasion"],
        device=row["device"],
        key=row["key"],
        signature=row["signature"],
    )


def _message(head: ChainHead, at: datetime, occasion: str, device: str) -> bytes:
    moment = at.astimezone(UTC).isoformat()
    return json.dumps([_DOMAIN, head.size, head.digest, moment, occasion, device]).encode()
