"""All rules of insight over many incidents, rule by rule; and again after one edit.

Held beside plain SQL that reads the very same columns of the same rows and throws them away: what
any program would need that keeps the records this way, and asks nothing of them. It walks each
table once from its first row to its last, for by an index it takes three times as long.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.filters import ALL
from strikelog.domain.records import AggregateClaim, Incident, Period
from strikelog.services.insights import Insights
from strikelog.services.workspace import Workspace
from strikelog.storage.light_records import COLUMNS
from strikelog.storage.vault import Vault

from .measuring import Line, resident_bytes
from .vaults import PASSPHRASE, vault_of

MOST_SECONDS, MOST_AFTER_EDIT = 5.0, 0.1

TOTALS = tuple(
    AggregateClaim(
        title=unit,
        measure=measure,
        unit=unit,
        site_types=("hospital", "clinic") if unit != "person" else (),
        low=60,
        high=60,
        start_edtf=FuzzyDate.parse("2015-01"),
        end_edtf=FuzzyDate.parse("2015-03"),
    )
    for unit, measure in (
        ("distinct_facility", "facilities_attacked"),
        ("attack_event", "attacks"),
        ("person", "people_killed"),
    )
)
PAUSE = Period(
    name="Pause",
    period_type="ceasefire",
    start_edtf=FuzzyDate.parse("2016-02-27"),
    end_edtf=FuzzyDate.parse("2016-04~"),
)

Rule = Callable[[Insights], object]

RULES: dict[str, Rule] = {
    "repeats": lambda insights: insights.repeats(),
    "double taps": lambda insights: insights.double_taps(),
    "waves": lambda insights: insights.waves(),
    "windows": lambda insights: insights.windows(),
    "coverage": lambda insights: insights.coverage(),
    "three totals": lambda insights: insights.reconcile(TOTALS),
    "origins": lambda insights: insights.origins(),
    "contradictions": lambda insights: insights.contradictions(),
    "grades": lambda insights: insights.grades(),
    "worklists": lambda insights: insights.worklists(),
}


def measure(incidents: int) -> list[Line]:
    """Ask every rule of a vault, then edit one incident and ask all of them again."""
    workspace = Workspace.over(Vault.open(vault_of(incidents), PASSPHRASE))
    try:
        with _a_pause(workspace):
            return list(_lines(workspace, f"{incidents:,}"))
    finally:
        workspace.close()


@contextmanager
def _a_pause(workspace: Workspace) -> Iterator[None]:
    """Lay a pause over the records, and take it away again."""
    saved = workspace.recording.save(PAUSE)
    try:
        yield
    finally:
        workspace.recording.remove(saved.record)


def _lines(workspace: Workspace, size: str) -> Iterator[Line]:
    plain = _seconds(lambda: _read_plainly(workspace))
    before, insights = resident_bytes(), workspace.insights
    yield Line("insight, the same columns by SQL", size, f"{plain:.2f} s")
    knowing = _seconds(lambda: (insights.coverage(), insights.worklists()))
    held = (resident_bytes() - before) / 1_000_000
    yield Line(
        "insight, first reading", size, f"{knowing:.2f} s", f"{plain:.2f} s, {held:.0f} MB held",
        knowing / plain,
    )  # fmt: skip
    total = 0.0
    for name, rule in RULES.items():
        took = _seconds(lambda rule=rule: rule(insights))
        total += took
        yield Line(f"insight, {name}", size, f"{took * 1000:.0f} ms")
    yield Line(
        "insight, all rules", size, f"{total:.2f} s", f"{plain:.2f} s by SQL", total / plain,
        f"<= {MOST_SECONDS:.0f} s", total <= MOST_SECONDS,
    )  # fmt: skip
    held = (resident_bytes() - before) / 1_000_000
    yield Line(
        "insight, first reading and all rules", size, f"{knowing + total:.2f} s",
        f"{held:.0f} MB held",
    )  # fmt: skip
    yield _after_an_edit(workspace, size)


def _after_an_edit(workspace: Workspace, size: str) -> Line:
    """Change the date of one incident, and ask every rule again."""
    insights = workspace.insights
    key = workspace.finding.first_keys(Incident, ALL, None, 1)
    incident = workspace.finding.by_keys(Incident, key)[0]
    edited = replace(incident, date_edtf=FuzzyDate.parse("2015-02-03"), tags=("edited",))
    workspace.recording.save(edited, incident)
    took = {name: _seconds(lambda rule=rule: rule(insights)) for name, rule in RULES.items()}
    workspace.recording.undo()
    slowest = max(took, key=lambda name: took[name])
    most = took[slowest]
    return Line(
        "insight, after one edit", size, f"{most * 1000:.0f} ms",
        f"slowest: {slowest}; all {sum(took.values()) * 1000:.0f} ms", None,
        f"<= {MOST_AFTER_EDIT * 1000:.0f} ms a rule", most <= MOST_AFTER_EDIT,
    )  # fmt: skip


def _read_plainly(workspace: Workspace) -> int:
    """Read the columns that rules look at, of every living record, as the driver gives them."""
    database, rows = workspace.vault.database, 0
    with database.walking() as connection:
        for kind, names in COLUMNS.items():
            table = database.schema.table(kind)
            if kind.__name__ != "CasualtyFigure":  # read for few incidents alone
                columns = ", ".join(names)
                query = f"SELECT {columns} FROM {table.name} NOT INDEXED WHERE deleted = 0"
                rows += len(connection.exec_driver_sql(query).cursor.fetchall())
    return rows


def _seconds(job: Callable[[], object]) -> float:
    """Give the seconds of one processor, which a busy machine stretches on the clock."""
    began = time.process_time()
    job()
    return time.process_time() - began
