"""How long the history takes to check: the whole chain, its signatures and its witnesses."""

import shutil
from datetime import UTC, datetime, timedelta

from strikelog.domain.records import Site
from strikelog.services.auditing import chain_faults
from strikelog.storage.history import History, NewEntry, StepInfo
from strikelog.storage.vault import Vault

from .measuring import Line, seconds
from .vaults import CACHE, CHEAP, PASSPHRASE

ENTRIES_AN_INCIDENT = 10
"""So that the usual sizes give a hundred thousand entries and a million."""

_A_STEP = 5_000
_TARGET = 20.0
"""Seconds for a million entries."""


def measure(incidents: int) -> list[Line]:
    """Check a history of ten entries an incident."""
    entries = incidents * ENTRIES_AN_INCIDENT
    folder = CACHE / f"history-{entries}.strikelog"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Vault.create(folder, PASSPHRASE, cost=CHEAP) as vault:
        wrote = seconds(lambda: _fill(vault, entries))
        found: list[str] = []
        took = seconds(lambda: found.extend(chain_faults(vault, [])))
        assert not found, found[:3]
    shutil.rmtree(folder)
    allowed = _TARGET * entries / 1_000_000
    size = f"{entries:,} entries"
    each = f"{entries / wrote:,.0f} a second"
    return [
        Line("history written", size, f"{wrote:.1f} s", each),
        Line(
            "history verified",
            size,
            f"{took:.1f} s",
            f"{entries / took:,.0f} a second",
            target=f"{allowed:.1f} s",
            met=took <= allowed,
        ),
    ]


def _fill(vault: Vault, entries: int) -> None:
    """Append steps of many entries, as imports do, and of few, as typing does."""
    database, at = vault.database, datetime(2024, 1, 1, tzinfo=UTC)
    changes = {"name": (None, "Bakery on the market square"), "note": (None, "seen " * 20)}
    written = 0
    while written < entries:
        with database.writing() as connection:
            history = History(connection, database.schema, database.audit_key)
            for wished in (_A_STEP, *[1] * 500):
                at += timedelta(minutes=1)
                step = history.begin_step(StepInfo("u01", "Edit"), at)
                size = min(wished, entries - written)
                history.append(
                    step,
                    (
                        NewEntry(Site.__name__, f"{written + one:036d}", 1, changes, "0" * 64)
                        for one in range(size)
                    ),
                )
                written += size
                if written == entries:
                    break
