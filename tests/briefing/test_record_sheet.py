"""One record on its own pages: all of it, and nothing that leads to a confidential source."""

from datetime import date

from pypdf import PdfReader

from strikelog.briefing.document import write_document
from strikelog.briefing.record_sheet import Printing, record_sheet
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Incident, Source


def printed(record, tmp_path, **around):
    path = tmp_path / "sheet.pdf"
    document = record_sheet(record, Printing(**around), office="Office", as_of=date(2020, 1, 2))
    write_document(path, document)
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_every_filled_field_has_its_line(tmp_path):
    incident = Incident(
        title="Strike on a market", date_edtf=FuzzyDate.parse("2019-11-06"), impacts_low=3
    )

    text = printed(incident, tmp_path)

    assert "Impacts, low 3" in text
    assert "6 November 2019" in text
    assert "Impacts, high" not in text


def test_a_linked_record_stands_by_its_name(tmp_path):
    place = "5f0c6a52-8f43-4c52-9b1e-0d7a1c2b3d4e"

    text = printed(Incident(location_id=place), tmp_path, names={place: "Kafr Nobol"})

    assert "Location Kafr Nobol" in text


def test_a_confidential_source_is_withheld_in_head_and_fields(tmp_path):
    source = Source(
        source_type="witness",
        title="Account of the baker",
        author="A name",
        publisher="His street",
        url="https://example.org/baker",
        note="Lives beside the bakery",
        access="confidential",
        reliability="B",
    )

    text = printed(source, tmp_path)

    assert "withheld" in text
    assert [word for word in ("baker", "A name", "street", "Lives") if word in text] == []
