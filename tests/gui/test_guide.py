"""The guide opens on its first page, follows its own links, and leads nowhere else."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextTable

from strikelog.gui.dialogs.guide import FIRST, GuideView, page_names
from strikelog.gui.language import set_language
from strikelog.resources import resource


@pytest.fixture
def guide(qtbot):
    view = GuideView()
    qtbot.addWidget(view)
    return view


@pytest.fixture
def in_arabic(qapp):
    set_language(qapp, "ar")
    yield
    set_language(qapp, "en")


def shown(guide):
    return guide.text.toPlainText()


def tables(guide):
    frames = guide.text.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def cell(table, column):
    return table.cellAt(0, column).firstCursorPosition().block().text()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_offered_once(language):
    files = {path.name for path in resource("guide", language).glob("*.md")}

    names = page_names(language)

    assert names[0] == FIRST
    assert sorted(names) == sorted(files)


def test_it_opens_on_the_first_page(guide):
    assert shown(guide).startswith("First steps")
    assert guide.pages.count() == len(page_names("en"))


def test_a_link_leads_to_its_page(guide):
    guide.text.anchorClicked.emit(QUrl("finding.md"))

    assert shown(guide).startswith("Finding")
    assert guide.pages.currentItem().text() == "Finding"


@pytest.mark.parametrize("link", ["https://example.org/", "../../en/finding.md", "none.md"])
def test_other_links_lead_nowhere(guide, link):
    guide.text.anchorClicked.emit(QUrl(link))

    assert shown(guide).startswith("First steps")


def test_tables_run_from_the_left_in_english(guide):
    guide.go_to("finding.md")

    assert [cell(tables(guide)[0], column) for column in (0, 1)] == ["You type", "It finds"]


def test_tables_run_from_the_right_in_arabic(in_arabic, guide):
    guide.go_to("finding.md")

    assert [cell(tables(guide)[0], column) for column in (0, 1)] == ["ما يجده", "ما تكتبه"]
