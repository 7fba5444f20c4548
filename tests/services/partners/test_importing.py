"""Partners' tables against a vault: taken in once, compared three ways, undone as one."""

from dataclasses import replace
from pathlib import Path

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    Actor,
    Assessment,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Site,
    Source,
)
from strikelog.exchange.foreign.mapping import ColumnMapping
from strikelog.exchange.foreign.tables import find_tables
from strikelog.exchange.merging import FieldChange, Outcome, RowChange
from strikelog.exchange.workbooks import Sheet, Workbook
from strikelog.services.partners.importing import (
    NoSuchSheet,
    NothingMapped,
    NotIncidents,
    PartnerImporting,
)
from strikelog.services.partners.values import Opened
from strikelog.services.planning import PlannedRow
from strikelog.services.recording import Revision
from strikelog.storage.exchanges import exchanges
from tests.databases import contents, open_database, recording_over, stored

HEADER = (
    "SiND Event ID", "Date", "Event Description", "Country", "Country ISO", "Admin 1",
    "Latitude", "Longitude", "Geo Precision", "Reported Perpetrator", "Reported Perpetrator Name",
    "Weapon Carried/Used", "Number of Attacks on Health Facilities Reporting Destruction",
    "Forceful Entry into Health Facility", "Health Workers Killed", "Health Workers Injured",
)  # fmt: skip
FIRST = (
    "34775", "2019-11-06", "On 6 November a hospital was hit in Kafr Nabl.", "Syria", "SYR",
    "Idlib Governorate", "35.614", "36.561", "(2) 25 km Precision", "Foreign Forces: Military",
    "Russian Forces", "Rocket", "1", "0", "2", "1",
)  # fmt: skip
SECOND = (
    "34776", "2019-11-07", "A clinic was entered.", "Syria", "SYR", "Aleppo Governorate",
    "36.2", "37.1", "(3) District", "NSA", "No Information", "Firearms", "0", "1", "0", "0",
)  # fmt: skip
KILLED = HEADER.index("Health Workers Killed")
DATE = HEADER.index("Date")
WEAPON = HEADER.index("Weapon Carried/Used")


def workbook(*rows, header=HEADER, sheet="Incidents", others=(), sha="a" * 64):
    sheets = (Sheet(sheet, visible=True, rows=(header, *rows)), *others)
    return Workbook("partner.xlsx", sha, "xlsx", sheets)


def opened(*rows, **given):
    book = workbook(*rows, **given)
    return Opened(Path("partner.xlsx"), book, find_tables(book))


def edited(row, **cells):
    places = {"killed": KILLED, "date": DATE, "weapon": WEAPON, "text": 2, "adm1": 5}
    changed = list(row)
    for name, text in cells.items():
        changed[places[name]] = text
    return tuple(changed)


class Office:
    """A vault with the service over it."""

    def __init__(self, folder):
        folder.mkdir()
        self.database = open_database(folder)
        self.recording = recording_over(self.database)
        self.service = PartnerImporting(self.database, self.recording)

    def preview(self, *rows, **given):
        file = opened(*rows, **given)
        table = self.service.chosen(file)
        return self.service.preview(file, table, self.service.propose(file, table).mapping)

    def take(self, *rows, decide=None, **given):
        return self.service.apply(self.preview(*rows, **given), decisions=decide)

    def one(self, kind, **wanted):
        found = [
            record
            for record in stored(self.database, kind).values()
            if all(getattr(record, key) == value for key, value in wanted.items())
        ]
        assert len(found) == 1, found
        return found[0]

    def save(self, before, **changes):
        self.recording.apply("Edit", [Revision(before, replace(before, **changes))])

    def add(self, *records):
        self.recording.add_all(records, "Add")


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path / "office")
    yield made
    made.database.close()


def fates(preview):
    return {fate: n for fate, n in preview.counts.items() if n and fate != "read"}


# -- taken in once -----------------------------------------------------------------------------


def test_every_row_is_taken_in_and_the_counts_add_up(office):
    preview = office.preview(FIRST, SECOND)
    done = office.service.apply(preview)

    assert fates(preview) == {"inserted": 2}
    assert preview.counts["read"] == sum(preview.counts.values()) - preview.counts["read"] == 2
    assert done.made["Incident"] == len(stored(office.database, Incident)) == 2
    assert done.step is not None
    assert not stored(office.database, Assessment)


