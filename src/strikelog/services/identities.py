"""The store of identities for people: turning it on, opening it for a while, reading and writing.

Opening, closing, each reading of a record and each refused passphrase are noted in the vault's own
history before anything is shown. What the rest of the program sees of people are masks, kept in the
vault itself; exporters and briefings know neither this module nor the store.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import TypeVar

from ..domain import accesses, recovery_keys
from ..domain.errors import StrikelogError
from ..domain.identities import Consent, SourceIdentity, check_identity
from ..domain.messages import mark
from ..domain.passphrases import is_strong_enough
from ..domain.records import Record
from ..domain.saying import Said, Sayable
from ..domain.validation import Problem
from ..storage.accesses import Seal, newest_seal, note_reading, note_store
from ..storage.database import Database
from ..storage.history import StepInfo
from ..storage.identities import (
    IS_ON,
    IdentityStore,
    WrongSecondPassphrase,
    binding_of,
    change_second_passphrase,
    digest_of_closed,
)
from ..storage.keyfile import WrongPassphrase, has_key_file, unlock
from ..storage.keys import KdfCost
from ..storage.loading import Loader
from ..storage.vault import Vault
from .gate_tokens import GateTokens
from .identity_traces import renew_traces
from .image_consents import ImageConsents
from .masks import Masks
from .recording import Author, Recording, Saved, now
from .undoing import Inverse

R = TypeVar("R", bound=Record)

_OLDER_COPY = mark("the store is older than the vault remembers it")

REST_SECONDS = 300.0
"""Seconds after the last use with which the store closes."""


class IdentitiesOff(StrikelogError):
    """Identities were asked for in a vault whose project has not turned them on."""

    message = mark("Identities are not turned on in this vault. Turn them on first.")


class IdentitiesClosed(StrikelogError):
    """The store is closed, or five minutes went by without use."""

    message = mark("Identities are closed. Open them with the second passphrase.")


class SecondPassphraseWeak(StrikelogError):
    """A passphrase that is easily guessed was offered for the store."""

    message = mark("This second passphrase is too easily guessed. Take the words offered.")


class SamePassphrase(StrikelogError):
    """The passphrase of the vault itself was offered for the store."""

    message = mark(
        "This is the passphrase of the vault. The second one must differ, or it protects nothing."
    )


# Counts on while the computer sleeps; Windows has no such clock by name, but its only one does.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def awake_and_asleep() -> float:
    """Give seconds that count on while the computer sleeps, whatever its calendar is set to."""
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)


class IdentityRecording(Recording):
    """Writes records of the store; undo reaches back to its opening and no further."""

    def __init__(
        self, database: Database, author: Author, clock: Callable[[], datetime], masks: Masks
    ) -> None:
        super().__init__(database, author, clock)
        self._masks = masks
        self._stacks.undo.clear()
        self._stacks.redo.clear()

    def check(self, record: Record) -> tuple[Problem, ...]:
        """Give what is wrong with a record, seen with the consent it names."""
        named = getattr(record, "consent_id", None)
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            consent = loader.one(Consent, named) if named else None
        return check_identity(
            record,
            today=self._clock().date(),
            consent=consent,
            others=self._masks.others(record.id),
        )


class _Notes:
    """Writes into the history of the vault what happens around its store, and reads it back."""

    def __init__(self, database: Database, author: Author, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._author = author
        self._clock = clock

    @property
    def newest(self) -> Seal:
        """How the store stood at the last note."""
        return newest_seal(self._database) or Seal()

    def store(self, label: str, seal: Seal) -> None:
        """Note what happened to the store as a whole."""
        note_store(self._database, self._info(label), self._clock(), seal)

    def reading(self, kind: type[Record], record_id: str) -> None:
        """Note that somebody looks at a record."""
        info, at = self._info(accesses.READ), self._clock()
        note_reading(self._database, info, at, entity=kind.__name__, record_id=record_id)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Note a passphrase that was refused within the block."""
        try:
            yield
        except WrongSecondPassphrase:
            self.store(accesses.REFUSED, self.newest)
            raise

    def _info(self, label: str) -> StepInfo:
        return StepInfo(self._author.code, label, self._author.device)


