"""Real files of partners: what is taken of each, and that a second import changes nothing.

The expectations name rows taken in by table, or the words of the refusal.
"""

from pathlib import Path

import pytest

from strikelog.domain.errors import StrikelogError
from strikelog.domain.records import Assessment, Incident, Source
from strikelog.services.partners.importing import PartnerImporting
from strikelog.services.recording import now
from tests.databases import open_database, recording_over, stored

DATA = Path(__file__).parents[3].parent / "shared" / "data"
II = "partners/insecurity-insight"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the files of partners are not here")

TAKEN = {
    f"{II}/2020-2023-education-in-danger-incident-data.xlsx": (1895, 0),
    f"{II}/2020-2024-AFG Explosive Weapons Incident Data.xlsx": (70, 0),
    f"{II}/2020-2025-AFG Education in Danger Incident Data.xlsx": (114, 0),
    f"{II}/2023-MMR Attacks on Health Care Incident Data (v1).xlsx": (33, 0),
    f"{II}/2023-MMR Attacks on Health Care Incident Data (v2).xlsx": (33, 0),
    f"{II}/2023-attacks-on-health-care-incident-data.xlsx": (1539, 0),
    f"{II}/2024-2025-AFG Attacks on Health Care Incident Data.xlsx": (28, 0),
    "partners/lebanon-fpv/fpv_drone_map_records.csv": (149, 0),
    "kobo/large_csv_upload.csv": (800, 1),
}
"""Rows read and rows refused."""

NO_DAY, CODES, NOTES = "no column says when", "list of codes", "These are notes"
REFUSED = {
    f"{II}/2021-shcc-overview-data.xlsx": "summary of numbers",
    **{
        f"partners/airwars-investigations/{name}": NO_DAY
        for name in (
            "Airwars Visual Investigations Coding.xlsx",
            "Airwars Visual Investigations Corpus.xlsx",
            "Airwars Visual Investigations Corpus.csv",
            "airwars_investigations.xlsx",
            "airwars_techniques.xlsx",
        )
    },
    **{
        f"partners/ukraine-conflict-db/{name}.csv": NO_DAY
        for name in ("Casualty", "Conflict", "Country", "Event", "Location", "Sides", "Source")
    },
    "partners/ukraine-conflict-db/Time_new.csv": "Add the columns of the table",
    "partners/ukraine-conflict-db/SourceOffice.csv": CODES,
    "partners/ukraine-conflict-db/source_originals.csv": CODES,
    "partners/ukraine-conflict-db/source_connection.csv": NO_DAY,
    "kobo/csv_export__tutorial.csv": NO_DAY,
    "kobo/csv_export__tutorial_w_repeats.csv": NO_DAY,
    "kobo/sample_accent.xlsx": CODES,
    "kobo/xlsx_output.xlsx": CODES,
    "uwazi/languages__import.csv": NO_DAY,
    "uwazi/specs__arrangeThesauriTest.csv": NO_DAY,
    "uwazi/specs__test.csv": "nobody can tell day from month",
    "uwazi/zipData__import.csv": NO_DAY,
    "uwazi/zipData__test.csv": NOTES,
    "hxl/hxl-default-schema_full.csv": CODES,
    "hxl/libhxl/input-untagged.csv": "not a list of incidents",
    "hxl/libhxl/input-valid.csv": "not a list of incidents",
}


class Office:
    """A vault with the service over it."""

    def __init__(self, folder):
        self.database = open_database(folder)
        self.recording = recording_over(self.database, now)
        self.service = PartnerImporting(self.database, self.recording)

    def preview(self, name):
        file = self.service.open(DATA / name)
        table = self.service.chosen(file)
        self.service.refuse_strange(table)
        proposal = self.service.propose(file, table)
        self.service.undecided(proposal)
        return self.service.preview(file, table, proposal.mapping)


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.database.close()


def changes(preview):
    return {name: preview.counts[name] for name in ("inserted", "updated", "conflicts", "parked")}


@pytest.mark.parametrize("name", TAKEN)
def test_a_list_of_incidents_is_taken_in_once(office, name):
    rows, refused = TAKEN[name]

    preview = office.preview(name)
    done = office.service.apply(preview)
    again = office.preview(name)

    assert (preview.counts["read"], preview.counts["refused"]) == (rows, refused)
    assert preview.counts["inserted"] + preview.counts["parked"] == rows - refused
    assert done.made["Incident"] == len(stored(office.database, Incident)) == rows - refused
    assert not any(changes(again).values())
    assert office.service.apply(again).step is None
    sources = stored(office.database, Source).values()
    assert {one.source_type for one in sources} == {"dataset_row"}
    assert not stored(office.database, Assessment)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_of_incidents_is_refused_with_the_reason(office, name):
    with pytest.raises(StrikelogError, match=REFUSED[name]):
        office.preview(name)

    assert not stored(office.database)


def test_the_same_events_in_two_files_of_one_publisher_are_one_incident(office):
    for name in ("2020-2024-AFG Explosive Weapons", "2020-2025-AFG Education in Danger"):
        office.service.apply(office.preview(f"{II}/{name} Incident Data.xlsx"))

    assert len(stored(office.database, Incident)) == 70 + 114 - 19
    assert len(stored(office.database, Source)) == 70 + 114
