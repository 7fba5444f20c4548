"""A partner's table of many rows: previewed, taken in, previewed again.

The peers of the same run: reading the rows with Python's csv, and writing the record's rows that
result into bare tables, without history, search, list summaries or encryption.
"""

import csv
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from strikelog.domain.records import RECORDS
from strikelog.services.partners.values import PartnerPreview
from strikelog.services.workspace import Workspace
from strikelog.services.world import world
from strikelog.storage.vault import Vault

from .measuring import Line, highest_bytes, megabytes, resident_bytes, seconds
from .vaults import CHEAP, PASSPHRASE

MOST_ROWS = 100_000
HEADINGS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
_KINDS = (
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Battles", "Armed clash"),
    ("Violence against civilians", "Attack"),
)
_ACTORS = tuple(f"Armed Group {number}" for number in range(60))
_TARGETS = ("Civilians", "Health Workers", "Teachers", "Aid Workers", "")
_OUTLETS = tuple(f"Outlet {number}" for number in range(400))
_TEXTS = (
    "shells fell on {place} and hit houses near the market; {dead} people were killed.",
    "an aircraft struck a clinic in {place}. At least {dead} dead, the roof fell in.",
    "a mine went off on the road to {place}. {dead} people died, farmers among them.",
)


def table(path: Path, rows: int) -> None:
    """Write a table as ACLED publishes them, of towns that the gazetteer knows and some not."""
    chance = random.Random(4)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(chance, rows))


def _rows(chance: random.Random, rows: int) -> Iterator[list[object]]:
    countries = [one for one in world().countries() if one.country in ("SYR", "UKR", "YEM")]
    names = {one.country: one.name for one in countries}
    found = [one for iso3 in names for one in world().of_country(iso3) if one.level == "5"]
    towns = [one for one in found if one.lat is not None]
    for number in range(rows):
        town = chance.choice(towns)
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3_600))
        kind, detail = chance.choice(_KINDS)
        dead = chance.choice((0, 0, 0, 1, 2, 3, 7))
        place = town.name if chance.random() < 0.95 else f"Hamlet {chance.randrange(2_000)}"
        text = chance.choice(_TEXTS).format(place=place, dead=dead)
        target, adm1 = chance.choice(_TARGETS), town.above[-2] if len(town.above) > 1 else ""
        yield [
            f"{town.country}{number}", f"{day:%d %B %Y}", day.year, 1, "Political violence", kind,
            detail, chance.choice(_ACTORS), "", "Rebel group", target, "", "Civilians",
            "Rebel group-Civilians", "Civilian targeting" if target else "", 760, "Middle East",
            names[town.country], adm1, "", "", place, f"{town.lat:.4f}", f"{town.lon:.4f}",
            chance.choice((1, 1, 2)), "; ".join(chance.sample(_OUTLETS, 2)), "National",
            f"On {day:%d %B %Y}, {text}", dead, "", 1_700_000_000 + number,
        ]  # fmt: skip


def measure(incidents: int) -> list[Line]:
    """Time what taking in a table goes through, in a new vault."""
    rows = min(incidents, MOST_ROWS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acled.csv"
        table(path, rows)
        with Vault.create(Path(folder) / "v.strikelog", PASSPHRASE, cost=CHEAP) as vault:
            workspace = Workspace.over(vault)
            try:
                return _measured(workspace, path, rows)
            finally:
                workspace.close()


def _measured(workspace: Workspace, path: Path, rows: int) -> list[Line]:
    held = resident_bytes()
    read = min(seconds(lambda: _read(path)) for _ in range(2))
    began = time.process_time()
    preview = _preview(workspace, path)
    previewed = time.process_time() - began
    began = time.process_time()
    workspace.partner_importing.apply(preview)
    applied = time.process_time() - began
    most = highest_bytes() - held
    assert sum(preview.made.values()) > rows, dict(preview.made)
    bare = _bare(workspace, path.with_name("bare.db"))
    made = sum(preview.made.values())
    del preview
    began = time.process_time()
    assert _preview(workspace, path).is_empty, "the second import changes nothing"
    again = time.process_time() - began
    size = f"{rows:,} rows"
    return [
        _line("partner's table: preview, against csv", size, previewed, read, rows),
        _line(f"taking in {made:,} records, against bare rows", size, applied, bare, rows),
        _line("the same table again, against csv", size, again, read, rows),
        Line("memory of preview and taking in", size, megabytes(most)),
    ]


def _line(name: str, size: str, took: float, peer: float, rows: int) -> Line:
    return Line(name, size, f"{took:.1f} s", f"{peer:.1f} s", took / peer, f"{rows / took:,.0f}/s")


def _preview(workspace: Workspace, path: Path) -> PartnerPreview:
    partners = workspace.partner_importing
    opened = partners.open(path)
    given = partners.chosen(opened)
    return partners.preview(opened, given, partners.propose(opened, given).mapping)


def _read(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(len(row) for row in csv.reader(file))


def _bare(workspace: Workspace, path: Path) -> float:
    """Write the rows of all records into tables without anything around them."""
    database = workspace.vault.database
    with database.reading() as connection, sqlite3.connect(path) as bare:
        took = 0.0
        for kind in RECORDS:
            held = database.schema.table(kind)
            found = [tuple(row) for row in connection.execute(sa.select(held))]
            names = ", ".join(f'"{column.name}"' for column in held.columns)
            bare.execute(f'CREATE TABLE "{held.name}" ({names})')
            marks = ", ".join("?" for _ in held.columns)
            insert = f'INSERT INTO "{held.name}" VALUES ({marks})'
            plain = [tuple(map(_plain, row)) for row in found]
            began = time.process_time()
            bare.executemany(insert, plain)
            bare.commit()
            took += time.process_time() - began
    return took


def _plain(value: object) -> object:
    is_plain = value is None or isinstance(value, int | float | str | bytes)
    return value if is_plain else str(value)
