"""Offices that send each other workbooks: what each changed reaches the others, and no more."""

from dataclasses import replace

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import Claim, Incident, Source
from strikelog.services.exporting import Exporting
from strikelog.services.importing import Importing
from strikelog.services.settings import Settings
from tests.databases import contents, open_database, recording_over, stored
from tests.exchange.editing import edited

INCIDENT = Incident(
    title="Strike",
    date_edtf=FuzzyDate.parse("2019-05-05"),
    summary="What happened",
    tags=("one",),
)
SOURCE = Source(title="Report", language="en")


class Office:
    """A vault of its own that writes files and takes those of others in."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder = folder
        self.sent = 0
        self.database = open_database(folder)
        self.recording = recording_over(self.database)
        self.importing = Importing(self.database, self.recording)

    def export(self):
        self.sent += 1
        path = self.folder / f"book-{self.sent}.xlsx"
        Exporting(self.database, Settings(self.database)).export(path)
        return path

    def preview(self, path):
        return self.importing.preview(path)

    def take(self, path, decisions=None):
        preview = self.preview(path)
        self.importing.apply(preview, decisions)
        return [(one.key, one.old, one.new, one.kind) for one in preview.rows]

    def get(self, record=INCIDENT):
        return stored(self.database, type(record))[record.id]

    def save(self, record=INCIDENT, **values):
        before = self.get(record)
        return self.recording.save(replace(before, **values), before).record


@pytest.fixture
def offices(tmp_path):
    """Three offices, of which the first has records and the others took them in."""
    first, second, third = made = [Office(tmp_path / name) for name in ("a", "b", "c")]
    first.recording.add_all([INCIDENT, SOURCE], "case")
    path = first.export()
    second.take(path)
    third.take(path)
    yield made
    for one in made:
        one.database.close()


def test_what_another_office_changed_comes_with_its_own_file(offices):
    a, b, _ = offices
    b.save(title="Air strike")

    assert a.take(b.export()) == [("title", "Strike", "Air strike", "changed")]
    assert contents(a.database) == contents(b.database)


def test_changes_of_both_come_together_on_both_sides(offices):
    a, b, _ = offices
    a.save(title="Air strike", tags=("one", "ours"))
    b.save(summary="Theirs", tags=("one", "theirs"))
    from_a, from_b = a.export(), b.export()

    a.take(from_b)
    b.take(from_a)

    assert a.get().title == b.get().title == "Air strike"
    assert a.get().summary == b.get().summary == "Theirs"
    assert set(a.get().tags) == set(b.get().tags) == {"one", "ours", "theirs"}
    assert b.take(a.export()) == []
    assert a.take(b.export()) == []


def test_a_change_upon_a_change_is_no_conflict(offices):
    a, b, _ = offices
    b.save(title="Air strike")
    a.take(b.export())
    b.take(a.export())
    a.save(title="Air strike on a market")
    b.take(a.export())
    b.save(title="Double strike")

    assert a.take(b.export()) == [("title", "Air strike on a market", "Double strike", "changed")]


def test_a_change_reaches_an_office_through_another(offices):
    a, b, c = offices
    a.save(title="Air strike")
    b.take(a.export())
    b.save(summary="Theirs")

    c.take(b.export())

    assert contents(c.database) == contents(b.database)
    assert a.take(c.export()) == [("summary", "What happened", "Theirs", "changed")]


def test_a_change_over_merged_work_of_both_is_no_conflict(offices):
    a, b, _ = offices
    a.save(title="Air strike")
    b.save(summary="Theirs")
    a.take(b.export())
    b.save(summary="Theirs again")

    assert b.take(a.export()) == [("title", "Strike", "Air strike", "changed")]
    assert b.get().summary == "Theirs again"


def test_an_older_file_that_comes_late_changes_nothing(offices):
    a, b, _ = offices
    b.save(title="First")
    old = b.export()
    b.save(title="Second")
    a.take(b.export())

    assert a.take(old) == []
    assert a.get().title == "Second"


def test_going_back_to_an_earlier_value_is_a_change_too(offices):
    a, b, _ = offices
    b.save(title="Air strike")
    a.take(b.export())
    b.save(title="Strike")

    assert a.take(b.export()) == [("title", "Air strike", "Strike", "changed")]


def test_both_differently_is_a_conflict_with_what_both_last_had(offices):
    a, b, _ = offices
    a.save(title="Ours")
    b.save(title="Theirs")

    row = a.preview(b.export()).rows[0]

    assert (row.kind, row.base, row.old, row.new) == ("conflict", "Strike", "Ours", "Theirs")
    assert row.ours_by == "u07"
    assert row.ours_at.startswith("2024-03-01T")
    assert row.theirs_at.endswith("Z")


def test_a_decision_reaches_the_other_office_and_is_not_asked_again(offices):
    a, b, _ = offices
    a.save(title="Ours")
    b.save(title="Theirs")
    path = b.export()
    a.take(path, "ours")

    assert a.take(path) == []
    assert b.take(a.export()) == [("title", "Theirs", "Ours", "changed")]


def test_an_open_question_does_not_overwrite_the_other_office(offices):
    a, b, _ = offices
    a.save(title="Ours")
    b.save(title="Theirs")
    a.take(b.export(), "later")

    assert [one[3] for one in b.take(a.export())] == ["conflict"]
    assert (a.get().title, b.get().title) == ("Ours", "Theirs")


def test_a_question_decided_later_is_settled_for_both(offices):
    a, b, _ = offices
    a.save(title="Ours")
    b.save(title="Theirs")
    path = b.export()
    a.take(path, "later")
    waiting = a.importing.waiting()
    assert [one.group for one in waiting] == ["title"]

    a.importing.decide({waiting[0].number: "theirs"})

    assert a.get().title == "Theirs"
    assert a.importing.waiting() == ()
    assert a.take(path) == []
    assert b.take(a.export()) == []


def test_an_edit_by_hand_that_two_offices_take_in_is_one(offices):
    a, b, _ = offices
    path = a.export()
    with edited(path) as book:
        book.put("Incidents", INCIDENT.id, "title", "By hand")
    a.save(summary="Ours")
    a.take(path)
    b.take(path)
    b.save(title="By hand, corrected")

    assert a.take(b.export()) == [("title", "By hand", "By hand, corrected", "changed")]


def test_a_file_taken_in_twice_asks_nothing_after_we_went_on(offices):
    a, _, _ = offices
    path = a.export()
    with edited(path) as book:
        book.put("Incidents", INCIDENT.id, "title", "By hand")
    a.take(path)
    a.save(title="By hand, corrected")

    assert a.take(path) == []


def test_an_import_that_was_undone_can_be_taken_in_again(offices):
    a, b, _ = offices
    b.save(title="Air strike")
    b.recording.add_all([Source(title="New report")], "new")
    path = b.export()
    applied = a.importing.apply(a.preview(path))
    a.importing.undo_import(applied.step)
    assert a.get().title == "Strike"

    a.take(path)

    assert contents(a.database) == contents(b.database)


def test_without_its_memory_a_returned_file_is_compared_with_our_history(offices):
    a, _, _ = offices
    path = a.export()
    with edited(path) as book:
        book.put("Incidents", INCIDENT.id, "title", "By hand")
        del book.book["_base"]
    a.save(summary="Ours")

    assert a.take(path) == [("title", "Strike", "By hand", "changed")]
    assert a.get().summary == "Ours"


def test_without_its_memory_a_file_of_others_asks_about_every_difference(offices):
    a, b, _ = offices
    b.save(title="Theirs")
    path = b.export()
    with edited(path) as book:
        del book.book["_base"]

    assert [(one[0], one[3]) for one in a.take(path)] == [("title", "conflict")]
    assert a.get().title == "Strike"


def test_what_is_deleted_here_stays_so_when_others_send_it_unchanged(offices):
    a, b, _ = offices
    a.recording.remove(a.get())

    assert a.take(b.export()) == []
    b.save(title="Theirs")
    assert [(one[0], one[3]) for one in a.take(b.export())] == [("deleted", "conflict")]
    assert INCIDENT.id not in stored(a.database, Incident)


def test_what_is_new_there_of_a_record_deleted_here_is_set_aside(offices):
    a, b, _ = offices
    a.recording.remove(a.get())
    claim = Claim(incident_id=INCIDENT.id, source_id=SOURCE.id, summary="They say")
    b.recording.add_all([claim], "more")
    path = b.export()

    preview = a.preview(path)

    assert (preview.counts["parked"], preview.planned) == (1, ())
    assert "was deleted here" in preview.refused[0].reason
    a.recording.undo()
    assert [one[3] for one in a.take(path)] != []
    assert claim.id in stored(a.database, Claim)


def test_a_vault_of_before_takes_files_in_as_well(offices):
    a, b, _ = offices
    with a.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE exchange_version")
        connection.exec_driver_sql("DROP TABLE exchange_waiting")
        connection.exec_driver_sql("ALTER TABLE exchange_log DROP COLUMN head")
        connection.exec_driver_sql("ALTER TABLE exchange_log DROP COLUMN step")
    a.database.close()
    a.database = open_database(a.folder)
    a.recording = recording_over(a.database)
    a.importing = Importing(a.database, a.recording)
    a.save(title="Ours")
    b.save(title="Theirs", summary="More")

    changes = a.take(b.export())

    assert [(one[0], one[3]) for one in changes] == [("title", "conflict"), ("summary", "changed")]
    assert len(a.importing.waiting()) == 1