def test_looking_saves_nothing(office):
    office.preview(FIRST, SECOND)

    assert not stored(office.database)


def test_the_same_file_twice_changes_nothing(office):
    office.take(FIRST, SECOND)
    before = contents(office.database)

    again = office.preview(SECOND, FIRST)
    done = office.service.apply(again)

    assert fates(again) == {"unchanged": 2}
    assert done.step is None
    assert contents(office.database) == before


def test_two_offices_make_the_same_records(office, tmp_path):
    other = Office(tmp_path / "other")
    office.take(FIRST, SECOND)
    other.take(SECOND, FIRST)

    assert contents(office.database) == contents(other.database)
    other.database.close()


def test_a_row_says_what_the_specification_says_of_it(office):
    office.take(FIRST)

    incident = office.one(Incident)
    assert incident.id == "acf96b5e-4b83-5252-99dc-a07ab3e3369f"
    assert incident.external_ids == ("shcc:34775",)
    assert (incident.event_type, incident.weapon) == ("ground_shelling", "rocket")
    assert (incident.lat, incident.geo_prec) == (35.614, "near_settlement")
    assert office.one(Location, id=incident.location_id).name == "Idlib"
    killed = office.one(CasualtyFigure, outcome="killed")
    injured = office.one(CasualtyFigure, outcome="injured")
    assert (killed.low, killed.high, killed.qualifier) == (2, 2, "exact")
    assert (injured.low, injured.high, injured.qualifier) == (1, None, "counted_as_one")
    assert office.one(IncidentSite).damage == "destroyed"
    assert office.one(Actor).actor_type == "state_forces_foreign"
    assert office.one(Source).source_type == "dataset_row"


def test_a_whole_import_is_undone_in_one_step_and_taken_in_again(office):
    done = office.take(FIRST, SECOND)
    before = contents(office.database)

    office.recording.undo_step(done.step)
    gone = contents(office.database)
    again = office.preview(FIRST, SECOND)
    office.service.apply(again)

    assert gone == {}
    assert fates(again) == {"inserted": 2}
    assert contents(office.database) == before


def test_redoing_an_undone_import_leaves_nothing_to_do(office):
    office.take(FIRST)

    office.recording.undo()
    office.recording.redo()

    assert fates(office.preview(FIRST)) == {"unchanged": 1}


def test_what_came_in_is_logged_with_its_hash(office):
    office.take(FIRST, sha="b" * 64)

    with office.database.reading() as connection:
        (logged,) = exchanges(connection, office.database.schema)
    assert (logged.file_sha256, logged.direction) == ("b" * 64, "in")
    assert logged.counts["inserted"] == 1


# -- a later file ------------------------------------------------------------------------------


def test_what_only_they_changed_comes_in(office):
    office.take(FIRST, SECOND)

    later = office.preview(edited(FIRST, killed="3"), SECOND)
    office.service.apply(later)

    assert fates(later) == {"updated": 1, "unchanged": 1}
    assert office.one(CasualtyFigure, outcome="killed").low == 3


def test_what_only_we_changed_is_kept(office):
    office.take(FIRST)
    incident = office.one(Incident)
    office.save(incident, weapon="missile", title="Our title", summary="Our words")

    later = office.preview(edited(FIRST, killed="3"))
    office.service.apply(later)

    kept = office.one(Incident)
    assert fates(later) == {"updated": 1}
    assert (kept.weapon, kept.title, kept.summary) == ("missile", "Our title", "Our words")


def test_what_both_changed_is_asked(office):
    office.take(FIRST)
    office.save(office.one(Incident), date_edtf=FuzzyDate.parse("2019-11-05"))
    moved = edited(FIRST, date="2019-11-08")

    asked = office.preview(moved)
    office.service.apply(asked)
    kept = office.one(Incident).date_edtf.edtf
    asked_again = office.preview(moved)
    office.service.apply(asked_again, decisions="theirs")

    assert fates(asked) == fates(asked_again) == {"conflicts": 1}
    assert kept == "2019-11-05"
    assert office.one(Incident).date_edtf.edtf == "2019-11-08"
    assert fates(office.preview(moved)) == {"unchanged": 1}


