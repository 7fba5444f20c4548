"""What goes back to a partner: each cell they touched in its colour, and nothing they had not."""

import hashlib
from dataclasses import replace

import openpyxl
import pytest

from strikelog.domain.records import Incident, Site
from strikelog.exchange.frame import RECEIPT_COLOURS
from strikelog.exchange.reading import NotOurs
from strikelog.services.exporting import Exporting
from strikelog.services.receipts import WorkbookGone
from strikelog.services.settings import Settings
from tests.services.test_importing import CLAIM, FIGURE, INCIDENT, SITE, SOURCE, Office

FATES = {f"00{colour}": fate for fate, colour in RECEIPT_COLOURS.items()}


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    made.recording.add_all([SOURCE, SITE, INCIDENT, CLAIM, FIGURE], "case")
    made.export()
    yield made
    made.database.close()


def receipt(office, preview, decisions=None, **asked):
    path = office.path.with_name("receipt.xlsx")
    made = office.importing.receipt(preview, path, decisions, **asked)
    return made, openpyxl.load_workbook(path)


def colours(book, sheet):
    """Give the fate of every coloured cell by its name, the last column left out."""
    return {
        cell.coordinate: FATES[cell.fill.fgColor.rgb]
        for row in book[sheet].iter_rows(max_col=book[sheet].max_column - 1)
        for cell in row
        if cell.fill.fgColor.rgb in FATES
    }


def edit_in_every_way(office):
    """Edit the workbook so that each fate happens once; gives the cells by fate."""
    with office.edit() as book:
        cells = {
            "taken": book.put("Incidents", INCIDENT.id, "summary", "Theirs"),
            "kept": book.put("Incidents", INCIDENT.id, "place_text", "Their place"),
            "refused": book.put("Incidents", INCIDENT.id, "weapon", "death ray"),
            "waiting": book.put("Incidents", INCIDENT.id, "title", "Theirs"),
        }
    office.save(INCIDENT, title="Ours")
    return cells, {(INCIDENT.id, "place_text"): "ours"}


def test_each_cell_has_the_colour_of_what_became_of_it(office):
    cells, decisions = edit_in_every_way(office)
    preview = office.preview()
    office.importing.apply(preview, decisions)

    made, book = receipt(office, preview, decisions)

    assert colours(book, "Incidents") == {cell: fate for fate, cell in cells.items()}
    assert made.counts == {"taken": 1, "kept": 1, "refused": 1, "waiting": 1}
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()


def test_the_last_column_says_it_in_both_languages(office):
    _, decisions = edit_in_every_way(office)

    _, book = receipt(office, office.preview(), decisions)

    sheet = book["Incidents"]
    said = sheet.cell(4, sheet.max_column).value.split("\n")
    assert said[0] == "1 taken, 1 not taken, 1 refused, 1 waiting"
    assert len(said) == 2
    assert said[1] != said[0]


def test_the_first_sheet_tells_every_cell_with_the_reason(office):
    cells, decisions = edit_in_every_way(office)

    _, book = receipt(office, office.preview(), decisions)

    lines = {
        row[1]: row for row in book["Receipt"].iter_rows(min_row=20, values_only=True) if row[1]
    }
    assert {fate: lines[cell][4] for fate, cell in cells.items()} == {
        "taken": "Theirs",
        "kept": "Their place",
        "refused": "death ray",
        "waiting": "Theirs",
    }
    assert lines[cells["waiting"]][6] == "Ours"
    assert "not in the list" in lines[cells["refused"]][7]


def test_sheets_in_which_nothing_happened_are_left_out(office):
    edit_in_every_way(office)

    _, book = receipt(office, office.preview())

    assert book.sheetnames == ["Receipt", "Incidents"]
    assert book["Incidents"].max_row == 4


def test_a_new_row_is_coloured_where_something_was_typed(office):
    with office.edit() as book:
        number = book.add("Incidents", id="n1", title="New strike")
        title = book.cell_name("Incidents", number, "title")

    _, book = receipt(office, office.preview())

    assert colours(book, "Incidents") == {title: "taken"}


def test_a_receipt_is_no_workbook_to_import(office):
    edit_in_every_way(office)
    made, _ = receipt(office, office.preview())
    office.path = made.path

    with pytest.raises(NotOurs):
        office.preview()


def test_a_workbook_that_changed_since_gets_no_receipt(office):
    edit_in_every_way(office)
    preview = office.preview()
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Changed again")

    with pytest.raises(WorkbookGone, match="not there any more"):
        office.importing.receipt(preview, office.path.with_name("receipt.xlsx"))
    assert not office.path.with_name("receipt.xlsx").exists()


@pytest.mark.parametrize(
    ("record", "key", "ours"),
    [
        (Site(name="School", site_type="school", operator="Council"), "operator", "Our operator"),
        (Incident(title="Strike", tlp="TLP:RED"), "title", "Our secret"),
    ],
)
def test_a_partner_is_not_told_what_their_profile_does_not_share(office, record, key, ours):
    office.recording.add_all([record], "more")
    office.export()
    with office.edit() as book:
        book.put(type(record).about.sheet, record.id, key, "Theirs")
    office.save(record, **{key: ours})

    _, shared = receipt(office, replace(office.preview(), profile="partner"))
    shown = [cell for sheet in shared for row in sheet.values for cell in row]
    _, own = receipt(office, office.preview())

    assert not [cell for cell in shown if ours in str(cell)]
    assert "(not shared)" in shown
    assert ours in [cell for sheet in own for row in sheet.values for cell in row]


def test_a_workbook_for_partners_that_comes_back_changes_nothing_by_itself(office):
    Exporting(office.database, Settings(office.database)).export(office.path, profile="partner")

    preview = office.preview()

    assert preview.rows == []
    assert preview.counts["read"] == preview.counts["unchanged"]


def test_a_refused_row_is_named_by_what_the_partner_calls_it(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "weapon", "death ray")
        book.add("Sources", title="Interview with a driver", source_type="interview")

    preview = office.preview()

    assert set(preview.titles.values()) == {INCIDENT.title, "Interview with a driver"}
    _, book = receipt(office, preview)
    told = {cell.value for row in book["Receipt"].iter_rows() for cell in row}
    assert "Interview with a driver" in told