class Identities:
    """The people of one vault; closes itself by `close_if_idle`, and with the vault."""

    def __init__(
        self,
        vault: Vault,
        author: Author,
        *,
        clock: Callable[[], datetime] = now,
        seconds: Callable[[], float] = awake_and_asleep,
        cost: KdfCost | None = None,
    ) -> None:
        self._vault = vault
        self._author = author
        self._clock = clock
        self._seconds = seconds
        self._cost = cost
        self._guard = RLock()
        self._notes = _Notes(vault.database, author, clock)
        self.masks = Masks(vault.database)
        self._tokens = GateTokens(vault.database)
        self._images = ImageConsents(vault.database)
        self._store: IdentityStore | None = None
        self._recording: IdentityRecording | None = None
        self._last_use = 0.0
        self.is_older_copy = False
        """Whether the store that is open lacks what was in it when it was closed last."""

    # -- whether there is a store, and whether it is open

    @property
    def is_on(self) -> bool:
        """Tell whether the project turned identities on."""
        return bool(self._vault.database.facts(IS_ON))

    @property
    def seconds_left(self) -> float:
        """Seconds until the store closes by itself; 0 while it is closed."""
        if self._store is None:
            return 0.0
        return max(0.0, self._last_use + REST_SECONDS - self._seconds())

    def turn_on(self, second: str) -> None:
        """Make the store under a second passphrase, and leave it open."""
        with self._guard:
            if self.is_on:
                self.unlock(second)
                return
            self._refuse_poor(second)
            store = IdentityStore.create(
                self._vault.folder, second, binding=self._binding(), cost=self._new_cost()
            )
            self._vault.database.remember(IS_ON, "1")
            self._opened(store, accesses.TURNED_ON, Seal())

    def unlock(self, second: str) -> None:
        """Open the store for five minutes, by the second passphrase or the recovery key."""
        with self._guard:
            self._refuse_off()
            if self._store is not None:
                self._end()
            with self._notes.refusals():
                store = IdentityStore.open(
                    self._vault.folder, _as_kept(second), binding=self._binding()
                )
            self._opened(store, accesses.OPENED, self._notes.newest)

    def touch(self) -> None:
        """Count what is being done as use, so that the store stays open."""
        if self.seconds_left > 0:
            self._last_use = self._seconds()

    def close(self) -> None:
        """Close the store and let its keys go; closing twice does no harm."""
        with self._guard:
            if self._store is not None:
                self._end()

    def close_if_idle(self) -> bool:
        """Close the store once its time is over; tells whether that was so."""
        with self._guard:
            is_over = self._store is not None and self.seconds_left <= 0
            if is_over:
                self._end()
            return is_over

    # -- keys

    def make_paper_key(self) -> str:
        """Let a new recovery key open the store too; it is given here once and kept nowhere."""
        with self._using() as store:
            key = recovery_keys.written(recovery_keys.draw())
            store.add_passphrase(key, cost=self._new_cost())
            self._notes.store(accesses.PAPER_KEY_MADE, Seal(store.head()))
            return key

    def change_passphrase(self, old: str, new: str) -> None:
        """Let a new second passphrase open the store in place of the old one."""
        with self._guard:
            self._refuse_off()
            self._refuse_poor(new)
            with self._notes.refusals():
                change_second_passphrase(
                    self._vault.folder, _as_kept(old), new, cost=self._new_cost()
                )
            self._notes.store(accesses.KEYS_CHANGED, self._notes.newest)

    # -- people by name, while the store is open

    def read(self, kind: type[R], record_id: str) -> R | None:
        """Give a record to look at; the reading is noted first."""
        with self._using() as store:
            self._notes.reading(kind, record_id)
            return self._one(store, kind, record_id)

    def source_identity(self, source_id: str) -> SourceIdentity | None:
        """Give who stands behind a source; the reading is noted."""
        with self._using() as store, store.database.reading() as connection:
            loader = Loader(connection, store.database.schema)
            found = loader.owned(SourceIdentity, "source_id", [source_id])
        return self.read(SourceIdentity, found[0].id) if found else None

    def consents(self) -> list[Consent]:
        """Give every consent under its pseudonym, without its note; no name is in them."""
        with self._using() as store, store.database.reading() as connection:
            found = list(Loader(connection, store.database.schema).all(Consent))
        listed = (replace(one, note=None) for one in found)
        return sorted(listed, key=lambda one: one.subject_code or "")

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Give a record that is being edited, and was noted when it was opened."""
        with self._using() as store:
            return self._one(store, kind, record_id)

    def check(self, record: Record) -> tuple[Problem, ...]:
        """Give what is wrong with a record."""
        with self._using():
            return self._writer.check(record)

    def save(self, after: Record, before: Record | None = None, *, merge: bool = False) -> Saved:
        """Save a record; nonsense, and pseudonyms that tell the name, raise Refused."""
        with self._using() as store:
            saved = self._writer.save(after, before, merge=merge)
            self._renew_masks(store, [saved.record.id])
            return saved

    def remove(self, record: Record) -> None:
        """Delete a record; undo brings it back while the store stays open."""
        with self._using() as store:
            self._writer.remove(record)
            self._renew_masks(store, [record.id])

    def close_step(self) -> None:
        """End the step that typing merges into."""
        with self._using():
            self._writer.close_step()

    @property
    def can_undo(self) -> bool:
        """Tell whether something was changed since the store was opened."""
        recording = self._recording
        return recording is not None and bool(recording.undo_label)

    def undo(self) -> Inverse | None:
        """Take back the last change since the store was opened."""
        with self._using() as store:
            inverse = self._writer.undo()
            if inverse is not None:
                self._renew_masks(store, sorted(inverse.changes.ids))
            return inverse

    def faults(self) -> list[Sayable]:
        """Check pages, structure, chain and records, against what the vault remembers."""
        with self._using() as store:
            database = store.database
            found: list[Sayable] = [*database.cipher_check(), *database.quick_check()]
            if not found:
                found = [*store.faults()]
            if self.is_older_copy:
                found.append(Said(_OLDER_COPY))
            return found

    # -- inside

    @property
    def _writer(self) -> IdentityRecording:
        if self._recording is None:
            raise IdentitiesClosed
        return self._recording

    @contextmanager
    def _using(self) -> Iterator[IdentityStore]:
        """Give the open store and count this as use; raises IdentitiesClosed."""
        with self._guard:
            self.close_if_idle()
            if self._store is None:
                self._refuse_off()
                raise IdentitiesClosed
            self._last_use = self._seconds()
            yield self._store

    def _opened(self, store: IdentityStore, label: str, before: Seal) -> None:
        """Take the store into use once its opening is noted; an unnoted one is closed again."""
        with ExitStack() as opening:
            opening.callback(store.close)
            is_older = not store.holds(before.head)
            self._notes.store(accesses.OPENED_OLDER if is_older else label, Seal(store.head()))
            self._renew_masks(store)
            opening.pop_all()
        self._recording = IdentityRecording(store.database, self._author, self._clock, self.masks)
        self._store, self.is_older_copy = store, is_older
        self._last_use = self._seconds()

    def _end(self) -> None:
        store, self._store, self._recording = self._store, None, None
        if store is not None:
            head = store.head()
            store.close()
            digest = digest_of_closed(self._vault.folder) or ""
            self._notes.store(accesses.CLOSED, Seal(head, digest))

    def _one(self, store: IdentityStore, kind: type[R], record_id: str) -> R | None:
        with store.database.reading() as connection:
            return Loader(connection, store.database.schema).one(kind, record_id)

    def _renew_masks(self, store: IdentityStore, ids: list[str] | None = None) -> None:
        renew_traces(store, self.masks, self._tokens, self._images, ids=ids)

    def _binding(self) -> bytes:
        return binding_of(self._vault.keys, self._vault.database)

    def _new_cost(self) -> KdfCost:
        return self._cost or KdfCost.calibrated()

    def _refuse_off(self) -> None:
        if not self.is_on:
            raise IdentitiesOff

    def _refuse_poor(self, second: str) -> None:
        if not is_strong_enough(second):
            raise SecondPassphraseWeak
        if has_key_file(self._vault.folder):
            with suppress(WrongPassphrase):
                unlock(self._vault.folder, second)
                raise SamePassphrase


def _as_kept(second: str) -> str:
    """Give a recovery key in the one spelling it was taken in; words stay as they are."""
    if not recovery_keys.looks_like_one(second):
        return second
    return recovery_keys.written(recovery_keys.read(second))