def test_a_conflict_decided_for_ours_is_not_asked_again(office):
    office.take(FIRST)
    office.save(office.one(Incident), date_edtf=FuzzyDate.parse("2019-11-05"))
    moved = edited(FIRST, date="2019-11-08")

    office.take(moved, decide="ours")

    assert office.one(Incident).date_edtf.edtf == "2019-11-05"
    assert fates(office.preview(moved)) == {"unchanged": 1}


def test_a_column_that_is_missing_takes_nothing_away(office):
    office.take(FIRST)
    before = contents(office.database, Incident, CasualtyFigure, IncidentSite)
    missing = ("Latitude", "Health Workers Injured")
    fewer = [n for n, name in enumerate(HEADER) if name not in missing]

    later = office.preview(
        tuple(edited(FIRST, text="Other words.")[n] for n in fewer),
        header=tuple(HEADER[n] for n in fewer),
    )
    office.service.apply(later)

    assert contents(office.database, CasualtyFigure, IncidentSite).items() <= before.items()
    assert office.one(Incident).lat == 35.614
    assert office.one(Claim).summary == "Other words."


def test_a_table_that_tells_more_than_the_last_one_is_no_conflict(office):
    missing = ("Latitude", "Longitude", "Geo Precision", "Event Description")
    fewer = [n for n, name in enumerate(HEADER) if name not in missing]
    office.take(tuple(FIRST[n] for n in fewer), header=tuple(HEADER[n] for n in fewer))

    wider = office.preview(FIRST)
    office.service.apply(wider)

    assert fates(wider) == {"updated": 1}
    assert (office.one(Incident).lat, office.one(Incident).geo_prec) == (35.614, "near_settlement")
    assert fates(office.preview(FIRST)) == {"unchanged": 1}


def test_a_number_that_is_gone_is_taken_back_unless_we_edited_it(office):
    office.take(FIRST)
    gone = edited(FIRST, killed="0")
    figure = office.one(CasualtyFigure, outcome="killed")

    office.save(figure, note="Checked with the ministry", low=4, high=4)
    disputed = office.preview(gone)
    office.save(office.one(CasualtyFigure, outcome="killed"), note=None, low=2, high=2)
    taken_back = office.preview(gone)
    office.service.apply(taken_back)

    assert fates(disputed) == {"conflicts": 1}
    assert fates(taken_back) == {"updated": 1}
    assert [one.outcome for one in stored(office.database, CasualtyFigure).values()] == ["injured"]


def test_a_row_that_is_missing_deletes_nothing(office):
    office.take(FIRST, SECOND)
    office.take(FIRST)

    assert len(stored(office.database, Incident)) == 2


def test_what_was_deleted_here_stays_deleted(office):
    office.take(FIRST)
    office.recording.remove(office.one(Incident))

    later = office.preview(edited(FIRST, killed="3"))
    office.service.apply(later)

    assert fates(later) == {"unchanged": 1}
    assert not stored(office.database, Incident)


def test_undoing_a_later_import_brings_the_earlier_back(office):
    office.take(FIRST)
    later = edited(FIRST, killed="3")
    done = office.take(later)

    office.recording.undo_step(done.step)

    assert office.one(CasualtyFigure, outcome="killed").low == 2
    assert fates(office.preview(later)) == {"updated": 1}
    assert fates(office.preview(FIRST)) == {"unchanged": 1}


def test_another_table_of_the_dataset_adds_its_own_account_only(office):
    office.take(FIRST)
    incident = office.one(Incident)
    header = ("SiND Event ID", "Date", "Event Description", "Country ISO", "Launch Type",
              "Explosive Weapon Type", "Educators Killed")  # fmt: skip
    row = ("34775", "2019-11-07", "Also a teacher.", "SYR", "Air-Launched: Plane", "Missile", "2")

    first = office.preview(row, header=header)
    office.service.apply(first)
    later = office.preview((*row[:6], "3"), header=header)
    office.service.apply(later)

    assert fates(first) == fates(later) == {"updated": 1}
    assert office.one(Incident) == incident
    assert len(stored(office.database, Claim)) == 2
    assert office.one(CasualtyFigure, role="educator").low == 3


# -- refused -----------------------------------------------------------------------------------


