"""Backups come when they are due, before what is great, and bring back what was there."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from strikelog.domain.records import Site
from strikelog.services import backups as backups_module
from strikelog.services.backups import Backups, NothingToBackUp, Why
from strikelog.services.recovery import counted, recovering
from strikelog.services.workspace import Workspace
from strikelog.storage import guards
from strikelog.storage.backup_folder import BackupDamaged
from strikelog.storage.guards import NotEnoughRoom
from strikelog.storage.keyfile import WrongPassphrase
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import DamageFound, FolderTaken, Vault
from tests.databases import contents

PASSPHRASE = "lantern orchard pebble"
CHEAP = KdfCost(memory=8, passes=1, lanes=1)
PAGE = 4096


class Clock:
    """A wall clock and a run's own clock that tests move."""

    def __init__(self, monkeypatch):
        self.at = datetime(2024, 3, 1, 9, tzinfo=UTC)
        self.run, self.seconds = "a", 0.0
        monkeypatch.setattr(backups_module, "session", lambda: self.run)
        monkeypatch.setattr(backups_module, "ticks", lambda: self.seconds * 1000)

    def __call__(self):
        return self.at

    def work(self, minutes):
        self.at += timedelta(minutes=minutes)
        self.seconds += minutes * 60


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def work(tmp_path):
    with closing(Workspace.over(Vault.create(tmp_path / "case", PASSPHRASE, cost=CHEAP))) as made:
        yield made


@pytest.fixture
def backups(work, clock):
    return Backups(work.vault, clock)


def add(work, count=3, name="Site"):
    work.recording.add_all([Site(name=f"{name} {n}", note="x" * 300) for n in range(count)], "Add")


def damage(path, page):
    content = bytearray(path.read_bytes())
    content[page * PAGE + 777] ^= 0x40
    path.write_bytes(content)


# -- when ------------------------------------------------------------------------------------


def test_an_empty_vault_needs_no_backup(backups):
    assert backups.due() is None
    assert backups.make() is None


def test_a_vault_whose_key_is_written_nowhere_is_never_backed_up():
    with closing(Workspace.with_demo()) as demo:
        assert demo.backups.due() is None
        assert demo.backups.make() is None
        assert list(demo.vault.folder.glob("backups/*")) == []


def test_the_first_change_of_a_day_is_due_at_once_then_half_hours_of_work(backups, work, clock):
    add(work)
    assert backups.due() is Why.DAY
    backups.make_if_due()
    assert backups.due() is None
    add(work, name="More")
    assert backups.due() is None
    clock.work(30)
    assert backups.due() is Why.WORK
    backups.make_if_due()
    clock.work(60)
    assert backups.due() is None
    clock.work(24 * 60)
    assert backups.due() is None
    add(work, name="Next day")
    assert backups.due() is Why.DAY


def test_a_clock_set_back_does_not_stop_backups(backups, work, clock):
    add(work)
    backups.make_if_due()
    add(work, name="More")
    clock.seconds += 1_800

    assert backups.due() is Why.WORK


def test_nothing_new_means_no_new_backup(backups, work):
    add(work)
    assert backups.make().counter == 1
    assert backups.make() is None
    assert len(backups.listed()) == 1


def test_deleting_many_records_is_backed_up_first(work):
    add(work, 30)
    work.recording.prepare(30)

    assert [one.why for one in work.backups.listed()] == [Why.BULK]
    work.recording.prepare(2)
    assert len(work.backups.listed()) == 1


def test_an_import_is_backed_up_first(work, tmp_path):
    add(work)
    with closing(Workspace.with_demo()) as demo:
        demo.exporting.export(tmp_path / "out.xlsx")

    work.importing.apply(work.importing.preview(tmp_path / "out.xlsx"))

    (made,) = work.backups.listed()
    assert made.why == Why.IMPORT


# -- keeping ---------------------------------------------------------------------------------


def test_records_that_went_missing_stop_the_removal_until_a_person_looks(backups, work, clock):
    add(work, 40)
    first = backups.make()
    for record in work.finding.all(Site)[:10]:
        work.recording.remove(record)
    made = backups.make()

    assert (backups.frozen.table, backups.frozen.before, backups.frozen.after) == ("Site", 40, 30)
    for _ in range(4):
        clock.work(24 * 60 * 3)
        add(work, 1, "Later")
        made = backups.make()
    assert first.counter in [one.counter for one in backups.listed()]
    assert len(backups.listed()) == 6

    backups.confirm(made.counter)
    assert backups.frozen is None
    assert backups.confirmed == made.counter


def test_a_full_disk_is_refused_with_the_figure_and_costs_no_backup(backups, work, monkeypatch):
    add(work)
    backups.make()
    add(work, name="More")
    monkeypatch.setattr(guards, "free_space", lambda _: 50 << 20)

    with pytest.raises(NotEnoughRoom, match="101 MB are needed and 50 MB are free"):
        backups.make()

    assert [one.counter for one in backups.listed()] == [1]


def test_damage_found_while_backing_up_stops_all_writing_and_keeps_the_good_one(backups, work):
    add(work, 200)
    good = backups.make()
    held = good.database.read_bytes()
    add(work, 1, "Later")
    work.settle()
    damage(work.vault.database.path, 30)

    with pytest.raises(DamageFound):
        backups.make()

    assert work.vault.read_only
    assert work.vault.damage is not None
    assert good.database.read_bytes() == held
    with pytest.raises(DamageFound):
        backups.make()


# -- looking and restoring -------------------------------------------------------------------


