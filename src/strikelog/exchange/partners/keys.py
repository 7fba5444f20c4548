"""Identities of what a row makes: version 5, so that two offices give the same row the same ids."""

import hashlib
from functools import cache, lru_cache
from uuid import uuid5

from ...domain.dates import FuzzyDate
from ...domain.gazetteers import BASE
from ...domain.text import fold, words
from ..foreign.converting import ReadRow, Value
from ..foreign.mapping import Mapping

TABLE = "table"
"""Default of a mapping that tells the tables of one dataset apart; see `origin_of`."""

NAMESPACE = "namespace"
"""Default of a mapping that keeps the name by which ids of a nameless dataset were made."""

_TELLING = (
    "date", "time", "place.country", "place.adm1", "place.adm2", "place.adm3", "place.name",
    "place.pcode", "place.lat", "place.lon", "site.name", "title", "summary",
)  # fmt: skip
"""What tells rows apart that bear no number."""

_ACTORS = "actor"


def namespace_of(mapping: Mapping) -> str:
    """Name the dataset as ids do: its short name, or the fingerprint of a table without any.

    What a nameless table was called once is kept in its mapping, because headings change.
    """
    if kept := mapping.defaults.get(NAMESPACE):
        return kept
    named = "-".join(words(mapping.dataset))
    return named or f"table-{mapping.fingerprint[:16]}"


def origin_of(mapping: Mapping) -> str:
    """Name the table within its dataset; rows of the same number in another speak for themselves.

    Health and education tables of one dataset, say, count the same events and hold other columns.
    """
    return mapping.defaults.get(TABLE, "")


def key_of(row: ReadRow) -> str:
    """Give the number of a row at its publisher, else a digest of what tells it from others."""
    number = row.values.get("external_id")
    if number not in (None, ""):
        return str(number)
    told = "\n".join(
        f"{target}={_plain(cell.value)}" for target in _TELLING for cell in row.having(target)
    )
    return f"row-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def is_numbered(key: str) -> bool:
    """Tell a publisher's number from a digest of ours."""
    return not key.startswith("row-")


def nth_key(key: str, nth: int) -> str:
    """Tell rows apart that say the very same, in the order they stand."""
    return key if nth == 1 else f"{key}-{nth}"


def incident_id(dataset: str, key: str) -> str:
    """Give the id of the incident a row is about."""
    return _version_5(_namespace(dataset), key)


def part_id(incident: str, origin: str, part: str) -> str:
    """Give the id of something else that the row makes."""
    return _version_5(bytes.fromhex(incident.replace("-", "")), f"{origin}/{part}")


def _version_5(namespace: bytes, name: str) -> str:
    """Give what `uuid5` gives, in a third of the time: a table has a million of them."""
    digest = bytearray(hashlib.sha1(namespace + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    plain = digest.hex()
    return f"{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"


@cache
def _namespace(name: str) -> bytes:
    return uuid5(BASE, name).bytes


@lru_cache(maxsize=4096)
def actor_id(name: str) -> str:
    """Give the id an actor gets whom no register knows, from the name however it is spelled."""
    return _version_5(_namespace(_ACTORS), " ".join(words(name)))


def digest_of(row: ReadRow, form: str) -> str:
    """Hash what was read of a row; `form` tells in which way rows were made into records."""
    told = "\n".join(f"{cell.target}={_plain(cell.value)}={cell.text}" for cell in row.cells)
    return hashlib.sha256(f"{form}\n{told}".encode()).hexdigest()[:32]


def _plain(value: Value) -> str:
    if isinstance(value, FuzzyDate):
        return value.edtf
    return fold(value) if isinstance(value, str) else str(value)
