"""A workbook back into the vault: edits, new rows, bad cells, conflicts, deletion and undo."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import CasualtyFigure, Claim, Incident, Site, Source
from strikelog.services.exporting import Exporting
from strikelog.services.importing import Importing
from strikelog.services.safekeeping import fill_with_demo
from strikelog.services.settings import Settings
from strikelog.storage.exchanges import exchanges
from tests.databases import contents, open_database, recording_over, stored
from tests.exchange.editing import edited

SOURCE = Source(title="Report", ref="SRC-1", language="en", source_type="ngo_report")
SITE = Site(
    name="Hospital", site_type="hospital", beds=12, coord_release="settlement", tlp="TLP:AMBER"
)
INCIDENT = Incident(
    title="Strike",
    ref="IDL-1",
    date_edtf=FuzzyDate.parse("2019-05-05"),
    summary="What happened",
    tags=("one", "two"),
)
CLAIM = Claim(incident_id=INCIDENT.id, source_id=SOURCE.id, summary="It says")
FIGURE = CasualtyFigure(
    owner_type="claim", owner_id=CLAIM.id, outcome="killed", civ_status="civilian", low=2, high=2
)


class Office:
    """A vault with its services, and one workbook."""

    def __init__(self, folder):
        self.database = open_database(folder)
        self.recording = recording_over(self.database)
        self.importing = Importing(self.database, self.recording)
        self.path = folder / "book.xlsx"

    def export(self):
        Exporting(self.database, Settings(self.database)).export(self.path)

    def edit(self):
        return edited(self.path)

    def preview(self):
        return self.importing.preview(self.path)

    def get(self, record):
        return stored(self.database, type(record)).get(record.id)

    def save(self, record, **values):
        before = self.get(record)
        return self.recording.save(replace(before, **values), before).record


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    made.recording.add_all([SOURCE, SITE, INCIDENT, CLAIM, FIGURE], "case")
    made.export()
    yield made
    made.database.close()


@pytest.fixture
def other_office(tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    made = Office(folder)
    yield made
    made.database.close()


def some(preview):
    return {name: number for name, number in preview.counts.items() if number}


def told(preview):
    return [(one.entity, one.key, one.old, one.new, one.kind) for one in preview.rows]


def test_an_untouched_file_changes_nothing(office):
    preview = office.preview()

    assert some(preview) == {"read": 5, "unchanged": 5}
    assert preview.rows == []
    assert office.importing.apply(preview).step is None


def test_an_edited_cell_is_shown_and_taken_in(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Air strike")
        book.put("Sites", SITE.id, "beds", 14)

    preview = office.preview()

    assert told(preview) == [
        ("Site", "beds", "12", "14", "changed"),
        ("Incident", "title", "Strike", "Air strike", "changed"),
    ]
    assert some(preview) == {"read": 5, "updated": 2, "unchanged": 3}
    assert office.get(INCIDENT).title == "Strike"
    office.importing.apply(preview)
    assert (office.get(INCIDENT).title, office.get(SITE).beds) == ("Air strike", 14)


def test_the_same_file_twice_changes_nothing_the_second_time(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Air strike")
        book.put("Incidents", INCIDENT.id, "tags", "two|three")
    office.importing.apply(office.preview())

    again = office.preview()

    assert again.rows == []
    assert some(again) == {"read": 5, "unchanged": 5}


def test_new_rows_of_the_same_file_come_in_once(office):
    with office.edit() as book:
        book.add("Incidents", id="n1", title="New strike")
        book.add("Claims", incident_id="n1", source_id="SRC-1", summary="They say")
    office.importing.apply(office.preview())

    again = office.preview()

    assert some(again) == {"read": 7, "unchanged": 7}
    assert again.planned == ()


def test_new_rows_come_in_again_after_the_import_was_undone(office):
    with office.edit() as book:
        book.add("Incidents", id="n1", title="New strike")
        book.add("Claims", incident_id="n1", source_id="SRC-1", summary="They say")
    applied = office.importing.apply(office.preview())
    office.recording.undo_step(applied.step)

    again = office.preview()

    assert some(again) == {"read": 7, "inserted": 2, "unchanged": 5}
    office.importing.apply(again)
    assert len(stored(office.database, Incident)) == 2


def test_an_import_is_undone_as_one_step(office):
    before = contents(office.database)
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Air strike")
        book.put("Claims", CLAIM.id, "_op", "D")
        book.add("Sources", title="New report")
    applied = office.importing.apply(office.preview(), "theirs")
    assert contents(office.database) != before

    office.recording.undo_step(applied.step)

    assert contents(office.database) == before


def test_a_cleared_cell_is_listed_as_cleared(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", None)

    preview = office.preview()

    assert told(preview) == [("Incident", "summary", "What happened", "", "cleared")]
    office.importing.apply(preview, "theirs")
    assert office.get(INCIDENT).summary is None


def test_a_clearing_can_be_declined(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", None)
        book.put("Incidents", INCIDENT.id, "title", "Air strike")

    office.importing.apply(office.preview(), {(INCIDENT.id, "summary"): "ours"})

    assert (office.get(INCIDENT).summary, office.get(INCIDENT).title) == (
        "What happened",
        "Air strike",
    )


def test_a_sharing_mark_can_be_edited(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "_tlp", "TLP:RED")

    office.importing.apply(office.preview())

    assert office.get(INCIDENT).tlp == "TLP:RED"


def test_new_rows_come_in_and_may_refer_to_each_other_by_names(office):
    with office.edit() as book:
        book.add("Incidents", id="n1", title="New strike", date_edtf="6 Nov 2019")
        book.add("Claims", id="c1", incident_id="n1", source_id="SRC-1", summary="They say")
        book.add("Casualties", owner_type="claim", owner_id="c1", outcome="killed", low="3")

    preview = office.preview()
    assert some(preview) == {"read": 8, "inserted": 3, "unchanged": 5}
    office.importing.apply(preview)

    incident = next(one for one in stored(office.database, Incident).values() if "New" in one.title)
    claim = next(
        one for one in stored(office.database, Claim).values() if one.incident_id == incident.id
    )
    figures = stored(office.database, CasualtyFigure).values()
    assert incident.weapon == "unknown"
    assert claim.source_id == SOURCE.id
    assert [one.low for one in figures if one.owner_id == claim.id] == [3]


def test_a_new_row_is_shown_cell_by_cell(office):
    with office.edit() as book:
        book.add("Sources", title="New report", language="ar")

    rows = [one for one in office.preview().rows if one.key in ("title", "language")]

    assert [(one.sheet, one.kind, one.new) for one in rows] == [
        ("Sources", "new", "New report"),
        ("Sources", "new", "Arabic"),
    ]


def test_a_bad_cell_is_refused_by_name_and_the_rest_comes_in(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Air strike")
        cell = book.put("Incidents", INCIDENT.id, "weapon", "death ray")

    preview = office.preview()

    refused = preview.refused[0]
    assert (refused.sheet, refused.cell, refused.key, refused.text) == (
        "Incidents",
        cell,
        "weapon",
        "death ray",
    )
    assert some(preview) == {"read": 5, "refused": 1, "unchanged": 4}
    office.importing.apply(preview)
    assert (office.get(INCIDENT).title, office.get(INCIDENT).weapon) == ("Air strike", "unknown")


def test_nonsense_that_reads_well_is_refused_too(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "date_edtf", "2119-01-01")
        book.put("Incidents", INCIDENT.id, "title", "Air strike")

    preview = office.preview()

    assert [(one.sheet, one.key) for one in preview.refused] == [("Incidents", "date_edtf")]
    office.importing.apply(preview)
    assert office.get(INCIDENT).date_edtf == INCIDENT.date_edtf
    assert office.get(INCIDENT).title == "Air strike"


def test_a_new_row_without_its_owner_is_parked_with_the_reason(office):
    with office.edit() as book:
        book.add("Claims", incident_id="00000000-0000-4000-8000-000000000000", summary="They say")

    preview = office.preview()

    assert some(preview) == {"read": 6, "unchanged": 5, "parked": 1}
    assert [(one.sheet, one.key) for one in preview.refused] == [("Claims", "incident_id")]
    assert office.importing.apply(preview).step is None


def test_a_parked_row_takes_along_what_hangs_on_it(office):
    with office.edit() as book:
        book.add("Claims", id="c1", incident_id="nowhere", source_id="SRC-1", summary="They say")
        book.add("Casualties", owner_type="claim", owner_id="c1", outcome="killed", low=1)

    preview = office.preview()

    assert some(preview) == {"read": 7, "unchanged": 5, "parked": 2}


def test_a_copied_row_is_refused(office):
    with office.edit() as book:
        book.add("Incidents", id=INCIDENT.id, title="Copy")

    preview = office.preview()

    assert some(preview) == {"read": 6, "unchanged": 5, "refused": 1}
    assert "same ID" in preview.refused[0].reason


def test_a_damaged_id_is_refused_and_makes_no_new_record(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "id", INCIDENT.id[:-3])

    preview = office.preview()

    assert some(preview) == {"read": 5, "unchanged": 4, "refused": 1}
    assert preview.planned == ()


def test_what_both_changed_is_a_conflict_that_keeps_ours(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
        book.put("Incidents", INCIDENT.id, "summary", "Their summary")
    office.save(INCIDENT, title="Ours")

    preview = office.preview()

    assert told(preview) == [
        ("Incident", "title", "Ours", "Theirs", "conflict"),
        ("Incident", "summary", "What happened", "Their summary", "changed"),
    ]
    assert some(preview) == {"read": 5, "unchanged": 4, "conflicts": 1}
    office.importing.apply(preview)
    assert (office.get(INCIDENT).title, office.get(INCIDENT).summary) == ("Ours", "Their summary")


@pytest.mark.parametrize("decision", ["theirs", {(INCIDENT.id, "title"): "theirs"}])
def test_a_conflict_can_be_decided_for_theirs(office, decision):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
    office.save(INCIDENT, title="Ours")

    office.importing.apply(office.preview(), decision)

    assert office.get(INCIDENT).title == "Theirs"


def test_what_only_we_changed_stays(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "summary", "Their summary")
    office.save(INCIDENT, title="Ours")

    office.importing.apply(office.preview())

    assert (office.get(INCIDENT).title, office.get(INCIDENT).summary) == ("Ours", "Their summary")


def test_tags_of_both_sides_are_merged(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "tags", "two|theirs")
    office.save(INCIDENT, tags=("one", "two", "ours"))

    office.importing.apply(office.preview())

    assert office.get(INCIDENT).tags == ("two", "ours", "theirs")


def test_a_deletion_takes_along_what_the_record_owns(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "_op", "D")

    preview = office.preview()

    assert [one.kind for one in preview.rows] == ["deleted"]
    office.importing.apply(preview, "theirs")
    assert set(stored(office.database)) == {SOURCE.id, SITE.id}


def test_a_deletion_of_what_we_edited_is_a_conflict(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "_op", "D")
    office.save(INCIDENT, title="Ours")

    preview = office.preview()

    assert [one.kind for one in preview.rows] == ["conflict"]
    office.importing.apply(preview)
    assert office.get(INCIDENT).title == "Ours"


def test_a_missing_row_deletes_nothing(office):
    with office.edit() as book:
        book.book["Claims"].delete_rows(4)

    preview = office.preview()

    assert some(preview) == {"read": 4, "unchanged": 4}


def test_what_we_deleted_is_not_revived_by_an_untouched_row(office):
    office.recording.remove(office.get(INCIDENT))

    preview = office.preview()

    assert some(preview) == {"read": 5, "unchanged": 5}
    assert office.importing.apply(preview).step is None


def test_what_we_deleted_and_they_edited_is_a_question(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
    office.recording.remove(office.get(INCIDENT))

    preview = office.preview()

    assert [(one.key, one.kind) for one in preview.rows] == [("deleted", "conflict")]
    office.importing.apply(preview)
    assert office.get(INCIDENT) is None
    office.importing.apply(office.preview(), "theirs")
    assert office.get(INCIDENT).title == "Theirs"


def test_another_office_gets_every_record_as_it_is(office, other_office):
    other_office.path = office.path

    preview = other_office.preview()

    assert some(preview) == {"read": 5, "inserted": 5}
    other_office.importing.apply(preview)
    assert contents(other_office.database) == contents(office.database)


def test_an_import_is_noted_with_what_was_decided(office):
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Theirs")
    preview = office.preview()

    office.importing.apply(preview, "later")

    with office.database.reading() as connection:
        out, back = exchanges(connection, office.database.schema)
    assert (out.direction, back.direction) == ("out", "in")
    assert back.export_id == out.export_id
    assert (back.file_sha256, back.decisions) == (preview.sha256, {"*": "later"})


def test_the_worked_example_comes_back_unchanged(tmp_path):
    made = Office(tmp_path)
    fill_with_demo(made.recording, made.database, 2)
    made.export()

    preview = made.preview()

    assert preview.counts["read"] == preview.counts["unchanged"] > 150
    made.database.close()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_worked_example_comes_back_unchanged_from_libreoffice(tmp_path):
    made = Office(tmp_path)
    fill_with_demo(made.recording, made.database, 2)
    made.export()
    command = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo")]
    subprocess.run([*command, str(made.path)], check=True, capture_output=True)
    made.path = tmp_path / "lo" / "book.xlsx"

    preview = made.preview()

    assert preview.counts["read"] == preview.counts["unchanged"] > 150
    made.database.close()


def test_a_filled_form_of_the_field_comes_in(office):
    Exporting(office.database, Settings(office.database)).export(office.path, profile="field_form")
    with office.edit() as book:
        book.add("Incidents", id="a", title="Strike on a school", date_edtf="2019-06-01")
        book.add("Sources", id="s", title="Witness 4", language="ar")
        book.add("Claims", incident_id="a", source_id="s", summary="Two planes")

    preview = office.preview()

    assert some(preview) == {"read": 3, "inserted": 3}
    office.importing.apply(preview)
    assert len(stored(office.database, Incident)) == 2
