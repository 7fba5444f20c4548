"""Workbooks as people edit them: by the machine key of a column and the id of a row."""

from contextlib import contextmanager

import openpyxl


@contextmanager
def edited(path):
    """Open a workbook for editing and save it over itself."""
    book = openpyxl.load_workbook(path)
    yield Edited(book)
    book.save(path)


class Edited:
    """A workbook whose cells are named by sheet, id and machine key."""

    def __init__(self, book):
        self.book = book

    def column(self, sheet, key):
        return next(cell.column for cell in self.book[sheet][1] if cell.value == key)

    def row(self, sheet, record_id):
        at = self.column(sheet, "id")
        return next(
            row[at - 1].row
            for row in self.book[sheet].iter_rows()
            if row[at - 1].value == record_id
        )

    def cell(self, sheet, record_id, key):
        return self.book[sheet].cell(self.row(sheet, record_id), self.column(sheet, key))

    def put(self, sheet, record_id, key, value):
        """Write a cell and give its name, like D17."""
        cell = self.cell(sheet, record_id, key)
        cell.value = value
        return cell.coordinate

    def add(self, sheet, **values):
        """Write a row below the last one and give its number."""
        number = self.book[sheet].max_row + 1
        for key, value in values.items():
            self.book[sheet].cell(number, self.column(sheet, key)).value = value
        return number

    def cell_name(self, sheet, number, key):
        return self.book[sheet].cell(number, self.column(sheet, key)).coordinate
