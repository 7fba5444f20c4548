"""From the first screen to the window: new vault, unlocking, the worked example."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from strikelog.domain.passphrases import generate
from strikelog.gui import running, style
from strikelog.gui.dialogs import files
from strikelog.gui.language import language
from strikelog.gui.start.new_vault import NewVaultScreen
from strikelog.gui.start.program import Program
from strikelog.gui.start.screens import StartWindow
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.gui.tasks import Tasks
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace

PASSPHRASE = "correct horse battery staple orbit lantern"


@pytest.fixture
def program(dressed, tasks, gone):
    made = Program(dressed, Appearance(theme="light"), version="0.1.0", tasks=tasks)
    gone(made.start_window)
    yield made
    if made.session is not None:
        made.session.window.hide()
    made.close()


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vaults") / "north.strikelog"
    Workspace.create(folder, PASSPHRASE).close()
    return folder


def screen_of(program):
    """The screen that is shown."""
    return program.start_window.screen_shown


@pytest.fixture
def new_screen(gone, tmp_path):
    window = StartWindow()
    gone(window)
    screen = NewVaultScreen(tmp_path / "v.strikelog")
    window.show_screen(screen)
    window.show()
    return screen


def prove_paper(choice):
    """Write the words down and give the two that are asked back."""
    choice.written_down.click()
    words = choice.words.split()
    choice.retyped.setText(" ".join(words[place] for place in choice.places))


def test_six_words_are_offered(new_screen):
    assert len(new_screen.choice.words.split()) == 6
    assert new_screen.passphrase == new_screen.choice.words
    assert not new_screen.confirm.isEnabled()


def test_some_of_the_words_must_be_given_from_the_paper(new_screen):
    choice = new_screen.choice
    choice.written_down.click()
    assert not choice._shown.isVisible()

    choice.retyped.setText("none of them")
    assert not new_screen.confirm.isEnabled()
    assert "Those are not words" in choice._match.text()

    prove_paper(choice)
    assert new_screen.confirm.isEnabled()


def test_the_words_can_be_looked_at_again(new_screen):
    choice = new_screen.choice
    choice.written_down.click()

    choice._look.click()

    assert choice._shown.isVisible()
    assert choice.retyped.text() == ""


def test_other_words_can_be_drawn(new_screen):
    before = new_screen.choice.words

    new_screen.choice.again.click()

    assert new_screen.choice.words != before


def test_a_weak_passphrase_is_named_and_refused(new_screen):
    choice = new_screen.choice
    choice.choose_own("hospital 2019")
    choice.once_more.setText("hospital 2019")

    assert not new_screen.confirm.isEnabled()
    assert choice.strength.accessibleName() in ("Easily guessed", "Not strong enough yet")


def test_a_strong_passphrase_of_ones_own_is_taken(qtbot, new_screen):
    own = generate(7)
    new_screen.choice.choose_own(own)
    new_screen.choice.once_more.setText(own)

    with qtbot.waitSignal(new_screen.decided) as told:
        qtbot.keyClick(new_screen.choice.once_more, Qt.Key.Key_Return)

    assert told.args[0].passphrase == own


@pytest.fixture
def documents(monkeypatch, tmp_path):
    """An empty customary folder."""
    monkeypatch.setattr(files, "documents_folder", lambda: tmp_path)
    return tmp_path


def test_a_later_run_asks_for_the_vault_used_last(program, documents):
    for age, name in enumerate(("newer", "older")):
        (documents / f"{name}.strikelog").mkdir()
        database = documents / f"{name}.strikelog" / "vault.db"
        database.touch()
        os.utime(database, (1_600_000_000 - age,) * 2)
    (documents / "no vault.strikelog").mkdir()

    program.start(None, demo=False)

    assert isinstance(screen_of(program), UnlockScreen)
    assert screen_of(program).folder.name == "newer.strikelog"


def test_the_first_run_offers_a_vault(program, documents):
    program.start(None, demo=False)

    assert isinstance(screen_of(program), NewVaultScreen)
    assert program.start_window.isVisible()


def test_a_new_vault_opens_on_an_empty_list(program, tmp_path):
    program.start(tmp_path / "mine.strikelog", demo=False)
    screen = screen_of(program)
    prove_paper(screen.choice)

    screen.confirm.click()
    screen_of(program).later.click()

    assert (tmp_path / "mine.strikelog" / "vault.keys").exists()
    assert program.session.window.isVisible()
    assert not program.start_window.isVisible()
    assert program.session.pages[0].list._stack.currentIndex() == 1


def test_the_right_passphrase_opens(program, vault):
    program.start(vault, demo=False)

    screen_of(program).passphrase.setText(PASSPHRASE)
    screen_of(program).unlock.click()

    assert program.session.window.isVisible()


def test_a_wrong_passphrase_is_said_calmly(program, vault):
    program.start(vault, demo=False)
    screen = screen_of(program)
    screen.passphrase.setText("not this one")

    screen.unlock.click()

    assert "does not open the vault" in screen.messages.text
    assert screen.passphrase.isEnabled()
    assert program.session is None


def test_unlocking_shows_that_it_works(qtbot, dressed, vault, faults, gone):
    tasks = Tasks(faults.append)
    program = Program(dressed, Appearance(theme="light"), version="0", tasks=tasks)
    gone(program.start_window)
    program.start(vault, demo=False)
    screen = screen_of(program)
    screen.passphrase.setText(PASSPHRASE)

    screen.unlock.click()

    assert screen.bar.isVisible()
    assert not screen.passphrase.isEnabled()
    qtbot.waitUntil(lambda: program.session is not None, timeout=15_000)
    gone(program.session.window)
    program.session.window.hide()
    program.close()
    assert faults == []


def test_the_worked_example_opens_by_itself(program):
    program.start(None, demo=True)

    assert program.session.workspace.finding.by_code("EX-2019-0003")
    assert program.session._opening.is_demo


def test_an_existing_vault_can_be_chosen(program, vault, documents, monkeypatch):
    program.start(None, demo=False)
    monkeypatch.setattr(files, "ask_for_folder", lambda *_: vault)

    screen_of(program).other_requested.emit()

    assert isinstance(screen_of(program), UnlockScreen)


def test_another_language_makes_the_window_anew(program):
    program.start(None, demo=True)
    before = program.session.window

    program.change_appearance(Appearance(theme="light", language="ar"))

    assert language() == "ar"
    assert program.session.window is not before
    assert program.session.window.isVisible()
    assert program.session.window.isRightToLeft()


def test_a_theme_is_worn_and_kept(program):
    program.start(None, demo=True)

    program.change_appearance(Appearance(theme="dark"))

    assert style.tokens().is_dark
    assert running.load_appearance().theme == "dark"


def test_a_larger_text_scales_everything(monkeypatch):
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)

    running._scale(Appearance(text_size=17))

    assert os.environ["QT_SCALE_FACTOR"] == "1.308"


def test_the_file_dialog_leaves_no_trace(qtbot, tmp_path):
    files.forget_folders()
    dialog = QFileDialog(None, "x", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    dialog.done(1)
    dialog.deleteLater()
    qtbot.wait(50)

    QSettings(QSettings.Scope.UserScope, "QtProject").sync()
    home = Path(os.environ["XDG_CONFIG_HOME"])
    assert not [path for path in home.rglob("*") if path.is_file()]
