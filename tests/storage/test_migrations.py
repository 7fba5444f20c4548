"""Older files are brought up to date whole, and stay as they are when that fails."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from strikelog.domain.fields import Kind, describe
from strikelog.domain.filters import Filter, Words
from strikelog.domain.records import RECORDS, About, Incident, Location, Record, Site
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import counts, verify
from strikelog.storage import migrations
from strikelog.storage.backups import CopyUnsound
from strikelog.storage.database import Database
from strikelog.storage.migrations import REVISION, FileIsNewer, steps
from strikelog.storage.migrations.steps import UpgradeFailed
from strikelog.storage.vault import Vault
from tests.databases import KEY, SALT, contents, open_database, recording_over
from tests.storage.make_old_vault import PASSPHRASE

VAULTS = Path(__file__).parent / "vaults"
OLD_VAULTS = sorted(VAULTS.glob("*.strikelog"))

ADDED_LATER = {"CustodyEvent"}
"""Classes of records that came after the first file was kept."""

STEP = """
from alembic import op
import sqlalchemy as sa

revision = "{number}"
down_revision = "{before}"
{head}

def upgrade():
    {body}
"""


@pytest.fixture
def closed(tmp_path):
    """The folder of a database with some records, closed well."""
    folder = tmp_path / "old"
    folder.mkdir()
    database = open_database(folder)
    sites = [Site(name=f"Site {number}", operator="Council") for number in range(5)]
    recording_over(database).add_all([*sites, Incident(title="Strike")], "Add")
    database.close()
    return folder


@pytest.fixture
def later(tmp_path, monkeypatch):
    """Pretend that this program is later, and knows further steps."""
    folder = tmp_path / "migrations"
    shutil.copytree(steps.steps_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(steps, "steps_folder", lambda: folder)

    def add(number, body, head=""):
        names = {"number": f"{number:04d}", "before": f"{number - 1:04d}"}
        text = STEP.format(**names, head=head, body=body)
        (folder / "versions" / f"r{number:04d}_step.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(migrations, "REVISION", number)

    return add


def shape(database):
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE '%_search_%' ORDER BY 1, 2"
        )
        return [tuple(row) for row in rows]


def columns(database, table):
    with database.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}')")
        return {row[0] for row in rows}


def facts(database):
    return database.facts("revision")


def copies(folder):
    return sorted(path.name for path in (folder / "backups").glob("*"))


# -- added fields and tables -------------------------------------------------------------------


def test_opening_again_changes_nothing(closed):
    before = (closed / "vault.db").read_bytes()

    open_database(closed).close()

    assert (closed / "vault.db").read_bytes() == before


def test_a_database_that_lacks_columns_and_tables_gains_them(closed):
    database = open_database(closed)
    whole, held = shape(database), contents(database)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE site_status")
        for index in ("facets", "notif_source_id"):
            connection.exec_driver_sql(f"DROP INDEX ix_site_{index}")
        connection.exec_driver_sql("ALTER TABLE site DROP COLUMN notified")
        connection.exec_driver_sql("ALTER TABLE site DROP COLUMN beds")
    database.close()

    again = open_database(closed)

    assert {row[:2] for row in shape(again)} == {row[:2] for row in whole}
    assert {"notified", "beds"} <= columns(again, "site")
    assert contents(again) == held
    again.close()


def test_a_missing_index_is_made_and_sound_ones_are_left_alone(closed):
    database = open_database(closed)
    whole, roots = shape(database), index_pages(database)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP INDEX ix_source_title")
    database.close()

    again = open_database(closed)

    assert shape(again) == whole
    kept = {name: page for name, page in index_pages(again).items() if name != "ix_source_title"}
    assert kept.items() <= roots.items()
    again.close()


def index_pages(database):
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, rootpage FROM sqlite_master WHERE type = 'index'"
        )
        return {row[0]: row[1] for row in rows}


def test_the_library_of_steps_is_not_loaded_for_a_database_of_today(closed):
    code = (
        "import sys; from pathlib import Path; from tests.databases import open_database; "
        f"open_database(Path({str(closed)!r})).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == 0


# -- frozen steps ------------------------------------------------------------------------------


def test_a_step_changes_what_it_says_behind_a_copy(closed, later):
    later(2, "op.execute(\"UPDATE site SET operator = 'Town council'\")")
    before = contents_of_file(closed / "vault.db")

    database = open_database(closed)

    assert {one["operator"] for kind, one in contents(database, Site).values()} == {"Town council"}
    assert facts(database) == {"revision": "2"}
    database.close()
    assert copies(closed) == ["format-0001-1.db"]
    assert contents_of_file(closed / "backups" / "format-0001-1.db", revision=1) == before


def contents_of_file(path, revision=None):
    database = Database(path, KEY, SALT, read_only=True)
    if revision:
        assert facts(database) == {"revision": str(revision)}
    held = contents(database)
    database.close()
    return held


def test_missing_steps_run_in_their_order(closed, later):
    later(2, "op.execute(\"UPDATE site SET operator = operator || ' two'\")")
    later(3, "op.execute(\"UPDATE site SET operator = operator || ' three'\")")

    database = open_database(closed)

    operators = {one["operator"] for _, one in contents(database, Site).values()}
    assert operators == {"Council two three"}
    assert facts(database) == {"revision": "3"}
    database.close()


def test_a_rebuilt_table_keeps_its_rows_and_gets_its_indexes_and_guards_back(closed, later):
    database = open_database(closed)
    whole = {row[:2] for row in shape(database)}
    database.close()
    later(
        2,
        "with op.batch_alter_table('history', recreate='always') as batch:\n"
        "        batch.alter_column('rev', existing_type=sa.Integer, nullable=True)\n"
        "    with op.batch_alter_table('site', recreate='always') as batch:\n"
        "        batch.alter_column('operator', new_column_name='run_by')",
    )

    again = open_database(closed)

    assert {row[:2] for row in shape(again)} == whole
    with again.reading() as connection:
        kept = connection.exec_driver_sql("SELECT DISTINCT run_by FROM site").scalars().all()
    assert kept == ["Council"]
    assert len(Finding(again).keys(Site)) == 5
    with pytest.raises(sa.exc.IntegrityError), again.writing() as connection:
        connection.exec_driver_sql("DELETE FROM history")
    again.close()


def test_a_step_may_lose_rows_only_where_it_says_so(closed, later):
    later(
        2, 'op.execute("DELETE FROM many_value")\n    op.execute("DELETE FROM site WHERE pk = 1")'
    )
    with pytest.raises(UpgradeFailed, match="rows went missing from site"):
        open_database(closed)

    later(2, 'op.execute("DELETE FROM site WHERE pk = 1")', head='LOSES = {"site"}')
    database = open_database(closed)
    assert len(contents(database, Site)) == 4
    database.close()


def test_the_end_of_the_history_may_not_change(closed, later):
    later(
        2,
        'op.execute("DROP TRIGGER history_no_update")\n'
        "    op.execute(\"UPDATE history SET hash = 'x' WHERE seq = 6\")",
        head='LOSES = {"history"}',
    )

    with pytest.raises(UpgradeFailed, match="history"):
        open_database(closed)


@pytest.mark.parametrize(
    "body",
    [
        "op.execute('UPDATE no_such_table SET x = 1')",
        "op.drop_column('site', 'operator'); op.execute('nonsense')",
        "op.execute(\"INSERT INTO fact VALUES ('revision', '9')\")",
        "op.create_table('child', sa.Column('p', sa.Integer, sa.ForeignKey('site.pk'))); "
        "op.execute('INSERT INTO child VALUES (99)')",
    ],
)
def test_a_failed_step_leaves_the_file_and_tells_where_the_copy_is(closed, later, body):
    before = contents_of_file(closed / "vault.db")
    later(2, body)

    with pytest.raises(UpgradeFailed, match=r"backups/format-0001-1\.db") as failed:
        open_database(closed)

    assert "nonsense" not in str(failed.value)
    assert contents_of_file(closed / "vault.db", revision=1) == before
    assert contents_of_file(closed / "backups" / "format-0001-1.db", revision=1) == before


def test_a_fault_in_a_step_is_not_taken_for_the_worlds(closed, later):
    before = contents_of_file(closed / "vault.db")
    later(2, "op.execute('DELETE FROM site'); raise ZeroDivisionError")

    with pytest.raises(ZeroDivisionError):
        open_database(closed)

    assert contents_of_file(closed / "vault.db", revision=1) == before


def test_after_a_failed_step_the_next_try_makes_another_copy(closed, later):
    later(2, "op.execute('nonsense')")
    for _ in range(2):
        with pytest.raises(UpgradeFailed):
            open_database(closed)

    assert copies(closed) == ["format-0001-1.db", "format-0001-2.db"]


def test_an_unsound_database_is_not_upgraded(closed, later, monkeypatch):
    later(2, "op.execute('DELETE FROM many_value')")
    monkeypatch.setattr("strikelog.storage.backups.sqlite.quick_check", lambda *_: ["bad"])

    with pytest.raises(CopyUnsound):
        open_database(closed)

    assert copies(closed) == []


def test_a_file_of_a_later_version_is_refused_untouched(closed, later, monkeypatch):
    database = open_database(closed)
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE fact SET value = '{REVISION + 1}'")
    database.close()
    before = (closed / "vault.db").read_bytes()

    with pytest.raises(FileIsNewer):
        open_database(closed)

    assert (closed / "vault.db").read_bytes() == before


def test_the_steps_that_ship_are_one_chain_up_to_the_revision_of_this_program():
    names = [path.name[:5] for path in sorted(steps.steps_folder().glob("versions/r*.py"))]

    assert names == [f"r{number:04d}" for number in range(1, REVISION + 1)]
    assert len(steps.steps_between(1, REVISION)) == REVISION - 1


# -- real files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", OLD_VAULTS, ids=lambda path: path.stem)
def test_a_real_vault_of_every_released_format_opens(kept, tmp_path):
    folder = tmp_path / kept.name
    shutil.copytree(kept, folder)

    with Vault.open(folder, PASSPHRASE) as vault:
        finding = Finding(vault.database)
        empty = {name for name, count in counts(vault.database).items() if not count}
        assert empty <= ADDED_LATER
        assert [place.name for place in finding.all(Location) if place.aliases] == ["Kafr Nabl"]
        (incident,) = [one for one in finding.all(Incident) if one.summary]
        assert incident.summary == "Seen by two residents"
        assert [entry.rev for entry in finding.history(incident.id)] == [1, 2]
        assert verify(vault) == []
        whole = {row[:2] for row in shape(vault.database)}

    fresh = Database.create(tmp_path / "fresh.db", KEY, SALT)
    assert whole == {row[:2] for row in shape(fresh)}
    fresh.close()


def test_every_format_has_a_file():
    assert [path.stem for path in OLD_VAULTS] == [f"revision-{n}" for n in range(1, REVISION + 1)]


def test_a_search_index_of_other_columns_is_made_and_filled_anew(closed):
    database = open_database(closed)
    expected = len(Finding(database).keys(Site, Filter((Words("council"),))))
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE site_search")
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE site_search USING fts5(name, body, content='', "
            "contentless_delete=1)"
        )
    database.close()

    again = open_database(closed)

    assert expected
    assert len(Finding(again).keys(Site, Filter((Words("council"),)))) == expected
    again.close()


# -- a class of later ----------------------------------------------------------------------------


def test_a_new_class_of_records_gets_its_table(closed):
    @dataclass(frozen=True, kw_only=True)
    class Visit(Record):
        about = About("Visits", "Visit", "Visits", "#x", "TLP:AMBER", title=("name",))
        name: str | None = describe(Kind.LINE, "Name")

    database = open_database(closed, (*RECORDS, Visit))
    recording_over(database).add_all([Visit(name="First visit")], "Add")

    assert [one.name for one in Finding(database).all(Visit)] == ["First visit"]
    database.close()
