"""Which records an export holds, what it notes, and what its file is called."""

from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest

from strikelog.domain.accesses import GIVEN_OUT, WORKBOOK
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import (
    Actor,
    AggregateClaim,
    Claim,
    Incident,
    IncidentLink,
    Location,
    Site,
    Source,
)
from strikelog.services.auditing import chain_head, head_words
from strikelog.services.exporting import Exporting, file_name
from strikelog.services.importing import Importing
from strikelog.services.safekeeping import fill_with_demo
from strikelog.services.settings import OfficeSettings, Settings
from strikelog.storage.exchanges import exchanges
from strikelog.storage.history import History
from strikelog.storage.witnesses import Signature, Witnesses
from tests.databases import Clock, stored


@pytest.fixture
def exporting(database):
    return Exporting(database, Settings(database), Clock())


def ids(path, sheet):
    rows = openpyxl.load_workbook(path, read_only=False)[sheet].iter_rows(
        min_row=4, values_only=True
    )
    return {row[1] for row in rows if row[1]}


def a_small_case(recording):
    country = Location(name="Syria", level="0", country_iso3="SYR")
    town = Location(name="Kafr Nabl", level="4", country_iso3="SYR", parent_id=country.id)
    elsewhere = Location(name="Elsewhere", level="4", country_iso3="XXA")
    source = Source(title="Report")
    one = Incident(title="One", ref="IDL-1", location_id=town.id)
    two = Incident(title="Two", ref="IDL-2")
    claim = Claim(incident_id=one.id, source_id=source.id, summary="s")
    link = IncidentLink(from_id=one.id, to_id=two.id, link_type="related")
    total = AggregateClaim(title="Total", source_id=source.id)
    recording.add_all([country, town, elsewhere, source, one, two, claim, link, total], "case")


def test_everything_is_exported_without_a_filter_but_only_places_in_use(
    database, recording, exporting, tmp_path
):
    a_small_case(recording)

    result = exporting.export(tmp_path / "all.xlsx")

    names = {one.id for one in stored(database, Location).values() if one.name != "Elsewhere"}
    assert ids(tmp_path / "all.xlsx", "Locations") == names
    assert ids(tmp_path / "all.xlsx", "Incidents") == set(stored(database, Incident))
    assert result.counts["Aggregates"] == result.counts["Links"] == 1
    assert result.counts["Flat"] == 2


def test_a_filter_takes_matching_incidents_and_what_they_lean_on(
    database, recording, exporting, tmp_path
):
    a_small_case(recording)

    result = exporting.export(tmp_path / "one.xlsx", parse_filter('title:"One"', Incident))

    counted = {name: number for name, number in result.counts.items() if number}
    assert counted == {"Locations": 2, "Sources": 1, "Incidents": 1, "Claims": 1, "Flat": 1}
    assert openpyxl.load_workbook(tmp_path / "one.xlsx")["Flat"]["B4"].value == "IDL-1"


def test_a_deleted_record_is_not_exported(database, recording, exporting, tmp_path):
    a_small_case(recording)
    doomed = next(one for one in stored(database, Incident).values() if one.title == "One")
    recording.remove(doomed)

    result = exporting.export(tmp_path / "all.xlsx")

    assert (result.counts["Incidents"], result.counts["Claims"]) == (1, 0)


def test_the_demo_counts_agree_with_the_vault(database, recording, exporting, tmp_path):
    fill_with_demo(recording, database, 2)

    result = exporting.export(tmp_path / "demo.xlsx")

    for kind in database.schema.records:
        if kind is not Location:
            assert result.counts[kind.about.sheet] == len(stored(database, kind)), kind


def test_an_export_is_noted_with_its_hash(database, recording, exporting, tmp_path):
    a_small_case(recording)

    result = exporting.export(tmp_path / "all.xlsx", profile="field_form")

    with database.reading() as connection:
        noted = exchanges(connection, database.schema)
    assert [(one.direction, one.export_id, one.file_sha256, one.profile) for one in noted] == [
        ("out", result.export_id, result.sha256, "field_form")
    ]
    assert noted[0].counts == result.counts


