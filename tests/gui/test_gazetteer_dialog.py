"""Importing a gazetteer: seen before it is saved, taken in as one step, taken back as one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from strikelog.domain.records import Incident, Location
from strikelog.gui.dialogs.gazetteer import GazetteerDialog
from strikelog.gui.pages import wishes

SYRIA = Path(__file__).parents[2].parent / "shared" / "data" / "gazetteer" / "syria"
UNITS = (
    "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM0_EN,ADM0_PCODE\n"
    "Al Ma'ra,المعرة,SY0702,Idleb,إدلب,SY07,Syrian Arab Republic,SY\n"
    ",,,,,,,\n"
    "Harim,حارم,SY0703,Idleb,إدلب,SY07,Syrian Arab Republic,SY\n"
)


@pytest.fixture
def dialog(session, tasks, gone):
    """The dialog over the worked example."""
    made = GazetteerDialog(session.window, session.workspace.gazetteers, tasks)
    gone(made)
    made.show()
    return made


@pytest.fixture
def units(tmp_path):
    """A small list of districts."""
    path = tmp_path / "units.csv"
    path.write_text(UNITS, encoding="utf-8")
    return path


def texts(dialog):
    """What the table says, line by line."""
    model = dialog.table.model()
    columns = range(model.columnCount())
    return [
        tuple(model.index(row, column).data() for column in columns)
        for row in range(model.rowCount())
    ]


def names(session):
    """Names of the vault's places."""
    return {place.name for place in session.workspace.finding.all(Location)}


def test_what_would_come_in_is_seen_before_anything_is_saved(session, dialog, units):
    before = names(session)

    dialog.read(units)

    fates = {line[1]: line[0] for line in texts(dialog)}
    assert fates["Harim"] == "New"
    assert "units.csv" in dialog.summary.text()
    assert dialog.take_in.isEnabled()
    assert names(session) == before


def test_refused_rows_stand_first_with_their_reason(dialog, tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("level,name,country\n1,Idlib,SYR\n9,Nowhere,SYR\n", encoding="utf-8")

    dialog.read(path)

    first = texts(dialog)[0]
    assert first[:2] == ("Refused", "Nowhere")
    assert "level" in first[-1]


def test_the_name_of_the_codes_can_be_given(session, dialog, units):
    dialog.read(units)
    dialog.pcode_set.setText("Our own codes")
    dialog.pcode_set.editingFinished.emit()
    dialog.take_in.click()

    harim = next(one for one in session.workspace.finding.all(Location) if one.name == "Harim")
    assert harim.pcode_set == "Our own codes"


def test_taking_in_is_one_step_that_the_window_offers_to_undo(session, units):
    before = names(session)
    session.grant(wishes.ImportPlaces())
    opened = session.window.findChild(GazetteerDialog)

    opened.read(units)
    opened.take_in.click()
    taken = names(session)
    session.window.messages.action_requested.emit()

    assert {"Harim", "Al Ma'ra"} <= taken
    assert names(session) == before


def test_a_file_that_is_no_list_says_so(dialog, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all", encoding="utf-8")

    dialog.read(path)

    assert "letter.txt" in dialog.messages.text
    assert not dialog.take_in.isEnabled()


def test_only_the_page_of_places_offers_it(session):
    def offers(kind):
        page = session.page_of(kind)
        session.window.show_page(page)
        texts = [button.text() for button in page.list.findChildren(QPushButton)]
        return "Import a gazetteer…" in texts

    assert offers(Location)
    assert not offers(Incident)


@pytest.mark.skipif(not SYRIA.is_dir(), reason="the published gazetteer of Syria is not here")
def test_a_published_gazetteer_comes_in_level_by_level(session, dialog, tasks, gone):
    for level in (0, 1, 2):
        one = GazetteerDialog(session.window, session.workspace.gazetteers, tasks)
        gone(one)
        one.read(SYRIA / f"derived_syr_admin{level}.csv")
        one.apply()

    known = session.workspace.finding.all(Location)
    assert sum(place.level == "1" and place.country_iso3 == "SYR" for place in known) == 14
    assert sum(place.level == "2" and place.country_iso3 == "SYR" for place in known) >= 62
