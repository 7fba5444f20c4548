"""Where on a form something stands: the sheet of a record, the field the keyboard goes to."""

from PySide6.QtWidgets import QWidget

from strikelog.gui.forms.sheet_view import SheetView
from strikelog.gui.pages.wishes import Spot
from strikelog.gui.scrolling import bring_into_sight


def show_spot(sheet: SheetView, spot: Spot) -> None:
    """Put the keyboard on a spot, in sight, as far as there is one."""
    place = _place_of(sheet, spot)
    if place is not None:
        place.setFocus()
        # Of parts that hang on the record, those that are there already are seen as well.
        around = place.parentWidget() if spot.branch else None
        bring_into_sight(around or place)


def _place_of(sheet: SheetView, spot: Spot) -> QWidget | None:
    """Find what takes the keyboard on a spot; the first field where it names none."""
    if spot.branch:
        views = (one for one in sheet.branches if one.branch.kind.__name__ == spot.branch)
        return next((one.add_row for one in views), None)
    found = sheet_with(sheet, spot.part) if spot.part else sheet
    if found is None:
        return None
    fields = found.fields
    return (fields.cell(spot.key) if fields.has(spot.key) else fields.cells[0]).editor.keyboard


def sheet_with(sheet: SheetView, record_id: str) -> SheetView | None:
    """Find the sheet of a record, opening the rows on the way."""
    if sheet.keeper.record.id == record_id:
        return sheet
    for view in sheet.branches:
        for row in view.rows:
            if row.holds(record_id):
                row.open()
                assert row.sheet is not None
                return sheet_with(row.sheet, record_id)
    return None
