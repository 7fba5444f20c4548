"""Pages read without the engine hold what it says; damage is never taken for content."""

import random
import shutil

import pytest

from strikelog.domain.records import Site
from strikelog.storage import sqlite
from strikelog.storage.pages import PAGE, PageBroken, PageFile
from tests.databases import KEY, SALT, open_database, recording_over


@pytest.fixture
def database(tmp_path):
    made = open_database(tmp_path)
    recording_over(made).add_all(
        [Site(name=f"Site {n} مستشفى", note="long " * (n * 37 % 4000)) for n in range(120)], "Add"
    )
    yield made
    made.close()


def by_engine(path, table):
    raw = sqlite.connect(path, KEY, SALT, read_only=True)
    found = raw.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
    raw.close()
    return found


def by_page(path, root):
    pages = PageFile(path, KEY, SALT)
    rows = list(walk(pages, root))
    pages.close()
    return sorted(rows)


def walk(pages, number):
    kind = pages.kind(number)
    if kind.is_leaf:
        yield from pages.rows(number)
    for child in kind.children:
        yield from walk(pages, child)


def root_of(path, table):
    raw = sqlite.connect(path, KEY, SALT, read_only=True)
    query = "SELECT rootpage FROM sqlite_master WHERE name = ? AND type = 'table'"
    root = raw.execute(query, (table,)).fetchone()[0]
    raw.close()
    return root


def with_key(rowid, values):
    """A primary key that is the row's number stands as nothing in the row itself."""
    return (rowid, rowid, *values[1:])


@pytest.mark.parametrize("table", ["site", "history", "step"])
def test_the_pages_hold_what_the_engine_says(database, tmp_path, table):
    path = tmp_path / "vault.db"
    root = root_of(path, table)
    database.close()

    found = [with_key(rowid, values) for rowid, values in by_page(path, root)]

    assert found == by_engine(path, table)
    assert len(found) == (1 if table == "step" else 120)


def test_what_stands_in_the_log_alone_is_read_from_there(database, tmp_path):
    database.checkpoint()
    recording_over(database).add_all([Site(name=f"Later {n}") for n in range(30)], "Add")
    path = tmp_path / "vault.db"
    root = root_of(path, "site")
    taken = tmp_path / "taken" / "vault.db"
    taken.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{taken}{ending}")

    assert len(by_page(taken, root)) == 150
    assert (taken.parent / "vault.db-wal").stat().st_size > 30_000


def test_a_torn_log_counts_as_far_as_it_was_committed(database, tmp_path):
    database.checkpoint()
    recording_over(database).add_all([Site(name="Later")], "Add")
    size = (tmp_path / "vault.db-wal").stat().st_size
    recording_over(database).add_all([Site(name="Last")], "Add")
    path = tmp_path / "vault.db"
    root = root_of(path, "site")
    taken = tmp_path / "taken" / "vault.db"
    taken.parent.mkdir()
    shutil.copy(path, taken)
    log = (tmp_path / "vault.db-wal").read_bytes()
    (taken.parent / "vault.db-wal").write_bytes(log[: size + PAGE])

    assert len(by_page(taken, root)) == 121


@pytest.mark.parametrize("seed", range(20))
def test_one_flipped_bit_breaks_its_page_and_no_other(database, tmp_path, seed):
    database.close()
    path = tmp_path / "vault.db"
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    place = chance.randrange(16, len(content))
    content[place] ^= 1 << chance.randrange(8)
    flipped = tmp_path / "flipped.db"
    flipped.write_bytes(content)

    pages = PageFile(flipped, KEY, SALT)
    broken = [number for number in range(1, pages.count + 1) if is_broken(pages, number)]
    pages.close()

    assert broken == [place // PAGE + 1]


def is_broken(pages, number):
    try:
        pages.page(number)
    except PageBroken:
        return True
    return False


def test_pages_moved_to_another_place_are_broken(database, tmp_path):
    database.close()
    path = tmp_path / "vault.db"
    content = bytearray(path.read_bytes())
    one, two = content[PAGE : 2 * PAGE], content[2 * PAGE : 3 * PAGE]
    content[PAGE : 3 * PAGE] = two + one
    moved = tmp_path / "moved.db"
    moved.write_bytes(content)

    pages = PageFile(moved, KEY, SALT)
    assert [number for number in range(1, 5) if is_broken(pages, number)] == [2, 3]
    pages.close()