def test_the_same_vault_at_the_same_time_gives_the_same_records(database, recording, tmp_path):
    fill_with_demo(recording, database, 1)

    for name in ("a.xlsx", "b.xlsx"):
        Exporting(database, Settings(database), Clock()).export(
            tmp_path / name, export_id="12c0e504-be86-45dd-a7ac-a577bc6a43bc"
        )

    one, two = (parts_of(tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    # The second tells that the first went out: the cover and the file's own data name the head.
    assert [name for name in one if one[name] != two[name]] == [
        "xl/worksheets/sheet1.xml",
        meta_part(tmp_path / "a.xlsx"),
    ]


def parts_of(path):
    with ZipFile(path) as package:
        return {name: package.read(name) for name in sorted(package.namelist())}


def meta_part(path):
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    return f"xl/worksheets/sheet{names.index('_meta') + 1}.xml"


def test_the_cover_names_the_office_and_the_filter(database, recording, exporting, tmp_path):
    a_small_case(recording)
    Settings(database).save_office(OfficeSettings(office="Idlib desk", contact="desk 7"))

    exporting.export(tmp_path / "one.xlsx", parse_filter("title:One", Incident))

    cover = openpyxl.load_workbook(tmp_path / "one.xlsx")["README"]
    said = {row[0].value: row[1].value for row in cover.iter_rows() if len(row) > 1}
    assert (said["Exporting office"], said["Filter"]) == ("Idlib desk", "title:One")


def test_a_form_holds_the_registers_and_blank_sheets(database, recording, exporting, tmp_path):
    a_small_case(recording)
    recording.add_all([Site(name="H"), Actor(name="A")], "registers")

    result = exporting.export(tmp_path / "form.xlsx", profile="field_form")

    counted = {name: number for name, number in result.counts.items() if number}
    assert counted["Sites"] == counted["Actors"] == 1
    assert "Incidents" not in counted


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("Idlib desk", "strikelog_full_idlib-desk_20190506_12c0e504.xlsx"),
        ("", "strikelog_full_office_20190506_12c0e504.xlsx"),
        ("../etc", "strikelog_full_etc_20190506_12c0e504.xlsx"),
    ],
)
def test_a_file_is_named_by_profile_office_day_and_export(office, name):
    assert file_name("full", office, date(2019, 5, 6), "12c0e504-be86") == name


def meta_of(path):
    rows = openpyxl.load_workbook(path)["_meta"].iter_rows(values_only=True)
    return {row[0]: row[1] for row in rows if row[0]}


def test_a_workbook_carries_the_head_of_the_history(database, recording, exporting, tmp_path):
    a_small_case(recording)
    words, head = head_words(database), chain_head(database)

    exporting.export(tmp_path / "out.xlsx")

    meta = meta_of(tmp_path / "out.xlsx")
    signed = Signature.read(meta["chain_signature"])
    assert meta["chain_head"] == words
    assert signed.is_authentic()
    assert signed.head == head


def test_every_workbook_that_went_out_stands_in_the_chain(database, recording, exporting, tmp_path):
    a_small_case(recording)

    exporting.export(tmp_path / "full.xlsx")
    sent = exporting.export(tmp_path / "partner.xlsx", profile="partner", partner="Desk North")

    with database.reading() as connection:
        history = History(connection, database.schema, database.audit_key)
        noted = history.of_record(sent.export_id)
        assert not list(history.faults())
    assert [(one.label, one.entity) for one in noted] == [(GIVEN_OUT, WORKBOOK)]
    told = {key: change[1] for key, change in noted[0].changes.items()}
    assert told == {"sha256": sent.sha256, "level": "partner", "partner": "Desk North"}
    assert chain_head(database).size == 11


def test_a_workbook_that_went_out_is_nothing_to_undo(database, recording, exporting, tmp_path):
    a_small_case(recording)

    exporting.export(tmp_path / "full.xlsx")

    assert recording.undo_label == "case"


def test_a_workbook_that_comes_back_is_held_against_the_history(
    database, recording, exporting, tmp_path
):
    a_small_case(recording)
    words = head_words(database)
    exporting.export(tmp_path / "out.xlsx")
    importing = Importing(database, recording)

    importing.apply(importing.preview(tmp_path / "out.xlsx"))

    with database.reading() as connection:
        known = Witnesses(connection, database.schema, database.audit_key).outside()
    assert [(str(one.head), one.whence) for one in known] == [(words, "out.xlsx")]
