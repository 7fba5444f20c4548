"""What stands on sound pages is saved, the history fills in, and the report tells the rest."""

import random
import shutil

import pytest

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import Incident, Location, Site
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import DEMO_STEPS, fill_with_demo
from strikelog.storage import sqlite
from strikelog.storage.backups import Opened
from strikelog.storage.database import Database
from strikelog.storage.pages import PAGE, PageFile
from strikelog.storage.salvage import salvage
from tests.databases import KEY, SALT, contents, open_database, recording_over, stored

NEW_KEY = b"n" * 32


class Case:
    """A database to be damaged and the one its remains go to."""

    def __init__(self, folder):
        self.folder = folder
        self.database = open_database(folder)
        self.path = self.database.path

    def close(self):
        self.database.close()

    @property
    def pages(self):
        return self.path.stat().st_size // PAGE

    def damage(self, *pages):
        content = bytearray(self.path.read_bytes())
        for page in pages:
            content[(page - 1) * PAGE + 777] ^= 0x40
        self.path.write_bytes(content)

    def root_of(self, table):
        raw = sqlite.connect(self.path, KEY, SALT, read_only=True)
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        root = raw.execute(query, (table,)).fetchone()[0]
        raw.close()
        return root

    def salvaged(self):
        target = Database.create(self.folder / "new.db", NEW_KEY, SALT)
        return target, salvage(Opened(self.path, KEY, SALT, read_only=True), target)


@pytest.fixture
def example(tmp_path):
    case = Case(tmp_path)
    for step in DEMO_STEPS:
        fill_with_demo(recording_over(case.database), case.database, step)
    case.before = stored(case.database)
    case.close()
    return case


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One database for all tests that damage a copy of it, and what it held."""
    case = Case(tmp_path_factory.mktemp("plenty"))
    recording = recording_over(case.database)
    recording.add_all(
        [Site(name=f"Site {n}", note="x" * 300, aliases=("a", f"b{n}")) for n in range(400)], "Add"
    )
    recording.add_all([Location(name=f"Town {n}", level="5") for n in range(200)], "Add")
    for step in DEMO_STEPS:
        fill_with_demo(recording, case.database, step)
    case.before = stored(case.database)
    case.close()
    return case


@pytest.fixture
def plenty(made, tmp_path):
    shutil.copy(made.path, tmp_path)
    case = Case(tmp_path)
    case.close()
    case.before = made.before
    return case


def test_a_sound_vault_comes_through_whole(example):
    target, report = example.salvaged()

    assert stored(target) == example.before
    assert report.is_complete
    assert (report.damaged, sum(report.rebuilt.values())) == (0, 0)
    assert target.quick_check() == []
    target.close()


def test_lists_searches_and_summaries_work_in_the_new_vault(example):
    target, _ = example.salvaged()
    source = Database.open(example.path, KEY, SALT)

    assert rows(target) == rows(source)
    assert rows(target, "surgical") == rows(source, "surgical") != []
    assert many_values(target) == many_values(source)
    for database in (source, target):
        database.close()


def rows(database, where=""):
    return Finding(database).page(Incident, parse_filter(where, Incident), limit=1_000)


def many_values(database):
    with database.reading() as connection:
        query = "SELECT entity, key, value, count(*) FROM many_value GROUP BY 1, 2, 3"
        return connection.exec_driver_sql(query).fetchall()


@pytest.mark.parametrize("number", [1, 5, 20])
def test_rows_on_damaged_pages_come_back_from_the_history(plenty, number):
    chance = random.Random(number)
    plenty.damage(*chance.sample(range(2, plenty.pages + 1), number))

    target, report = plenty.salvaged()

    after = stored(target)
    assert report.damaged == number
    assert len(after) + sum(report.lost.values()) + report.gaps >= len(plenty.before)
    assert len(after) >= len(plenty.before) * 0.9
    assert {key: after[key] for key in after} == {key: plenty.before[key] for key in after}
    target.close()


def test_every_page_of_a_table_lost_is_put_together_from_the_history(plenty):
    root = plenty.root_of("site")
    leaves = leaves_of(plenty, root)
    plenty.damage(*leaves)

    target, report = plenty.salvaged()

    assert len(leaves) > 25
    assert report.rebuilt == {"Site": sum(type(one) is Site for one in plenty.before.values())}
    assert stored(target) == plenty.before
    assert report.is_complete
    target.close()


def leaves_of(case, root):
    pages = PageFile(case.path, KEY, SALT)
    leaves, front = [], [root]
    while front:
        kind = pages.kind(front[-1])
        number = front.pop()
        leaves += [number] if kind.is_leaf else []
        front += kind.children
    pages.close()
    return leaves


@pytest.mark.parametrize("table", ["site", "history", "location"])
def test_leaves_that_lost_the_page_above_are_told_by_their_rows(plenty, table):
    plenty.damage(plenty.root_of(table))

    target, report = plenty.salvaged()

    assert stored(target) == plenty.before
    assert report.is_complete
    assert not report.rebuilt
    assert report.damaged == 1
    target.close()


def test_a_vault_that_lost_its_first_page_comes_through(plenty):
    plenty.damage(1)
    with pytest.raises(sqlite.DatabaseUnreadable):
        sqlite.connect(plenty.path, KEY, SALT, read_only=True)

    target, report = plenty.salvaged()

    assert stored(target) == plenty.before
    assert report.is_complete
    target.close()


def test_a_vault_that_lost_its_own_description_is_read_by_todays(plenty):
    plenty.damage(1, *leaves_of(plenty, 1))

    target, report = plenty.salvaged()

    assert contents(target).keys() == plenty.before.keys()
    assert report.is_complete
    target.close()


def test_the_end_cut_off_loses_only_what_stood_there(plenty):
    with plenty.path.open("r+b") as file:
        file.truncate(plenty.pages * PAGE // 3)

    target, report = plenty.salvaged()

    after = stored(target)
    assert {key: after[key] for key in after} == {key: plenty.before[key] for key in after}
    assert after
    assert report.damaged == report.pages - plenty.pages
    assert len(after) < len(plenty.before)
    target.close()


def test_the_damaged_file_is_not_touched(plenty):
    plenty.damage(7)
    before = {path.name: path.read_bytes() for path in plenty.folder.glob("vault.db*")}

    target, _ = plenty.salvaged()

    assert {path.name: path.read_bytes() for path in plenty.folder.glob("vault.db*")} == before
    target.close()
