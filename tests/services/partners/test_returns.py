"""Workbooks made for partners, between offices: what was left out or made coarser harms nothing."""

import openpyxl
import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Claim, Incident, Site, Source
from strikelog.services.exporting import Exporting
from strikelog.services.settings import Settings
from tests.databases import stored
from tests.exchange.editing import edited
from tests.services.test_offices import Office

SOURCE = Source(
    title="Zarzur orchard lantern", author="Qarnabit", source_type="witness", access="confidential"
)
SITE = Site(
    name="Hospital", site_type="hospital", beds=12, operator="Council", lat=35.614512,
    lon=36.561234, geo_prec="building", coord_release="exact",
)  # fmt: skip
INCIDENT = Incident(
    title="Strike", date_edtf=FuzzyDate.parse("2019-05-05"), summary="What happened",
    lat=35.614512, lon=36.561234, geo_prec="building",
)  # fmt: skip
CLAIM = Claim(incident_id=INCIDENT.id, source_id=SOURCE.id, summary="It says")


def for_partners(office):
    office.sent += 1
    path = office.folder / f"partner-{office.sent}.xlsx"
    Exporting(office.database, Settings(office.database)).export(path, profile="partner")
    return path


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path / "a")
    made.recording.add_all([SOURCE, SITE, INCIDENT, CLAIM], "case")
    yield made
    made.database.close()


@pytest.fixture
def partner(tmp_path):
    made = Office(tmp_path / "b")
    yield made
    made.database.close()


def position(record):
    return record.lat, record.lon, record.geo_prec


def test_an_edit_by_hand_comes_in_and_nothing_else_changes(office):
    path = for_partners(office)
    with edited(path) as book:
        book.put("Incidents", INCIDENT.id, "title", "Air strike")

    assert office.take(path) == [("title", "Strike", "Air strike", "changed")]
    assert position(office.get(INCIDENT)) == position(INCIDENT)
    assert len(stored(office.database, Source)) == 1


def test_coordinates_typed_over_by_a_partner_are_a_question(office):
    path = for_partners(office)
    with edited(path) as book:
        book.put("Incidents", INCIDENT.id, "lat", 35.7)

    changes = office.take(path)

    assert {one[3] for one in changes} == {"conflict"}
    assert position(office.get(INCIDENT)) == position(INCIDENT)


def test_what_a_partner_changed_in_a_vault_of_its_own_comes_back(office, partner):
    partner.take(for_partners(office))
    partner.save(INCIDENT, title="Air strike")

    assert office.take(partner.export()) == [("title", "Strike", "Air strike", "changed")]
    assert set(stored(office.database, Source)) == {SOURCE.id}
    assert position(office.get(INCIDENT)) == position(INCIDENT)
    assert (office.get(SITE).operator, office.get(SITE).beds) == ("Council", 12)


def test_a_partner_gets_what_changed_since_the_last_file(office, partner):
    partner.take(for_partners(office))
    office.save(INCIDENT, summary="More is known")

    assert partner.take(for_partners(office)) == [
        ("summary", "What happened", "More is known", "changed")
    ]


def test_what_others_made_coarser_for_us_never_replaces_what_we_have(office, partner):
    """Both have the whole record; one sends it in the form for partners."""
    partner.take(office.export())
    partner.save(INCIDENT, title="Air strike")

    assert [one for one in office.take(for_partners(partner)) if one[3] != "new"] == [
        ("title", "Strike", "Air strike", "conflict")
    ]
    assert position(office.get(INCIDENT)) == position(INCIDENT)
    assert office.get(SITE).operator == "Council"


def test_without_any_memory_what_is_blank_in_their_form_asks_nothing(office, partner):
    partner.take(office.export())
    path = for_partners(partner)
    with edited(path) as book:
        del book.book["_base"]
        book.put("Incidents", INCIDENT.id, "title", "By hand")

    asked = {(one[0], one[3]) for one in office.take(path) if one[3] != "new"}

    assert asked == {("title", "conflict")}
    assert position(office.get(INCIDENT)) == position(INCIDENT)


def test_a_pseudonym_is_nobody_s_author(office, partner):
    partner.take(for_partners(office))

    (masked,) = stored(partner.database, Source).values()

    assert masked.author is None
    assert "Zarzur" not in masked.title


def test_what_a_partner_adds_about_a_masked_source_leads_to_the_source(office, partner):
    partner.take(for_partners(office))
    (masked,) = stored(partner.database, Source)
    claim = Claim(incident_id=INCIDENT.id, source_id=masked, summary="They add")
    partner.recording.add_all([claim], "more")

    office.take(partner.export())

    assert stored(office.database, Claim)[claim.id].source_id == SOURCE.id


def test_a_row_added_by_hand_may_name_a_masked_source(office):
    path = for_partners(office)
    with edited(path) as book:
        masked = book.cell("Claims", CLAIM.id, "source_id").value
        book.add("Claims", id="c1", incident_id=INCIDENT.id, source_id=masked, summary="By hand")

    office.take(path)

    claims = stored(office.database, Claim).values()
    assert masked != SOURCE.id
    assert [one.source_id for one in claims if one.summary == "By hand"] == [SOURCE.id]


def on_masked_source(office, **cells):
    """Give the workbook for partners with cells of its masked source edited."""
    path = for_partners(office)
    with edited(path) as book:
        masked = book.cell("Claims", CLAIM.id, "source_id").value
        for key, value in cells.items():
            book.put("Sources", masked, key, value)
    return path


def test_what_is_written_about_a_masked_source_is_refused_with_what_to_do(office):
    preview = office.preview(on_masked_source(office, note="I know who that is"))

    assert preview.planned == ()
    assert [(one.sheet, one.key) for one in preview.refused] == [("Sources", "note")]
    assert "under another name" in preview.refused[0].reason
    assert "by hand" in preview.refused[0].reason


def test_what_partners_may_say_of_a_masked_source_comes_in_and_nothing_else(office):
    path = on_masked_source(office, language="ar", note="I know who that is", access="public")

    office.take(path)

    source = office.get(SOURCE)
    assert source.language == "ar"
    assert (source.title, source.author, source.note, source.access) == (
        SOURCE.title,
        SOURCE.author,
        SOURCE.note,
        "confidential",
    )


def test_the_same_words_about_a_masked_source_come_in_once(office):
    path = on_masked_source(office, language="ar")
    office.take(path)

    assert office.preview(path).planned == ()


def test_both_sides_about_a_masked_source_are_a_question(office):
    path = on_masked_source(office, reliability="A")
    office.save(SOURCE, reliability="B")

    (row,) = office.preview(path).planned

    assert [one.key for one in row.change.conflicts] == ["reliability"]
    assert row.id == SOURCE.id


def test_a_receipt_about_a_masked_source_never_says_who_it_is(office, tmp_path):
    preview = office.preview(on_masked_source(office, reliability="A", note="I know"))

    office.importing.receipt(preview, tmp_path / "receipt.xlsx")

    book = openpyxl.load_workbook(tmp_path / "receipt.xlsx")
    said = " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    assert "I know" in said
    assert not any(word in said for word in ("Zarzur", "Qarnabit", SOURCE.id))
