"""The history as evidence: its head for others to hold, what they held, and the clock's jumps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from ..domain.headwords import ChainHead, SpokenHead, read_head
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.saying import Said, say
from ..storage.backup_folder import BackupFolder
from ..storage.closure import SEAL_FILE, sign_head
from ..storage.database import Connection, Database
from ..storage.history import GENESIS, History
from ..storage.vault import DATABASE_FILE, Vault
from ..storage.witnesses import Occasion, OutsideHead, Signature, Vouching, Witnesses

ENTERED = mark("entered by hand")
"""Whence a head came that somebody typed."""

_BACKUP = mark("backup {number}")
_NOT_PART = mark("the head “{head}” ({whence}) is not part of it: something was put back")
_JUMP = timedelta(seconds=5)
_REPORT_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out with a file, so that whoever keeps it is a witness.

    `start` tells histories apart: the beginning of the hash of the first entry.
    """

    head: ChainHead
    start: str = ""
    signature: str = ""

    @property
    def text(self) -> str:
        """The head in words; empty where there is no history."""
        return str(self.head) if self.head.size else ""

    @property
    def plain(self) -> dict[str, str]:
        """Key and value pairs for a file's own data; none where there is no history."""
        if not self.head.size:
            return {}
        return {
            "chain_head": self.text,
            "chain_start": self.start,
            "chain_signature": self.signature,
        }


@dataclass(frozen=True, slots=True)
class ClockJump:
    """The clock on the wall was set between two steps: before which, and by how much."""

    step: int
    at: datetime
    by: timedelta


@dataclass(frozen=True, slots=True)
class HeadAnswer:
    """Whether a head that somebody holds is part of this history, and how long that is now."""

    head: SpokenHead
    stands: bool
    size: int


def outgoing(
    database: Database, occasion: str = Occasion.EXPORT, at: datetime | None = None
) -> Outgoing:
    """Sign the head and give what goes out of it."""
    signed = sign_head(database, occasion, at or datetime.now(UTC))
    with database.reading() as connection:
        history = _history(connection, database)
        start = history.start()[:16]
        if signed is None:
            return Outgoing(ChainHead(*history.head()), start)
    return Outgoing(signed.head, start, signed.line)


def chain_head(database: Database) -> ChainHead:
    """Give the head of the history as it is."""
    with database.reading() as connection:
        return ChainHead(*_history(connection, database).head())


def head_words(database: Database) -> str:
    """Give the head in words; empty where there is no history."""
    return Outgoing(chain_head(database)).text


def check_head(database: Database, text: str, progress: Progress | None = None) -> HeadAnswer:
    """Tell whether a head that somebody wrote down is part of this history.

    One that is gets remembered, and every later check looks for it. Raises HeadNotUnderstood.
    """
    head, size, stands = read_head(text), 0, False
    report = (progress or Silent()).report
    with database.reading() as connection:
        history = _history(connection, database)
        newest = history.head()[0]
        for size, digest, _ in history.walk():
            stands = stands or head.fits(size, digest)
            if size % _REPORT_EVERY == 0:
                report(size, newest)
    if stands:
        note_outside(database, head, ENTERED)
    return HeadAnswer(head, stands, size)


def note_outside(database: Database, head: SpokenHead, whence: str) -> None:
    """Remember a head that somebody outside holds."""
    if not database.read_only:
        with database.writing() as connection:
            witnesses = _witnesses(connection, database)
            witnesses.note_outside(OutsideHead(head, whence), datetime.now(UTC))


def newest_head(backups: BackupFolder) -> ChainHead:
    """Give the longest head that the manifests of the backups hold; (0, GENESIS) without one."""
    heads = [one.contents.head for one in backups.listed() if one.contents.head]
    return ChainHead(*max(heads, default=(0, GENESIS)))


def note_restored(database: Database, left: ChainHead) -> None:
    """Write down, signed, that this history took the place of a longer one when it was restored.

    Without it every head of the longer one, held elsewhere, would speak of tampering.
    """
    with database.writing() as connection:
        head = ChainHead(*_history(connection, database).head())
        occasion = f"{Occasion.RESTORED} {left.size} {left.digest}"
        witnesses = _witnesses(connection, database)
        witnesses.sign(head, occasion, datetime.now(UTC))


def backup_heads(vault: Vault) -> list[OutsideHead]:
    """Give the heads that the manifests of the vault's backups hold."""
    found = []
    for backup in vault.backups.listed():
        if head := backup.contents.head:
            found.append(OutsideHead(ChainHead(*head).spoken, say(_BACKUP, number=backup.counter)))
    return found