def test_rows_that_make_no_incident_are_refused_with_the_reason(office):
    preview = office.preview(
        FIRST,
        edited(SECOND, date=None),
        ("34777", "2090-01-01", *SECOND[2:]),
        ("34775", *SECOND[1:]),
        ("34778", "the other day", *SECOND[2:]),
    )

    assert fates(preview) == {"inserted": 1, "refused": 4}
    reasons = {one.number: one.why.sentence() for one in preview.fates if one.why}
    assert "no date" in reasons[3]
    assert "future" in reasons[4]
    assert "34775" in reasons[5]
    assert [cell.header for cell in preview.refused] == ["Date"]


def test_the_same_row_twice_in_one_file_counts_once(office):
    assert fates(office.preview(FIRST, FIRST)) == {"inserted": 1, "unchanged": 1}


def test_a_summary_of_numbers_is_refused_with_the_sentence(office):
    book = workbook(
        *((name, "12", "3", "15") for name in ("Syria", "Sudan", "Yemen", "Libya")),
        header=("Country", "Number of health workers killed", "Number injured", "Total"),
    )
    file = Opened(Path("x.xlsx"), book, find_tables(book))
    table = office.service.chosen(file)
    mapping = office.service.propose(file, table).mapping

    assert table.kind == "pivot"
    with pytest.raises(NotIncidents, match="summary of numbers"):
        office.service.preview(file, table, mapping)


def test_a_sheet_can_be_chosen_and_one_that_is_not_there_is_named(office):
    notes = Sheet("Notes", visible=True, rows=(("About this file",), ("Write to us.",)))
    file = opened(FIRST, SECOND, others=(notes,))

    assert office.service.chosen(file).sheet == "Incidents"
    assert office.service.chosen(file, "Notes").sheet == "Notes"
    with pytest.raises(NoSuchSheet, match="Incidents"):
        office.service.chosen(file, "Sheet9")


def test_a_table_of_which_no_column_is_a_date_is_refused(office):
    file = opened(FIRST, SECOND)
    table = office.service.chosen(file)
    mapping = office.service.propose(file, table).mapping
    undated = mapping.with_column(ColumnMapping("Date", target="ignore"))

    with pytest.raises(NothingMapped):
        office.service.preview(file, table, undated)


# -- previews in words -------------------------------------------------------------------------


def test_a_sample_says_what_a_row_results_in(office):
    file = opened(FIRST, edited(SECOND, date=None))
    table = office.service.chosen(file)
    mapping = office.service.propose(file, table).mapping

    one, other = office.service.sample(file, table, mapping)

    assert one.title.startswith("Shelling from ground or sea (health facility")
    assert one.records[0].entity == "Incident"
    assert ("Weapon", "Rocket") in one.records[0].fields
    assert "Idlib" in one.place
    assert other.why is not None
    assert not stored(office.database)


def test_the_plain_form_adds_up_and_names_what_changed(office):
    office.take(FIRST)

    plain = office.preview(edited(FIRST, killed="3"), SECOND).to_plain()

    assert plain["read"] == sum(
        plain[name]
        for name in ("inserted", "updated", "unchanged", "conflicts", "refused", "parked")
    )
    changed = next(one for one in plain["rows"] if one["what"] == "updated")
    assert {(one["key"], one["old"], one["new"]) for one in changed["changes"]} >= {
        ("low", "2", "3")
    }


# -- what the register knows -------------------------------------------------------------------


def test_a_place_of_the_vault_is_taken_before_the_built_in_one(office):
    ours = Location(level="1", name="Idleb", aliases=("Idlib",), country_iso3="SYR", pcode="SY07")
    office.add(ours)

    office.take(FIRST)

    assert office.one(Incident).location_id == ours.id
    assert len([one for one in stored(office.database, Location).values() if one.level == "1"]) == 1


def test_an_actor_of_the_register_is_recognised_by_another_spelling(office):
    ours = Actor(name="Armed forces of Russia", aliases=("russian forces",))
    office.add(ours)

    office.take(FIRST)

    assert list(stored(office.database, Actor)) == [ours.id]


def test_rows_of_partners_touch_nothing_else(office):
    site = Site(name="Surgical hospital")
    mine = Incident(title="Mine", date_edtf=FuzzyDate.parse("2019-11-06"))
    office.add(site, mine)
    before = {one.id: one for one in stored(office.database).values()}

    office.take(FIRST, SECOND)

    after = stored(office.database)
    assert {key: after[key] for key in before} == before


