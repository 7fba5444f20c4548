"""Filter, sort and first page, against the same SQL put to the driver by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL, Filter, Order
from strikelog.domain.records import Incident
from strikelog.services.finding import Finding
from strikelog.storage.database import Database
from strikelog.storage.vault import Vault

from .measuring import Line, in_turns, ms, percentile
from .vaults import PASSPHRASE, vault_of

COLUMNS = (
    *("date_edtf", "title", "site", "place"),
    *("site_types", "killed_low", "killed_high", "grading"),
)
PAGE = 50

FILTERS = (
    "", "type:hospital", "type:hospital,clinic", "type:school", "date:2019",
    "date:2019-05..2019-11", "date:2019-05-05", "date:2016..", "killed>=5",
    "killed>=14", "injured>=3", "killed:0",
    "event:air_attack", "means:helicopter", "means:helicopter type:market", "workflow:draft",
    "-workflow:draft", "-workflow:draft,in_review", "geo_prec:settlement", "pattern:single",
    "place:Samplia", 'place:"Wadi al-Qamar"', 'place:"Tell al-Salam"', 'site:"Amal Hospital"',
    'site:"Ward Market"', "claims>=3", "has:lat", "missing:lat", "missing:grading", "has:summary",
    "crater", "aircraft", "طائرة", "القصف", "Zaytun", "قمر", '"second impact"', "out of service",
    "crater aircraft", "rescue killed>=5", "crater type:hospital", "aircraft date:2019",
    "SA-004711", "source:\"Sample outlet 7\"", "Kafr Rumman", "nothinglikethis",
    "type:hospital date:2019-05..2019-11 killed>=5 -workflow:draft",
    "type:school,market date:2018..2020 place:Samplia", "title:hospital", "summary:crater",
    "-crater", "-type:hospital", "killed>=1 injured>=1 claims:3 means:drone",
    "rev:1", "created:2024..", "weapon:artillery,mortar killed>=8", "warnings>=1",
    "date!:2019", "-date:2019", "type:hospital crater OR type:school aircraft",
)  # fmt: skip
ORDERS = (
    None,
    Order("date_edtf", descending=True),
    Order("killed_low", descending=True),
    Order("title"),
    Order("workflow"),
)


@dataclass(frozen=True)
class Asked:
    """A filter with an order, as a person would ask."""

    text: str
    where: Filter
    order: Order | None


def asked() -> Iterator[Asked]:
    """Give each filter with one order, and the usual order by date for each."""
    for number, text in enumerate(FILTERS):
        where = parse_filter(text, Incident)
        orders = dict.fromkeys((ORDERS[1], ORDERS[number % len(ORDERS)]))
        yield from (Asked(text, where, order) for order in orders)


def first_page(finding: Finding, one: Asked) -> int:
    """Do what the table does first: the keys of the first rows in order, then their columns."""
    keys = finding.first_keys(Incident, one.where, one.order, PAGE)
    finding.rows(Incident, keys, COLUMNS)
    return len(keys)


class Bare:
    """The statements of one query, caught on their way, put to the driver again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._caught: list[str] = []
        self._engines = (database._engine, database._walker)
        for engine in self._engines:
            sa.event.listen(engine, "checkout", self._listen)

    def _listen(self, driver: Any, *_: object) -> None:
        driver.set_trace_callback(self._caught.append)

    def catch(self, one: Asked) -> list[str]:
        """Give the statements a query leads to, values filled in."""
        self._caught.clear()
        first_page(Finding(self._database), one)
        return [sql for sql in self._caught if sql.startswith(("SELECT", "WITH"))]

    def close(self) -> None:
        """Stop listening."""
        for engine in self._engines:
            sa.event.remove(engine, "checkout", self._listen)
            engine.dispose()


def run_bare(connection: sa.Connection, statements: list[str]) -> None:
    """Run statements on the driver and fetch all, nothing more."""
    driver = connection.connection.driver_connection
    for sql in statements:
        driver.execute(sql).fetchall()


def statements_of(database: Database) -> dict[Asked, list[str]]:
    """Catch the statements behind every query of the mix."""
    bare = Bare(database)
    found = {one: bare.catch(one) for one in asked()}
    bare.close()
    return found


def measure(incidents: int, runs: int = 5) -> list[Line]:
    """Time the mix of filters and sorts and compare with the bare statements."""
    with Vault.open(vault_of(incidents), PASSPHRASE) as vault:
        ours, bare = _times(vault.database, runs)
    return [_line(incidents, "p50", ours, bare), _line(incidents, "p99", ours, bare)]


def _times(database: Database, runs: int) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    bare: list[float] = []
    for _, mine, theirs in each_timed(database, runs):
        ours += mine
        bare += theirs
    return ours, bare


def each_timed(database: Database, runs: int) -> Iterator[tuple[Asked, list[float], list[float]]]:
    """Time each query and its bare statements in turns."""
    finding = Finding(database)
    found = statements_of(database)
    # The window has its list open before anybody asks: all keys were read once.
    finding.keys(Incident, ALL, ORDERS[1])
    # One connection for all: each would begin with none of its pages decrypted.
    with database.walking() as connection:
        for one, statements in found.items():
            jobs = (partial(first_page, finding, one), partial(run_bare, connection, statements))
            mine, theirs = in_turns(jobs, runs)
            yield one, mine, theirs


def _line(incidents: int, name: str, ours: list[float], bare: list[float]) -> Line:
    share = {"p50": 0.5, "p99": 0.99}[name]
    took, against = percentile(ours, share), percentile(bare, share)
    ratio = took / against
    met = ratio <= 5 and (name == "p50" or took <= 0.1)
    target = "<= 5x" if name == "p50" else "<= 100 ms, <= 5x"
    return Line(f"filter, sort, first page, {name}", f"{incidents:,}", ms(took), ms(against), ratio,
                target, met)  # fmt: skip
