"""A vault in a place where it comes to harm is made only after the question is answered."""

import pytest

from strikelog.gui.start.new_vault import NewVault
from strikelog.gui.start.program import Program
from strikelog.gui.widgets.question import Question
from strikelog.services.settings import Appearance
from strikelog.storage.keys import KdfCost

PASSPHRASE = "correct horse battery staple orbit lantern"


@pytest.fixture
def program(dressed, tasks, gone, monkeypatch):
    cheap = KdfCost(memory=8, passes=1, lanes=1)
    monkeypatch.setattr(KdfCost, "calibrated", classmethod(lambda _: cheap))
    made = Program(dressed, Appearance(theme="light"), version="0.1.0", tasks=tasks)
    gone(made.start_window)
    yield made
    made.close()


def ask_for_vault(program, folder):
    program.ask_new(folder)
    program._make(NewVault(folder, PASSPHRASE))
    return program.start_window.findChild(Question)


def test_a_synchronised_folder_is_asked_about_and_may_be_meant(program, tmp_path):
    folder = tmp_path / "Dropbox" / "case.strikelog"
    folder.parent.mkdir()

    question = ask_for_vault(program, folder)
    assert not folder.exists()
    assert "Dropbox" in program.start_window.screen_shown.messages.text
    question.accept()

    assert (folder / "vault.db").is_file()


def test_the_safe_answer_makes_nothing(program, tmp_path):
    folder = tmp_path / "Dropbox" / "case.strikelog"
    folder.parent.mkdir()

    ask_for_vault(program, folder).reject()

    assert not folder.exists()


def test_an_ordinary_folder_is_not_asked_about(program, tmp_path):
    assert ask_for_vault(program, tmp_path / "case.strikelog") is None
    assert (tmp_path / "case.strikelog" / "vault.db").is_file()