def note_shown(database: Database, meta: Mapping[str, str], whence: str) -> bool:
    """Remember the head in a file that a device of this vault signed; tell whether it was one.

    Every later check looks for it. Other histories' heads, and forged ones, are left alone.
    """
    signed = Signature.read(meta.get("chain_signature", ""))
    if signed is None or not signed.is_authentic():
        return False
    with database.reading() as connection:
        ours = _history(connection, database).start()[:16] == meta.get("chain_start")
        known = signed.key in _witnesses(connection, database).known_keys().values()
    if ours and known:
        note_outside(database, signed.head.spoken, whence)
    return ours and known


def chain_faults(
    vault: Vault, told: Sequence[OutsideHead], tell: Callable[[], None] = lambda: None
) -> Iterator[Said]:
    """Walk the history and name what does not fit in it, or what its witnesses contradict.

    Besides the heads `told`, the last closing, the backups and people are asked for theirs.
    """
    seal = vault.opening.seal
    sealed = [OutsideHead(seal.head.spoken, SEAL_FILE)] if seal and seal.head.size else []
    outside = [*sealed, *backup_heads(vault), *told]
    with vault.database.reading() as connection:
        yield from history_faults(connection, vault.database, outside, tell)


def history_faults(
    connection: Connection,
    database: Database,
    outside: Sequence[OutsideHead],
    tell: Callable[[], None] = lambda: None,
) -> Iterator[Said]:
    """Check a history in one walk; `tell` is called now and then."""
    witnesses = _witnesses(connection, database)
    vouching = Vouching(
        witnesses.signatures(),
        witnesses.known_keys().values(),
        [*outside, *witnesses.outside()],
        signing_since=witnesses.unsigned_by_design(),
    )
    for size, digest, what in _history(connection, database).walk():
        vouching.see(size, digest)
        if what:
            yield what
        if size % _REPORT_EVERY == 0:
            tell()
    yield from vouching.faults()
    for one in vouching.missing():
        yield say(_NOT_PART, head=str(one.head), whence=_whence(one))


def _whence(one: OutsideHead) -> str | Said:
    return Said(ENTERED) if one.whence == ENTERED else one.whence


def seal_contradicted(vault: Vault) -> bool:
    """Tell whether pages of the database are not those of when it was last closed."""
    return vault.opening.contradicted(vault.folder / DATABASE_FILE)


def told_heads(texts: Iterable[str]) -> list[OutsideHead]:
    """Read heads that people hold; raises HeadNotUnderstood or HeadWordUnknown."""
    return [OutsideHead(read_head(text), ENTERED) for text in texts]


def custody_lines(vault: Vault) -> Iterator[Said]:
    """Say what the history is: its head for others to hold, who signed it, when clocks were set."""
    database = vault.database
    if words := head_words(database):
        yield say(mark("Head of the history: {words}"), words=words)
    with database.reading() as connection:
        signatures = list(_witnesses(connection, database).signatures())
    devices = {one.device for one in signatures}
    told = mark("Signatures: {count}. Devices that signed: {devices}")
    yield say(told, count=len(signatures), devices=len(devices))
    for one in signatures:
        if one.left is not None:
            told = mark("{at}: a backup was restored; entries {first} to {last} were given up")
            yield say(told, at=_minute(one.at), first=one.head.size + 1, last=one.left.size)
    for jump in clock_jumps(database):
        told = mark("{at}: the clock had been set by {seconds} seconds")
        yield say(told, at=_minute(jump.at), seconds=f"{jump.by.total_seconds():+,.0f}")


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def clock_jumps(database: Database) -> list[ClockJump]:
    """Give where the clock was set: held against another clock within a session.

    Between sessions only a clock that went back can be told.
    """
    with database.reading() as connection:
        history = _history(connection, database)
        times = list(history.times())
    found = []
    for earlier, later in pairwise(times):
        _, before, session, ticked = earlier
        step, at, later_session, ticks = later
        by = at - before
        if session is not None and session == later_session:
            by -= timedelta(milliseconds=ticks - ticked)
        elif by > timedelta():
            continue
        if abs(by) > _JUMP:
            found.append(ClockJump(step, at, by))
    return found


def _history(connection: Connection, database: Database) -> History:
    return History(connection, database.schema, database.audit_key)


def _witnesses(connection: Connection, database: Database) -> Witnesses:
    return Witnesses(connection, database.schema, database.audit_key)