# -- mappings ----------------------------------------------------------------------------------

OWN = ("Nr", "When", "Where", "Attacked by", "Dead")
OWN_ROW = ("A-1", "2019-11-06", "Kafr Nabl", "Air force", "3")


def own_mapping(office):
    file = opened(OWN_ROW, header=OWN)
    table = office.service.chosen(file)
    mapping = office.service.propose(file, table).mapping
    for header, target in (
        ("Nr", "external_id"), ("When", "date"), ("Where", "place.name"),
        ("Attacked by", "actor.name"), ("Dead", "count.killed.total.any.civilian"),
    ):  # fmt: skip
        mapping = mapping.with_column(ColumnMapping(header, target=target))
    whole = replace(mapping, name="Monthly list", dataset="Monthly", publisher="A partner")
    return replace(whole, defaults={"place.country": "Syria"})


def test_what_was_answered_once_is_known_the_next_time(office):
    file = opened(OWN_ROW, header=OWN)
    table = office.service.chosen(file)
    office.service.apply(office.service.preview(file, table, own_mapping(office)))

    again = office.service.propose(file, table)

    assert again.learned_from == "Monthly list"
    assert again.mapping.dataset == "Monthly"
    assert [one.target for one in again.mapping.columns][:3] == [
        "external_id", "date", "place.name"
    ]  # fmt: skip
    assert fates(office.service.preview(file, table, again.mapping)) == {"unchanged": 1}


def test_a_mapping_is_handed_on_without_a_word_of_the_rows(office, tmp_path):
    mapping = own_mapping(office)
    file = tmp_path / "monthly.strikelog-mapping.json"

    office.service.learned.save(mapping, file)
    handed = office.service.learned.load(file)
    office.service.learned.learn(handed)

    assert handed == mapping
    assert "Air force" not in file.read_text()
    assert [one.name for one in office.service.learned.all()] == ["Monthly list"]
    office.service.learned.remove("Monthly list")
    assert office.service.learned.all() == ()


def test_what_the_program_knows_by_itself_is_not_kept_again(office):
    office.take(FIRST)

    assert office.service.learned.all() == ()


def test_a_nameless_table_keeps_its_ids_when_it_gains_a_column(office):
    file = opened(OWN_ROW, header=OWN)
    table = office.service.chosen(file)
    nameless = replace(own_mapping(office), name="", dataset="", publisher="")
    office.service.apply(office.service.preview(file, table, nameless))
    wider = opened((*OWN_ROW, "x"), header=(*OWN, "Remarks"))
    table = office.service.chosen(wider)

    again = office.service.preview(wider, table, office.service.propose(wider, table).mapping)

    assert again.counts["inserted"] == again.counts["parked"] == 0
    assert len(stored(office.database, Incident)) == 1


def test_numbers_that_contradict_each_other_are_said_and_kept_as_told(office):
    header = ("Date", "Country", "Governorate", "Town", "Description", "Killed", "Children killed")
    row = ("2019-11-06", "Syria", "Idlib", "Kafr Nabl", "A market was hit.", "2", "5")

    preview = office.preview(row, header=header)

    said = [why.sentence() for _, why in preview.row_doubts]
    assert preview.made["CasualtyFigure"] == 2
    assert "The parts add up to at least 5, more than 2. Correct one." in said


def test_what_makes_nonsense_beside_ours_is_told_and_asked_again(office):
    office.take(FIRST)
    figure = office.one(CasualtyFigure, outcome="killed")
    preview = office.preview(edited(FIRST, killed="4"))
    change = FieldChange(
        "qualifier", Outcome.CHANGED, base="exact", ours="exact", result="none", together="low"
    )
    row = PlannedRow(
        preview.sheet, 2, figure, replace(figure, qualifier="none"), RowChange((change,))
    )

    imported = office.service.apply(replace(preview, planned=(row,)))

    (told,) = imported.unfit
    assert told.sentence().startswith("Row 2, ")
    assert "Ours stays" in told.sentence()
    assert office.one(CasualtyFigure, outcome="killed") == figure
    assert not office.preview(edited(FIRST, killed="4")).is_empty
