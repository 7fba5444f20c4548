"""T21: whatever is done to the history behind the program's back is found.

Up to the last head that somebody holds outside, even when it is done by one who has every key. The
control is that same forger where nobody holds a head: nothing can be found then, and nothing is.
"""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from strikelog.domain.headwords import ChainHead
from strikelog.services.auditing import history_faults
from strikelog.storage.contradictions import contradictions
from strikelog.storage.database import Connection, Database
from strikelog.storage.history import GENESIS, History
from strikelog.storage.witnesses import OutsideHead, Witnesses

from .experiment import Experiment, Outcome
from .grounds import ground, make_vault, open_vault

STEPS = 330
"""Enough for three signatures, few enough to walk ten thousand times."""

Tamper = Callable[[Connection, Database, random.Random, int], bool]


class _Undone(Exception):
    """Ends a transaction so that nothing of it stays."""


def run(times: int) -> Outcome:
    """Tamper, look, take back; then let the forger work where no head is held outside."""
    with ground() as folder, open_vault(make_vault(folder, steps=STEPS)) as vault:
        database = vault.database
        size, digest = _head(database)
        outside = [OutsideHead(ChainHead(size, digest).spoken, "on paper")]
        missed: Counter[str] = Counter()
        tried: Counter[str] = Counter()
        for number in range(times):
            name = list(TAMPERS)[number % len(TAMPERS)]
            tried[name] += 1
            missed[name] += not _found(database, TAMPERS[name], number, size, outside)
        blind = max(1, times // 20)
        unseen = sum(
            not _found(database, rewrite_with_every_key, n, size, []) for n in range(blind)
        )
        false_alarms = _alarms(database, outside)
    details = [f"{name}: {count} of {tried[name]} not found" for name, count in (+missed).items()]
    return Outcome(
        count=times,
        failures=missed.total() + false_alarms,
        control=f"every key and no head outside: {blind - unseen} of {blind} found",
        control_bites=unseen == blind,
        details=(*details, *(["an untouched history is called changed"] * false_alarms)),
    )


def _head(database: Database) -> tuple[int, str]:
    with database.reading() as connection:
        return History(connection, database.schema, database.audit_key).head()


def _alarms(database: Database, outside: list[OutsideHead]) -> int:
    with database.reading() as connection:
        return len(list(_faults(connection, database, outside)))


def _faults(connection: Connection, database: Database, outside: list[OutsideHead]) -> list[str]:
    history = History(connection, database.schema, database.audit_key)
    found = list(history_faults(connection, database, outside))
    found = found or list(contradictions(connection, database, history))
    return [str(one) for one in found]


def _found(
    database: Database, tamper: Tamper, seed: int, size: int, outside: list[OutsideHead]
) -> bool:
    chance, found = random.Random(seed), False
    with suppress(_Undone), database.writing() as connection:
        for table in ("history", "step", "signature"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{verb}")
        while not tamper(connection, database, chance, size):
            pass
        found = bool(_faults(connection, database, outside))
        raise _Undone
    return found


# -- tampers: each tells whether it changed anything


def _run(connection: Connection, sql: str, *values: object) -> bool:
    return connection.exec_driver_sql(sql, values).rowcount > 0


def edit_entry(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    column = chance.choice(("entity", "record_id", "changes", "record_hash", "previous", "hash"))
    query = f"SELECT {column} FROM history WHERE seq = ?"
    at = chance.randint(1, size)
    held = str(connection.exec_driver_sql(query, (at,)).scalar())
    place = chance.randrange(len(held))
    changed = held[:place] + chr(ord(held[place]) ^ 1) + held[place + 1 :]
    return _run(connection, f"UPDATE history SET {column} = ? WHERE seq = ?", changed, at)


def edit_number(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    column = chance.choice(("rev", "step"))
    at, by = chance.randint(1, size), chance.choice((-1, 1, 7))
    return _run(connection, f"UPDATE history SET {column} = {column} + ? WHERE seq = ?", by, at)


def edit_step(connection: Connection, database: Database, chance: random.Random, size: int) -> bool:
    change = chance.choice(
        (
            "actor = 'u99'",
            "device = 'other'",
            "label = label || '.'",
            "reason = 'because'",
            "undoes = 1",
            "at = '1999-01-01T00:00:00+00:00'",
            "session = NULL, ticks = NULL",
            "ticks = ticks + 1",
        )
    )
    at = chance.randint(1, size)
    picked = "pk = (SELECT step FROM history WHERE seq = ?)"
    return _run(connection, f"UPDATE step SET {change} WHERE {picked}", at)


def edit_record(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    table, column = chance.choice(
        (("incident", "title"), ("incident", "summary"), ("site", "name"), ("source", "title"),
         ("site", "updated_by"), ("incident", "tlp"), ("source", "deleted"))
    )  # fmt: skip
    newest = connection.exec_driver_sql(f"SELECT max(pk) FROM {table}").scalar_one()
    value: object = 1 if column == "deleted" else "changed"
    pk = chance.randint(1, newest)
    return _run(connection, f"UPDATE {table} SET {column} = ? WHERE pk = ?", value, pk)


def delete_entries(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    first = chance.randint(1, size)
    last = first + chance.choice((0, 0, 1, 10, size))
    return _run(connection, "DELETE FROM history WHERE seq BETWEEN ? AND ?", first, last)


def delete_and_close_the_gap(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    at = chance.randint(1, size - 1)
    _run(connection, "DELETE FROM history WHERE seq = ?", at)
    _run(connection, "UPDATE history SET seq = -seq WHERE seq > ?", at)
    return _run(connection, "UPDATE history SET seq = -seq - 1 WHERE seq < 0")


def insert_entry(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    at = chance.randint(1, size)
    _run(connection, "UPDATE history SET seq = -seq WHERE seq >= ?", at)
    _run(connection, "UPDATE history SET seq = -seq + 1 WHERE seq < 0")
    columns = "step, entity, record_id, rev, changes, record_hash, previous, hash"
    model = chance.choice([one for one in range(1, size + 2) if one != at])
    copied = f"SELECT ?, {columns} FROM history WHERE seq = ?"
    return _run(connection, f"INSERT INTO history (seq, {columns}) {copied}", at, model)


def reorder_entries(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    one, other = chance.sample(range(1, size + 1), 2)
    _run(connection, "UPDATE history SET seq = -1 WHERE seq = ?", one)
    _run(connection, "UPDATE history SET seq = ? WHERE seq = ?", one, other)
    return _run(connection, "UPDATE history SET seq = ? WHERE seq = -1", other)


def cut_the_end(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    last = chance.randint(0, size - 1)
    _run(connection, "DELETE FROM signature WHERE size > ?", last)
    return _run(connection, "DELETE FROM history WHERE seq > ?", last)


def remove_signatures(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    _run(connection, "DELETE FROM fact WHERE key LIKE 'device.%'")
    return _run(connection, "DELETE FROM signature")


def sign_with_another_key(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    """Rewrite an entry and all that follow, and sign with a key made for the purpose."""
    _rewrite(connection, database, chance.randint(1, size))
    stranger = Ed25519PrivateKey.generate()
    public = stranger.public_key().public_bytes_raw().hex()
    return _run(connection, "UPDATE signature SET key = ?, signature = ?", public,
                stranger.sign(b"forged").hex())  # fmt: skip


def rewrite_with_every_key(
    connection: Connection, database: Database, chance: random.Random, size: int
) -> bool:
    """Change an entry and rewrite all that follows it, signatures included, with the real keys."""
    _rewrite(connection, database, chance.randint(1, size))
    rows = connection.exec_driver_sql(
        "SELECT s.pk, s.size, s.occasion, h.hash FROM signature s JOIN history h ON h.seq = s.size"
    ).fetchall()
    witnesses = Witnesses(connection, database.schema, database.audit_key)
    at = next(witnesses.signatures()).at
    for _, signed, occasion, digest in rows:
        witnesses.sign(ChainHead(signed, digest), occasion, at)
    for pk, *_ in rows:
        _run(connection, "DELETE FROM signature WHERE pk = ?", pk)
    return True


def rollback(connection: Connection, database: Database, chance: random.Random, size: int) -> bool:
    """Put an earlier state back, records and all, as a copied file would."""
    last = chance.randint(1, size - 1)
    for kind in ("incident", "site", "source"):
        # Only records the history no longer knows: the rest are made to fit what remains.
        _run(connection, f"DELETE FROM {kind} WHERE id NOT IN "
             "(SELECT record_id FROM history WHERE seq <= ?)", last)  # fmt: skip
    _run(connection, "DELETE FROM signature WHERE size > ?", last)
    return _run(connection, "DELETE FROM history WHERE seq > ?", last)


def _rewrite(connection: Connection, database: Database, first: int) -> None:
    """Change what an entry says and chain it and all later ones anew."""
    history = History(connection, database.schema, database.audit_key)
    table = database.schema.history
    _run(connection, "UPDATE step SET reason = 'rewritten' WHERE pk = "
         "(SELECT step FROM history WHERE seq = ?)", first)  # fmt: skip
    before = connection.execute(sa.select(table.c.hash).where(table.c.seq == first - 1)).scalar()
    previous = before or GENESIS
    for row in connection.execute(sa.select(table).where(table.c.seq >= first)).fetchall():
        entry = (*row[:7], previous)
        digest = history.entry_hash(entry)
        _run(connection, "UPDATE history SET previous = ?, hash = ? WHERE seq = ?", previous,
             digest, row[0])  # fmt: skip
        previous = digest


TAMPERS: dict[str, Tamper] = {
    one.__name__.replace("_", " "): one
    for one in (
        edit_entry,
        edit_number,
        edit_step,
        edit_record,
        delete_entries,
        delete_and_close_the_gap,
        insert_entry,
        reorder_entries,
        cut_the_end,
        remove_signatures,
        sign_with_another_key,
        rewrite_with_every_key,
        rollback,
    )
}

EXPERIMENTS = (
    Experiment(
        name="chain",
        claim="Every change to the history behind the program's back is found",
        unit="tampers",
        run=run,
        short=len(TAMPERS) * 3,
        long=10_000,
    ),
)
