"""Backups in the window: seen, looked into, put back; damage is said above every page."""

from contextlib import closing

import pytest

from strikelog.domain.records import Incident, Site
from strikelog.gui.backups.backups_table import BackupsTable
from strikelog.gui.backups.damage_banner import DamageBanner
from strikelog.gui.backups.keeper import BackupKeeper
from strikelog.gui.backups.salvage_dialog import SalvageDialog
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.language import set_language
from strikelog.gui.start.program import Program
from strikelog.gui.start.recovery_screen import RecoveryScreen
from strikelog.gui.widgets.question import Question
from strikelog.gui.window.session import Opening, Session
from strikelog.services.backups import Why
from strikelog.services.recovery import salvage_open
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage import guards
from strikelog.storage.guards import NotEnoughRoom, PlaceKind, Risk
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

PASSPHRASE = "lantern orchard pebble"
CHEAP = KdfCost(memory=8, passes=1, lanes=1)


@pytest.fixture
def work(tmp_path):
    made = Workspace.over(Vault.create(tmp_path / "case", PASSPHRASE, cost=CHEAP))
    add(made, 30)
    with closing(made):
        yield made


@pytest.fixture
def window(work, tasks, gone):
    made = Session(work, tasks, Opening(Appearance(), "0.1.0"))
    gone(made.window)
    made.window.show()
    return made


def add(work, count, name="Site"):
    work.recording.add_all([Site(name=f"{name} {n}", note="x" * 300) for n in range(count)], "Add")


def harm(work):
    work.settle()
    path = work.vault.database.path
    content = bytearray(path.read_bytes())
    content[-6 * 4096 + 99] ^= 1
    path.write_bytes(content)


def shown(page):
    return [
        [page.table.lines.item(line, column).text() for column in range(4)]
        for line in range(page.table.lines.rowCount())
    ]


def test_the_page_lists_backups_and_looks_into_the_newest(window, work):
    work.backups.make(Why.DAY)
    add(work, 2, "Later")
    window.safety.show_page()
    page = window.safety.entry.widget

    page.make.click()

    assert [line[1] for line in shown(page)] == ["Asked for", "First change of the day"]
    assert page.inside.inside.then == {"Site": 32}
    assert page.messages.text == "Backed up and proven."
    page.table.select(1)
    assert (page.inside.inside.then, page.inside.inside.now) == ({"Site": 30}, {"Site": 32})


def test_an_empty_page_says_that_nothing_has_to_be_done(window):
    window.safety.show_page()
    page = window.safety.entry.widget

    assert page.table.lines.rowCount() == 0
    assert page._empty.isVisible()
    assert not page._beside.isVisible()


def test_the_worked_example_offers_no_backup(session):
    session.safety.show_page()
    page = session.safety.entry.widget

    assert not page.make.isEnabled()
    assert not page.copy.isEnabled()
    assert session.safety.keeper is None


def test_a_restore_is_asked_for_and_tells_the_program(window, work, qtbot):
    work.backups.make()
    add(work, 4, "Later")
    window.safety.show_page()
    page = window.safety.entry.widget

    page.inside.restore.click()
    question = window.window.findChild(Question)
    with qtbot.waitSignal(window.restored):
        question.accept()

    assert len(Workspace.over(work.vault).finding.all(Site)) == 30


def test_the_program_makes_the_window_anew_over_what_was_restored(qapp, tasks, work, gone):
    program = Program(qapp, Appearance(), version="0.1.0", tasks=tasks)
    gone(program.start_window)
    program._opened(work)
    gone(program.session.window)
    work.backups.make()
    add(work, 4, "Later")
    before = program.session

    work.backups.restore(1)
    before.restored.emit()

    assert program.session is not before
    assert len(program.session.workspace.finding.all(Site)) == 30
    assert "in place" in program.session.window.messages.text
    gone(program.session.window)


def test_a_good_backup_is_confirmed(window, work):
    work.backups.make()
    window.safety.show_page()
    page = window.safety.entry.widget

    page.inside.good.click()

    assert work.backups.confirmed == 1
    assert "✓" in shown(page)[0][0]
    assert not page.inside.good.isEnabled()


def test_much_that_went_missing_is_told(window, work):
    work.backups.make()
    for record in work.finding.all(Site)[:10]:
        work.recording.remove(record)
    work.backups.make()

    window.safety.show_page()

    assert "from \u206630\u2069 to \u206620\u2069" in window.safety.entry.widget.messages.text


