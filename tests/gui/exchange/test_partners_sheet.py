"""The list of partners: renamed, named for marks, removed, brought back."""

import pytest

from strikelog.gui.exchange.partners_sheet import show_partners


@pytest.fixture
def register(empty_workspace):
    """The register, with two partners in it."""
    found = empty_workspace.exporting.partners
    for name in ("North", "South"):
        found.called(name)
    return found


@pytest.fixture
def sheet(empty_workspace, register, tasks, window, gone):
    """The sheet over a window."""
    made = show_partners(window, empty_workspace, tasks)
    gone(made)
    return made


@pytest.fixture
def window(gone):
    """Something to stand over."""
    from PySide6.QtWidgets import QWidget

    made = QWidget()
    gone(made)
    made.show()
    return made


def names(sheet):
    """What the first column says."""
    signs = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    return [sheet.lines.item(at, 0).text().translate(signs) for at in range(sheet.lines.rowCount())]


def test_a_partner_is_renamed_and_named_for_a_mark(sheet, register):
    before = register.find("North")
    sheet.name.setText("  Northern  desk ")
    sheet.named["TLP:AMBER+STRICT"].setChecked(True)

    sheet.keep.click()

    assert names(sheet) == ["Northern desk", "South"]
    kept = register.find("Northern desk")
    assert (kept.id, kept.named_for) == (before.id, ("TLP:AMBER+STRICT",))
    assert sheet.current == kept


def test_a_name_that_is_taken_is_told_and_nothing_is_changed(sheet, register):
    sheet.name.setText("south")

    sheet.keep.click()

    assert "South" in sheet.messages.text
    assert [one.name for one in register.all()] == ["North", "South"]


def test_a_removed_partner_stays_in_sight_here_and_can_be_brought_back(sheet, register):
    sheet.remove.click()

    assert names(sheet)[0] == "North (removed)"
    assert [one.name for one in register.all()] == ["South"]
    assert not sheet.keep.isEnabled()

    sheet.restore.click()

    assert [one.name for one in register.all()] == ["North", "South"]


def test_without_partners_it_says_where_they_come_from(empty_workspace, tasks, window, gone):
    made = show_partners(window, empty_workspace, tasks)
    gone(made)

    assert not made.table.isVisible()
    assert made._nobody.isVisible()
