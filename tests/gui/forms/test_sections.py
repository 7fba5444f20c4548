"""Cards that are made turn by turn, and a form that goes before its last turn."""

from PySide6.QtWidgets import QLabel
from shiboken6 import delete

from strikelog.gui.forms.sections import Section, Sections


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