def test_a_copy_is_carried_to_another_disk(window, work, tmp_path):
    window.safety.show_page()
    (tmp_path / "stick").mkdir()

    window.safety.entry.widget.copy_out(tmp_path / "stick", None)

    with closing(Workspace.open(tmp_path / "stick" / "case-000001", PASSPHRASE)) as copy:
        assert len(copy.finding.all(Site)) == 30


# -- damage ----------------------------------------------------------------------------------


def test_damage_found_while_backing_up_is_said_above_every_page(window, work):
    work.backups.make()
    add(work, 1, "Later")
    harm(work)

    window.safety.keeper.failed.connect(lambda _: None)
    window.safety.entry.widget.back_up()

    banner = window.window.findChild(DamageBanner)
    assert "damage" in banner.text.text()
    assert work.vault.read_only
    banner.restore.click()
    assert window.window.page is window.safety.entry
    assert not window.safety.entry.widget.make.isEnabled()


def test_a_damaged_vault_opens_with_the_banner_and_is_salvaged(work, tasks, gone, tmp_path):
    work.settle()
    harm(work)
    work.vault.look_for_damage()
    session = Session(work, tasks, Opening(Appearance(), "0.1.0"))
    gone(session.window)
    assert session.window.findChild(DamageBanner) is not None

    session.safety.salvage()
    dialog = session.window.findChild(SalvageDialog)
    dialog.salvage_to(tmp_path / "saved")

    assert "saved.strikelog" in dialog.messages.text
    with closing(Workspace.open(tmp_path / "saved", PASSPHRASE)) as saved:
        assert len(saved.finding.all(Site)) == 30
    with pytest.raises(Exception, match="already exists"):
        salvage_open(work.vault, tmp_path / "saved", None)


def test_the_first_screen_restores_a_vault_that_does_not_open(work, tasks, qtbot, gone):
    work.backups.make()
    folder = work.vault.folder
    work.close()
    content = bytearray((folder / "vault.db").read_bytes())
    content[99] ^= 1
    (folder / "vault.db").write_bytes(content)
    screen = RecoveryScreen(folder, tasks)
    gone(screen)

    screen.passphrase.setText("other words")
    screen.look.click()
    assert "does not open" in screen.messages.text
    screen.passphrase.setText(PASSPHRASE)
    screen.look.click()
    assert screen.list.count() == 1
    screen.restore.click()
    with qtbot.waitSignal(screen.restored):
        screen.findChild(Question).accept()

    with closing(Workspace.open(folder, PASSPHRASE)) as again:
        assert len(again.finding.all(Site)) == 30


# -- while somebody works --------------------------------------------------------------------


def test_a_pause_after_changes_makes_the_backup_that_is_due(window, work, qtbot):
    keeper = window.safety.keeper
    keeper._pause.setInterval(1)

    with qtbot.waitSignal(keeper.made):
        window.feed.announce(work.recording.save(Incident(title="New")).changes)

    assert [one.why for one in work.backups.listed()] == [Why.DAY]


def test_what_keeps_backups_from_being_made_is_told_once(window, work, monkeypatch, tasks):
    keeper = BackupKeeper(window.window, work, tasks, feed=ChangeFeed())
    told = []
    keeper.failed.connect(told.append)
    monkeypatch.setattr(guards, "free_space", lambda _: 1 << 20)

    keeper.make_if_due()
    keeper.make_if_due()

    assert [type(one) for one in told] == [NotEnoughRoom]
    assert keeper._latest.isActive()
    keeper._latest.stop()


def test_what_failed_beside_the_work_is_named(window):
    window.safety.keeper.failed.emit(NotEnoughRoom(needed=101, free=54))

    assert window.window.messages.text.startswith("Your entries are saved, but no backup")
    assert "101 MB" in window.window.messages.text


def test_a_risky_place_is_warned_of_until_it_is_accepted(work, tasks, gone, monkeypatch):
    monkeypatch.setattr(guards, "risk_of", lambda _: Risk(PlaceKind.SYNCED, "Dropbox"))
    session = Session(work, tasks, Opening(Appearance(), "0.1.0"))
    gone(session.window)
    assert "Dropbox" in session.safety.warning_bar.text

    session.safety.warning_bar.action_requested.emit()

    assert work.guarding.warning() is None


def test_little_room_is_warned_of(work, monkeypatch):
    monkeypatch.setattr(guards, "free_space", lambda _: 123 << 20)

    assert "Only 123 MB are free" in str(work.guarding.warning())


def test_a_line_is_looked_at_from_right_to_left_as_well(work, qapp):
    set_language(qapp, "ar")
    work.backups.make()
    table = BackupsTable("x")
    table.fill(work.backups.listed(), [], None)

    table.select(1)

    assert table.counter == 1