def test_a_look_inside_says_what_is_there_and_what_is_here(backups, work):
    add(work, 5)
    made = backups.make()
    add(work, 2, "Later")

    inside = backups.look_inside(made.counter)

    assert (inside.then, inside.now) == ({"Site": 5}, {"Site": 7})
    assert [step.label for step in inside.steps] == ["Add"]
    assert (inside.entries, inside.entries_now) == (5, 7)


def test_a_restore_brings_back_what_was_and_keeps_what_is(backups, work):
    add(work, 5)
    before = contents(work.vault.database)
    made = backups.make()
    add(work, 4, "Later")
    later = contents(work.vault.database)

    backups.restore(made.counter)

    again = Workspace.over(work.vault)
    assert contents(again.vault.database) == before
    assert [one.why for one in again.backups.listed()] == [Why.RESTORE, Why.ASKED]
    add(again, 1, "After")
    again.backups.restore(2)
    assert contents(work.vault.database) == later


def test_a_restore_takes_evidence_along_there_and_back(backups, work):
    first = work.media.take_in_bytes("a.txt", b"first").evidence
    made = backups.make()
    later = work.media.take_in_bytes("b.txt", b"later").evidence

    backups.restore(made.counter)
    again = Workspace.over(work.vault)
    strays = again.media.verify()
    there = b"".join(again.media.chunks(first.id))
    again.backups.restore(again.backups.listed()[0].counter)
    back = Workspace.over(work.vault)

    assert strays == []
    assert there == b"first"
    assert b"".join(back.media.chunks(later.id)) == b"later"
    assert back.media.verify() == []


def test_a_damaged_vault_is_restored_and_the_damaged_state_set_aside(backups, work):
    add(work, 200)
    before = contents(work.vault.database)
    made = backups.make()
    work.settle()
    damage(work.vault.database.path, 30)
    damaged = work.vault.database.path.read_bytes()
    assert work.vault.look_for_damage() is not None

    backups.restore(made.counter)

    assert work.vault.damage is None
    assert contents(work.vault.database) == before
    (aside,) = work.vault.folder.glob("backups/damaged-*")
    assert (aside / "vault.db").read_bytes() == damaged


def test_a_rotten_backup_is_not_looked_into(backups, work):
    add(work, 100)
    made = backups.make()
    damage(made.database, 10)

    with pytest.raises(BackupDamaged):
        backups.look_inside(made.counter)
    with pytest.raises(BackupDamaged):
        backups.restore(made.counter)


def test_after_a_month_a_copy_on_another_disk_is_asked_for(backups, work, clock, tmp_path):
    add(work)
    backups.make()
    assert not backups.second_due()
    clock.work(31 * 24 * 60)
    assert backups.second_due()

    copy = backups.copy_to(tmp_path)

    assert not backups.second_due()
    with closing(Workspace.open(copy, PASSPHRASE)) as opened:
        assert len(opened.finding.all(Site)) == 3


def test_an_empty_vault_cannot_be_carried_away(backups, tmp_path):
    with pytest.raises(NothingToBackUp):
        backups.copy_to(tmp_path)


# -- without opening -------------------------------------------------------------------------


@pytest.fixture
def closed(work, backups, tmp_path):
    add(work, 200)
    backups.make()
    (tmp_path / "stick").mkdir()
    backups.copy_to(tmp_path / "stick")
    add(work, 2, "Later")
    work.close()
    return work.vault.folder


def sites(folder):
    with closing(Workspace.open(folder, PASSPHRASE)) as opened:
        return len(opened.finding.all(Site))


def test_a_vault_that_lost_its_first_page_is_restored_without_opening(closed):
    damage(closed / "vault.db", 0)
    with recovering(closed, PASSPHRASE) as recovery:
        recovery.restore(recovery.listed()[0].counter)

    assert sites(closed) == 200
    assert len(list(closed.glob("backups/damaged-*"))) == 1


def test_a_vault_without_database_and_keys_is_restored(closed):
    for name in ("vault.db", "vault.keys", "vault.keys.bak"):
        (closed / name).unlink()

    with recovering(closed, PASSPHRASE) as recovery:
        recovery.restore(1)

    assert sites(closed) == 200


def test_a_copy_on_another_disk_is_restored_from(closed, tmp_path):
    damage(closed / "vault.db", 0)
    (copy,) = (tmp_path / "stick").iterdir()

    with recovering(closed, PASSPHRASE) as recovery:
        recovery.restore_from(copy)

    assert sites(closed) == 200


def test_a_sound_vault_is_backed_up_before_it_is_restored_cold(closed):
    with recovering(closed, PASSPHRASE) as recovery:
        recovery.restore(1)
        newest = recovery.listed()[0]

    assert (newest.why, newest.records["site"]) == (Why.RESTORE, 202)


def test_salvage_makes_a_vault_beside(closed, tmp_path):
    damage(closed / "vault.db", 0)
    damage(closed / "vault.db", 40)

    with recovering(closed, PASSPHRASE) as recovery:
        out, done = recovery.salvage(tmp_path / "saved")

    assert (done.damaged, counted(done)["Site"] + done.rebuilt["Site"]) == (2, 202)
    assert sites(out) == 202
    with recovering(closed, PASSPHRASE) as recovery, pytest.raises(FolderTaken):
        recovery.salvage(tmp_path / "saved")


def test_a_wrong_passphrase_recovers_nothing(closed):
    with pytest.raises(WrongPassphrase), recovering(closed, "other words"):
        pass
