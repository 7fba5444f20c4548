"""The first screens speak the reader's language before anything is decided."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel

from strikelog.domain.messages import LANGUAGE_NAMES, translate
from strikelog.gui.language import language
from strikelog.gui.start import looks as looks_module
from strikelog.gui.start.new_vault import NewVaultScreen
from strikelog.gui.start.program import Program
from strikelog.gui.start.tongues import at_first
from strikelog.gui.start.unlock import UnlockScreen
from strikelog.services.settings import Appearance


@pytest.fixture
def kept(monkeypatch):
    """What is kept of the look."""
    found = []
    monkeypatch.setattr(looks_module, "save_appearance", found.append)
    return found


@pytest.fixture
def program(dressed, tasks, gone, kept):
    made = Program(dressed, Appearance(theme="light"), version="0", tasks=tasks)
    gone(made.start_window)
    return made


def headings(program):
    return {one.text() for one in program.start_window.screen_shown.findChildren(QLabel)}


def test_the_first_screen_turns_into_the_other_language(program, kept, tmp_path):
    program.ask_new(tmp_path / "a.strikelog")
    shown = program.start_window.tongue.text()

    program.start_window.tongue.click()

    screen = program.start_window.screen_shown
    assert shown == LANGUAGE_NAMES["ar"]
    assert language() == "ar"
    assert translate("Make your vault", "ar") in headings(program)
    assert isinstance(screen, NewVaultScreen)
    assert screen.folder == tmp_path / "a.strikelog"
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert program.start_window.tongue.text() == LANGUAGE_NAMES["en"]
    assert kept[-1].language == "ar"


def test_the_vault_asked_for_stays_the_same(program, tmp_path):
    program.ask_passphrase(tmp_path / "b.strikelog")

    program.start_window.tongue.click()
    program.start_window.tongue.click()

    screen = program.start_window.screen_shown
    assert isinstance(screen, UnlockScreen)
    assert screen.folder == tmp_path / "b.strikelog"
    assert language() == "en"


def test_a_screen_that_would_lose_its_work_offers_no_other_language(program, tmp_path):
    program.start_window.show()
    program.ask_new(tmp_path / "a.strikelog")
    first = program.start_window.tongue.isVisible()
    program.ask_recovery(tmp_path / "a.strikelog")

    assert first
    assert not program.start_window.tongue.isVisible()


def test_the_caution_is_said_in_the_language_by_then(program, tmp_path):
    program.ask_new(tmp_path / "a.strikelog")
    program.start_window.warn("Settings")

    program.start_window.tongue.click()

    assert program.start_window.caution.text() == "الإعدادات"
    assert program.start_window.caution.alignment() & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(
    ("system", "was_chosen", "spoken"),
    [("ar_SY", False, "ar"), ("fr_FR", False, "en"), ("ar_SY", True, "en"), ("en_GB", False, "en")],
)
def test_the_very_first_start_speaks_as_the_system(monkeypatch, system, was_chosen, spoken):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))

    assert at_first(Appearance(), was_chosen=was_chosen).language == spoken
