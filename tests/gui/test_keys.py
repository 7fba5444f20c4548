"""Keys in the window: typed forgivingly, changed with proof, erased only after ceremony."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from strikelog.domain.passphrases import generate
from strikelog.domain.recovery_keys import groups_of, written
from strikelog.gui.dialogs import files
from strikelog.gui.keys import hold
from strikelog.gui.keys.changing import ChangePassphrase, LetOfficeIn, RecoverySheet, RemoveWay
from strikelog.gui.keys.erasing import EraseSheet
from strikelog.gui.keys.groups import GroupsEditor
from strikelog.gui.keys.hold import HoldButton
from strikelog.gui.keys.travelling import MakeOffice, ReceiptSheet, ReceiveSheet, SealSheet
from strikelog.gui.keys.view import KeysView
from strikelog.gui.start.erased import ErasedScreen
from strikelog.gui.start.program import Program
from strikelog.gui.start.recovery import NewPassphraseScreen, RecoveryScreen
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.services.keys import Keyring, make_office, read_invitation, write_invitation
from strikelog.services.settings import Appearance
from strikelog.services.travel import Travel
from strikelog.services.workspace import Workspace
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
PASSPHRASE, OTHER = generate(), generate()
KEY = bytes(range(16))


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(KdfCost, "calibrated", classmethod(lambda cls: CHEAP))


@pytest.fixture
def vault(tmp_path):
    with Vault.create(tmp_path / "north", PASSPHRASE, cost=CHEAP) as made:
        yield made


@pytest.fixture
def ring(vault):
    return Keyring(vault)


@pytest.fixture
def shown(gone, qtbot):
    """Show a widget or dialog, and take it away at the end."""

    def show(widget):
        gone(widget)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


def opens(folder, secret):
    with Vault.open(folder, secret) as vault:
        return Keyring(vault).opened_by


# -- eight groups


@pytest.fixture
def groups(shown):
    return shown(GroupsEditor())


def test_groups_are_typed_through_without_touching_the_mouse(groups, qtbot):
    groups.boxes[0].setFocus()
    for group in groups_of(KEY):
        for digit in group:
            qtbot.keyClick(QGuiApplication.focusObject(), digit)

    assert groups.text() == written(KEY)
    assert groups.is_complete


def test_a_whole_key_is_pasted_into_all_boxes(groups, qtbot):
    QGuiApplication.clipboard().setText(written(KEY).replace(" ", "-"))

    qtbot.keyClick(groups.boxes[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert groups.is_complete


def test_a_mistyped_group_is_named_while_the_others_stay(groups):
    groups.set_text(written(KEY))
    groups.boxes[2].setText("123457")

    assert "Group 3" in groups._told.text()
    assert [box.property("marked") for box in groups.boxes] == [place == 2 for place in range(8)]
    assert not groups.is_complete


def test_arabic_digits_are_digits(groups):
    groups.set_text(written(KEY).translate({ord("0") + n: ord("٠") + n for n in range(10)}))

    assert groups.is_complete


# -- unlocking


@pytest.fixture
def unlock(shown):
    return shown(UnlockScreen(Path("north.strikelog")))


def test_the_recovery_sheet_unlocks(unlock, qtbot):
    unlock.use_sheet.click()
    assert unlock.groups.isVisible()
    assert not unlock.unlock.isEnabled()
    unlock.groups.set_text(written(KEY))

    with qtbot.waitSignal(unlock.entered) as told:
        unlock.unlock.click()

    assert told.args == [written(KEY)]


def test_an_office_unlocks_with_its_key_file(unlock, qtbot):
    unlock.choose_office_key(Path("north.strikelog-office"))
    unlock.office_passphrase.setText("office words")

    with qtbot.waitSignal(unlock.entered) as told:
        qtbot.keyClick(unlock.office_passphrase, Qt.Key.Key_Return)

    assert (told.args[0].path.name, told.args[0].passphrase) == (
        "north.strikelog-office",
        "office words",
    )
    assert "office words" not in repr(told.args[0])


def test_nothing_is_entered_while_nothing_is_typed(unlock, qtbot):
    with qtbot.assertNotEmitted(unlock.entered):
        qtbot.keyClick(unlock.passphrase, Qt.Key.Key_Return)


# -- dialogs over the ways in


def prove_paper(choice):
    choice.ask_back()
    words = choice.words.split()
    choice.retyped.setText(" ".join(words[place] for place in choice.places))


def test_the_passphrase_is_changed(shown, ring, vault, tasks):
    dialog = shown(ChangePassphrase(None, ring, tasks))
    dialog.proof.setText(PASSPHRASE)
    assert not dialog.confirm.isEnabled()
    prove_paper(dialog.choice)
    new = dialog.choice.passphrase

    dialog.confirm.click()

    vault.close()
    assert opens(vault.folder, new) == "passphrase"


def test_a_wrong_proof_is_said_and_may_be_typed_again(shown, ring, tasks):
    dialog = shown(ChangePassphrase(None, ring, tasks))
    dialog.proof.setText("wrong words")
    prove_paper(dialog.choice)

    dialog.confirm.click()

    assert "does not open the vault" in dialog.messages.text
    assert dialog.isVisible()
    assert dialog.proof.isEnabled()
    assert len(ring.ways()) == 1


def test_the_recovery_sheet_is_written_then_deleted(shown, ring, tasks, tmp_path):
    dialog = shown(RecoverySheet(None, ring, tasks))
    dialog.proof.setText(PASSPHRASE)

    dialog.write_to(tmp_path / "sheet.pdf")

    assert "Print it" in dialog.messages.text
    assert [way.kind for way in ring.ways()] == ["passphrase", "recovery"]
    dialog.forget.click()
    assert not (tmp_path / "sheet.pdf").exists()


@pytest.fixture
def office(tmp_path):
    key, invitation = tmp_path / "o.strikelog-office", tmp_path / "o.strikelog-invitation"
    write_invitation(invitation, make_office(key, "North office", OTHER))
    return key, invitation


def test_an_office_is_let_in_after_its_words_were_shown(shown, ring, tasks, office):
    dialog = shown(LetOfficeIn(None, ring, tasks))
    dialog.proof.setText(PASSPHRASE)
    assert not dialog.confirm.isEnabled()

    dialog.take(office[1])
    assert read_invitation(office[1]).words in dialog._words.text()
    dialog.confirm.click()

    assert [way.kind for way in ring.ways()] == ["passphrase", "office"]


def test_a_file_that_is_no_invitation_is_named(shown, ring, tasks, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"x")
    dialog = shown(LetOfficeIn(None, ring, tasks))

    dialog.take(tmp_path / "photo.jpg")

    assert "photo.jpg" in dialog.messages.text
    assert not dialog._words.isVisible()


def test_the_last_way_in_cannot_be_removed(shown, ring, tasks):
    dialog = shown(RemoveWay(None, ring, tasks, way=ring.ways()[0]))
    dialog.proof.setText(PASSPHRASE)

    dialog.confirm.click()

    assert "last passphrase" in dialog.messages.text


def test_the_tab_lists_the_ways_in(shown, ring, vault, tasks, tmp_path):
    ring.add_recovery(PASSPHRASE, tmp_path / "sheet.pdf")

    view = shown(KeysView(ring, Travel(vault), tasks, vault_name="north"))

    assert [way.kind for way in view.ways] == ["passphrase", "recovery"]
    assert view._lines.count() == 2


def test_a_throwaway_vault_says_why_there_is_none(shown, empty_workspace, tasks):
    vault = empty_workspace.vault

    view = shown(KeysView(Keyring(vault), Travel(vault), tasks, vault_name="x"))

    assert not view._actions.isVisible()


# -- the road


def test_the_road_there_and_back(shown, ring, vault, tasks, office, tmp_path):
    package, travel = tmp_path / "p.strikelog-sealed", Travel(vault)
    sealing = shown(SealSheet(None, travel, [], tasks=tasks))
    sealing.take(office[1])
    sealing.proof.setText(PASSPHRASE)
    sealing.seal_to(package)
    assert "read back" in sealing.messages.text

    receiving = shown(ReceiveSheet(None, tasks))
    receiving.take(key=office[0], package=package)
    receiving.passphrase.setText(OTHER)
    receiving.receive_into(tmp_path / "theirs")
    receipt = receiving.groups.text()

    entering = shown(ReceiptSheet(None, travel, tasks))
    entering.groups.set_text(receipt)
    entering.confirm.click()

    assert "has everything" in entering.messages.text
    assert travel.may_erase()


def test_an_office_key_is_made_and_its_invitation_written(shown, tasks, tmp_path):
    dialog = shown(MakeOffice(None, tasks))
    dialog.name.setText("North office")
    prove_paper(dialog.choice)
    dialog.make_at(tmp_path / "k.strikelog-office")

    dialog.write_invitation(tmp_path / "i.strikelog-invitation")

    invitation = read_invitation(tmp_path / "i.strikelog-invitation")
    assert invitation.name == "North office"
    assert invitation.words in dialog.messages.text or "Saved" in dialog.messages.text


# -- erasing


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(hold, "HOLD", 200)


def test_the_button_acts_only_when_it_is_held(shown, qtbot, quick):
    button = shown(HoldButton("Erase", "trash-2"))
    fired = []
    button.held.connect(lambda: fired.append(1))

    for press, release in (
        (lambda: QTest.mousePress(button, Qt.MouseButton.LeftButton),
         lambda: QTest.mouseRelease(button, Qt.MouseButton.LeftButton)),
        (lambda: QTest.keyPress(button, Qt.Key.Key_Space),
         lambda: QTest.keyRelease(button, Qt.Key.Key_Space)),
    ):  # fmt: skip
        fired.clear()
        press()
        qtbot.wait(60)
        release()
        qtbot.wait(250)
        assert fired == []
        press()
        qtbot.waitUntil(lambda: fired == [1], timeout=2000)
        release()


def test_a_click_or_enter_never_erases(shown, qtbot):
    dialog = shown(EraseSheet(None, "north"))
    dialog.name.setText("north")

    with qtbot.assertNotEmitted(dialog.confirmed, wait=100):
        dialog.hold.click()
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)


def test_the_name_must_be_typed(shown):
    dialog = shown(EraseSheet(None, "north"))
    assert not dialog.hold.isEnabled()

    dialog.name.setText("south")
    assert not dialog.hold.isEnabled()
    dialog.name.setText(" north ")
    assert dialog.hold.isEnabled()


def test_what_survived_is_told(shown, vault, tasks, monkeypatch):
    from strikelog.storage import erasing

    vault.close()
    overwrite = erasing.overwrite

    def refusing(path, **named):
        if path.name == "vault.keys.bak":
            raise OSError(30, "Read-only file system")
        overwrite(path, **named)

    monkeypatch.setattr(erasing, "overwrite", refusing)

    screen = shown(ErasedScreen(vault.folder, tasks))

    assert "could not be overwritten" in screen.verdict.text()
    assert not screen.erasure.is_unreadable
    assert not vault.folder.exists()


# -- the whole way


@pytest.fixture
def program(dressed, tasks, gone):
    made = Program(dressed, Appearance(theme="light"), version="0.1.0", tasks=tasks)
    gone(made.start_window)
    yield made
    if made.session is not None:
        made.session.window.hide()
    made.close()


def screen_of(program):
    return program.start_window.screen_shown


def test_the_first_run_prints_a_sheet_that_opens_the_vault(program, tmp_path, monkeypatch):
    """T28: at most six clicks from the command to the window."""
    program.start(tmp_path / "mine.strikelog", demo=False)
    prove_paper(screen_of(program).choice)
    screen_of(program).confirm.click()
    screen = screen_of(program)
    assert isinstance(screen, RecoveryScreen)

    monkeypatch.setattr(files, "ask_for_saving", lambda *_, **__: tmp_path / "sheet.pdf")
    screen.save.click()
    screen.go_on.click()

    assert program.session.window.isVisible()
    ways = Keyring(program.session.workspace.vault).ways()
    assert [way.kind for way in ways] == ["passphrase", "recovery"]


def test_closing_before_the_sheet_closes_the_vault(dressed, tasks, gone, tmp_path):
    program = Program(dressed, Appearance(theme="light"), version="0.1.0", tasks=tasks)
    gone(program.start_window)
    program.start(tmp_path / "mine.strikelog", demo=False)
    choice = screen_of(program).choice
    prove_paper(choice)
    screen_of(program).confirm.click()

    program.close()

    assert opens(tmp_path / "mine.strikelog", choice.words) == "passphrase"


def test_a_forgotten_passphrase_is_replaced_with_the_sheet(program, vault, ring, tmp_path):
    ring.add_recovery(PASSPHRASE, tmp_path / "sheet.pdf")
    from tests.services.test_keys import key_on

    vault.close()
    program.start(vault.folder, demo=False)
    screen_of(program).use_sheet.click()
    screen_of(program).groups.set_text(key_on(tmp_path / "sheet.pdf"))
    screen_of(program).unlock.click()
    screen = screen_of(program)
    assert isinstance(screen, NewPassphraseScreen)

    prove_paper(screen.choice)
    new = screen.choice.passphrase
    screen.confirm.click()

    assert program.session.window.isVisible()
    program.session.window.hide()
    program.session.workspace.close()
    assert opens(vault.folder, new) == "passphrase"


def test_the_vault_is_erased_from_the_window(program, vault, qtbot):
    vault.close()
    program.start(vault.folder, demo=False)
    screen_of(program).passphrase.setText(PASSPHRASE)
    screen_of(program).unlock.click()

    program.session.erase_requested.emit()

    assert isinstance(screen_of(program), ErasedScreen)
    assert screen_of(program).erasure.is_complete
    assert not vault.folder.exists()
    assert program.session is None


def test_the_data_key_is_exchanged_from_the_window(program, vault):
    vault.close()
    program.start(vault.folder, demo=False)
    screen_of(program).passphrase.setText(PASSPHRASE)
    screen_of(program).unlock.click()

    program.session.exchange_requested.emit(PASSPHRASE, OTHER)
    assert isinstance(screen_of(program), RecoveryScreen)
    screen_of(program).later.click()

    assert program.session.window.isVisible()
    program.session.window.hide()
    program.session.workspace.close()
    assert opens(vault.folder, OTHER) == "passphrase"


def test_an_exchange_that_fails_asks_for_the_key_again(program, vault):
    vault.close()
    program.start(vault.folder, demo=False)
    screen_of(program).passphrase.setText(PASSPHRASE)
    screen_of(program).unlock.click()

    program.session.exchange_requested.emit("wrong words", OTHER)

    assert isinstance(screen_of(program), UnlockScreen)
    assert "does not open the vault" in screen_of(program).messages.text
    assert opens(vault.folder, PASSPHRASE) == "passphrase"


def test_the_sheet_is_mentioned_once_a_month(program, vault):
    vault.close()
    for mentioned in (True, False):
        workspace = Workspace.open(vault.folder, PASSPHRASE)
        program._opened(workspace)
        assert ("no recovery sheet" in program.session.window.messages.text) == mentioned
        program.session.window.hide()
        program.session.window.deleteLater()
        program.session = None
        workspace.close()
