"""Cards that are made turn by turn, and a form that goes before its last turn."""

from functools import partial

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from shiboken6 import delete

from strikelog.gui.forms.sections import Section, Sections, card_of


def test_every_card_comes_in_the_end(qtbot):
    sections = Sections()
    qtbot.addWidget(sections)

    sections.fill([Section(name, QLabel) for name in ("one", "two", "three")])

    qtbot.waitUntil(lambda: sections.is_complete)
    assert len(sections.scroller.widget().findChildren(QLabel)) == 3


def test_a_form_taken_apart_makes_no_further_cards(qtbot):
    made = []
    sections = Sections()
    qtbot.addWidget(sections)
    sections.fill([Section(name, lambda: made.append(1) or QLabel()) for name in ("one", "two")])

    delete(sections.scroller.widget())
    qtbot.wait(30)

    assert made == [1]
    assert sections.is_complete


def test_a_word_above_gives_the_keyboard_to_its_card(qtbot):
    sections = Sections()
    qtbot.addWidget(sections)
    fields = {"one": QLineEdit(), "two": QLineEdit()}
    sections.fill([Section(name, partial(card_of, field)) for name, field in fields.items()])
    sections.show()
    sections.activateWindow()
    fields["one"].setFocus()

    jump = next(one for one in sections.findChildren(QPushButton) if one.text() == "two")
    jump.click()

    assert sections.focusWidget() is fields["two"]
