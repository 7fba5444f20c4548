"""A field added to a record by one line is in the workbook, and comes back."""

from dataclasses import dataclass
from typing import ClassVar

from strikelog.domain.fields import Kind, describe
from strikelog.domain.records import About as AboutRecord
from strikelog.domain.records import Record
from strikelog.exchange.reading import read_workbook
from strikelog.exchange.rows import RowReader
from strikelog.exchange.writing import RecordSheet, WorkbookContent, write_workbook
from tests.exchange.workbooks import ABOUT, an_id


@dataclass(frozen=True, kw_only=True)
class Shelter(Record):
    """A record of this test alone."""

    about: ClassVar[AboutRecord] = AboutRecord(
        sheet="Shelters", label="Shelter", plural="Shelters", id_hxl="#loc+id", tlp="TLP:AMBER",
        title=("name",),
    )  # fmt: skip

    name: str | None = describe(Kind.LINE, "Name", required=True)
    doors: int | None = describe(Kind.COUNT, "Doors", hxl="#capacity+doors")


def test_it_is_written_and_read(tmp_path):
    one = Shelter(id=an_id(1), name="Cellar", doors=3)
    path = tmp_path / "book.xlsx"
    content = WorkbookContent(ABOUT, [Shelter], [RecordSheet(Shelter, 1, [one])])

    write_workbook(path, content)

    sheet = read_workbook(path, records=[Shelter]).sheets[0]
    number, row = next(sheet.numbered())
    reading = RowReader(sheet, "en", lambda field, text: None).read(number, row, None)
    assert reading.values | {"id": one.id} == {"id": one.id, "name": "Cellar", "doors": 3}
    assert sheet.keys == ("_op", "id", "name", "doors", "_tlp", "_rev", "_hash")
